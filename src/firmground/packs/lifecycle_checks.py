"""Named checks of any life cycle in a pack: its states are there, everyone who waits can come to an end, its clocks fit it.

P001 and P006 as in ``checks`` · P015 a life cycle that does not work. What is particular to identifications is checked in
``case_checks``, to cases and referrals in ``casework_checks``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from firmground.packs.case_entries import Clock, Identification
from firmground.packs.casework_entries import CaseProcedure, ReferralProcedure
from firmground.packs.checks import Problem

Procedure = Identification | CaseProcedure | ReferralProcedure


def check_states(entry: Procedure, where: str, prefix: str = "") -> Iterator[Problem]:
    """States that a life cycle names and does not have, and those that nobody reaches or that nobody gets out of."""
    states = {each.id for each in entry.states}
    yield from unknown(where, [entry.starts], states, "a state")
    for each in entry.transitions:
        yield from unknown(f"{where} {each.event}", filter(None, [*each.from_, each.to]), states, "a state")
    yield from _stuck(entry, prefix)
    listed = {
        "state": [each.id for each in entry.states],
        "transition": [f"{each.event} from {state}" for each in entry.transitions for state in each.from_],
    }
    yield from given_twice({f"{prefix}{what}": names for what, names in listed.items()})


def check_clocks(clocks: Iterable[Clock], entry: Procedure) -> Iterator[Problem]:
    """Clocks that begin or stop with something that their life cycle does not have."""
    states, events = {each.id for each in entry.states}, {each.event for each in entry.transitions}
    for clock in clocks:
        where = f"clock {clock.id}"
        yield from unknown(where, filter(None, [clock.state]), states, "a state")
        yield from unknown(where, filter(None, [clock.event, *clock.stops_on]), events, "an event of the life cycle")


def unknown(where: str, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
    """A problem for each name that is not known as what it should be."""
    for name in sorted(set(names) - set(known)):
        yield Problem("P001", where, f"{name!r} is not {what}", "add it or correct the id")


def given_twice(listed: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """A problem for each name that stands more than once in the list of what it names."""
    for what, names in listed.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield Problem("P006", f"{what} {name}", "is given twice", "remove or rename one")


def _stuck(entry: Procedure, prefix: str) -> Iterator[Problem]:
    ways = {(state, each.to or state) for each in entry.transitions for state in each.from_}
    known = {each.id for each in entry.states}
    reached = _from({entry.starts}, ways) if entry.starts in known else known  # P001 has told of the start
    ends = _from({each.id for each in entry.states if each.ended}, {(to, origin) for origin, to in ways})
    for state in entry.states:
        where = f"{prefix}state {state.id}"
        if state.id not in reached:
            yield Problem("P015", where, "is never reached", "add a transition to it or remove it")
        if state.id not in ends:
            yield Problem("P015", where, "never comes to an end", "add a way to a state that has ended")
        if state.ended and state.awaits != "nothing":
            yield Problem("P015", where, f"has ended and awaits {state.awaits}", 'write awaits = "nothing"')


def _from(starts: set[str], ways: set[tuple[str, str]]) -> set[str]:
    found, before = set(starts), set[str]()
    while found != before:
        before = set(found)
        found |= {to for origin, to in ways if origin in before}
    return found
