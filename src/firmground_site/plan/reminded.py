"""When owners were reminded last, by whom, and which letters could not be sent: what the ledger says of it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from firmground_site.access.actors import Actor
from firmground_site.audit.about import EntryAbout, entries_about
from firmground_site.plan import events
from firmground_site.plan.measures import body_name, the_plan

AGAIN_AFTER = datetime.timedelta(days=1)


@dataclass(frozen=True)
class LastReminded:
    """The last time that somebody tried to remind owners; ``unsent`` are the bodies whose letter could not be sent."""

    on: datetime.date
    by: str
    unsent: tuple[str, ...]


def plan_key() -> str:
    """How the ledger calls the plan."""
    return f"plan:{the_plan().head.id}"


def last_reminded(actor: Actor) -> LastReminded | None:
    """The last try, as far as the actor may read of it."""
    entries = entries_about(plan_key(), actor)
    tries = [number for number, each in enumerate(entries) if each.kind is events.OWNERS_REMINDED]
    if not tries:
        return None
    last, later = entries[tries[-1]], entries[tries[-1] + 1 :]
    unsent = tuple(body_name(body) for each in later for body in _unsent(each))
    return LastReminded(timezone.localdate(last.at), last.by, unsent)


def reminded_within_a_day(actor: Actor) -> set[str]:
    """The bodies to which a letter went so short a time ago that they are not reminded again yet."""
    found: set[str] = set()
    for each in entries_about(plan_key(), actor):
        if each.at > timezone.now() - AGAIN_AFTER:
            found |= set(each.content.get("owners", ())) if each.kind is events.OWNERS_REMINDED else set()
            found -= set(_unsent(each))
    return found


def _unsent(entry: EntryAbout) -> list[str]:
    return list(entry.content.get("bodies", ())) if entry.kind is events.LETTERS_NOT_SENT else []
