"""Named checks of what a pack says of cases: consent, services, referrals that come back, and the outcome in court.

P001, P005 and P006 as in ``checks``, P015 as in ``lifecycle_checks`` · P016 a closed case that nothing says how long to keep ·
P026 something that casework cannot do without. Citations and texts are checked with the rest of the pack.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from firmground.packs.case_checks import OF_CASEWORK
from firmground.packs.case_entries import CaseRules, Clock
from firmground.packs.case_texts import LABELLED_IN_CASEWORK
from firmground.packs.casework_entries import OTHER_OFFENCES, Casework
from firmground.packs.checks import Problem, not_in_list
from firmground.packs.effective import overlapping
from firmground.packs.entries import Dated
from firmground.packs.lifecycle_checks import check_clocks, check_states, given_twice, unknown
from firmground.packs.pack import Pack

# The program asks for these by name: for what it asks, and whether the person names one recipient.
ASKED_FOR = {"services": "none", "referral": "one", "aggregate": "none"}
WITHDRAWN = "revoked"  # what happens to a referral when the person withdraws their consent


def check_casework(pack: Pack) -> list[Problem]:
    """Every problem of what follows a decision, in order of check and place; none for a pack that has no cases."""
    clocks = [each for each in pack.cases.clocks if each.of != "identification"] if pack.cases else []
    if pack.casework is None:
        return sorted(set(_clocks_of_nothing(clocks)))
    rules = pack.casework
    found = [*_dangling(pack, rules), *_lengths(pack.cases), *_missing(pack, rules), *_clocks(rules, clocks)]
    checks = (_cases_end, _referrals_end, _exceptions, _overlapping, _repeated)
    return sorted({*found, *(problem for check in checks for problem in check(rules))})


def _dangling(pack: Pack, rules: Casework) -> Iterator[Problem]:
    yield from not_in_list(pack, "decisions", rules.case.called_for_by, "case")
    yield from not_in_list(pack, "guardian_bases", rules.consent.guardian_bases, "consent guardian_bases")
    provisions = {entry.id for _, entry in pack.law.provisions} if pack.law else set()
    for group in rules.outcomes.offence_groups:
        yield from unknown(f"offence group {group.id}", group.provisions, provisions, "a provision of law/")


def _clocks(rules: Casework, clocks: Iterable[Clock]) -> Iterator[Problem]:
    for of, entry in (("case", rules.case), ("referral", rules.referral)):
        ours = [each for each in clocks if each.of == of]
        yield from check_clocks(ours, entry)
        for state in {each.state for each in ours if each.state}:
            if overlapping(each for each in ours if each.state == state):
                yield Problem("P005", f"{of} state {state}", "has two clocks on some day", "keep one, or end one the day before")


def _clocks_of_nothing(clocks: Iterable[Clock]) -> Iterator[Problem]:
    for clock in clocks:
        told = f"is a clock of a {clock.of}, and the pack says nothing of cases"
        yield Problem("P001", f"clock {clock.id}", told, "add cases/casework.toml and its files, or remove the clock")


def _cases_end(rules: Casework) -> Iterator[Problem]:
    """Closing writes down when and why, so it and nothing else may end a case."""
    yield from check_states(rules.case, "case", "case ")
    ended = {each.id for each in rules.case.states if each.ended}
    for each in rules.case.transitions:
        if each.event == "closed" and each.to not in ended:
            yield Problem("P015", "case closed", "does not lead to a state that has ended", "let it lead to one")
        if each.event != "closed" and each.to in ended:
            yield Problem("P015", f"case {each.event}", f"ends the case in {each.to}", "let only closed lead there")


def _referrals_end(rules: Casework) -> Iterator[Problem]:
    """A person can withdraw at any time, so every referral under way can be revoked."""
    yield from check_states(rules.referral, "referral", "referral ")
    ended = {each.id for each in rules.referral.states if each.ended}
    leaving = [each for each in rules.referral.transitions if each.event == WITHDRAWN]
    revocable = set(chain.from_iterable(each.from_ for each in leaving))
    for state in rules.referral.states:
        if not state.ended and state.id not in revocable:
            yield Problem("P015", f"referral state {state.id}", "cannot be revoked", f"add it to {WITHDRAWN}")
    for each in rules.referral.transitions:
        if each.event in (WITHDRAWN, "refused", "done") and each.to not in ended:
            yield Problem("P015", f"referral {each.event}", "does not lead to a state that has ended", "let it lead to one")


def _exceptions(rules: Casework) -> Iterator[Problem]:
    """Fields that an exception names and that none of its purposes ever lets out."""
    purposes = {each.id: each for each in rules.consent.purposes}
    for each in rules.consent.exceptions:
        let_out = set(chain.from_iterable(purposes[name].fields for name in each.purposes))
        for name in sorted(set(each.fields) - let_out):
            yield Problem("P001", f"exception {each.id}", f"none of its purposes lets {name!r} out", "remove it, or add it there")


def _lengths(cases: CaseRules | None) -> Iterator[Problem]:
    if cases is None or OF_CASEWORK not in {each.kind for each in cases.retention}:
        yield Problem("P016", f"retention {OF_CASEWORK}", "nothing says how long it is kept", "add a rule")


def _missing(pack: Pack, rules: Casework) -> Iterator[Problem]:
    purposes = {each.id: each for each in rules.consent.purposes}
    for name, recipient in ASKED_FOR.items():
        found = purposes.get(name)
        if found is None:
            yield Problem("P026", f"purpose {name}", "is not there, and the program asks for it", "add it")
        elif found.recipient != recipient:
            yield Problem("P026", f"purpose {name}", f"names {found.recipient} recipient", f'write recipient = "{recipient}"')
    if not any(each.protects for each in rules.services):
        yield Problem("P026", "services", "none protects, so that nobody's wait would end", "write protects = true for one")
    for name in LABELLED_IN_CASEWORK:
        if not pack.codes.get(name):
            yield Problem("P026", f"codes {name}", "is empty, and the program asks for one of them", "add codes")


def _overlapping(rules: Casework) -> Iterator[Problem]:
    named: dict[str, list[Dated]] = {}
    for service in rules.services:
        named.setdefault(f"service {service.id}", []).append(service)
    for exception in rules.consent.exceptions:
        named.setdefault(f"exception {exception.id}", []).append(exception)
    for where, versions in named.items():
        if overlapping(versions):
            yield Problem("P005", where, "is in force twice on some day", "end one the day before")


def _repeated(rules: Casework) -> Iterator[Problem]:
    outcomes = rules.outcomes
    grouped = [name for group in outcomes.offence_groups for name in group.provisions]
    listed = {
        "purpose": [each.id for each in rules.consent.purposes],
        "guardian basis": list(rules.consent.guardian_bases),
        "case called for by": list(rules.case.called_for_by),
        "outcome": [each.id for each in outcomes.outcomes],
        "sentence kind": [each.id for each in outcomes.sentences],
        "offence group": [OTHER_OFFENCES, *(each.id for each in outcomes.offence_groups)],
        "provision in offence groups": grouped,
        "band": [each.id for each in outcomes.bands],
    }
    yield from given_twice(listed)
