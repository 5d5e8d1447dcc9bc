"""Two records beside each other, row by row, with what is the same and what differs in words. For whoever has opened both."""

from dataclasses import dataclass

from django.utils import timezone

from firmground_site.cases.parties import party_name
from firmground_site.linkage.models import ListEntry, Pair
from firmground_site.packs.queries import text
from firmground_site.screening.models import NamedParty, Person

EMPLOYER, NOTHING = "employer", "Not recorded"
MARKS = {"same": ("The same", "green"), "differs": ("Differs", "orange"), "": ("", "grey")}
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


def beside(pair: Pair) -> Beside:
    """Both records under their titles."""
    both = [_known(each) for each in (pair.left, pair.right)]
    marks = [_mark(label, one, other) for (label, one), (_, other) in zip(*both, strict=True)]
    return [
        (called(record), [Cell(label, words or NOTHING, *mark) for (label, words), mark in zip(rows, marks, strict=True)])
        for record, rows in zip((pair.left, pair.right), both, strict=True)
    ]


def _mark(label: str, one: str, other: str) -> tuple[str, str]:
    if not one or not other or label == MET:
        return MARKS[""]
    return MARKS["same" if _plain(one) == _plain(other) else "differs"]


def _plain(words: str) -> str:
    return "".join(each for each in words.casefold() if each.isalnum())


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
