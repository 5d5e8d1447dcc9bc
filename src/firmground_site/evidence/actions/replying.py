"""Recording how a report answers a claim, and what somebody else makes of that: confirms it, or returns it with a reason."""

from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.evidence import events
from firmground_site.evidence.models import ClaimReply
from firmground_site.evidence.register import claim_named, the_register
from firmground_site.evidence.told import ReplyTold, faults_in_reply
from firmground_site.evidence.vocabulary import STATE_WORDS

NO_CLAIM = gettext_lazy("The register has no such claim.")


@action(permission=Permission.EVIDENCE_ANSWER, records=[events.REPLY_RECORDED])
def record_reply(*, to: str, told: ReplyTold, by: Actor) -> ClaimReply:
    """Record how a report of the register answers a claim, with reasons. It is public once somebody else has confirmed it.

    Refused for whatever ``faults_in_reply`` finds, and where that report's answer to the claim is recorded already. That a claim
    has no answer is never recorded: it follows.
    """
    claim = claim_named(to)
    if claim is None:
        raise Refused(NO_CLAIM)
    if faults := faults_in_reply(told, to, the_register()):
        raise Refused(*dict.fromkeys(each.text for each in faults))
    if any(answer.report.id == told.report for answer in claim.answers):
        raise Refused(
            _("The register has this report’s answer to this claim already. Withdraw that answer first, if it was recorded here.")
        )
    if ClaimReply.objects.filter(to=to, report=told.report, returned_at__isnull=True, withdrawn_at__isnull=True).exists():
        raise Refused(_("This report’s answer to this claim is recorded already, and waits to be confirmed."))
    said = {**asdict(told), "by_claims": list(told.by_claims)}
    reply = ClaimReply.objects.create(to=to, recorded_at=timezone.now(), recorded_by_id=by.member_id, **said)
    record(events.REPLY_RECORDED, subject=reply, to=to, **said)
    return reply


@action(permission=Permission.EVIDENCE_PUBLISH, records=[events.REPLY_CONFIRMED])
def confirm_reply(*, reply: ClaimReply, by: Actor) -> ClaimReply:
    """Confirm that a report answers a claim so, which makes the answer public; never one's own."""
    current = _to_answer(reply, by)
    if claim_named(current.to) is None:
        raise Refused(NO_CLAIM)
    current.confirmed_at, current.confirmed_by_id = timezone.now(), by.member_id
    current.save()
    record(events.REPLY_CONFIRMED, subject=current, to=current.to)
    return current


@action(permission=Permission.EVIDENCE_PUBLISH, records=[events.REPLY_RETURNED])
def return_reply(*, reply: ClaimReply, reason: str, by: Actor) -> ClaimReply:
    """Return an answer with a reason: it is never public, and another may be recorded; never one's own."""
    current = _to_answer(reply, by)
    if not reason.strip():
        raise Refused(_("Write why you return it."))
    current.returned_at, current.returned_by_id, current.return_reason = timezone.now(), by.member_id, reason.strip()
    current.save()
    record(events.REPLY_RETURNED, subject=current, to=current.to, reason=current.return_reason)
    return current


@action(permission=Permission.EVIDENCE_ANSWER, records=[events.REPLY_WITHDRAWN])
def withdraw_reply(*, reply: ClaimReply, reason: str, by: Actor) -> ClaimReply:
    """Withdraw an answer, confirmed or not, with a reason: it counts no longer, and stays to be read by members."""
    current = _held(reply)
    if current.state not in ("waiting", "confirmed"):
        raise Refused(_("This answer was already {state}.").format(state=STATE_WORDS[current.state]))
    if not reason.strip():
        raise Refused(_("Write why you withdraw it."))
    current.withdrawn_at, current.withdrawn_by_id, current.withdrawal_reason = timezone.now(), by.member_id, reason.strip()
    current.save()
    record(events.REPLY_WITHDRAWN, subject=current, to=current.to, reason=current.withdrawal_reason)
    return current


def _held(reply: ClaimReply) -> ClaimReply:
    """The answer as it is now, held until the action ends."""
    return ClaimReply.objects.select_for_update(of=("self",)).get(pk=reply.pk)


def _to_answer(reply: ClaimReply, by: Actor) -> ClaimReply:
    current = _held(reply)
    if current.state != "waiting":
        raise Refused(_("This answer was already {state}. Open it again to see how.").format(state=STATE_WORDS[current.state]))
    if current.recorded_by_id == by.member_id:
        raise Refused(_("You recorded this answer. Somebody else must read the report and confirm it."))
    return current
