"""What officers judged: decisions with reasons, and what a second officer thinks of each."""

import uuid

from django.db import models
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.screening.models.identification import Identification
from firmground_site.sealed.fields import SealedTextField


class Decision(models.Model):
    """A decision in an identification, never changed: a later one replaces it and has reasons of its own.

    ``decision`` and ``forced_labour`` are codes of the pack's lists ``decisions`` and ``findings``. ``relied_on`` lists the
    question ids whose answers the officer relied on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    identification = models.ForeignKey(Identification, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=80)
    reasons = SealedTextField()
    forced_labour = models.CharField(max_length=80)
    forced_labour_reasons = SealedTextField()
    relied_on = models.JSONField(default=list)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Member, models.PROTECT, related_name="decisions")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["identification", "number"], name="decision_once_numbered")]
        indexes = [models.Index(fields=["decided_at"], name="decision_by_time")]

    def __str__(self) -> str:
        return _("Decision {number} in {identification}").format(number=self.number, identification=self.identification)


class Opinion(models.Model):
    """A second officer concurs with a decision, or differs, with reasons."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="opinion")
    concurs = models.BooleanField()
    reasons = SealedTextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Member, models.PROTECT, related_name="opinions")

    def __str__(self) -> str:
        return _("Opinion on {decision}").format(decision=self.decision)
