"""A debriefing that was prepared for a phone without a signal: sealed to the key of one officer there, for some days."""

import uuid

from django.db import models
from django.db.models import Q

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.devices.models.device import DeviceOfficer
from firmground_site.screening.models import Screening


class Prepared(models.Model):
    """A prepared debriefing. ``envelope`` is sealed to the officer's key on their phone: nobody here can open it.

    Empty once it ended, which is when the officer, an administrator or an erasure says so, or after ``until``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    debriefing = models.ForeignKey(Screening, models.PROTECT, related_name="prepared")
    officer = models.ForeignKey(DeviceOfficer, models.PROTECT, related_name="prepared")
    envelope = models.JSONField(null=True, blank=True)
    until = models.DateTimeField()
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Member, models.PROTECT, related_name="debriefings_prepared")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, null=True, blank=True)

    class Meta:
        ordering = ["-prepared_at"]
        constraints = [
            *in_pairs("prepared", "ended"),
            models.UniqueConstraint(
                fields=["debriefing", "officer"], condition=Q(ended_at__isnull=True), name="prepared_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Prepared for {self.officer}"
