"""How long a sitting has lasted, and whether a break is due by the instrument's own rule. It changes nothing."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from firmground.rules.evaluate import Answer, evaluate
from firmground.rules.expression import Kind, ids_in
from firmground.screening.instrument import Instrument
from firmground.values import Finding
from firmground_site.packs.queries import text
from firmground_site.screening.models import Break, Screening, Sitting

BREAK_DUE = "break_due"  # the rule's id in every instrument that has one


@dataclass(frozen=True)
class Told:
    """A sitting in words: how it was interpreted, in which language, and its breaks with their reasons."""

    sitting: Sitting
    manner: str
    breaks: tuple[tuple[Break, str], ...]


def sittings_in_words(debriefing: Screening) -> list[Told]:
    """The sittings of a debriefing, the first one first."""
    return [
        Told(
            each,
            " ".join(
                _("{words}.").format(words=words)
                for words in (_code("interpreters", each.interpreter), _code("interview_languages", each.language))
                if words
            ),
            tuple((pause, _code("break_reasons", pause.reason)) for pause in each.breaks.all()),
        )
        for each in debriefing.sittings.prefetch_related("breaks").select_related("began_by")
    ]


def _code(code_list: str, code: str) -> str:
    return text(f"codes.{code_list}.{code}") if code else ""


def sitting_under_way(debriefing: Screening | None) -> Sitting | None:
    """The sitting that has not ended, if there is one."""
    return debriefing.sittings.filter(ended_at__isnull=True).first() if debriefing else None


def break_under_way(sitting: Sitting | None) -> Break | None:
    """The break that has not ended, if there is one."""
    return sitting.breaks.filter(ended_at__isnull=True).first() if sitting else None


def minutes_between(first: datetime.datetime, last: datetime.datetime) -> int:
    """Whole minutes from one moment to another."""
    return max(0, int((last - first).total_seconds() // 60))


def minutes_without_break(sitting: Sitting, now: datetime.datetime) -> int:
    """Whole minutes since the sitting, or what followed its last break, began; nought during a break."""
    if break_under_way(sitting):
        return 0
    ended = [each.ended_at for each in sitting.breaks.all() if each.ended_at]
    return minutes_between(max([sitting.began_at, *ended]), now)


def is_break_due(instrument: Instrument, minutes: int) -> bool:
    """Whether the instrument's rule on breaks asks for one after so many minutes without; never, if it has no such rule.

    The clock fills in the rule's numbers, up to the most that they may be; what was said about earlier breaks does not count.
    """
    rule = instrument.definition.rule.get(BREAK_DUE)
    if rule is None:
        return False
    answers: dict[str, Answer] = {}
    for name in ids_in(rule):
        question = instrument.definition.question[name]
        if question.kind is Kind.NUMBER:
            answers[name] = min(max(minutes, question.least), question.most)
        elif question.kind is Kind.YES_NO:
            answers[name] = "no"
    return evaluate(instrument.definition, answers)[BREAK_DUE].finding is Finding.YES
