"""What each field tells of a person, in labels and words. Whether it may be told is for ``sharing`` to say first.

There is no field for where somebody stays or how they are reached safely, so that nothing can let these out.
"""

from collections.abc import Callable, Iterable

from firmground_site.packs.queries import text
from firmground_site.screening.models import Person

Rows = list[tuple[str, str]]


def told_of(person: Person, fields: Iterable[str]) -> dict[str, Rows]:
    """The words of each field that has any, as (label, words) pairs; what is not known is left out."""
    told = {name: [(label, words) for label, words in FIELDS[name](person) if words] for name in FIELDS if name in set(fields)}
    return {name: rows for name, rows in told.items() if rows}


def _identity(person: Person) -> Rows:
    return [("Name", person.name), ("Wants to be called", person.alias), ("Number of a paper", person.document)]


def _contact(person: Person) -> Rows:
    return [("Phone", person.phone)]


def _profile(person: Person) -> Rows:
    return [
        ("Age", "" if person.age is None else str(person.age)),
        ("Sex", text(f"codes.sexes.{person.sex}") if person.sex else ""),
        ("Nationality", text(f"codes.nationalities.{person.nationality}") if person.nationality else ""),
        ("Language", text(f"codes.interview_languages.{person.language}") if person.language else ""),
    ]


FIELDS: dict[str, Callable[[Person], Rows]] = {"identity": _identity, "contact": _contact, "profile": _profile}
