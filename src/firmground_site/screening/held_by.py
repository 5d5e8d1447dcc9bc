"""What holds the erasure of a person's record, beyond identifications: what lies above says so here when it is loaded.

It knows nothing of what it holds for. Registering happens once, as an app is loaded; nothing is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Hold:
    """Rows with a ``person`` whose record they hold while they are there, and why, with what to do, in words."""

    rows: Callable[[], QuerySet[Any]]
    because: str
    instead: str


HOLDS: list[Hold] = []


def hold_for(rows: Callable[[], QuerySet[Any]], *, because: str, instead: str) -> None:
    """Let these rows hold the records of their people."""
    if all(each.because != because for each in HOLDS):
        HOLDS.append(Hold(rows, because, instead))


def what_holds() -> Case:
    """For a query of people: why each record is held, in words; the empty text when nothing holds it."""
    whens = [When(Exists(each.rows().filter(person=OuterRef("pk"))), then=Value(str(each.because))) for each in HOLDS]
    return Case(*whens, default=Value(""), output_field=CharField())


def reasons_against(person: object) -> list[str]:
    """Why this person's record cannot be erased now, in sentences that say what to do instead."""
    return [
        _("{because} {instead}").format(because=each.because, instead=each.instead)
        for each in HOLDS
        if each.rows().filter(person=person).exists()
    ]
