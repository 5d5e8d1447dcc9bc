"""The facts that the recorded answers of an identification show, and which answer shows which, for the law's view of them.

An answer that the debriefing knows stands in place of what the first screening says; what was set aside is told. Only answers
that the actor may read are used. It names nobody and keeps nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from firmground.law.recorded import answers_understood, facts_from
from firmground.packs.law_entries import Fact
from firmground.packs.pack import Pack
from firmground.rules.evaluate import Answer
from firmground.rules.expression import UNKNOWN_ANSWERS
from firmground_site.access.actors import Actor
from firmground_site.law.suggested import fact_in_words
from firmground_site.screening.forms.questions import answer_text, question_text
from firmground_site.screening.models import Identification, Screening
from firmground_site.screening.queries import screenings_visible_to

TITLES = (_("First screening"), _("Debriefing"))


@dataclass(frozen=True)
class Told:
    """An answer that tells something of a fact: in which screening, to which question."""

    where: str
    question: str
    answer: str


@dataclass(frozen=True)
class ShownFact:
    """A fact with its answer, the answers that show it, and those of the first screening that were set aside."""

    words: str
    is_yes: bool
    shown_by: tuple[Told, ...]
    set_aside: tuple[Told, ...]


@dataclass(frozen=True)
class Shown:
    """``facts`` are answers by fact. ``listed`` are those that are known, in the register's order.

    ``left_out`` counts answers to a form that has changed since, which no question of today takes.
    """

    facts: Mapping[str, Answer]
    listed: tuple[ShownFact, ...]
    used: tuple[tuple[str, Screening], ...]
    left_out: int

    @property
    def yes(self) -> tuple[ShownFact, ...]:
        """What happened, as far as it was recorded."""
        return tuple(each for each in self.listed if each.is_yes)

    @property
    def others(self) -> tuple[ShownFact, ...]:
        """What was recorded as not so."""
        return tuple(each for each in self.listed if not each.is_yes)


@dataclass(frozen=True)
class _Used:
    """A screening with the facts that its answers show, and how many of its answers the pack's questions still take."""

    title: str
    screening: Screening
    facts: Mapping[str, Answer]
    understood: int

    def told(self, fact: Fact) -> list[Told]:
        """Its known answers about a fact; for one that is shown, only those that show it."""
        return [
            Told(self.title, question_text(self.screening.instrument, name), answer_text(self.screening.instrument, name, given))
            for name, given, wanted in self._given(fact)
            if self.facts[fact.id] != "yes" or given == wanted
        ]

    def _given(self, fact: Fact) -> Iterator[tuple[str, Answer, str]]:
        for each in fact.recorded_by:
            given = self.screening.answers.get(each.question, "not_asked")
            if each.instrument == self.screening.instrument and given not in UNKNOWN_ANSWERS:
                yield each.question, given, each.answer


def facts_shown(identification: Identification, actor: Actor, pack: Pack) -> Shown:
    """What the answers that the actor may read show; nothing where they may read none."""
    readable = set(screenings_visible_to(actor).filter(person=identification.person_id).values_list("pk", flat=True))
    both = zip(TITLES, (identification.opened_from, identification.debriefing), strict=True)
    used = [_used(pack, title, each) for title, each in both if each is not None and each.pk in readable]
    merged: dict[str, Answer] = {}
    for each in used:
        merged |= {name: answer for name, answer in each.facts.items() if answer not in UNKNOWN_ANSWERS or name not in merged}
    known = (fact for fact in (pack.law.facts.facts if pack.law else ()) if _is_known(merged.get(fact.id)))
    listed = tuple(_shown(pack, fact, merged[fact.id], used) for fact in known)
    left_out = sum(len(each.screening.answers) - each.understood for each in used)
    return Shown(merged, listed, tuple((each.title, each.screening) for each in used), left_out)


def _used(pack: Pack, title: str, screening: Screening) -> _Used:
    understood = answers_understood(pack, screening.instrument, screening.answers)
    return _Used(title, screening, facts_from(pack, screening.instrument, understood), len(understood))


def _is_known(answer: Answer | None) -> bool:
    return answer is not None and answer not in UNKNOWN_ANSWERS


def _shown(pack: Pack, fact: Fact, answer: Answer, used: list[_Used]) -> ShownFact:
    knowing = [each for each in used if _is_known(each.facts.get(fact.id))]
    return ShownFact(
        fact_in_words(pack, fact.id, answer),
        answer != "no",
        shown_by=tuple(told for each in knowing if each.facts[fact.id] == answer for told in each.told(fact)),
        set_aside=tuple(told for each in knowing if each.facts[fact.id] != answer for told in each.told(fact)),
    )
