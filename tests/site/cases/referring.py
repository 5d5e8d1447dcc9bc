"""Consents, partners and referrals brought about for the tests of referrals."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from firmground_site.access.actors import Actor
from firmground_site.audit.guard import writing
from firmground_site.cases.actions import answering, putting_forward
from firmground_site.cases.actions import referring as actions
from firmground_site.cases.actions.partnering import Described, add_partner, name_speaker
from firmground_site.cases.actions.putting_forward import Forward
from firmground_site.cases.actions.referring import Sending, send_referral
from firmground_site.cases.models import Consent, Exemption, Partner, Referral
from firmground_site.packs.queries import today
from firmground_site.screening.models import Person

WHO = ("contact", "identity", "profile")
A_WHOLE_FILE = (*WHO, "account", "decision")
SAFE = "Only in the morning, through the church."
HARBOUR = Described("Harbour House", "ngo", "English, Tagalog", ("shelter", "counselling"), "Ask for Ana, 2345 6789.")


def agreed(person: Person, cast: Any, to: str, fields: tuple[str, ...] = WHO, **given: Any) -> Consent:
    """A consent of a person, as it is recorded on the pages of consent."""
    now, officer = timezone.now(), cast.identification_officer
    plain = {"purpose": "referral", "given": True, "from_on": today() - datetime.timedelta(days=9)}
    with writing("a consent for a test"):
        return Consent.objects.create(
            person=person, recipient=to, fields=list(fields), recorded_at=now, recorded_by=officer, **{**plain, **given}
        )


def withdrawn(consent: Consent, by: Any) -> None:
    with writing("a withdrawal for a test"):
        consent.withdrawn_at, consent.withdrawn_by, consent.withdrawn_on = timezone.now(), by, today()
        consent.save()


def exempted(person: Person, cast: Any, to: str, fields: tuple[str, ...] = ("identity", "contact"), **given: Any) -> Exemption:
    """A lawful exception recorded for a person."""
    plain = {"exception": "emergency", "purpose": "referral", "from_on": today(), "reasons": "She may die."}
    with writing("an exception for a test"):
        return Exemption.objects.create(
            person=person, recipient=to, fields=list(fields), recorded_at=timezone.now(),
            recorded_by=cast.identification_officer, **{**plain, **given},
        )  # fmt: skip


def sending(to: str, **given: Any) -> Sending:
    plain = {"purpose": "referral", "fields": ("identity", "contact"), "reason": "A place to sleep tonight."}
    return Sending(**{"id": uuid.uuid4(), "to_party": to, **plain, **given})


def referred(person: Person, cast: Any, to: str = "swd", by: str = "identification_officer", **given: Any) -> Referral:
    """A person referred with their consent."""
    agreed(person, cast, to, A_WHOLE_FILE)
    return send_referral(person=person, sending=sending(to), by=cast.actor(by), **given)


def a_partner(cast: Any, described: Described = HARBOUR, speaker: str = "partner") -> Partner:
    """A partner for which a member speaks."""
    partner = add_partner(described=described, by=cast.actor("secretariat"))
    name_speaker(partner=partner, member=getattr(cast, speaker), by=cast.actor("secretariat"))
    return partner


def forward(**given: Any) -> Forward:
    plain = {
        "name": "Lita",
        "reach": SAFE,
        "happened": "Her papers were taken.",
        "agreed": "She asked me to.",
        "phone": "9555 1234",
    }
    return Forward(**{"id": uuid.uuid4(), "to_party": "immd", **plain, **given})


def put_forward(cast: Any, by: str = "partner", *, knowing: bool = False, **given: Any) -> Referral:
    return putting_forward.put_person_forward(forward=forward(**given), knowing=knowing, by=cast.actor(by))


def now(referral: Referral) -> Referral:
    return Referral.objects.get(pk=referral.pk)


STEPS: dict[str, tuple[Any, dict[str, str]]] = {
    "received": (answering.receive_referral, {}),
    "accepted": (answering.accept_referral, {"words": "We will meet her."}),
    "refused": (answering.refuse_referral, {"reason": "no_capacity", "words": "No bed is free."}),
    "answered": (answering.answer_referral, {"words": "We are looking."}),
    "done": (answering.finish_referral, {"words": "She has a place."}),
    "revoked": (actions.revoke_referral, {"reason": "no_longer_needed", "words": "She went home."}),
    "taken_back": (putting_forward.take_person_back, {"reason": "person_changed_mind", "words": ""}),
}


def take(referral: Referral, event: str, by: Actor, **given: Any) -> Referral:
    """Take a step of a referral as it is now."""
    act, plain = STEPS[event]
    taken: Referral = act(referral=referral, by=by, **{"version": now(referral).version, **plain, **given})
    return taken


def taken(referral: Referral, *events: str, cast: Any, by: str = "case_worker") -> Referral:
    for event in events:
        referral = take(referral, event, cast.actor(by))
    return referral
