"""Two records beside each other, row by row, with what is the same and what differs in words. For whoever has opened both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from firmground_site.cases.parties import party_name
from firmground_site.linkage.explained import level_in_words
from firmground_site.linkage.models import ListEntry, Pair
from firmground_site.packs.queries import text
from firmground_site.screening.models import NamedParty, Person

EMPLOYER, NOTHING = "employer", "Not recorded"
Mark = tuple[str, str]
SAME, ANOTHER_ORDER, DIFFERS, NO_MARK = ("The same", "green"), ("In another order", "green"), ("Differs", "orange"), ("", "grey")
PLAIN_LEVELS = {"exact", "exact_rare", "exact_common", "different", "not_known"}  # of which the marks above say as much
COMPARED_AS = {"Name": "name", "Born": "birth", "Number of a paper": "document", "Phone": "phone", "Employer": "employer"}
MET = "Met"


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
    return f"{record} of {record.of_list}" if isinstance(record, ListEntry) else str(record)


def beside(pair: Pair, *, blind: bool = False) -> Beside:
    """Both records under their titles; ``blind`` leaves out how far the program finds that they agree."""
    both = [_known(each) for each in (pair.left, pair.right)]
    levels = {} if blind else {each["compared"]: each["level"] for each in pair.weighed}
    marks = [_mark(label, one, other, levels) for (label, one), (_, other) in zip(*both, strict=True)]
    return [
        (called(record), [Cell(label, words or NOTHING, *mark) for (label, words), mark in zip(rows, marks, strict=True)])
        for record, rows in zip((pair.left, pair.right), both, strict=True)
    ]


def _mark(label: str, one: str, other: str, levels: Mapping[str, str]) -> Mark:
    """How two records compare in what they both say: as a reader sees it, or else as the program found."""
    if not one or not other or label == MET:
        return NO_MARK
    if "".join(_words(one)) == "".join(_words(other)):
        return SAME
    if sorted(_words(one)) == sorted(_words(other)):
        return ANOTHER_ORDER
    level = levels.get(COMPARED_AS.get(label, ""), "different")
    return DIFFERS if level in PLAIN_LEVELS else (f"Differs: {level_in_words(level)}", "yellow")


def _words(said: str) -> list[str]:
    return re.findall(r"\w+", said.casefold())


def _known(record: Person | ListEntry) -> list[tuple[str, str]]:
    return [
        ("Name", record.name),
        ("Other names", record.alias),
        ("Born", record.birth if isinstance(record, ListEntry) else _born(record)),
        ("Sex", _code("sexes", record.sex)),
        ("Nationality", _code("nationalities", record.nationality)),
        ("Number of a paper", record.document),
        ("Phone", record.phone),
        ("Employer", record.employer if isinstance(record, ListEntry) else _employer(record)),
        (MET, _met(record)),
    ]


def _born(person: Person) -> str:
    """The year of birth follows from the age to within one."""
    if person.age is None:
        return ""
    year = timezone.localdate(person.met_at).year - person.age
    return f"{year - 1} or {year}, from the age that was given"


def _employer(person: Person) -> str:
    named = NamedParty.objects.filter(person=person, kind=EMPLOYER).order_by("named_at").last()
    return named.name if named else ""


def _met(record: Person | ListEntry) -> str:
    if isinstance(record, ListEntry):
        return f"{record.of_list.year}, {party_name(record.of_list.party)}"
    return f"{timezone.localdate(record.met_at):%d %B %Y}, {party_name(record.agency)}"


def _code(listed: str, code: str) -> str:
    return text(f"codes.{listed}.{code}") if code else ""
