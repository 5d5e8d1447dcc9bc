"""A run of linkage: everybody who takes part is compared, and pairs that may be of one person are kept for review.

What was decided is not asked again unless what the records say has changed since. Nothing is merged or linked here.
"""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground.linkage.record import Proposal
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import action, record
from firmground_site.linkage import events
from firmground_site.linkage.comparing import Compared, compare_records, without_showing
from firmground_site.linkage.models import Pair, Run
from firmground_site.linkage.taking_part import Progress, Sides, sides_of, still_there
from firmground_site.linkage.vocabulary import APART, BELOW, LAPSED, OPEN, REJECTED, UNDECIDED

WAITING = (OPEN, LAPSED, BELOW, APART)  # states that a run may change
ASKED_AGAIN = (REJECTED, UNDECIDED)  # decided, and open again once what the records say has changed


def propose_links(*, at_least: float, by: Actor, progress: Progress = without_showing) -> Run:
    """Compare all records, then keep what was found: while it compares, which takes long, nobody waits to write."""
    compared = compare_records(at_least=at_least, by=by, progress=progress)
    return keep_links(compared=compared, by=by, progress=progress)


@action(permission=Permission.LINKAGE_RUN, records=[events.LINKS_PROPOSED])
def keep_links(*, compared: Compared, by: Actor, progress: Progress = without_showing) -> Run:
    """Keep the pairs that are as probable as the threshold for review, and those somewhat below for audits.

    A pair that waits and is proposed no longer leaves the queue. One of a record that was erased or merged meanwhile is not kept.
    """
    run = Run.objects.create(
        made_at=timezone.now(),
        made_by=by.key,
        model_digest=compared.model_digest,
        at_least=compared.at_least,
        records=compared.records,
        proposed=compared.proposed,
        near=len(compared.pairs) - compared.proposed,
    )
    opened = _keep(compared, run, progress)
    counts = {"records": run.records, "proposed": run.proposed, "near": run.near, "opened": opened}
    record(events.LINKS_PROPOSED, subject=run, model_digest=run.model_digest, at_least=str(run.at_least), **counts)
    return run


def _keep(compared: Compared, run: Run, progress: Progress) -> int:
    """Keep what was found; gives how many pairs wait that did not before."""
    there, opened = _there(), 0
    alive = still_there({side for sides in compared.pairs for side in sides})
    for sides, (proposal, evidence) in progress(list(compared.pairs.items()), _("Keeping pairs")):
        if not alive.issuperset(sides):
            continue
        pair = there.get(sides) or _new(sides)
        was, known = pair.state, sides in there
        _weigh(pair, proposal, run, evidence)
        opened += pair.state == OPEN and (not known or was != OPEN)
        pair.save()
    Pair.objects.filter(_are_compared(), state__in=(OPEN, BELOW)).exclude(run=run).update(state=LAPSED)
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
