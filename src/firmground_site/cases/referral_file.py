"""Writes a referral's events into the ledger, and into the file of the case that it was sent from. Called by actions only.

Of somebody without a record, or whose record was erased, no words are written: no erasing would come that erases them.
"""

import datetime
from typing import Any

from firmground_site.access.actors import Actor
from firmground_site.audit.actions import record
from firmground_site.audit.kinds import EventKind
from firmground_site.cases.erasing import kept_of
from firmground_site.cases.file import enter
from firmground_site.cases.models import Referral
from firmground_site.packs.queries import today


def write_down(
    referral: Referral, kind: EventKind, *, by: Actor, on: datetime.date | None = None, words: str = "", **content: Any
) -> None:
    """Record an event of a referral, so that whoever sent it reads it in their case's file as well."""
    day, about = on or today(), {"referral": referral.pk, **content}
    words = kept_of(referral.person, words)
    if referral.case is not None:
        enter(
            referral.case, kind, section="referral", by=by, on=day,
            person=referral.person, about=referral.pk, words=words, **about,
        )  # fmt: skip
    elif referral.person is not None:
        record(kind, subject=referral.person, on=day, **about, **({"words": words} if words else {}))
    else:
        record(kind, subject=referral, on=day, **about)
