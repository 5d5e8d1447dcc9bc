"""Putting somebody forward whom no officer has met yet: by a partner or a case worker, to an agency, with their agreement."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action
from firmground_site.cases import events
from firmground_site.cases.actions.referring import revoked, spoken_for
from firmground_site.cases.duplicates import LooksSent, must_be_new, put_forward_already
from firmground_site.cases.kept_words import kept_text
from firmground_site.cases.models import Referral
from firmground_site.cases.moving_referrals import begin
from firmground_site.cases.referral_file import write_down
from firmground_site.cases.referral_purposes import referring_purposes
from firmground_site.packs.queries import choices, today
from firmground_site.screening import events as screening_events

A_DAY = datetime.timedelta(days=1)
AGREED_FIRST = gettext_lazy(
    "The person must know and agree before you put them forward. Ask them, and write how you know. Only in an emergency can this "
    "wait: then write what the danger is."
)


@dataclass(frozen=True)
class Forward:
    """Somebody put forward, as the form says it. ``id`` is made with the form, so that a form sent twice sends once.

    ``reach`` says how to reach them safely. ``agreed`` says how the sender knows that the person agrees; it is empty only in an
    ``emergency``, which then says what the danger is.
    """

    id: uuid.UUID
    to_party: str
    name: str
    reach: str
    happened: str
    agreed: str
    emergency: str = ""
    phone: str = ""
    language: str = ""
    from_party: str = ""


@action(permission=Permission.PERSON_PUT_FORWARD, records=[events.PERSON_PUT_FORWARD])
def put_person_forward(*, forward: Forward, by: Actor, knowing: bool = False, sent_on: datetime.date | None = None) -> Referral:
    """Put somebody forward to an agency. All that tells who they are is sealed, and nothing of it goes into a list.

    Refused unless they know and agree, or it is an emergency in words. ``LooksSent`` for what looks like one that runs or was
    sent within a day, unless the sender is ``knowing``; ``AlreadySent`` when this very form was sent.
    """
    day, from_party = sent_on or today(), spoken_for(forward.from_party, by)
    must_be_new(forward.id, by, to_party=forward.to_party, name=forward.name.strip())
    _must_be_possible(forward, from_party, day)
    alike = put_forward_already(by, name=forward.name, phone=forward.phone, since=timezone.now() - A_DAY)
    if alike and not knowing:
        raise LooksSent(alike)
    referral = begin(_made(forward, from_party), by, day)
    write_down(referral, events.PERSON_PUT_FORWARD, by=by, on=day, to=referral.to_party)
    return referral


@action(permission=Permission.PERSON_PUT_FORWARD, records=[events.REFERRAL_REVOKED, screening_events.SHARING_ENDED])
def take_person_back(
    *, referral: Referral, version: int, reason: str, words: str, by: Actor, on: datetime.date | None = None
) -> Referral:
    """Revoke what the actor's party put forward, with a reason of the pack."""
    if not referral.is_put_forward:
        raise Refused(_("This is a referral. Whoever sent it revokes it there."))
    return revoked(referral, version, reason=reason, words=words, by=by, on=on)


def _must_be_possible(forward: Forward, from_party: str, day: datetime.date) -> None:
    faults = {
        _("Choose to which agency."): forward.to_party not in dict(choices("agencies")),
        _("Choose another agency: you cannot put somebody forward to your own."): forward.to_party == from_party,
        _("Write who it is, in the words that the person wants."): not forward.name.strip(),
        _("Write how to reach the person safely."): not forward.reach.strip(),
        _("Write what happened."): not forward.happened.strip(),
        str(AGREED_FIRST): not forward.agreed.strip() and not forward.emergency.strip(),
        _("Choose a language of the list, or none."): bool(forward.language)
        and forward.language not in dict(choices("interview_languages")),
        _("The day cannot be to come."): day > today(),
    }
    if found := [sentence for sentence, is_so in faults.items() if is_so]:
        raise Refused(*found)


def _made(forward: Forward, from_party: str) -> Referral:
    details = _details(forward)
    return Referral(
        id=forward.id,
        from_party=from_party,
        to_party=forward.to_party,
        purpose=referring_purposes()[0].id,
        fields=list(details),
        details=details,
        name=forward.name.strip(),
        phone=forward.phone.strip(),
        agreed=forward.agreed.strip(),
    )


def _details(forward: Forward) -> dict[str, Any]:
    """What is told, in labels and words, under the same names as for anybody else, in the language of the records."""
    language = kept_text(f"codes.interview_languages.{forward.language}") if forward.language else ""
    rows = {
        "identity": [(gettext_noop("Who it is"), forward.name)],
        "contact": [(gettext_noop("How to reach them safely"), forward.reach), (gettext_noop("Phone"), forward.phone)],
        "profile": [(gettext_noop("Language"), language)],
        "account": [
            (gettext_noop("What happened"), forward.happened),
            (gettext_noop("An emergency, without their agreement"), forward.emergency),
        ],
    }
    told = {name: [[label, words.strip()] for label, words in pairs if words.strip()] for name, pairs in rows.items()}
    return {name: pairs for name, pairs in told.items() if pairs}
