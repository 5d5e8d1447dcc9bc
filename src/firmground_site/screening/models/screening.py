"""Screenings, of either stage, and the sittings and breaks of a debriefing."""

import uuid

from django.db import models
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.screening.models.person import Person
from firmground_site.sealed.fields import SealedTextField


class Screening(models.Model):
    """One instrument put to one person. ``id`` is made by the device, so that sending twice records once.

    ``answers`` maps question ids to answers; a question that is missing was not asked. ``result`` is what the server
    found, as ``firmground.screening.assessment.Decision.to_json`` has it; ``browser_result`` what the browser found, kept
    beside it and never in its place. A debriefing that is not finished is a draft without a result.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="screenings")
    stage = models.CharField(max_length=80)
    instrument = models.CharField(max_length=80)
    instrument_version = models.CharField(max_length=80)
    instrument_digest = models.CharField(max_length=71)
    pack_digest = models.CharField(max_length=71)
    agency = models.CharField(max_length=80)
    group = models.CharField(max_length=80)
    trigger = models.CharField(max_length=80)
    place = SealedTextField()
    note = SealedTextField()
    language = models.CharField(max_length=80, blank=True)
    interpreter = models.CharField(max_length=80, blank=True)
    screened_on = models.DateField()
    answers = models.JSONField(default=dict)
    result = models.JSONField(null=True, blank=True)
    browser_result = models.JSONField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    received_digest = models.CharField(max_length=71, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="screenings_recorded")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="screenings_finished")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["screened_on", "stage"], name="screening_by_day"),
            models.Index(fields=["agency", "screened_on"], name="screening_by_agency"),
        ]
        constraints = in_pairs("screening", "finished")

    def __str__(self) -> str:
        return _("{stage} screening of {person}").format(stage=self.stage, person=self.person)

    @property
    def is_finished(self) -> bool:
        """Whether it has a result."""
        return self.finished_at is not None


class Sitting(models.Model):
    """One sitting of a debriefing: when it began and ended, with whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="sittings")
    interpreter = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=80, blank=True)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(Member, models.PROTECT, related_name="sittings_begun")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="sittings_ended")

    class Meta:
        ordering = ["began_at"]
        constraints = [
            *in_pairs("sitting", "ended"),
            models.UniqueConstraint(
                fields=["screening"], condition=models.Q(ended_at__isnull=True), name="sitting_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return _("Sitting of {began_at}").format(began_at=f"{self.began_at:%d %b %Y %H:%M}")


class Break(models.Model):
    """A break in a sitting: why, and from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="breaks")
    reason = models.CharField(max_length=80, blank=True)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(Member, models.PROTECT, related_name="breaks_begun")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="breaks_ended")

    class Meta:
        ordering = ["began_at"]
        constraints = [
            *in_pairs("break", "ended"),
            models.UniqueConstraint(fields=["sitting"], condition=models.Q(ended_at__isnull=True), name="break_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return _("Break of {began_at}").format(began_at=f"{self.began_at:%d %b %Y %H:%M}")
