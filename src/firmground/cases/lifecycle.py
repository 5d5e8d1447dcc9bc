"""Life cycles, of identifications, cases and referrals: which event leads from which state to which, and what has lain too long.

It must not know the states of any territory: they come from the pack.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from firmground.errors import NotAllowed
from firmground.packs.case_entries import Identification
from firmground.packs.casework_entries import CaseProcedure, ReferralProcedure


@dataclass(frozen=True)
class Lifecycle:
    """The states with what each awaits, where it starts, which have ended, and where each event leads from each state."""

    starts: str
    awaits: Mapping[str, str]
    ended: frozenset[str]
    leads: Mapping[tuple[str, str], str]
    dormant_after_days: int


def lifecycle_of(entry: Identification | CaseProcedure | ReferralProcedure) -> Lifecycle:
    """The life cycle that a pack's entry spells."""
    leads: dict[tuple[str, str], str] = {
        (state, each.event): each.to or state for each in entry.transitions for state in each.from_
    }
    return Lifecycle(
        starts=entry.starts,
        awaits=MappingProxyType({each.id: each.awaits for each in entry.states}),
        ended=frozenset(each.id for each in entry.states if each.ended),
        leads=MappingProxyType(leads),
        dormant_after_days=entry.dormancy.after_days,
    )


def allowed_events(lifecycle: Lifecycle, state: str) -> tuple[str, ...]:
    """The events that may happen in a state, in the order of the pack."""
    _known(lifecycle, state)
    return tuple(event for origin, event in lifecycle.leads if origin == state)


def next_state(lifecycle: Lifecycle, state: str, event: str) -> str:
    """The state after an event; raises ``NotAllowed``, telling what may happen instead."""
    allowed = allowed_events(lifecycle, state)
    if event in allowed:
        return lifecycle.leads[state, event]
    instead = f"allowed now: {', '.join(allowed)}" if allowed else "nothing can happen any more"
    raise NotAllowed(f"{event!r} cannot happen now", where=f"state {state}", remedy=instead, allowed=allowed)


def states_awaiting(lifecycle: Lifecycle, what: str) -> tuple[str, ...]:
    """The states that await something, such as a decision; ``nothing`` is awaited where no step is due."""
    return tuple(state for state, awaited in lifecycle.awaits.items() if awaited == what)


def is_dormant(lifecycle: Lifecycle, state: str, last_change: datetime.date, today: datetime.date) -> bool:
    """Whether something that waits in this state has gone without a change for longer than the pack allows.

    What awaits nothing is never dormant, however old it is.
    """
    _known(lifecycle, state)
    return lifecycle.awaits[state] != "nothing" and (today - last_change).days > lifecycle.dormant_after_days


def _known(lifecycle: Lifecycle, state: str) -> None:
    if state not in lifecycle.awaits:
        known = ", ".join(lifecycle.awaits)
        raise NotAllowed(f"{state!r} is not a state of this life cycle", where="state", remedy=f"the states are: {known}")
