"""Audit samples: drawn at random with a seed that is stated, and answered pair by pair by people who see no probability."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.linkage import events
from firmground_site.linkage.models import Pair, Sample, SampleItem
from firmground_site.linkage.queries import items_to_answer
from firmground_site.linkage.strata import pairs_in, pairs_never_proposed, sides_that_take_part
from firmground_site.linkage.taking_part import Sides, in_order
from firmground_site.linkage.vocabulary import ANSWERS, APART, FAR, STRATA

MOST, LARGEST_SEED = 500, 2_147_483_647


@action(permission=Permission.LINKAGE_SAMPLE, records=[events.SAMPLE_DRAWN])
def draw_sample(*, stratum: str, size: int, seed: int, by: Actor) -> Sample:
    """Draw a sample without replacement. The same seed draws the same pairs while the records are the same.

    Refused for a stratum that is none, a size or seed that cannot be, and where there is nothing to draw from.
    """
    if stratum not in STRATA or not 1 <= size <= MOST or not 0 <= seed <= LARGEST_SEED:
        raise Refused(
            _("Choose what to draw from, 1 to {most} pairs, and a seed from 0 to {largest:,}.").format(
                most=MOST, largest=LARGEST_SEED
            )
        )
    drawn_from, keys = _far(size, seed) if stratum == FAR else _known(stratum, size, seed)
    if not keys:
        raise Refused(_("There is no such pair to draw from."))
    sample = Sample.objects.create(
        stratum=stratum, seed=seed, drawn_from=drawn_from, drawn_at=timezone.now(), drawn_by_id=by.member_id
    )
    items = [SampleItem(sample=sample, pair_id=key, number=number) for number, key in enumerate(keys, start=1)]
    SampleItem.objects.bulk_create(items)
    record(events.SAMPLE_DRAWN, subject=sample, stratum=stratum, size=len(keys), seed=seed, drawn_from=drawn_from)
    return sample


@action(permission=Permission.LINKAGE_REVIEW, records=[events.SAMPLE_ANSWERED])
def answer_item(*, item: SampleItem, answer: str, by: Actor) -> SampleItem:
    """Say whether a pair of a sample is one person. It changes no link. Refused once somebody has answered."""
    if answer not in ANSWERS:
        raise Refused(_("Choose an answer."))
    current = SampleItem.objects.select_for_update(of=("self",)).filter(pk=item.pk).first()
    if current is not None and current.answer:
        raise Refused(_("Somebody answered this pair meanwhile. Go on with the next."))
    if current is None or not items_to_answer(by).filter(pk=item.pk).exists():
        raise NotPermitted(_("There is no such pair."))
    current.answer, current.answered_at, current.answered_by_id = answer, timezone.now(), by.member_id
    current.save()
    record(events.SAMPLE_ANSWERED, subject=current.sample, item=current.number)
    return current


def _known(stratum: str, size: int, seed: int) -> tuple[int, list[UUID]]:
    keys = list(pairs_in(stratum).order_by("pk").values_list("pk", flat=True))
    chosen = np.random.default_rng(seed).choice(len(keys), min(size, len(keys)), replace=False) if keys else ()
    return len(keys), [keys[place] for place in chosen]


def _far(size: int, seed: int) -> tuple[int, list[UUID]]:
    """Pairs that were never proposed, kept as such; those drawn for an earlier sample can be drawn again."""
    number = pairs_never_proposed()
    drawn = islice(_drawn(np.random.default_rng(seed)), min(size, number))
    return number, [_kept(sides) for sides in drawn]


def _drawn(chance: np.random.Generator) -> Iterator[Sides]:
    """Pairs of records that take part, at random, each once, without those that were proposed."""
    sides, met = sides_that_take_part()
    while True:
        pair = in_order(*(sides[place] for place in chance.choice(len(sides), 2, replace=False)))
        if pair not in met:
            met.add(pair)
            yield pair


def _kept(sides: Sides) -> UUID:
    left, right = sides
    where = {f"left_{left.kind}_id": left.key, f"right_{right.kind}_id": right.key}
    return Pair.objects.get_or_create(**where, defaults={"state": APART})[0].pk
