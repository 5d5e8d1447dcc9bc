"""Which texts ``cases/`` needs: names of states and clocks, next steps, contacts, the letter, and all that casework names."""

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from firmground.packs.case_entries import CaseRules, Identification
from firmground.packs.casework_entries import OTHER_OFFENCES, Casework, ReasonAgainst, ServiceStep, Told
from firmground.packs.entries import Code
from firmground.packs.help_entries import help_keys

LABELLED_IN_CASEWORK = (
    "involvement_roles",
    "involvement_bases",
    "closing_reasons",
    "refusal_reasons",
    "revocation_reasons",
    "partner_kinds",
    "guardian_bases",
    "suspect_kinds",
    "suspect_bases",
    "inquiry_results",
    "appealed_by",
    "appeal_outcomes",
    "measure_kinds",
    "non_punishment_bases",
)

QUOTED_IN_LETTER = frozenset({"name", "decided_on", "review_by", "officer", "agency"})
LETTER = ("title", "salutation", "reasons", "review", "contacts", "signature", "note")


def case_keys(rules: CaseRules) -> Iterator[str]:
    """The keys of the names that the procedure uses, and of what officers say aloud."""
    yield from _procedure_keys(rules.identification)
    yield from (f"cases.clocks.{each.id}" for each in rules.clocks)
    yield from (f"cases.holidays.{each.name}" for each in rules.holidays)
    routes = [*(route.steps for route in rules.emergency.routes), rules.emergency.otherwise.steps]
    yield from (f"cases.steps.{step}" for steps in routes for step in steps)
    for contact in rules.emergency.contacts:
        yield from (f"cases.contacts.{contact.id}.{part}" for part in ("name", "hours"))
        yield from (f"codes.interview_languages.{language}" for language in contact.interpreters)
    yield from help_keys(rules.emergency.help)
    for rule in rules.retention:
        yield from (f"cases.retention.kinds.{rule.kind}", f"cases.retention.bases.{rule.basis}")


def casework_keys(rules: Casework) -> Iterator[str]:
    """The keys of the names that cases use: states, events, services, purposes, what can be told, and the outcome in court."""
    groups = [*(each.id for each in rules.outcomes.offence_groups), OTHER_OFFENCES]
    named: dict[str, Sequence[str]] = {
        "states": [each.id for each in rules.case.states],
        "events": [each.event for each in rules.case.transitions],
        "referral_states": [each.id for each in rules.referral.states],
        "referral_events": [each.event for each in rules.referral.transitions],
        "services": [each.id for each in rules.services],
        "service_steps": get_args(ServiceStep),
        "purposes": [each.id for each in rules.consent.purposes],
        "exceptions": [each.id for each in rules.consent.exceptions],
        "fields": get_args(Told),
        "reasons_against": get_args(ReasonAgainst),
        "outcomes": [each.id for each in rules.outcomes.outcomes],
        "sentences": [each.id for each in rules.outcomes.sentences],
        "offence_groups": groups,
        "bands": [each.id for each in rules.outcomes.bands],
    }
    yield from (f"casework.{part}.{name}" for part, names in named.items() for name in names)


def letter_keys(rules: CaseRules, findings: Iterable[Code]) -> Iterator[str]:
    """The keys of the letter that tells a person what was decided, and why."""
    yield from (f"letter.{part}" for part in LETTER)
    yield from (f"letter.decision.{each.code}" for each in rules.identification.decisions)
    yield from (f"letter.forced_labour.{finding.code}" for finding in findings)


def _procedure_keys(procedure: Identification) -> Iterator[str]:
    yield from (f"cases.states.{state.id}" for state in procedure.states)
    yield from (f"cases.events.{event}" for event in dict.fromkeys(each.event for each in procedure.transitions))
