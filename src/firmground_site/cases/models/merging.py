"""The merge of two records of one person: proposed, agreed to by two people, done, and undone to the byte."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import SealedJSONField, SealedTextField


class Merge(models.Model):
    """A proposal that ``duplicate`` is the same person as ``kept``; done once two people who did not propose it agree.

    ``moved`` lists what was moved and what was filled in, so that undoing puts every row back as it was. It is empty once the
    record was erased or left without a name; then nothing can be undone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges_into")
    duplicate = models.ForeignKey(Person, models.PROTECT, related_name="merges_away")
    reasons = SealedTextField()
    moved = SealedJSONField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Member, models.PROTECT, related_name="merges_proposed")
    rejected_at = models.DateTimeField(null=True, blank=True)
    rejected_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="merges_rejected")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="merges_done")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="merges_undone")
    undoing_words = SealedTextField()

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            *in_pairs("merge", "rejected", "done", "undone"),
            models.CheckConstraint(condition=~Q(kept=F("duplicate")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(rejected_at__isnull=True) | Q(done_at__isnull=True), name="merge_rejected_or_done"
            ),
            models.CheckConstraint(condition=Q(undone_at__isnull=True) | Q(done_at__isnull=False), name="merge_undone_once_done"),
        ]

    def __str__(self) -> str:
        return _("Merge of {duplicate} into {kept}").format(duplicate=self.duplicate, kept=self.kept)


class MergeOpinion(models.Model):
    """What one reviewer thinks of a merge, with reasons."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    merge = models.ForeignKey(Merge, models.PROTECT, related_name="opinions")
    agrees = models.BooleanField()
    reasons = SealedTextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Member, models.PROTECT, related_name="merge_opinions")

    class Meta:
        ordering = ["given_at"]
        constraints = [models.UniqueConstraint(fields=["merge", "given_by"], name="merge_opinion_once_each")]

    def __str__(self) -> str:
        return _("Opinion on {merge}").format(merge=self.merge)
