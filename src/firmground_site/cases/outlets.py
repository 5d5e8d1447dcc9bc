"""Closes what was open on a consent or an exception that no longer holds: sharings and referrals. Called by actions only.

Pages, exports and figures need no closing: they ask ``sharing`` each time. What can still go on, on another basis, goes on.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from firmground.cases.lifecycle import allowed_events
from firmground_site.access.actors import Actor
from firmground_site.cases.models import Consent, Disclosure, Referral, WithdrawalNotice
from firmground_site.cases.moving_referrals import step
from firmground_site.cases.sharing import basis_key, fields_of_a_file, last_day, what_may_be_told
from firmground_site.packs.queries import referral_lifecycle
from firmground_site.screening.models import NamedReader, Person


@dataclass(frozen=True)
class Closed:
    """What was closed, by keys and parties, as the ledger keeps it."""

    sharings: list[str] = field(default_factory=list)
    referrals: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def as_content(self) -> dict[str, Any]:
        """For an event; what is empty is left out."""
        found = {"sharings_ended": self.sharings, "referrals_revoked": self.referrals, "notices_to": self.told}
        return {name: listed for name, listed in found.items() if listed}


def held_person(person: Person) -> Person:
    """The person as recorded now, held until the action ends, with their referrals held first as everywhere."""
    list(Referral.objects.select_for_update(of=("self",)).filter(person=person.pk).order_by("pk").values("pk"))
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def close_without_basis(person: Person, *, purpose: str, recipient: str, reason: str, by: Actor) -> Closed:
    """End each sharing and revoke each running referral that has no basis any more; ``reason`` is a code of the pack's list."""
    return Closed(_end_sharings(person, purpose, recipient, by), _revoke_referrals(person, purpose, recipient, reason, by))


def notify(consent: Consent, by: Actor) -> list[str]:
    """Put a notice on its way to each recipient who was told something on the person's word, and has not heard of it yet."""
    told = Disclosure.objects.filter(
        person=consent.person_id, purpose=consent.purpose, recipient=consent.recipient, consent__isnull=False
    )
    earlier = WithdrawalNotice.objects.filter(
        consent__person=consent.person_id, consent__purpose=consent.purpose, recipient=consent.recipient
    )
    last = earlier.order_by("-sent_at").values_list("sent_at", flat=True).first()
    since = told.filter(told_at__gt=last) if last else told
    if not consent.recipient or not since.exists():
        return []
    WithdrawalNotice.objects.create(
        consent=consent,
        from_party=by.agency,
        recipient=consent.recipient,
        sent_at=timezone.now(),
        sent_by_id=by.member_id,
    )
    return [consent.recipient]


def _end_sharings(person: Person, purpose: str, recipient: str, by: Actor) -> list[str]:
    """A sharing that another basis carries goes on with that basis and its last day."""
    ended = []
    for reader in _readers(person, purpose, recipient):
        sharing = what_may_be_told(person, purpose=purpose, recipient=recipient, fields=fields_of_a_file(purpose))
        if sharing.allowed:
            reader.basis, reader.until_on = basis_key(sharing.basis, sharing.basis_id), last_day(sharing)
        else:
            reader.ended_at, reader.ended_by_id = timezone.now(), by.member_id
            ended.append(str(reader.pk))
        reader.save()
    return ended


def _readers(person: Person, purpose: str, recipient: str) -> list[NamedReader]:
    about = {"purpose": purpose, "recipient": recipient}
    bases = [basis_key("consent", key) for key in person.consents.filter(**about).values_list("pk", flat=True)]
    bases += [basis_key("exception", key) for key in person.exemptions.filter(**about).values_list("pk", flat=True)]
    running = NamedReader.objects.select_for_update(of=("self",)).filter(person=person, ended_at__isnull=True)
    return list(running.filter(basis__in=bases).order_by("pk"))


def _revoke_referrals(person: Person, purpose: str, recipient: str, reason: str, by: Actor) -> list[str]:
    """Only what was referred on a consent or an exception; what a partner put forward rests on its own word."""
    on_a_basis = Q(consent__isnull=False) | Q(exemption__isnull=False)
    found = Referral.objects.filter(on_a_basis, person=person, purpose=purpose)
    found = found.filter(to_party=recipient) if recipient else found
    revoked = []
    for referral in found.order_by("pk"):
        runs = "revoked" in allowed_events(referral_lifecycle(), referral.state)
        told = {"purpose": purpose, "recipient": recipient, "fields": referral.fields}
        if runs and not what_may_be_told(person, **told).allowed:
            step(referral, "revoked", party=by.agency, reason=reason, by=by)
            revoked.append(str(referral.pk))
    return revoked
