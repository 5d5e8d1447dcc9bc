"""Deciding: a person decides with reasons, a second one concurs or differs, and a change has new reasons."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.packs.queries import active_pack, case_rules, today
from firmground_site.screening import events
from firmground_site.screening.actions.debriefing import end_sittings
from firmground_site.screening.actions.handing_over import must_leave_the_offer_answerable
from firmground_site.screening.models import Decision, Identification, Opinion
from firmground_site.screening.procedure import decision_in_force, may_happen, was_in_force
from firmground_site.screening.progress import held, keep_by_decision, move


@action(permission=Permission.IDENTIFICATION_DECIDE, records=[events.IDENTIFICATION_TAKEN_UP])
def take_up(*, identification: Identification, version: int, by: Actor) -> Identification:
    """Become the officer of an identification that has none."""
    current = held(identification, version)
    _must_be_with(by, current)
    if current.officer_id is not None:
        raise Refused(
            _("{officer} has already taken this up. Ask for it to be handed over to you.").format(officer=current.officer)
        )
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
    _must_be_with(by, current)
    _must_be_its_officer(by, current)
    _must_be_reasoned(current, decision, reasons, forced_labour, forced_labour_reasons, relied_on)
    _must_be_new(earlier, reasons, forced_labour, forced_labour_reasons)
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
    must_leave_the_offer_answerable(current, choice.event)
    move(current, choice.event, at=now)
    record(
        events.DECISION_CHANGED if earlier else events.DECISION_MADE,
        subject=current.person,
        **_content(made),
        **keep_by_decision(current, decision, timezone.localdate(now)),
        replaces=earlier.pk if earlier else None,
    )
    return made


def _content(made: Decision) -> dict[str, Any]:
    """What the ledger keeps of a decision."""
    said = {name: getattr(made, name) for name in ("reasons", "forced_labour", "forced_labour_reasons", "relied_on")}
    return {"identification": made.identification_id, "decision": made.pk, "code": made.decision, **said}


def _must_be_with(by: Actor, identification: Identification) -> None:
    """A file that is shared beyond its agency may be read there, but only its own agency acts on it."""
    if identification.agency != by.agency:
        raise Refused(_("This identification is with another agency. Accept its hand-over first."))


def _must_be_its_officer(by: Actor, identification: Identification) -> None:
    """What an officer has taken up, no colleague decides or closes."""
    if identification.officer_id not in (None, by.member_id):
        raise Refused(
            _("{officer} is the officer of this identification. Ask for it to be handed over to you.").format(
                officer=identification.officer
            )
        )


def _must_be_reasoned(
    current: Identification,
    decision: str,
    reasons: str,
    forced_labour: str,
    forced_labour_reasons: str,
    relied_on: Sequence[str],
) -> None:
    known = {each.code for each in case_rules().identification.decisions}
    findings = {each.code for each in active_pack().codes["findings"]}
    answered = set(current.opened_from.answers) | set(current.debriefing.answers if current.debriefing else ())
    faults = {
        _("Choose one of the decisions of the list."): decision not in known,
        _("Give your reasons for the decision."): not reasons.strip(),
        _("Say whether there is forced labour."): forced_labour not in findings,
        _("Give your reasons about forced labour."): not forced_labour_reasons.strip(),
        _("One of the indicators relied on was not asked about."): not set(relied_on) <= answered,
    }
    raised = [sentence for sentence, is_so in faults.items() if is_so]
    if raised:
        raise Refused(*raised)


def _must_be_new(earlier: Decision | None, reasons: str, forced_labour: str, forced_labour_reasons: str) -> None:
    """A later decision has reasons of its own, and so has a finding on forced labour that changes."""
    if earlier is None:
        return
    changed = forced_labour != earlier.forced_labour
    faults = {
        _("Give new reasons: these are the reasons of the earlier decision."): reasons.split() == earlier.reasons.split(),
        _("Give new reasons about forced labour: your finding is another one than before."): changed
        and forced_labour_reasons.split() == earlier.forced_labour_reasons.split(),
    }
    raised = [sentence for sentence, is_so in faults.items() if is_so]
    if raised:
        raise Refused(*raised)


@action(permission=Permission.IDENTIFICATION_CONCUR, records=[events.DECISION_CONCURRED, events.DECISION_DIFFERED])
def give_opinion(*, decision: Decision, version: int, concurs: bool, reasons: str, by: Actor) -> Opinion:
    """Concur with the last decision, or differ with reasons, which sends it back to be decided again."""
    current = held(decision.identification, version)
    last = current.decisions.last()
    _must_be_with(by, current)
    if last is None or last.pk != decision.pk:
        raise Refused(_("This decision was replaced by a later one."))
    if by.member_id == decision.decided_by_id:
        raise Refused(_("The officer who decided cannot also concur. A second officer must."))
    if not concurs and not reasons.strip():
        raise Refused(_("Give your reasons for differing."))
    event = "concurred" if concurs else "differed"
    must_leave_the_offer_answerable(current, event)
    move(current, event)
    opinion = Opinion.objects.create(
        decision=decision, concurs=concurs, reasons=reasons.strip(), given_at=timezone.now(), given_by_id=by.member_id
    )
    kind = events.DECISION_CONCURRED if concurs else events.DECISION_DIFFERED
    record(kind, subject=current.person, decision=decision.pk, reasons=opinion.reasons)
    return opinion


@action(permission=Permission.IDENTIFICATION_DECIDE, records=[events.IDENTIFICATION_RECONSIDERED])
def reconsider(*, identification: Identification, version: int, reasons: str, by: Actor) -> Identification:
    """Open a decision to be made anew, with reasons for doing so."""
    current = _held_for_reasons(identification, version, reasons, by)
    _move(current, "reconsidered")
    record(events.IDENTIFICATION_RECONSIDERED, subject=current.person, identification=current.pk, reasons=reasons.strip())
    return current


@action(permission=Permission.IDENTIFICATION_DECIDE, records=[events.IDENTIFICATION_CLOSED])
def close_identification(*, identification: Identification, version: int, reasons: str, by: Actor) -> Identification:
    """Close an identification: after its decision, or without one when it cannot go on.

    Once a decision has stood, only another decision ends the identification: the person was told the first one.
    """
    current = _held_for_reasons(identification, version, reasons, by)
    event = "closed" if may_happen(current, "closed") else "ended_without_decision"
    if event == "ended_without_decision" and any(was_in_force(each) for each in current.decisions.all()):
        raise Refused(_("A decision on this person stood before. Decide anew, so that they have an answer; then close."))
    end_sittings(current.debriefing, by)
    _move(current, event)
    said = {"identification": current.pk, "event": event, "reasons": reasons.strip()}
    kept = keep_by_decision(current, None, today()) if event == "ended_without_decision" else {}
    record(events.IDENTIFICATION_CLOSED, subject=current.person, **said, **kept)
    return current


@action(permission=Permission.IDENTIFICATION_DECIDE, records=[events.IDENTIFICATION_REOPENED])
def reopen_identification(*, identification: Identification, version: int, reasons: str, by: Actor) -> Identification:
    """Open a closed identification again, with reasons."""
    current = _held_for_reasons(identification, version, reasons, by)
    _move(current, "reopened")
    record(events.IDENTIFICATION_REOPENED, subject=current.person, identification=current.pk, reasons=reasons.strip())
    return current


def _held_for_reasons(identification: Identification, version: int, reasons: str, by: Actor) -> Identification:
    current = held(identification, version)
    _must_be_with(by, current)
    _must_be_its_officer(by, current)
    if not reasons.strip():
        raise Refused(_("Give your reasons."))
    return current


def _move(current: Identification, event: str) -> None:
    must_leave_the_offer_answerable(current, event)
    move(current, event)


@action(permission=Permission.IDENTIFICATION_DECIDE, records=[events.LETTER_MADE])
def make_letter(*, decision: Decision, version: int, language: str, written_in: str, made: bytes, by: Actor) -> str:
    """Record that the letter of reasons was made, in which language, and its digest, which is given back.

    ``made`` is the letter as it is handed out; ``written_in`` is the language in which the officer wrote the reasons.
    """
    current = held(decision.identification, version)
    _must_be_with(by, current)
    stands = decision_in_force(current)
    if stands is None or stands.pk != decision.pk:
        raise Refused(_("There is no letter while a decision is being made, reconsidered or reviewed."))
    for each in (language, written_in):
        active_pack().language(each)
    digest = hashlib.sha256(made).hexdigest()
    content = {"decision": decision.pk, "language": language, "written_in": written_in, "digest": digest}
    record(events.LETTER_MADE, subject=current.person, **content)
    return digest
