"""Deciding: a person decides with reasons, a second one concurs or differs, and a change has new reasons."""

from collections.abc import Sequence

from django.utils import timezone

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.packs.queries import case_rules
from firmground_site.screening import events
from firmground_site.screening.models import Decision, Identification, Opinion
from firmground_site.screening.progress import held, keep_until, move

FINDINGS = ("yes", "no", "not_known")


@action(permission=Permission.IDENTIFICATION_DECIDE, records=[events.IDENTIFICATION_TAKEN_UP])
def take_up(*, identification: Identification, version: int, by: Actor) -> Identification:
    """Become the officer of an identification that has none."""
    current = held(identification, version)
    if current.officer_id is not None:
        raise Refused(f"{current.officer} has already taken this up. Ask for it to be handed over to you.")
    if current.agency != by.agency:
        raise Refused("This identification is with another agency. Accept its hand-over first.")
    current.officer_id, current.version = by.member_id, current.version + 1
    current.changed_at = timezone.now()
    current.save()
    record(events.IDENTIFICATION_TAKEN_UP, subject=current.person, identification=current.pk)
    return current


@action(permission=Permission.IDENTIFICATION_DECIDE, records=[events.DECISION_MADE, events.DECISION_CHANGED])
def decide(
    *,
    identification: Identification,
    version: int,
    decision: str,
    reasons: str,
    forced_labour: str,
    forced_labour_reasons: str,
    relied_on: Sequence[str],
    by: Actor,
) -> Decision:
    """Decide, with reasons of its own for the decision and for forced labour; an earlier decision is replaced, never changed.

    ``decision`` and ``forced_labour`` are codes of the pack, ``relied_on`` ids of questions that were answered.
    """
    current, now = held(identification, version), timezone.now()
    earlier = current.decisions.last()
    _must_be_reasoned(current, decision, reasons, forced_labour, forced_labour_reasons, relied_on, earlier, by)
    made = Decision.objects.create(
        identification=current,
        number=earlier.number + 1 if earlier else 1,
        decision=decision,
        reasons=reasons.strip(),
        forced_labour=forced_labour,
        forced_labour_reasons=forced_labour_reasons.strip(),
        relied_on=list(relied_on),
        decided_at=now,
        decided_by_id=by.member_id,
    )
    current.officer_id = by.member_id
    choice = next(each for each in case_rules().identification.decisions if each.code == decision)
    move(current, choice.event, at=now)
    _keep(current, decision)
    record(
        events.DECISION_CHANGED if earlier else events.DECISION_MADE,
        subject=current.person,
        identification=current.pk,
        decision=made.pk,
        replaces=earlier.pk if earlier else None,
        code=decision,
        reasons=made.reasons,
        forced_labour=forced_labour,
        forced_labour_reasons=made.forced_labour_reasons,
        relied_on=made.relied_on,
    )
    return made


def _must_be_reasoned(
    current: Identification,
    decision: str,
    reasons: str,
    forced_labour: str,
    forced_labour_reasons: str,
    relied_on: Sequence[str],
    earlier: Decision | None,
    by: Actor,
) -> None:
    known = {each.code for each in case_rules().identification.decisions}
    answered = set(current.opened_from.answers) | set(current.debriefing.answers if current.debriefing else ())
    faults = {
        "Say whether the person is identified, not identified, or not yet decided.": decision not in known,
        "Give your reasons for the decision.": not reasons.strip(),
        "Say whether there is forced labour: yes, no, or not known.": forced_labour not in FINDINGS,
        "Give your reasons about forced labour.": not forced_labour_reasons.strip(),
        "One of the indicators relied on was not asked about.": not set(relied_on) <= answered,
        f"{current.officer} is the officer of this identification. Ask for it to be handed over to you.": current.officer_id
        not in (None, by.member_id),
        "Give new reasons: these are the reasons of the earlier decision.": earlier is not None
        and reasons.split() == earlier.reasons.split(),
    }
    raised = [sentence for sentence, is_so in faults.items() if is_so]
    if raised:
        raise Refused(*raised)


def _keep(identification: Identification, decision: str) -> None:
    """Set how long the person's record is kept, by what was decided."""
    kinds = {"identified": "identification_identified", "not_identified": "identification_not_identified"}
    person = identification.person
    keep_until(person, kinds.get(decision, "identification_without_decision"), timezone.localdate(identification.changed_at))
    person.save()


@action(permission=Permission.IDENTIFICATION_CONCUR, records=[events.DECISION_CONCURRED, events.DECISION_DIFFERED])
def give_opinion(*, decision: Decision, version: int, concurs: bool, reasons: str, by: Actor) -> Opinion:
    """Concur with the last decision, or differ with reasons, which sends it back to be decided again."""
    current = held(decision.identification, version)
    last = current.decisions.last()
    if last is None or last.pk != decision.pk:
        raise Refused("This decision was replaced by a later one.")
    if by.member_id == decision.decided_by_id:
        raise Refused("The officer who decided cannot also concur. A second officer must.")
    if not concurs and not reasons.strip():
        raise Refused("Give your reasons for differing.")
    move(current, "concurred" if concurs else "differed")
    opinion = Opinion.objects.create(
        decision=decision, concurs=concurs, reasons=reasons.strip(), given_at=timezone.now(), given_by_id=by.member_id
    )
    kind = events.DECISION_CONCURRED if concurs else events.DECISION_DIFFERED
    record(kind, subject=current.person, decision=decision.pk, reasons=opinion.reasons)
    return opinion


@action(permission=Permission.IDENTIFICATION_DECIDE, records=[events.IDENTIFICATION_RECONSIDERED])
def reconsider(*, identification: Identification, version: int, reasons: str, by: Actor) -> Identification:
    """Open a decision to be made anew, with reasons for doing so."""
    return _moved_with_reasons(identification, version, "reconsidered", reasons, by)


@action(permission=Permission.IDENTIFICATION_DECIDE, records=[events.IDENTIFICATION_CLOSED])
def close_identification(*, identification: Identification, version: int, reasons: str, by: Actor) -> Identification:
    """Close an identification: after its decision, or without one when it cannot go on."""
    event = "closed" if identification.decisions.exists() else "ended_without_decision"
    return _moved_with_reasons(identification, version, event, reasons, by)


@action(permission=Permission.IDENTIFICATION_DECIDE, records=[events.IDENTIFICATION_REOPENED])
def reopen_identification(*, identification: Identification, version: int, reasons: str, by: Actor) -> Identification:
    """Open a closed identification again, with reasons."""
    return _moved_with_reasons(identification, version, "reopened", reasons, by)


def _moved_with_reasons(identification: Identification, version: int, event: str, reasons: str, by: Actor) -> Identification:
    kinds = {
        "reconsidered": events.IDENTIFICATION_RECONSIDERED,
        "closed": events.IDENTIFICATION_CLOSED,
        "ended_without_decision": events.IDENTIFICATION_CLOSED,
        "reopened": events.IDENTIFICATION_REOPENED,
    }
    if not reasons.strip():
        raise Refused("Give your reasons.")
    current = held(identification, version)
    if current.agency != by.agency:
        raise Refused("This identification is with another agency.")
    move(current, event)
    record(kinds[event], subject=current.person, identification=current.pk, event=event, reasons=reasons.strip())
    return current
