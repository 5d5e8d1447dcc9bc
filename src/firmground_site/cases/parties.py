"""Parties: the territory's agencies and its partners, by one kind of key, and how they are called."""

from firmground_site.accounts.models import Member
from firmground_site.cases.models import Partner, PartnerMember
from firmground_site.packs.queries import choices, text

PARTNER = "partner:"


def party_name(party: str) -> str:
    """A party in words: an agency of the pack, or a partner; the key itself for one that is known no more."""
    if not party.startswith(PARTNER):
        return text(f"codes.agencies.{party}") if party else ""
    found = Partner.objects.filter(key=party.removeprefix(PARTNER)).first()
    return found.name if found else party


def parties_to_choose() -> list[tuple[str, str]]:
    """The parties to whom a person can be referred today: agencies in force, then partners that have not left."""
    partners = Partner.objects.filter(left_at__isnull=True)
    return [*choices("agencies"), *((each.party, each.name) for each in partners)]


def is_there(party: str) -> bool:
    """Whether a party can be referred to today."""
    return party in dict(parties_to_choose())


def party_of_member(member: Member) -> str:
    """The party that a member belongs to: their agency, else the partner that names them; empty without either."""
    if member.agency:
        return member.agency
    named = PartnerMember.objects.filter(member=member.pk, role=member.role, ended_at__isnull=True, partner__left_at__isnull=True)
    found = named.select_related("partner").first()
    return found.partner.party if found else ""
