"""How long people waited, in whole days from the opening of an identification: to the end of its debriefing, to a decision.

Groups are by agency and by sex, each on its own; groups of few are withheld as counts are, with their quartiles.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Min, Q
from django.utils import timezone

from firmground.statistics.suppression import suppressed
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.figures.queries import Days, countable_identifications_visible_to
from firmground_site.packs.queries import case_rules

ALL = ""
QUARTILES = (0.25, 0.5, 0.75)
GROUPS = {"agency": "opened_from__agency", "sex": "person__sex"}


@dataclass(frozen=True)
class Wait:
    """How long a group waited. ``quartiles`` are whole days that somebody waited; ``None`` is withheld.

    ``code`` is the group's, ``ALL`` for everybody. ``finished`` did what was waited for; ``waiting`` still wait for it.
    """

    code: str
    finished: int | None
    waiting: int | None
    quartiles: tuple[int, int, int] | None


@dataclass(frozen=True)
class _Opened:
    """An identification: its groups, whether it has ended, and after how many days each step was taken."""

    groups: Mapping[str, str]
    ended: bool
    after: Mapping[str, int | None]


def waiting_times(actor: Actor, days: Days, *, minimum: int | None) -> Mapping[tuple[str, str], tuple[Wait, ...]]:
    """Waits by (step, group) for identifications opened by screenings of some days; ``minimum`` is ``None`` where all is shown.

    Steps are ``debriefing``, where the pack has one, and ``decision``.
    """
    opened = list(_opened(actor, days))
    steps = ("debriefing", "decision") if case_rules().identification.debriefed_with else ("decision",)
    return {(step, group): _waits(opened, step, group, minimum) for step in steps for group in GROUPS}


def _opened(actor: Actor, days: Days) -> list[_Opened]:
    rules = case_rules().identification
    deciding = [choice.code for choice in rules.decisions if choice.event == "decided"]
    ended = {state.id for state in rules.states if state.ended}
    rows = countable_identifications_visible_to(actor, Permission.FIGURES_READ).filter(opened_from__screened_on__range=days)
    first = Min("decisions__decided_at", filter=Q(decisions__decision__in=deciding))
    fields = ("pk", "opened_at", "state", "debriefing__finished_at", *GROUPS.values())
    return [
        _Opened(
            {group: row[path] or "not_known" for group, path in GROUPS.items()},
            row["state"] in ended,
            {
                "debriefing": _days_between(row["opened_at"], row["debriefing__finished_at"]),
                "decision": _days_between(row["opened_at"], row["first_decided"]),
            },
        )
        for row in rows.values(*fields).annotate(first_decided=first)
    ]


def _days_between(first: datetime.datetime, last: datetime.datetime | None) -> int | None:
    return None if last is None else (timezone.localdate(last) - timezone.localdate(first)).days


def _waits(opened: Sequence[_Opened], step: str, group: str, minimum: int | None) -> tuple[Wait, ...]:
    after: dict[str, list[int]] = defaultdict(list)
    waiting: Counter[str] = Counter()
    for each in opened:
        code, taken = each.groups[group], each.after[step]
        if taken is not None:
            after[code].append(taken)
        elif not each.ended:
            waiting[code] += 1
    finished = {code: len(after[code]) for code in sorted({*after, *waiting})}
    hidden = _hidden(finished, waiting, minimum)
    groups = [
        Wait(code, None, None, None) if code in hidden else Wait(code, count, waiting[code], quartiles(after[code]))
        for code, count in finished.items()
    ]
    return (*groups, _everybody(after, waiting, minimum, withholds=bool(hidden))) if finished else ()


def _everybody(after: Mapping[str, Sequence[int]], waiting: Counter[str], minimum: int | None, *, withholds: bool) -> Wait:
    """The row of all groups. Its counts go with those of any group, which could else be worked out from it."""
    all_days = [each for of_group in after.values() for each in of_group]
    few = minimum is not None and 0 < len(all_days) < minimum
    if withholds or few or (minimum is not None and 0 < waiting.total() < minimum):
        return Wait(ALL, None, None, None if few else quartiles(all_days))
    return Wait(ALL, len(all_days), waiting.total(), quartiles(all_days))


def _hidden(finished: Mapping[str, int], waiting: Mapping[str, int], minimum: int | None) -> frozenset[str]:
    """The groups to withhold: of whom few finished or few wait, since each can be worked out from the other; never one alone.

    How many were opened is in other tables, and is the sum of the two.
    """
    if minimum is None:
        return frozenset()
    hidden = set(suppressed(finished, minimum) | suppressed({code: waiting.get(code, 0) for code in finished}, minimum))
    others = sorted((count, code) for code, count in finished.items() if code not in hidden)
    if len(hidden) == 1 and others:
        hidden.add(others[0][1])
    return frozenset(hidden)


def quartiles(days: Sequence[int]) -> tuple[int, int, int] | None:
    """The quartiles of some days, each a day that is among them; ``None`` of nothing."""
    if not days:
        return None
    lower, median, upper = (int(each) for each in np.quantile(days, QUARTILES, method="inverted_cdf"))
    return lower, median, upper
