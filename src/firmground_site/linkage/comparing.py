"""Compares everybody who takes part, in memory, before anything is written: nobody waits for it, and no record leaves it.

What it gives holds keys, probabilities, weights and digests, and nothing that says who anybody is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from firmground.linkage.record import Proposal
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.linkage.library import proposed_by_the_library
from firmground_site.linkage.taking_part import Progress, Sides, evidence_of, in_order, records_taking_part, side_of

NEAR = 0.02  # how probable a pair must be to be kept for audits; those between this and the threshold are not reviewed


@dataclass(frozen=True)
class Compared:
    """What a comparison of so many ``records`` found: each pair with its proposal, and the digest of what both records said."""

    at_least: float
    records: int
    model_digest: str
    pairs: Mapping[Sides, tuple[Proposal, str]]

    @property
    def proposed(self) -> int:
        """How many pairs are as probable as ``at_least``."""
        return sum(each.probability >= self.at_least for each, _ in self.pairs.values())


def without_showing(rows: Sequence[Any], _what: str) -> Iterable[Any]:
    """The rows as they are, where nobody watches."""
    return rows


def compare_records(*, at_least: float, by: Actor, progress: Progress = without_showing) -> Compared:
    """Compare all records. ``Refused`` for a threshold that is no probability, ``NotPermitted`` for who may not run linkage."""
    if not by.may(Permission.LINKAGE_RUN):
        raise NotPermitted(f"{by.role.title} may not {Permission.LINKAGE_RUN}.")
    if not NEAR < at_least < 1:
        raise Refused(
            _("A threshold of {at_least} is not between {least} and 1. Use 0.5 if in doubt.").format(
                at_least=at_least, least=NEAR
            )
        )
    records = records_taking_part(progress)
    found, digest = proposed_by_the_library(list(records.values()), at_least=NEAR)
    pairs = {}
    for each in found:
        sides = in_order(side_of(each.left), side_of(each.right))
        pairs[sides] = (each, evidence_of(*(records[side] for side in sides)))
    return Compared(at_least, len(records), digest, pairs)
