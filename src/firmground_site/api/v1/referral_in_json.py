"""A referral as JSON: where it stands, never what was told of the person."""

from typing import Any

from firmground_site.cases.models import Referral, ReferralStep
from firmground_site.cases.parties import Parties
from firmground_site.cases.referral_words import has_ended, is_gone, lies_still


def in_json(referral: Referral, parties: Parties) -> dict[str, Any]:
    """The outline of a referral: codes of the pack, days as 2026-11-02, null for what there is none of."""
    return {
        "id": str(referral.pk),
        "reference": referral.reference,
        "direction": "sent" if referral.from_party in parties.theirs else "received",
        "from": referral.from_party,
        "to": referral.to_party,
        "put_forward": referral.is_put_forward,
        "concern": referral.is_concern,
        "purpose": None if referral.is_put_forward else referral.purpose,
        "state": referral.state,
        "ended": has_ended(referral),
        "sent_on": referral.sent_on,
        "answered_on": referral.answered_on,
        "due_on": referral.due_on,
        "lies_still": lies_still(referral),
        "receiver_gone": is_gone(referral, parties),
        "version": referral.version,
    }


def step_in_json(step: ReferralStep) -> dict[str, Any]:
    """A step: its event, party, day and reason. Words are for people to read on the page."""
    return {"event": step.event, "party": step.party, "on": step.on, "reason": step.reason or None}
