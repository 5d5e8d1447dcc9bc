"""The one gate for what is told of a person: every outlet asks here, and what is told is written down here.

It reads what the person answered and which lawful exceptions were recorded, and asks the library. It must not be passed by: a
page for another party, an export, a referral and the interface for programs tell nothing that did not come through it.
"""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from firmground.cases.sharing import Basis, Exempted, Sharing, may_share
from firmground.cases.sharing import Consent as Answered
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.audit.actions import Refused
from firmground_site.cases.models import Consent, Disclosure, Exemption
from firmground_site.packs.queries import casework, text, today
from firmground_site.screening.models import Person

SHOWN_BY_A_FILE = ("identity", "contact", "profile", "decision", "account")  # what whoever opens a person's file can read


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
        exempted=[exempted(each) for each in person.exemptions.filter(purpose=purpose, recipient=recipient)],
        on=on or today(),
    )


def what_they_answered(person: Person, *, purpose: str, recipient: str, on: datetime.date | None = None) -> Sharing:
    """How the person's own answer stands on a day, whatever exceptions there are: reasons name why it is no yes."""
    consents = [_answered(each) for each in person.consents.filter(purpose=purpose, recipient=recipient)]
    return may_share(casework(), purpose=purpose, recipient=recipient, fields=(), consents=consents, on=on or today())


def fields_of_a_file(role: str) -> list[str]:
    """What is told by letting somebody in a role read a person's file: all that it shows, whatever it is read for.

    Whoever reads screenings also reads what the person said about their health.
    """
    reads_answers = role in ROLES and Permission.SCREENING_READ in ROLES[role].grants
    return [*SHOWN_BY_A_FILE, *(["health"] if reads_answers else [])]


def basis_key(basis: Basis, basis_id: object) -> str:
    """How a sharing names the consent or exception that it rests on."""
    return f"{basis}:{basis_id}"


def last_day(sharing: Sharing) -> datetime.date | None:
    """The last day on which a basis holds by itself; ``None`` where it has no end. For what is allowed now."""
    if sharing.basis == "consent":
        return Consent.objects.get(pk=sharing.basis_id).until_on
    if sharing.basis != "exception":
        return None
    recorded = Exemption.objects.get(pk=sharing.basis_id)
    ground = casework().exception(recorded.exception, on=today())
    days = [each for each in (recorded.until_on, ground.to) if each]
    return min(days, default=None)


def disclose(person: Person, *, purpose: str, recipient: str, fields: Iterable[str], outlet: str, by: Actor) -> Disclosure:
    """Write down that these fields are told, inside an action; ``Refused`` in words when they may not be.

    What goes on without consent until the person declines (figures) names nobody and is not written down here. The person is
    held, so that nobody withdraws between the question and the answer.
    """
    wanted = sorted(fields)
    list(Person.objects.select_for_update().filter(pk=person.pk).values("pk"))
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


def exempted(exemption: Exemption) -> Exempted:
    """A recorded exception as the library takes it."""
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
