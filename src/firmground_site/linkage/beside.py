"""Two records beside each other, row by row, with what is the same and what differs in words. For whoever has opened both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from firmground_site.cases.parties import party_name
from firmground_site.linkage.explained import level_in_words
from firmground_site.linkage.models import ListEntry, Pair
from firmground_site.packs.queries import text
from firmground_site.screening.models import NamedParty, Person

EMPLOYER, NOTHING = "employer", gettext_lazy("Not recorded")
Mark = tuple[str, str]
SAME, ANOTHER_ORDER = (gettext_lazy("The same"), "green"), (gettext_lazy("In another order"), "green")
DIFFERS, NO_MARK = (gettext_lazy("Differs"), "orange"), ("", "grey")
PLAIN_LEVELS = {"exact", "exact_rare", "exact_common", "different", "not_known"}  # of which the marks above say as much
COMPARED = ("name", "birth", "document", "phone", "employer")
MET = "met"
LABELS = {
    "name": gettext_lazy("Name"),
    "alias": gettext_lazy("Other names"),
    "birth": gettext_lazy("Born"),
    "sex": gettext_lazy("Sex"),
    "nationality": gettext_lazy("Nationality"),
    "document": gettext_lazy("Number of a paper"),
    "phone": gettext_lazy("Phone"),
    "employer": gettext_lazy("Employer"),
    MET: pgettext_lazy("a person, on a day", "Met"),
}


@dataclass(frozen=True)
class Cell:
    """What one record says under a label, and how it compares with the other: a tag's text and colour."""

    label: str
    words: str
    mark: str
    colour: str


Beside = list[tuple[str, list[Cell]]]


def called(record: Person | ListEntry) -> str:
    """How a record is called without naming anybody."""
    return _("{entry} of {list}").format(entry=record, list=record.of_list) if isinstance(record, ListEntry) else str(record)


def beside(pair: Pair, *, blind: bool = False) -> Beside:
    """Both records under their titles; ``blind`` leaves out how far the program finds that they agree."""
    both = [_known(each) for each in (pair.left, pair.right)]
    levels = {} if blind else {each["compared"]: each["level"] for each in pair.weighed}
    marks = [_mark(what, one, other, levels) for (what, one), (_what, other) in zip(*both, strict=True)]
    return [
        (called(record), [Cell(LABELS[what], words or NOTHING, *mark) for (what, words), mark in zip(rows, marks, strict=True)])
        for record, rows in zip((pair.left, pair.right), both, strict=True)
    ]


def _mark(what: str, one: str, other: str, levels: Mapping[str, str]) -> Mark:
    """How two records compare in what they both say: as a reader sees it, or else as the program found."""
    if not one or not other or what == MET:
        return NO_MARK
    if "".join(_words(one)) == "".join(_words(other)):
        return SAME
    if sorted(_words(one)) == sorted(_words(other)):
        return ANOTHER_ORDER
    level = levels.get(what, "different") if what in COMPARED else "different"
    return DIFFERS if level in PLAIN_LEVELS else (_("Differs: {how}").format(how=level_in_words(level)), "yellow")


def _words(said: str) -> list[str]:
    return re.findall(r"\w+", said.casefold())


def _known(record: Person | ListEntry) -> list[tuple[str, str]]:
    """What a record says, under the keys of ``LABELS``."""
    return [
        ("name", record.name),
        ("alias", record.alias),
        ("birth", record.birth if isinstance(record, ListEntry) else _born(record)),
        ("sex", _code("sexes", record.sex)),
        ("nationality", _code("nationalities", record.nationality)),
        ("document", record.document),
        ("phone", record.phone),
        ("employer", record.employer if isinstance(record, ListEntry) else _employer(record)),
        (MET, _met(record)),
    ]


def _born(person: Person) -> str:
    """The year of birth follows from the age to within one."""
    if person.age is None:
        return ""
    year = timezone.localdate(person.met_at).year - person.age
    return _("{first} or {last}, from the age that was given").format(first=year - 1, last=year)


def _employer(person: Person) -> str:
    named = NamedParty.objects.filter(person=person, kind=EMPLOYER).order_by("named_at").last()
    return named.name if named else ""


def _met(record: Person | ListEntry) -> str:
    if isinstance(record, ListEntry):
        return _("{when}, {party}").format(when=record.of_list.year, party=party_name(record.of_list.party))
    day = date_format(timezone.localdate(record.met_at))
    return _("{when}, {party}").format(when=day, party=party_name(record.agency))


def _code(listed: str, code: str) -> str:
    return text(f"codes.{listed}.{code}") if code else ""
