"""What a phone has yet to learn, in the order in which it happened: numbered for each, so that asking costs what changed."""

from django.db import models
from django.db.models import Q

from firmground_site.devices.models.device import Device

RECEIPT, DEBRIEFING, ENDED, OFFICER = "receipt", "debriefing", "ended", "officer"
WHAT = (RECEIPT, DEBRIEFING, ENDED, OFFICER)


class Change(models.Model):
    """One thing that happened: a receipt changed, a debriefing was prepared or ended, an officer's keys ended.

    ``about`` is the key of the entry, the prepared debriefing or the member.
    """

    device = models.ForeignKey(Device, models.PROTECT, related_name="changes")
    number = models.PositiveBigIntegerField()
    what = models.CharField(max_length=20)
    about = models.UUIDField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["device", "number"], name="change_in_sequence"),
            models.CheckConstraint(condition=Q(what__in=WHAT), name="change_what"),
        ]

    def __str__(self) -> str:
        return f"Change {self.number} for {self.device}"
