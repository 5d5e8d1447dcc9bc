"""Keeping the list of partners: what they offer, what was agreed with them, who speaks for them, and whether they are there."""

import datetime
import uuid
from dataclasses import asdict, dataclass

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused, Stale, action, record
from firmground_site.cases import events
from firmground_site.cases.models import Agreement, Partner, PartnerMember
from firmground_site.packs.queries import casework, choices, today

SPEAKING_ROLES = ("partner", "case_worker")


@dataclass(frozen=True)
class Described:
    """What is known of a partner. ``offers`` are services of the pack; ``contact`` is for members only."""

    name: str
    kind: str
    languages: str = ""
    offers: tuple[str, ...] = ()
    contact: str = ""


@action(permission=Permission.PARTNER_MANAGE, records=[events.PARTNER_ADDED])
def add_partner(*, described: Described, by: Actor) -> Partner:
    """Add a partner to the list; one of each name."""
    _must_be_possible(described)
    partner = Partner.objects.create(
        key=_key_for(described.name), added_at=timezone.now(), added_by_id=by.member_id, **_written(described)
    )
    record(events.PARTNER_ADDED, subject=partner, name=partner.name)
    return partner


@action(permission=Permission.PARTNER_MANAGE, records=[events.PARTNER_CHANGED])
def change_partner(*, partner: Partner, version: int, described: Described, by: Actor) -> Partner:
    """Change what is known of a partner; its key, by which referrals know it, stays."""
    current = _held(partner, version)
    _must_be_possible(described, but=current)
    written = _written(described)
    changed = [name for name, value in written.items() if getattr(current, name) != value]
    if not changed:
        raise Refused(_("Nothing was changed."))
    for name in changed:
        setattr(current, name, written[name])
    _save(current)
    record(events.PARTNER_CHANGED, subject=current, fields=changed)
    return current


@action(permission=Permission.PARTNER_MANAGE, records=[events.PARTNER_LEFT])
def let_partner_go(*, partner: Partner, version: int, by: Actor) -> Partner:
    """Record that a partner left: nobody is referred to it any more, and nobody speaks for it. What was sent stays."""
    current = _held(partner, version)
    if current.left_at is not None:
        raise Refused(_("This partner has left already."))
    current.left_at, current.left_by_id = timezone.now(), by.member_id
    _save(current)
    record(events.PARTNER_LEFT, subject=current)
    return current


@action(permission=Permission.PARTNER_MANAGE, records=[events.PARTNER_RETURNED])
def take_partner_back(*, partner: Partner, version: int, by: Actor) -> Partner:
    """Record that a partner that left has come back, with those who spoke for it."""
    current = _held(partner, version)
    if current.left_at is None:
        raise Refused(_("This partner has not left."))
    current.left_at = current.left_by = None
    _save(current)
    record(events.PARTNER_RETURNED, subject=current)
    return current


@action(permission=Permission.PARTNER_MANAGE, records=[events.AGREEMENT_RECORDED])
def record_agreement(
    *, partner: Partner, title: str, covers: str, from_on: datetime.date, until_on: datetime.date | None, by: Actor
) -> Agreement:
    """Record an agreement with a partner, from a day to a day; without a last day it holds until further notice."""
    current = _held(partner)
    if not title.strip():
        raise Refused(_("Write what the agreement is called."))
    if until_on is not None and until_on < from_on:
        raise Refused(_("The agreement cannot end before it begins."))
    if current.agreements.filter(title=title.strip(), from_on=from_on).exists():
        raise Refused(_("This agreement is recorded already."))
    made = Agreement.objects.create(
        partner=current,
        title=title.strip(),
        covers=covers.strip(),
        from_on=from_on,
        until_on=until_on,
        recorded_at=timezone.now(),
        recorded_by_id=by.member_id,
    )
    record(events.AGREEMENT_RECORDED, subject=current, title=made.title, from_on=from_on, until_on=until_on)
    return made


@action(permission=Permission.PARTNER_MANAGE, records=[events.SPEAKER_NAMED])
def name_speaker(*, partner: Partner, member: Member, by: Actor) -> PartnerMember:
    """Name a member who speaks for a partner, in the role that they have now."""
    current = _held(partner)
    if current.left_at is not None:
        raise Refused(_("This partner has left. Record first that it came back."))
    if not member.is_active or member.role not in SPEAKING_ROLES:
        raise Refused(_("This member's role does not speak for a partner."))
    former = current.members.filter(member=member, ended_at__isnull=True).first()
    if former is not None and former.role == member.role:
        raise Refused(_("This member speaks for the partner already."))
    if former is not None:  # named in a role that they no longer have
        _end(former, by)
    made = PartnerMember.objects.create(
        partner=current, member=member, role=member.role, named_at=timezone.now(), named_by_id=by.member_id
    )
    record(events.SPEAKER_NAMED, subject=current, member=member.pk)
    return made


@action(permission=Permission.PARTNER_MANAGE, records=[events.SPEAKER_ENDED])
def end_speaker(*, speaker: PartnerMember, by: Actor) -> PartnerMember:
    """Record that a member speaks for a partner no more."""
    current = PartnerMember.objects.select_for_update(of=("self",)).get(pk=speaker.pk)
    if current.ended_at is not None:
        raise Refused(_("This has ended already."))
    _end(current, by)
    record(events.SPEAKER_ENDED, subject=current.partner, member=current.member_id)
    return current


def _held(partner: Partner, version: int | None = None) -> Partner:
    current = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if version is not None and current.version != version:
        raise Stale(current)
    return current


def _save(partner: Partner) -> None:
    partner.version += 1
    partner.save()


def _end(speaker: PartnerMember, by: Actor) -> None:
    speaker.ended_at, speaker.ended_by_id = timezone.now(), by.member_id
    speaker.save()


def _written(described: Described) -> dict[str, object]:
    stripped = {name: value.strip() if isinstance(value, str) else list(value) for name, value in asdict(described).items()}
    return {**stripped, "name": " ".join(described.name.split())}


def _must_be_possible(described: Described, but: Partner | None = None) -> None:
    name, others = " ".join(described.name.split()), Partner.objects.exclude(pk=but.pk if but else None)
    services = {each.id for each in casework().services_on(today())} | set(but.offers if but else ())
    kinds = dict(choices("partner_kinds")).keys() | ({but.kind} if but else set())
    faults = {
        _("Write the partner's name."): not name,
        _("There is a partner of this name already."): bool(name) and others.filter(name__iexact=name).exists(),
        _("Choose what kind of partner it is."): described.kind not in kinds,
        _("Choose services of the list only."): not set(described.offers) <= services,
    }
    if found := [sentence for sentence, is_so in faults.items() if is_so]:
        raise Refused(*found)


def _key_for(name: str) -> str:
    """A key that says the name where it can, and that no other partner has."""
    key = slugify(name)[:50]
    taken = not key or Partner.objects.filter(key=key).exists()
    return f"{key}-{uuid.uuid4().hex[:8]}".strip("-") if taken else key
