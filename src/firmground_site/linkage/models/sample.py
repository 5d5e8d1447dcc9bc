"""An audit: pairs drawn at random, to be looked at by people who are not told what the program thinks."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.linkage.models.pair import Pair
from firmground_site.linkage.vocabulary import ANSWERS, STRATA


class Sample(models.Model):
    """A random sample of one ``stratum``, drawn with a ``seed`` from the ``drawn_from`` pairs that were in it then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stratum = models.CharField(max_length=20)
    seed = models.PositiveIntegerField()
    drawn_from = models.PositiveBigIntegerField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Member, models.PROTECT, related_name="samples_drawn")

    class Meta:
        ordering = ["-drawn_at"]
        constraints = [models.CheckConstraint(condition=Q(stratum__in=list(STRATA)), name="sample_stratum")]

    def __str__(self) -> str:
        return _("{stratum}, seed {seed}").format(stratum=STRATA[self.stratum], seed=self.seed)


class SampleItem(models.Model):
    """A pair of a sample, and what a reviewer answered about it; nothing while nobody did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="items")
    pair = models.ForeignKey(Pair, models.PROTECT, related_name="audited")
    number = models.PositiveIntegerField()
    answer = models.CharField(max_length=20, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="sample_items_answered")

    class Meta:
        ordering = ["number"]
        constraints = [
            *in_pairs("sample_item", "answered"),
            models.UniqueConstraint(fields=["sample", "pair"], name="sample_item_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | Q(answer__in=list(ANSWERS), answered_at__isnull=False),
                name="sample_item_answered_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return _("Item {number} of {sample}").format(number=self.number, sample=self.sample)
