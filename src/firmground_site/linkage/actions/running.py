"""A run of linkage: everybody who takes part is compared, and pairs that may be of one person are kept for review.

What was decided is not asked again unless what the records say has changed since. Nothing is merged or linked here.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone

from firmground.linkage.record import Proposal, Record
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.linkage import events
from firmground_site.linkage.library import proposed_by_the_library
from firmground_site.linkage.models import Pair, Run
from firmground_site.linkage.taking_part import (
    Progress,
    Side,
    Sides,
    evidence_of,
    in_order,
    records_taking_part,
    side_of,
    sides_of,
)
from firmground_site.linkage.vocabulary import APART, BELOW, LAPSED, OPEN, REJECTED, UNDECIDED

NEAR = 0.02  # how probable a pair must be to be kept for audits; those between this and the threshold are not reviewed
WAITING = (OPEN, LAPSED, BELOW, APART)  # states that a run may change
ASKED_AGAIN = (REJECTED, UNDECIDED)  # decided, and open again once what the records say has changed


def _without_showing(rows: Sequence[Any], _what: str) -> Iterable[Any]:
    return rows


@action(permission=Permission.LINKAGE_RUN, records=[events.LINKS_PROPOSED])
def propose_links(*, at_least: float, by: Actor, progress: Progress = _without_showing) -> Run:
    """Compare all records, and keep the pairs that are as probable as ``at_least`` for review, those somewhat below for audits.

    A pair that waits and is proposed no longer leaves the queue. Refused for a threshold that is no probability.
    """
    if not NEAR < at_least < 1:
        raise Refused(f"A threshold of {at_least} is not between {NEAR} and 1. Use 0.5 if in doubt.")
    records = records_taking_part(progress)
    found, digest = proposed_by_the_library(list(records.values()), at_least=NEAR)
    probable = [each for each in found if each.probability >= at_least]
    run = Run.objects.create(
        made_at=timezone.now(),
        made_by=by.key,
        model_digest=digest,
        at_least=at_least,
        records=len(records),
        proposed=len(probable),
        near=len(found) - len(probable),
    )
    opened = _keep(found, records, run, progress)
    counts = {"records": run.records, "proposed": run.proposed, "near": run.near, "opened": opened}
    record(events.LINKS_PROPOSED, subject=run, model_digest=digest, at_least=str(at_least), **counts)
    return run


def _keep(found: Sequence[Proposal], records: dict[Side, Record], run: Run, progress: Progress) -> int:
    """Keep what was found; gives how many pairs wait that did not before."""
    there, kept, opened = _there(), set(), 0
    for proposal in progress(found, "Keeping pairs"):
        sides = in_order(side_of(proposal.left), side_of(proposal.right))
        evidence = evidence_of(*(records[each] for each in sides))
        pair = there.get(sides) or _new(sides)
        was, known = pair.state, sides in there
        _weigh(pair, proposal, run, evidence)
        opened += pair.state == OPEN and (not known or was != OPEN)
        pair.save()
        kept.add(pair.pk)
    Pair.objects.filter(state__in=(OPEN, BELOW)).exclude(pk__in=kept).filter(_are_compared()).update(state=LAPSED)
    return opened


def _weigh(pair: Pair, proposal: Proposal, run: Run, evidence: str) -> None:
    """Write what the model says now on a pair; what was decided stands while its evidence does, and a link always."""
    was = (pair.state, pair.evidence)
    if pair.state in WAITING or (is_asked_again(pair) and pair.evidence != evidence and proposal.probability >= run.at_least):
        pair.state = OPEN if proposal.probability >= run.at_least else BELOW
        pair.decided_at = pair.decided_by_id = pair.merge = None
        pair.words = ""
    pair.run, pair.evidence = run, evidence
    pair.probability, pair.weight, pair.prior = proposal.probability, proposal.weight, proposal.prior
    pair.weighed = proposal.to_json()["weighed"]
    if pair.run_id and not pair._state.adding and was != (pair.state, evidence):
        pair.version += 1


def is_asked_again(pair: Pair) -> bool:
    """Whether a decided pair is one to ask about again once its evidence has changed: no link stands on it, and none waits."""
    gone = pair.merge is not None and (pair.merge.rejected_at is not None or pair.merge.undone_at is not None)
    return pair.state in ASKED_AGAIN or gone


def _new(sides: Sides) -> Pair:
    left, right = sides
    return Pair(**{f"left_{left.kind}_id": left.key, f"right_{right.kind}_id": right.key})


def _there() -> dict[Sides, Pair]:
    return {sides_of(each): each for each in Pair.objects.select_for_update(of=("self",)).select_related("merge").order_by("pk")}


def _are_compared() -> Q:
    """Pairs of records that are neither erased nor merged away: of others a run has nothing to say."""
    sides, gone = ("left_person", "right_person"), ("erased_at", "merged_into")
    there = {f"{side}__{name}__isnull": True for side in sides for name in gone}
    return Q(**there, left_entry__erased_at__isnull=True, right_entry__erased_at__isnull=True)
