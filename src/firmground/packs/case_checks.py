"""Named checks of a pack's procedure: what ``cases/`` refers to is there, and everyone who waits can come to an end.

P001, P005 and P006 as in ``checks`` · P015 a life cycle that does not work · P016 a record without a length · P017 a year
without holidays · P018 a letter, or words of the public page, that cannot be filled in. Citations and texts are checked with
the rest of the pack, what follows a decision in ``casework_checks``.
"""

from collections.abc import Iterator, Set
from itertools import pairwise
from string import Formatter
from typing import get_args

from firmground.packs.case_entries import CaseRules, Emergency, Identification, RecordKind
from firmground.packs.case_texts import QUOTED_IN_LETTER
from firmground.packs.checks import Problem
from firmground.packs.effective import overlapping
from firmground.packs.entries import Dated
from firmground.packs.help_entries import QUOTED_IN_HELP, WITH_PHONE
from firmground.packs.lifecycle_checks import check_clocks, check_states, given_twice, unknown
from firmground.packs.pack import Pack

PROCEDURE = "identification"
OF_CASEWORK = "case_closed"  # kept only where there are cases, so ``casework_checks`` asks for it


def check_cases(pack: Pack) -> list[Problem]:
    """Every problem of the procedure, in order of check and place; none for a pack that has no procedure."""
    if pack.cases is None:
        return []
    rules = pack.cases
    checks = (_life_cycle, _overlapping, _repeated, _unlimited, _gaps)
    found = [*_dangling(pack, rules), *_letters(pack)]
    return sorted({*found, *(problem for check in checks for problem in check(rules))})


def _dangling(pack: Pack, rules: CaseRules) -> Iterator[Problem]:
    procedure = rules.identification
    yield from unknown(PROCEDURE, (each.code for each in procedure.decisions), _codes(pack, "decisions"), "a decision")
    yield from unknown(f"{PROCEDURE} review", procedure.review.askers, _codes(pack, "review_askers"), "in review_askers")
    yield from unknown(f"{PROCEDURE} review", [procedure.review.clock], {each.id for each in rules.clocks}, "a clock")
    yield from unknown(PROCEDURE, filter(None, [procedure.debriefed_with]), set(pack.instruments), "an instrument")
    for opening in procedure.opened_by:
        yield from _no_outcome(pack, PROCEDURE, opening.instrument, opening.outcome)
    contacts = {each.id for each in rules.emergency.contacts}
    for route in rules.emergency.routes:
        where = f"route {route.instrument} {route.outcome}"
        yield from _no_outcome(pack, where, route.instrument, route.outcome)
        yield from unknown(where, route.contacts, contacts, "a contact")
    yield from unknown("route otherwise", rules.emergency.otherwise.contacts, contacts, "a contact")
    yield from _dangling_for_help(pack, rules.emergency, contacts)


def _dangling_for_help(pack: Pack, emergency: Emergency, contacts: set[str]) -> Iterator[Problem]:
    yield from unknown("help", emergency.help.all_contacts, contacts, "a contact")
    yield from unknown("help", [emergency.help.concerns_to], _codes(pack, "agencies"), "in agencies")
    for each in emergency.contacts:
        yield from unknown(f"contact {each.id}", each.interpreters, _codes(pack, "interview_languages"), "in interview_languages")


def _codes(pack: Pack, name: str) -> set[str]:
    return {each.code for each in pack.codes.get(name, ())}


def _no_outcome(pack: Pack, where: str, instrument: str, outcome: str) -> Iterator[Problem]:
    versions = pack.instruments.get(instrument, ())
    outcomes = {each.id for version in versions for each in version.outcomes}
    if not versions:
        yield Problem("P001", where, f"{instrument!r} is not an instrument", "correct the id")
    elif outcome not in outcomes:
        yield Problem("P001", where, f"{outcome!r} is not an outcome of {instrument}", "correct the id")


def _overlapping(rules: CaseRules) -> Iterator[Problem]:
    named: dict[str, list[Dated]] = {}
    for clock in rules.clocks:
        named.setdefault(f"clock {clock.id}", []).append(clock)
    for rule in rules.retention:
        named.setdefault(f"retention {rule.kind}", []).append(rule)
    for where, versions in named.items():
        for _ in overlapping(versions):
            yield Problem("P005", where, "is in force twice on some day", "end one the day before")


def _repeated(rules: CaseRules) -> Iterator[Problem]:
    procedure, emergency = rules.identification, rules.emergency
    listed = {
        "decision choice": [each.code for each in procedure.decisions],
        "holiday": [str(each.date) for each in rules.holidays],
        "contact": [each.id for each in emergency.contacts],
        "route": [f"{each.instrument} {each.outcome}" for each in emergency.routes],
        "help contact": list(emergency.help.all_contacts),
    }
    yield from given_twice(listed)


def _life_cycle(rules: CaseRules) -> Iterator[Problem]:
    """A life cycle that does not work, and a second officer who is asked for and never comes in."""
    procedure = rules.identification
    yield from check_states(procedure, PROCEDURE)
    yield from check_clocks((each for each in rules.clocks if each.of == PROCEDURE), procedure)
    yield from _concurrence(procedure)
    happening = {each.event for each in procedure.transitions}
    for choice in procedure.decisions:
        if choice.event not in happening:
            yield Problem("P015", f"decision choice {choice.code}", f"{choice.event} never happens", "add a transition")


def _concurrence(procedure: Identification) -> Iterator[Problem]:
    awaiting = {each.id for each in procedure.states if each.awaits == "concurrence"}
    led_to = {each.to for each in procedure.transitions if each.event == "decided"}
    where = f"{PROCEDURE} concurrence"
    if procedure.concurrence.required and not led_to <= awaiting:
        yield Problem("P015", where, "is required, but a decision does not lead to it", "let decided lead to it")
    if not procedure.concurrence.required and awaiting:
        yield Problem("P015", where, "is not required, but a state awaits it", "remove the state, or require it")


def _unlimited(rules: CaseRules) -> Iterator[Problem]:
    for kind in set(get_args(RecordKind)) - {OF_CASEWORK, *(each.kind for each in rules.retention)}:
        yield Problem("P016", f"retention {kind}", "nothing says how long it is kept", "add a rule")


def _gaps(rules: CaseRules) -> Iterator[Problem]:
    years = sorted({each.date.year for each in rules.holidays})
    for earlier, later in pairwise(years):
        for year in range(earlier + 1, later):
            yield Problem("P017", f"holidays {year}", "has none, though years around it do", "add the year's holidays")


def _letters(pack: Pack) -> Iterator[Problem]:
    for tag, texts in pack.texts.items():
        for key, words in texts.items():
            if key.startswith("letter."):
                needed = {"review_by"} if key == "letter.review" else set()
                yield from _unfillable(f"{key} in {tag}", words, QUOTED_IN_LETTER, needed)
            if key.startswith("get_help."):
                yield from _unfillable(f"{key} in {tag}", words, QUOTED_IN_HELP, QUOTED_IN_HELP if key in WITH_PHONE else set())


def _unfillable(where: str, words: str, may_quote: Set[str], needed: Set[str]) -> Iterator[Problem]:
    try:
        quoted = {name for _, name, _, _ in Formatter().parse(words) if name is not None}
    except ValueError:
        yield Problem("P018", where, "has a brace that is not closed or not opened", "write {name}, or no braces")
        return
    for name in sorted(quoted - may_quote):
        yield Problem("P018", where, f"quotes {name!r}", f"use {', '.join(sorted(may_quote))}")
    for name in sorted(needed - quoted):
        yield Problem("P018", where, f"never tells {name!r}", f"write {{{name}}} where it belongs")
