"""Components as template tags: each is a small template under ``design/components`` and a function that says what it takes.

A tag owns its markup and what assistive technology needs; it must not query, decide or know a person. Texts are escaped
unless they were marked safe; a colour never says anything that the words beside it do not.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context, TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.design import joining
from firmground_site.design.foreign import in_language
from firmground_site.design.stacking import stacked_rows

register = template.Library()
register.filter("joined", joining.joined)
register.filter("either", joining.either)
register.filter("listed", joining.listed)
register.filter("in_language", in_language)

COLOURS = ("grey", "blue", "teal", "green", "yellow", "orange", "red", "magenta", "purple")
BUTTONS = ("", "secondary", "warning")
TABS = "design_tabs"
FORBIDDEN_IN_SVG = ("<script", "<style", "<foreignobject", " style=", " on", "javascript:", "http://", "https://")


def component(name: str, /, **context: Any) -> SafeString:
    """A component's template with these values."""
    return render_to_string(f"design/components/{name}.html", context)


def one_of(value: str, allowed: Sequence[str], *, what: str) -> str:
    """The value if it is allowed; a template that says anything else is wrong and does not render."""
    if value not in allowed:
        raise TemplateSyntaxError(f"{value!r} is no {what}. Use one of {', '.join(map(repr, allowed))}.")
    return value


def listed(value: str | Sequence[Any]) -> list[Any]:
    """A list from a list or from a text with bars between its parts: ``"Number|Opened on"``."""
    return [part.strip() for part in str(value).split("|")] if isinstance(value, str | Promise) else list(value)


# --- forms ------------------------------------------------------------------------------------------------------------


@register.simple_tag
def field(bound: BoundField, size: str = "", heading: bool = False) -> SafeString:
    """One field with its label, hint and errors; ``size`` of the label is s, m, l or xl; ``heading`` makes it the h1."""
    one_of(size, ("", "s", "m", "l", "xl"), what="size of a label")
    if bound.is_hidden:
        return bound.as_widget()
    context = {"field": bound, "size": size, "heading": heading}
    return bound.form.render(bound.form.renderer.field_template_name, context)


@register.simple_tag
def fields(form: BaseForm, *names: str, legend: str = "", hint: str = "", size: str = "m") -> SafeString:
    """Several fields of a form in a fieldset with a legend; without a legend they just follow each other."""
    one_of(size, ("s", "m", "l", "xl"), what="size of a legend")
    rendered = [field(form[name]) for name in names]
    return component(
        "fields", fields=rendered, legend=legend, hint=hint, size=size, id=f"{form.prefix or 'form'}_{names[0]}_group"
    )


def _fault(label: str, text: str) -> str:
    """What is wrong with a field, after its label; a label that asks needs no colon."""
    said = _("{label} {text}") if label.endswith(("?", "？")) else _("{label}: {text}")
    return said.format(label=label, text=text)


@register.simple_tag
def error_summary(*forms: Any) -> SafeString:
    """What is wrong in these forms, each line leading to its field; nothing when all is well or there is no form."""
    faults: list[dict[str, Any]] = []
    for form in forms:
        if isinstance(form, BaseForm) and form.errors:
            faults += [{"text": text} for text in form.non_field_errors()]
            for bound in form:
                url = "" if bound.is_hidden else f"#{bound.first_id}"
                faults += [{"text": _fault(str(bound.label), text), "url": url} for text in bound.errors]
    return component("error_summary", faults=faults) if faults else mark_safe("")


# --- to press or follow -----------------------------------------------------------------------------------------------


@register.simple_tag
def button(text: str, kind: str = "", name: str = "", value: str = "", form: str = "") -> SafeString:
    """A button that sends its form once; ``kind`` is secondary or warning; ``form`` is the id of a form elsewhere."""
    return component("button", text=text, kind=one_of(kind, BUTTONS, what="kind of button"), name=name, value=value, form=form)


@register.simple_tag
def link_button(text: str, url: str, kind: str = "") -> SafeString:
    """A link that looks like a button, for the next step; it changes nothing by itself."""
    return component("link_button", text=text, url=url, kind=one_of(kind, BUTTONS, what="kind of button"))


@register.simple_tag
def back_link(url: str, text: str = gettext_lazy("Back")) -> SafeString:
    """The way back; goes into the block ``before``."""
    return component("back_link", url=url, text=text)


@register.simple_tag
def breadcrumbs(*parts: str) -> SafeString:
    """Where this page lies: ``{% breadcrumbs "Home" "/" "Screening" url "This page" %}``; goes into the block ``before``."""
    steps = [{"text": text, "url": url} for text, url in zip(parts[::2], [*parts[1::2], ""], strict=False)]
    return component("breadcrumbs", steps=steps)


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page, parameter: str = "page", label: str = gettext_lazy("Pages")) -> SafeString:
    """Links to the other pages of a Django ``Page``, keeping the rest of the address; nothing if there is only one."""
    if page.paginator.num_pages < 2:
        return mark_safe("")
    query = context["request"].GET.copy() if "request" in context else None

    def address(number: int) -> str:
        if query is None:
            return f"?{parameter}={number}"
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    gap = page.paginator.ELLIPSIS
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    items = [{"gap": True} if n == gap else {"number": n, "url": address(n), "here": n == page.number} for n in numbers]
    before = address(page.previous_page_number()) if page.has_previous() else ""
    after = address(page.next_page_number()) if page.has_next() else ""
    return component("pagination", items=items, before=before, after=after, label=label)


# --- to read ----------------------------------------------------------------------------------------------------------


def block(function: Callable[..., SafeString]) -> Callable[..., SafeString]:
    """Register a tag that has content: ``{% name … %}…{% endname %}``."""
    return register.simple_block_tag(function)


@block
def inset(content: str) -> SafeString:
    """Text set apart from what is around it."""
    return component("inset", content=content)


@block
def warning(content: str, label: str = gettext_lazy("Warning")) -> SafeString:
    """A warning that must not be overlooked; ``label`` is read out before it."""
    return component("warning", content=content, label=label)


@block
def details(content: str, summary: str, unfolded: bool = False, about: str = "") -> SafeString:
    """Text that unfolds under a line, for those who need it; works without scripts.

    ``about`` is heard and not seen: it tells lines apart that say the same on one page.
    """
    return component("details", content=content, summary=summary, unfolded=unfolded, about=about)


@register.simple_tag
def digest(value: str) -> SafeString:
    """A digest as people compare it, by its beginning, with the whole of it unfolding below."""
    kind, sign, rest = str(value).rpartition(":")
    return component("digest", short=f"{kind}{sign}{rest[:12]}…" if len(rest) > 12 else value, whole=value)


@block
def panel(content: str, title: str, level: int = 1) -> SafeString:
    """What was done, at the top of the page that says so; its title is the page's h1, unless it has another level."""
    return component("panel", content=content, title=title, level=level)


@block
def notification(content: str, title: str = gettext_lazy("Important"), kind: str = "", alert: bool = False) -> SafeString:
    """A banner; ``kind="success"`` or ``alert`` for what follows from what the reader just did, and is read out at once."""
    one_of(kind, ("", "success"), what="kind of notification")
    return component("notification", content=content, title=title, kind=kind, alert=alert or kind == "success")


@register.simple_tag
def tag(text: str, colour: str = "grey") -> SafeString:
    """A state in one or two words, with a colour that repeats what they say."""
    return component("tag", text=text, colour=one_of(colour, COLOURS, what="colour of a tag"))


@block
def summary_list(content: str, title: str = "") -> SafeString:
    """A list of names and values; its content is ``summary_row`` tags. With a title it becomes a card."""
    return component("summary_list", content=content, title=title)


@block
def summary_row(content: str, name: str, url: str = "", action: str = gettext_lazy("Change")) -> SafeString:
    """A name and its value (the content), with a link to change it if there is a ``url``."""
    return component("summary_row", content=content, name=name, url=url, action=action)


@block
def table(
    content: str,
    caption: str,
    columns: str | Sequence[str],
    numeric: str | Sequence[str] = (),
    empty: str = gettext_lazy("There is none."),
    stacked: bool = False,
) -> SafeString:
    """A table whose content is plain rows: ``<tr><th scope="row">…</th><td>…</td><td class="numeric">…</td></tr>``.

    ``columns`` and ``numeric`` (those of them that hold numbers) are lists or ``"Number|Opened on"``. Without any row
    ``empty`` is said in its place. A ``stacked`` table of words has a block for each row on a phone, in place of columns
    that lie beside the screen.
    """
    numbers = listed(numeric)
    heads = [{"text": text, "numeric": text in numbers} for text in listed(columns)]
    rows = stacked_rows(content.strip(), [str(head["text"]) for head in heads]) if stacked else content.strip()
    return component("table", content=mark_safe(rows), caption=caption, columns=heads, empty=empty, stacked=stacked)


@block
def task_list(content: str) -> SafeString:
    """Things to do in any order; its content is ``task`` tags."""
    return component("task_list", content=content)


@register.simple_tag
def task(title: str, state: str, url: str = "", hint: str = "", colour: str = "") -> SafeString:
    """One thing to do and its state in words; with a ``colour`` the state is a tag, as for what is not yet done."""
    one_of(colour, ("", *COLOURS), what="colour of a tag")
    return component("task", title=title, state=state, url=url, hint=hint, colour=colour)


@register.simple_block_tag(takes_context=True)
def tab(context: Context, content: str, title: str, id: str) -> SafeString:
    """One part of ``tabs``; ``id`` is its place in the page's address."""
    context.render_context.setdefault(TABS, []).append({"title": title, "id": id, "content": content})
    return mark_safe("")


@register.simple_block_tag(takes_context=True)
def tabs(context: Context, content: str, title: str = gettext_lazy("Contents")) -> SafeString:
    """Parts of which one is shown at a time; without scripts a list of links and all parts below each other."""
    parts = context.render_context.get(TABS)
    if not parts:
        raise TemplateSyntaxError("{% tabs %} holds no {% tab %}. Write its tabs in the same template file.")
    context.render_context[TABS] = []
    return component("tabs", parts=parts, title=title)


@block
def timeline(content: str) -> SafeString:
    """What happened, in order; its content is ``timeline_entry`` tags."""
    return component("timeline", content=content)


@block
def timeline_entry(content: str, title: str, when: Any, by: str = "") -> SafeString:
    """One thing that happened: what (title), when (a datetime, a date or words) and who did it."""
    return component("timeline_entry", content=content, title=title, when=when, by=by, is_moment=hasattr(when, "isoformat"))


@block
def side_by_side(content: str) -> SafeString:
    """Versions to compare, one ``side`` each; below each other where there is no room."""
    return component("side_by_side", content=content)


@block
def side(content: str, title: str) -> SafeString:
    """One version in ``side_by_side``."""
    return component("side", content=content, title=title)


@block
def svg_with_table(content: str, title: str, description: str, svg: str = "", url: str = "") -> SafeString:
    """A chart with the numbers behind it: the content is their ``table``; ``description`` is read out instead of the chart.

    Give the picture's address (``url``), or the drawing itself (``svg``), which may hold no style, script or address.
    """
    if bool(svg) == bool(url):
        raise TemplateSyntaxError("{% svg_with_table %} needs either svg or url.")
    bare = svg.lower().replace('xmlns="http://www.w3.org/2000/svg"', "").replace('xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    found = [each.strip() for each in FORBIDDEN_IN_SVG if each in bare]
    if found:
        raise TemplateSyntaxError(f"The drawing holds {', '.join(found)}, which a page may not. Give its address as url.")
    drawing = mark_safe(svg)
    return component("svg_with_table", content=content, title=title, description=description, svg=drawing, url=url)
