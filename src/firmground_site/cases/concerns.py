"""Concerns: what anybody tells of a person or a place on the public page, and how one asks with its number how it stands.

A concern is a referral from the public, without a member who sent it. Nothing here says who that was, and whoever has the
number learns one of three words and nothing else. It reads and must not write; ``actions.telling_concerns`` writes.
"""

import secrets
import uuid
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_noop

from firmground_site.cases.models import Referral
from firmground_site.cases.models.referral import PUBLIC
from firmground_site.cases.procedure import has_casework
from firmground_site.packs.queries import case_rules, choices, referral_lifecycle
from firmground_site.sealed.keys import blind_indexes

State = Literal["waiting", "taken_up", "ended", "unknown"]
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another when it is written by hand
GROUPS, IN_A_GROUP = 3, 4  # 30 signs to the power of 12: about 59 bits
DANGERS = {
    "yes": gettext_noop("Yes"),
    "no": gettext_noop("No"),
    "not_known": gettext_noop("Not known"),
}  # the codes of the form, as they are kept
LONGEST = {"happened": 4000, "where": 500, "reach": 300}  # characters
AWAITING: dict[str, State] = {"receiver": "waiting", "service": "taken_up", "nothing": "ended"}


@dataclass(frozen=True)
class Concern:
    """A concern as the form says it. ``id`` is made with the form, so that one sent twice is recorded once.

    ``danger`` is one of ``DANGERS``; ``where``, ``reach`` and ``language`` are empty when they were left out.
    """

    id: uuid.UUID
    happened: str
    danger: str
    where: str = ""
    reach: str = ""
    language: str = ""


def receives_concerns() -> str:
    """The agency that gets concerns; empty where the territory has no referrals, or the agency is not there any more."""
    agency = case_rules().emergency.help.concerns_to
    return agency if has_casework() and agency in dict(choices("agencies")) else ""


def new_receipt() -> str:
    """A number for a receipt, such as ``7KQM-2XDP-RT9W``: at random, so that nobody can guess another's."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))


def state_of_concern(receipt: str) -> State:
    """How the concern with this number stands; ``unknown`` for any other number and for what was erased."""
    found = Referral.objects.filter(from_party=PUBLIC, receipt_index__in=blind_indexes("receipt", receipt)).first()
    return AWAITING[referral_lifecycle().awaits[found.state]] if found else "unknown"
