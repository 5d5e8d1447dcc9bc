"""The one gate for what is told of a person: every outlet asks here, and what is told is written down here.

It reads what the person answered and which lawful exceptions were recorded, and asks the library. It must not be passed by: a
page for another party, an export, a referral and the interface for programs tell nothing that did not come through it.
"""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from firmground.cases.sharing import Consent as Answered
from firmground.cases.sharing import Exempted, Sharing, may_share
from firmground_site.access.actors import Actor
from firmground_site.audit.actions import Refused
from firmground_site.cases.models import Consent, Disclosure, Exemption
from firmground_site.packs.queries import casework, text, today
from firmground_site.screening.models import Person

OUTLETS = ("page", "export", "referral", "interface")


def what_may_be_told(
    person: Person, *, purpose: str, recipient: str, fields: Iterable[str], on: datetime.date | None = None
) -> Sharing:
    """Whether these fields may be told to a party for a purpose on a day (today without one), on which basis, or why not."""
    return may_share(
        casework(),
        purpose=purpose,
        recipient=recipient,
        fields=fields,
        consents=[_answered(each) for each in person.consents.filter(purpose=purpose, recipient=recipient)],
        exempted=[_exempted(each) for each in person.exemptions.filter(purpose=purpose, recipient=recipient)],
        on=on or today(),
    )


def disclose(person: Person, *, purpose: str, recipient: str, fields: Iterable[str], outlet: str, by: Actor) -> Disclosure:
    """Write down that these fields are told, inside an action; ``Refused`` in words when they may not be.

    What goes on without consent until the person declines (figures) names nobody and is not written down here.
    """
    wanted = sorted(fields)
    sharing = what_may_be_told(person, purpose=purpose, recipient=recipient, fields=wanted)
    if not sharing.allowed:
        raise Refused(*reasons_in_words(sharing))
    return Disclosure.objects.create(
        person=person,
        recipient=recipient,
        purpose=purpose,
        fields=wanted,
        outlet=outlet,
        consent_id=sharing.basis_id if sharing.basis == "consent" else None,
        exemption_id=sharing.basis_id if sharing.basis == "exception" else None,
        told_at=timezone.now(),
        told_by_id=by.member_id,
    )


def reasons_in_words(sharing: Sharing) -> list[str]:
    """Why something may not be told, in sentences; none where it may."""
    return [text(f"casework.reasons_against.{each}") for each in sharing.reasons]


def _answered(consent: Consent) -> Answered:
    return Answered(
        id=str(consent.pk),
        purpose=consent.purpose,
        recipient=consent.recipient,
        fields=frozenset(consent.fields),
        given=consent.given,
        from_on=consent.from_on,
        until_on=consent.until_on,
        withdrawn_on=consent.withdrawn_on,
        order=int(consent.recorded_at.timestamp() * 1_000_000),
    )


def _exempted(exemption: Exemption) -> Exempted:
    return Exempted(
        id=str(exemption.pk),
        exception=exemption.exception,
        purpose=exemption.purpose,
        recipient=exemption.recipient,
        fields=frozenset(exemption.fields),
        from_on=exemption.from_on,
        until_on=exemption.until_on,
        ended_on=timezone.localdate(exemption.ended_at) if exemption.ended_at else None,
    )
