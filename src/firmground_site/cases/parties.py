"""Parties: the territory's agencies and its partners, by one kind of key, and how they are called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.cases.models import Partner, PartnerMember
from firmground_site.cases.models.referral import PUBLIC
from firmground_site.packs.queries import choices, text

PARTNER = "partner:"


def party_name(party: str) -> str:
    """A party in words: an agency of the pack, or a partner; the key itself for one that is known no more."""
    if party == PUBLIC:
        return _("The public")
    if not party.startswith(PARTNER):
        return text(f"codes.agencies.{party}") if party else ""
    found = Partner.objects.filter(key=party.removeprefix(PARTNER)).first()
    return found.name if found else party


def party_names(parties: Collection[str]) -> dict[str, str]:
    """Several parties in words, by their keys; one query for all the partners among them."""
    keys = {each.removeprefix(PARTNER) for each in parties if each.startswith(PARTNER)}
    partners = {f"{PARTNER}{key}": name for key, name in Partner.objects.filter(key__in=keys).values_list("key", "name")}
    return {each: partners.get(each, each) if each.startswith(PARTNER) else party_name(each) for each in parties}


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


@dataclass(frozen=True)
class Parties:
    """The parties as an actor's list needs them, read once: which are ``theirs``, which are ``there``, and how each is called."""

    theirs: frozenset[str]
    there: frozenset[str]
    names: Mapping[str, str]

    def name(self, party: str) -> str:
        """A party in words."""
        return self.names.get(party) or party_name(party)


def parties_for(theirs: frozenset[str]) -> Parties:
    """All parties, for an actor who speaks for these."""
    partners = list(Partner.objects.all())
    there = {code for code, _ in choices("agencies")} | {each.party for each in partners if each.left_at is None}
    return Parties(theirs, frozenset(there), {each.party: each.name for each in partners})
