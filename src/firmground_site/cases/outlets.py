"""Closes what was open on a consent or exception that no longer holds: sharings, referrals, places in teams. For actions only.

A file that was given with a referral is such a sharing too. What can still go on, on another basis, goes on. Exports, figures
and the pages of a referral need no closing: they ask ``sharing`` each time. Whoever was told what may be used no longer gets a
notice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q
from django.utils import timezone

from firmground.cases.lifecycle import allowed_events
from firmground_site.access.actors import Actor
from firmground_site.cases import events
from firmground_site.cases.answered import standing
from firmground_site.cases.files_given import basis_of
from firmground_site.cases.models import Consent, Disclosure, Exemption, Referral, WithdrawalNotice
from firmground_site.cases.moving_referrals import step
from firmground_site.cases.referral_file import write_down
from firmground_site.cases.sharing import basis_key, fields_of_a_file, last_day, what_may_be_told
from firmground_site.cases.team_places import end_places
from firmground_site.packs.queries import casework, referral_lifecycle
from firmground_site.screening.models import NamedReader, Person


@dataclass(frozen=True)
class Closed:
    """What was closed, by keys and parties, as the ledger keeps it."""

    sharings: list[str] = field(default_factory=list)
    referrals: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def add(self, other: "Closed") -> None:
        """Count what else was closed."""
        for name in ("sharings", "referrals", "told", "places"):
            getattr(self, name).extend(getattr(other, name))

    def as_content(self) -> dict[str, Any]:
        """For an event; what is empty is left out."""
        found = {
            "sharings_ended": self.sharings,
            "referrals_revoked": self.referrals,
            "notices_to": self.told,
            "team_places_ended": self.places,
        }
        return {name: listed for name, listed in found.items() if listed}


def close_without_basis(person: Person, *, purpose: str, recipient: str, reason: str, by: Actor) -> Closed:
    """End each sharing and place in a team, and revoke each running referral, that has no basis any more.

    ``reason`` is a code of the pack's list. The caller holds the person, and its action declares ``referral:revoked``.
    """
    return Closed(
        sharings=_end_sharings(person, purpose, recipient, by),
        referrals=_revoke_referrals(person, purpose, recipient, reason, by),
        places=end_places(person, purpose, recipient, by),
    )


def close_all_without_basis(person: Person, asked: Iterable[tuple[str, str]], *, reason: str, by: Actor) -> Closed:
    """As ``close_without_basis``, for several purposes with their recipients, and with notices of what is a no.

    For when a person's answers are others than before although nobody answered: two records were merged, or parted again.
    """
    found = Closed()
    for purpose, recipient in asked:
        closed = close_without_basis(person, purpose=purpose, recipient=recipient, reason=reason, by=by)
        now = standing(person, purpose, recipient)
        told = notify(now.consent, by) if now.consent and now.stands in ("declined", "withdrawn") else []
        found.add(replace(closed, told=told))
    return found


def asked_about(*people: Person) -> list[tuple[str, str]]:
    """Every purpose and recipient for which any of these people answered or an exception was recorded, as the pack has them."""
    known, about = {each.id for each in casework().consent.purposes}, {"person__in": [each.pk for each in people]}
    pairs = {each for model in (Consent, Exemption) for each in model.objects.filter(**about).values_list("purpose", "recipient")}
    return sorted(pair for pair in pairs if pair[0] in known)


def still_holds(reader: NamedReader, person: Person) -> bool:
    """Whether a sharing could go on with a person: its referral runs, or its consent or exception holds.

    One that rests on nothing goes on while its member reads the person's file already.
    """
    kind, _, key = reader.basis.partition(":")
    if kind == "referral":
        return Referral.objects.filter(pk=key).exclude(state__in=referral_lifecycle().ended).exists()
    about = _ground_of(reader)
    if about is None:
        return person.readers.filter(member=reader.member_id, ended_at__isnull=True).exists()
    asked = {"purpose": about.purpose, "recipient": about.recipient, "fields": fields_of_a_file(reader.role)}
    return what_may_be_told(person, **asked).allowed


def notify(consent: Consent, by: Actor, *, keeps: Iterable[str] = ()) -> list[str]:
    """Put a notice on its way to the recipient who was told, on the person's word, more than they still may: ``keeps``.

    Nobody hears twice of the same. Whoever heard of a part and has answered it is asked again when the rest is taken back.
    """
    told = Disclosure.objects.filter(
        person=consent.person_id, purpose=consent.purpose, recipient=consent.recipient, consent__isnull=False
    )
    earlier = WithdrawalNotice.objects.filter(
        consent__person=consent.person_id, consent__purpose=consent.purpose, recipient=consent.recipient
    )
    last, kept = earlier.select_related("consent").order_by("-sent_at").first(), set(keeps)
    if not consent.recipient or not any(_not_heard_of(each, last) - kept for each in told):
        return []
    sent = {"from_party": by.agency, "sent_at": timezone.now(), "sent_by_id": by.member_id}
    anew = {"acknowledged_at": None, "acknowledged_by": None, "done_with_it": ""}
    WithdrawalNotice.objects.update_or_create(consent=consent, recipient=consent.recipient, defaults={**sent, **anew})
    return [consent.recipient]


def _not_heard_of(told: Disclosure, last: WithdrawalNotice | None) -> set[str]:
    """What of a disclosure the last notice, if there was one, did not take back."""
    if last is None or told.told_at > last.sent_at:
        return set(told.fields)
    was_withdrawn = last.consent.withdrawn_at is not None and last.consent.withdrawn_at <= last.sent_at
    return set() if was_withdrawn else set(told.fields) & set(last.consent.fields)


def _end_sharings(person: Person, purpose: str, recipient: str, by: Actor) -> list[str]:
    """A sharing that another basis carries goes on with that basis and its last day; one by a referral still ends with it."""
    ended = []
    for reader in _readers(person, purpose, recipient):
        sharing = what_may_be_told(person, purpose=purpose, recipient=recipient, fields=fields_of_a_file(reader.role))
        if sharing.allowed:
            reader.until_on = last_day(sharing)
            if not reader.basis.startswith("referral:"):
                reader.basis = basis_key(sharing.basis, sharing.basis_id)
        else:
            reader.ended_at, reader.ended_by_id = timezone.now(), by.member_id
            ended.append(str(reader.pk))
        reader.save()
    return ended


def _readers(person: Person, purpose: str, recipient: str) -> list[NamedReader]:
    """Running sharings of a person on an answer, exception or referral for this, also on one moved from another record since."""
    running = NamedReader.objects.select_for_update(of=("self",)).filter(person=person, ended_at__isnull=True).order_by("pk")
    by_referral = {basis_of(each) for each in Referral.objects.filter(person=person, purpose=purpose, to_party=recipient)}
    grounds = [(each, _ground_of(each)) for each in running]
    return [
        each
        for each, ground in grounds
        if each.basis in by_referral or (ground and (ground.purpose, ground.recipient) == (purpose, recipient))
    ]


def _ground_of(reader: NamedReader) -> Consent | Exemption | None:
    """The consent or exception that a sharing rests on; ``None`` for one that rests on something else, or on nothing."""
    kind, _, key = reader.basis.partition(":")
    model = {"consent": Consent, "exception": Exemption}.get(kind)
    found: Consent | Exemption | None = model.objects.filter(pk=key).first() if model else None
    return found


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
            taken = step(referral, "revoked", party=referral.from_party, reason=reason, by=by)
            write_down(referral, events.REFERRAL_REVOKED, by=by, on=taken.on, reason=reason)
            revoked.append(str(referral.pk))
    return revoked
