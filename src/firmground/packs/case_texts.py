"""Which texts the procedure of a pack needs: names of states and clocks, next steps, contacts, and the letter with reasons."""

from collections.abc import Iterable, Iterator

from firmground.packs.case_entries import CaseRules, Identification
from firmground.packs.entries import Code

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
    for rule in rules.retention:
        yield from (f"cases.retention.kinds.{rule.kind}", f"cases.retention.bases.{rule.basis}")


def letter_keys(rules: CaseRules, findings: Iterable[Code]) -> Iterator[str]:
    """The keys of the letter that tells a person what was decided, and why."""
    yield from (f"letter.{part}" for part in LETTER)
    yield from (f"letter.decision.{each.code}" for each in rules.identification.decisions)
    yield from (f"letter.forced_labour.{finding.code}" for finding in findings)


def _procedure_keys(procedure: Identification) -> Iterator[str]:
    yield from (f"cases.states.{state.id}" for state in procedure.states)
    yield from (f"cases.events.{event}" for event in dict.fromkeys(each.event for each in procedure.transitions))
