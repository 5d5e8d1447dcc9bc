"""What recorded facts suggest, in words: the same for the facts of a form and for those of a screening.

It puts the library's answer into words and adds nothing to it. It never advises, and keeps nothing.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from firmground.law.candidates import LIMITS, Candidate, Candidates, State, candidates
from firmground.law.provision import cited_in_words
from firmground.packs.pack import Pack
from firmground.rules.evaluate import Answer, Answers
from firmground_site.design.library_words import shown
from firmground_site.law.in_words import FALLS, conduct_of
from firmground_site.law.penalties import penalties, time_limit
from firmground_site.packs.notes import note_in_words
from firmground_site.packs.queries import interface_language, read_in


@dataclass(frozen=True)
class Suggested:
    """A provision that the facts suggest, or one of whose elements they rule out."""

    id: str
    cited: str
    conduct: str
    is_verified: bool
    is_complete: bool
    because: tuple[str, ...]
    found: tuple[str, ...]
    missing: tuple[str, ...]
    against: tuple[str, ...]
    could_change: tuple[str, ...]
    penalty_then: str
    penalty_now: str
    penalty_changed: bool
    time_limit: str
    last_day: datetime.date | None
    is_over: bool
    is_time_verified: bool
    falls: str
    note: str


@dataclass(frozen=True)
class Suggestions:
    """All that facts suggest for conduct of a day. ``on_person`` are those that can fall on the trafficked person."""

    on: datetime.date
    today: datetime.date
    listed: tuple[Suggested, ...]
    on_person: tuple[Suggested, ...]
    ruled_out: tuple[Suggested, ...]
    ask_next: tuple[str, ...]
    limits: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[Suggested, ...]:
        """Everything that is suggested and not ruled out."""
        return (*self.listed, *self.on_person)

    @property
    def complete(self) -> int:
        """For how many every element has a recorded fact."""
        return sum(each.is_complete for each in self.all)

    @property
    def over(self) -> int:
        """For how many the time is over."""
        return sum(each.is_over for each in self.all)

    @property
    def over_to_verify(self) -> int:
        """For how many of those the time limit was not read in a primary source."""
        return sum(each.is_over and not each.is_time_verified for each in self.all)


def suggestions_for(pack: Pack, facts: Answers, *, on: datetime.date, today: datetime.date) -> Suggestions:
    """What the facts suggest, those with every element first; those that can fall on the trafficked person apart."""
    found, pack = candidates(pack, facts, on=on, today=today), read_in(pack, interface_language())
    suggested = [_in_words(pack, each, found) for state in (State.COMPLETE, State.OPEN) for each in found.of(state)]
    return Suggestions(
        on=on,
        today=today,
        listed=tuple(each for each in suggested if not each.falls),
        on_person=tuple(each for each in suggested if each.falls),
        ruled_out=tuple(_in_words(pack, each, found) for each in found.of(State.RULED_OUT)),
        ask_next=_facts(pack, found.ask_next),
        limits=tuple(map(shown, LIMITS)),
    )


def _in_words(pack: Pack, each: Candidate, found: Candidates) -> Suggested:
    entry = each.provision.entry
    return Suggested(
        id=entry.id,
        cited=cited_in_words(pack, each.provision),
        conduct=conduct_of(pack, each.provision),
        is_verified=each.provision.is_verified,
        is_complete=each.state is State.COMPLETE,
        because=tuple(fact_in_words(pack, name, answer) for name, answer in each.because),
        found=_elements(pack, each.found),
        missing=_elements(pack, each.missing),
        against=_elements(pack, each.against),
        could_change=_facts(pack, each.could_change),
        penalty_then=penalties(pack, each.penalties_then),
        penalty_now=_penalty_now(pack, each, found.today),
        penalty_changed=each.penalty_changed,
        time_limit=time_limit(each.time.limit),
        last_day=each.time.last_day,
        is_over=bool(each.time.is_over(found.today)),
        is_time_verified=each.time.limit is not None and each.time.limit.cite.confidence.is_verified,
        falls=FALLS[entry.falls_on_person],
        note=note_in_words(entry.cite.note),
    )


def _penalty_now(pack: Pack, candidate: Candidate, today: datetime.date) -> str:
    """The maximum penalty now, or that the provision is no longer in force, which is not "not known"."""
    if today not in candidate.provision.entry.in_force:
        return _("no longer in force")
    return penalties(pack, candidate.penalties_now)


def fact_in_words(pack: Pack, name: str, answer: Answer) -> str:
    """A fact with its answer: the fact alone for yes."""
    words = pack.text(f"law.facts.{name}")
    if answer == "yes":
        return words
    return f"{words}: {answer if isinstance(answer, int) else pack.text(f'answers.{answer}').lower()}"


def _elements(pack: Pack, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(pack.text(f"law.elements.{name}") for name in names)


def _facts(pack: Pack, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(pack.text(f"law.facts.{name}") for name in names)
