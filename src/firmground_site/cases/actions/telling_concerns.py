"""Telling of a concern: anybody, without an account and without a name, to the agency that the pack names."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action
from firmground_site.cases import events
from firmground_site.cases.concerns import DANGERS, LONGEST, Concern, new_receipt, receives_concerns
from firmground_site.cases.duplicates import must_be_new
from firmground_site.cases.models import Referral
from firmground_site.cases.models.referral import PUBLIC
from firmground_site.cases.moving_referrals import begin
from firmground_site.cases.referral_file import write_down
from firmground_site.cases.referral_purposes import referring_purposes
from firmground_site.packs.queries import active_pack, choices, text, today


@action(permission=Permission.CONCERN_SEND, records=[events.CONCERN_SENT])
def send_concern(*, concern: Concern, by: Actor) -> Referral:
    """Send a concern as a referral from the public. What it says is sealed; the ledger learns that one came, and for whom.

    Refused without what happened, and for what is too long. ``AlreadySent``, with the referral it became, when this very form
    was sent.
    """
    details = _details(concern)
    to_party = receives_concerns()
    must_be_new(concern.id, by, from_party=PUBLIC, details=details)
    _must_be_possible(concern, to_party)
    made = Referral(
        id=concern.id,
        from_party=PUBLIC,
        to_party=to_party,
        purpose=referring_purposes()[0].id,
        fields=list(details),
        details=details,
        receipt=new_receipt(),
    )
    referral = begin(made, by, today())
    write_down(referral, events.CONCERN_SENT, by=by, to=to_party)
    return referral


def _must_be_possible(concern: Concern, to_party: str) -> None:
    faults = {
        _("Nobody here receives concerns."): not to_party,
        _("Write what happened."): not concern.happened.strip(),
        _("Say whether somebody is in danger."): concern.danger not in DANGERS,
        _("This is too long."): any(len(getattr(concern, name)) > most for name, most in LONGEST.items()),
        _("Choose a language of the list, or none."): bool(concern.language)
        and concern.language not in dict(choices("interview_languages")),
    }
    if found := [sentence for sentence, is_so in faults.items() if is_so]:
        raise Refused(*found)


def _details(concern: Concern) -> dict[str, Any]:
    """What is told, in labels and words, as of anybody put forward. How to reach the sender is not how to reach the person."""
    first = active_pack().default_language.tag
    language = text(f"codes.interview_languages.{concern.language}", first) if concern.language else ""
    rows = {
        "account": [
            (gettext_noop("Somebody is in danger now"), DANGERS.get(concern.danger, "")),
            (gettext_noop("What was seen or heard"), concern.happened),
            (gettext_noop("Where"), concern.where),
        ],
        "contact": [
            (gettext_noop("How to reach whoever told this"), concern.reach),
            (gettext_noop("Language to answer in"), language),
        ],
    }
    told = {name: [[label, words.strip()] for label, words in pairs if words.strip()] for name, pairs in rows.items()}
    return {name: pairs for name, pairs in told.items() if pairs}
