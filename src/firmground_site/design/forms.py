"""Django forms as GOV.UK fields. It owns how a field looks and what ties it to its words, never what a form asks.

``GovukRenderer`` puts our templates in the place of Django's own, so that any form, also one of another package, comes
out right without naming a class. ``Radios``, ``Checkboxes`` and ``DateField`` are what Django has no widget for.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.template.loader import get_template, select_template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.design.joining import joined

CLASSES = {
    "input": "govuk-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
}


def kind_of(widget: forms.Widget) -> str:
    """Which of ``CLASSES`` a widget is drawn as; empty for one that draws itself or is hidden."""
    if widget.is_hidden or isinstance(widget, (forms.CheckboxInput, forms.MultiWidget, forms.RadioSelect)):
        return ""
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.Select):
        return "select"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "input" if isinstance(widget, Input) else ""


class GovukBoundField(BoundField):
    """A field of a form on a page: the classes that its state asks for, and nothing that the browser would judge itself."""

    def build_widget_attrs(self, attrs: Mapping[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes with our classes; the server alone says what is wrong, so ``required`` is left out."""
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        if isinstance(widget, forms.RadioSelect):
            built.pop("aria-invalid", None)  # no state of a single radio or box; the fieldset's description says it
        kind = kind_of(widget)
        if kind:
            given = built.get("class", widget.attrs.get("class", ""))
            classes = [CLASSES[kind], f"{CLASSES[kind]}--error" if self.errors else "", given]
            built["class"] = " ".join(each for each in classes if each)
        if self.most_characters and not widget.is_hidden:
            built["class"] += " govuk-js-character-count"
            built["maxlength"] = False  # the counter warns; cutting what a person pastes would lose words
            built["aria-describedby"] = f"{self.aria_describedby or ''} {self.auto_id}-info".strip()
        return built

    @property
    def most_characters(self) -> int | None:
        """How many characters a long answer may have, if there is a limit; only these are counted for the writer."""
        if not isinstance(self.field.widget, forms.Textarea):
            return None
        return getattr(self.field, "max_length", None)

    @property
    def is_password(self) -> bool:
        """Whether what is typed is hidden, so that a button to show it is offered."""
        return isinstance(self.field.widget, forms.PasswordInput)

    @property
    def is_tick(self) -> bool:
        """Whether this is one box to tick, whose label comes after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def first_id(self) -> str:
        """The id of the first thing to fill in, to which an error leads."""
        widget = self.field.widget
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)):
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id


class GovukRenderer(TemplatesSetting):
    """Draws forms with the templates of ``design/forms``, and with Django's own where there is none of ours."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
    bound_field_class = GovukBoundField

    def get_template(self, template_name: str) -> Any:
        """Ours in the place of Django's; each way of drawing a whole form (as p, as a table, …) is the same one."""
        prefix, _, rest = template_name.partition("django/forms/")
        if prefix or not rest:
            return get_template(template_name)
        if "/" not in rest:
            return get_template(self.field_template_name if rest == "field.html" else self.form_template_name)
        return select_template([f"design/forms/{rest}", template_name])


class _Choices:
    """What radios and checkboxes share: how they lie, and a hint under a choice."""

    attrs: dict[str, Any]

    def __init__(self, *, inline: bool = False, small: bool = False, hints: Mapping[str, str] | None = None, **options: Any):
        super().__init__(**options)
        self.inline, self.small, self.hints = inline, small, hints or {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's context with ``inline`` and ``small``."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"] |= {"inline": self.inline, "small": self.small}
        return context

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Django's option with its hint, which its input names as its description."""
        option: dict[str, Any] = super().create_option(name, value, *args, **options)
        hint = self.hints.get(str(value))
        if hint:
            option["hint"] = hint
            if option["attrs"].get("id"):
                option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}-hint"
        return option


class Radios(_Choices, forms.RadioSelect):
    """One of a few: ``Radios(inline=True)`` beside each other, ``small=True``, ``hints={value: "…"}``."""


class Checkboxes(_Choices, forms.CheckboxSelectMultiple):
    """Any of a few, with the same options as ``Radios``."""


class DateParts(forms.MultiWidget):
    """Day, month and year in three boxes, as people read a date out from a paper."""

    template_name = "django/forms/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = {part: forms.TextInput(attrs={"inputmode": "numeric"}) for part in ("day", "month", "year")}
        super().__init__(boxes, attrs)

    def decompress(self, value: datetime.date | str | None) -> list[Any]:
        """A date as day, month and year; nothing as three times nothing."""
        if isinstance(value, str):
            value = datetime.date.fromisoformat(value)
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's context with the label and width of each box."""
        context = super().get_context(name, value, attrs)
        wrong = " govuk-input--error" if context["widget"]["attrs"].get("aria-invalid") else ""
        looks = ((_("Day"), 2), (_("Month"), 2), (_("Year"), 4))
        for box, (label, width) in zip(context["widget"]["subwidgets"], looks, strict=True):
            box["label"] = label
            box["attrs"]["class"] = f"govuk-input govuk-date-input__input govuk-input--width-{width}{wrong}"
        return context


class DateField(forms.MultiValueField):
    """A date asked for in three boxes; gives a ``datetime.date``, or ``None`` for an answer that may be left out.

    Refuses a date of which a part is missing (naming the part) and one that is not in the calendar.
    """

    widget = DateParts
    default_error_messages = {
        "missing": gettext_lazy("The date must include a %(parts)s."),
        "unreal": gettext_lazy("The date must be a real one, such as 27 3 2007."),
    }

    def __init__(self, **options: Any) -> None:
        parts = [forms.CharField(required=False, max_length=4) for _ in range(3)]
        super().__init__(parts, require_all_fields=False, **options)

    def compress(self, data_list: Sequence[str]) -> datetime.date | None:
        """Three texts as a date."""
        if not any(data_list):
            return None
        missing = [name for name, text in zip((_("day"), _("month"), _("year")), data_list, strict=True) if not text]
        if missing:
            raise ValidationError(self.error_messages["missing"], "missing", {"parts": joined(missing)})
        try:
            if not all(text.isdecimal() for text in data_list) or len(data_list[2]) != 4:
                raise ValueError(data_list)
            day, month, year = map(int, data_list)
            return datetime.date(year, month, day)
        except ValueError as error:
            raise ValidationError(self.error_messages["unreal"], "unreal") from error
