"""What a phone sent: one sealed entry, as it came or as it was opened, and what became of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.devices.models.device import Device
from firmground_site.devices.vocabulary import HELD, KINDS, REASONS, RECORDED, STATES
from firmground_site.screening.models import Screening
from firmground_site.sealed.fields import SealedJSONField, SealedTextField


class Entry(models.Model):
    """An entry of a phone. ``number`` is the id that the phone gave it; ``digest`` is that of the envelope.

    ``content`` is what a held one says, ``envelope`` what could not be opened, as it came; both are empty once it is recorded.
    ``told`` says in sentences what is wrong. ``is_second`` marks another envelope under a number that was used before.
    ``accepted`` is the phone's clock, and is believed by nobody. ``screening`` is what it was recorded as; of one that is held,
    the debriefing or the earlier screening that it belongs to, where that is known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.UUIDField()
    digest = models.CharField(max_length=71)
    is_second = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    device = models.ForeignKey(Device, models.PROTECT, related_name="entries")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="entries_sent")
    agency = models.CharField(max_length=80)
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=20, blank=True)
    content = SealedJSONField()
    envelope = SealedJSONField()
    told = SealedJSONField()
    arrived = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    screening = models.ForeignKey(Screening, models.PROTECT, null=True, blank=True, related_name="entries")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="entries_resolved")
    words = SealedTextField()
    erase_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["arrived"]
        indexes = [
            models.Index(fields=["agency", "arrived"], condition=Q(state=HELD), name="entry_held_by_agency"),
            models.Index(fields=["device", "state"], name="entry_by_device"),
        ]
        constraints = [
            *in_pairs("entry", "resolved"),
            models.UniqueConstraint(fields=["number", "digest"], name="entry_once"),
            models.UniqueConstraint(fields=["number"], condition=Q(is_second=False), name="entry_first_of_its_number"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="entry_kind"),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="entry_state"),
            models.CheckConstraint(condition=Q(reason__in=["", *REASONS]), name="entry_reason"),
            models.CheckConstraint(condition=~Q(state=RECORDED) | Q(screening__isnull=False), name="entry_recorded_as"),
        ]

    def __str__(self) -> str:
        return _("Entry {reference}").format(reference=str(self.number)[:8])
