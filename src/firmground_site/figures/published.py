"""What was published, read from its manifest alone: its sentences, what each stands on, its tables, and what changed.

It asks no records, so a page of an old statement stays what it was.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.evidence.render import key_figures
from firmground_site.figures.dashboard import GROUP_WORDS
from firmground_site.figures.models import Publication
from firmground_site.figures.query_words import counted_in_words, period_in_words
from firmground_site.law.citations import Source, web_address

Content = Mapping[str, Any]
TOTAL = gettext_lazy("total")
CAUSES = {
    "records": gettext_lazy("The records changed: more was recorded, or something was corrected."),
    "definition": gettext_lazy("It counts something else than before."),
    "disclosure": gettext_lazy("Another count is withheld than before."),
    "added": gettext_lazy("It is new."),
    "removed": gettext_lazy("It is no longer there."),
}
BASES = {
    "record": gettext_lazy("The record of this territory"),
    "published": gettext_lazy("A published number"),
    "register": gettext_lazy("The register of law or of the action plan"),
    "position": gettext_lazy("It is a position: whether it holds is not decided"),
    "nothing": gettext_lazy("Nothing was found"),
}


@dataclass(frozen=True)
class Quoted:
    """A quote of a sentence: what was asked for, what is shown, and the page of its definition, "" where it has none here."""

    asked: str
    shown: str
    label: str
    digest: str
    url: str


def content_of(publication: Publication) -> Content:
    """What a publication says, from its manifest."""
    found: Content = json.loads(publication.content("statement.json"))
    return found


def contents_near(year: int) -> list[Content]:
    """Everything that was published of a year, and of those beside it, whose periods may overlap; the same figures once.

    Not the newest alone: what it withholds can be worked out from one that did not.
    """
    known: dict[str, Content] = {}
    for each in publications_near(year):
        content = content_of(each)
        known[json.dumps(content["figures"], sort_keys=True)] = content
    return list(known.values())


def publications_near(year: int) -> QuerySet[Publication]:
    """The publications of a year and of those beside it, in the order in which they came out."""
    return Publication.objects.filter(year__range=(year - 1, year + 1)).order_by("published_at")


def address(publication: Publication, page: str = "statement", **more: str) -> str:
    """The address of a page of a publication."""
    named = {"year": publication.year, "language": publication.language, "number": publication.number}
    return reverse(f"statements:{page}", kwargs={**named, **more})


def sections_of(content: Content) -> list[tuple[str, list[Content]]]:
    """The headings with their sentences, in the order in which they are read."""
    return [
        (heading, [each for each in content["sentences"] if each["section"] == name])
        for name, heading in content["sections"].items()
    ]


def sentence_named(content: Content, name: str) -> Content | None:
    """One sentence; ``None`` when it is not there."""
    return next((each for each in content["sentences"] if each["id"] == name), None)


def quotes_of(publication: Publication, content: Content, sentence: Content) -> list[Quoted]:
    """What a sentence quotes."""
    return [_quoted(publication, content, each) for each in sentence["quotes"]]


def _quoted(publication: Publication, content: Content, quote: Content) -> Quoted:
    name, _dot, part = quote["asked"].partition(".")
    url = address(publication, "figure", name=name) if name in content["definitions"] else ""
    label = content["labels"].get(name, {"published": _("A published number"), "claim": _("A claim of a report")}.get(name, name))
    group = content["figures"][name]["group"] if name in content["figures"] else None
    of_cell = content["labels"].get(f"{group}.{part}", part) if part else ""
    return Quoted(quote["asked"], quote["shown"], f"{label}: {of_cell}" if of_cell else label, quote["definition_digest"], url)


def sources_of(content: Content, keys: Iterable[str]) -> list[Source]:
    """The sources of some keys, as the statement itself cites them."""
    where = {key: str(content["sources"].get(key, "")) for key in keys}
    return [Source(key, web_address(said), "" if web_address(said) else said) for key, said in where.items()]


def definition_of(content: Content, name: str) -> dict[str, Any] | None:
    """What a figure counts, in words and as data, with its table and the digests; ``None`` where there is none of that name."""
    entry = content["definitions"].get(name)
    if entry is None or name not in content["figures"]:
        return None
    figure, least = content["figures"][name], content["rules"]["minimum_count"]
    asked = {key: value for key, value in entry.items() if key not in ("id", "cite", "published_as") and value not in (None, [])}
    return {
        "name": name,
        "label": content["labels"].get(name, name),
        "counts": counted_in_words(entry),
        "query": json.dumps(asked, ensure_ascii=False, indent=2),
        "persons": entry["counting"] == "person",
        "period": period_in_words(entry["period"], content["year"]),
        "least": least if entry["disclosure"] == "small_counts" else None,
        "figure": figure,
        "columns": (" · ".join(str(GROUP_WORDS.get(each, each)) for each in entry["group"]) or _("All"), _("Count")),
        "rows": [(content["labels"].get(f"{figure['group']}.{code}", code), count) for code, count in figure["cells"].items()],
        "cite": entry.get("cite"),
    }


def parts_of(content: Content, name: str) -> list[dict[str, Any]]:
    """The definitions behind a figure or a ratio: its own, or those of what it divides; none for another name."""
    ratio = content["ratios"].get(name)
    names = (ratio["numerator"], ratio["denominator"]) if ratio else (name,)
    return [found for each in names if (found := definition_of(content, each)) is not None]


def tables_of(content: Content) -> list[tuple[str, str]]:
    """Every figure and ratio of a statement: its name and its label."""
    return [(name, content["labels"].get(name, name)) for name in (*content["figures"], *content["ratios"])]


def changes_of(content: Content) -> list[dict[str, Any]]:
    """Every number that differs from the publication before, in words."""
    return [_change(content, each) for each in content["publication"]["revisions"]]


def _change(content: Content, change: Content) -> dict[str, Any]:
    figure = content["figures"].get(change["figure"])
    cell = (
        content["labels"].get(f"{figure['group']}.{change['cell']}", change["cell"]) if figure and change["cell"] else str(TOTAL)
    )
    return {
        "figure": change["figure"],
        "label": content["labels"].get(change["figure"], change["figure"]),
        "is_there": change["figure"] in content["definitions"],
        "cell": cell if figure else _("share"),
        "before": _said(change["before"]),
        "after": _said(change["after"]),
        "causes": [CAUSES[each] for each in change["causes"]],
    }


def _said(value: Any) -> str:
    if value is None:
        return _("not shown")
    return f"{value:,}" if isinstance(value, int) else f"{value} %"


def sentences_changed(content: Content, before: Content) -> list[dict[str, str]]:
    """Every sentence that reads differently than in the publication before; "" where it was not, or is no longer, there."""
    now, then = ({each["id"]: each["text"] for each in of["sentences"]} for of in (content, before))
    return [
        {"name": name, "before": then.get(name, ""), "after": now.get(name, "")}
        for name in dict.fromkeys([*now, *then])
        if now.get(name) != then.get(name)
    ]


def comparisons_of(content: Content) -> list[dict[str, Any]]:
    """The claims that are set beside others, with the words for what each stands on."""
    return [{**each, "basis": BASES[each["basis"]]} for each in content["comparisons"]]


def at_a_glance(content: Content) -> list[dict[str, str]]:
    """The few numbers that people look for first."""
    return key_figures(content)
