"""The identification: the procedure from an opened debriefing to a decision, its hand-overs and reviews."""

import uuid

from django.db import models
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.screening.models.person import Person
from firmground_site.screening.models.screening import Screening
from firmground_site.sealed.fields import SealedTextField


class Identification(models.Model):
    """Whether a person is a victim of trafficking is being decided. States, steps and clocks are the pack's.

    ``officer`` is empty while nobody has taken it up. ``due_on`` is the last day of the clock ``due_clock`` of the state,
    empty when none runs; it is not ``due_is_certain`` beyond the years whose holidays are known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="identifications")
    opened_from = models.OneToOneField(Screening, models.PROTECT, related_name="identification")
    debriefing = models.OneToOneField(Screening, models.PROTECT, null=True, blank=True, related_name="debriefing_of")
    agency = models.CharField(max_length=80)
    officer = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="identifications")
    state = models.CharField(max_length=80)
    due_clock = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_is_certain = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Member, models.PROTECT, related_name="identifications_opened")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["agency", "state", "due_on"], name="identification_work_list")]

    def __str__(self) -> str:
        return _("Identification of {person}").format(person=self.person)


class HandOver(models.Model):
    """An identification offered to another officer or agency; it stays where it is until somebody accepts.

    One that its own side took back is ``withdrawn``: answered by them, and not accepted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    identification = models.ForeignKey(Identification, models.PROTECT, related_name="hand_overs")
    from_agency = models.CharField(max_length=80)
    from_officer = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="handed_over")
    to_agency = models.CharField(max_length=80)
    to_officer = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="offered_to_me")
    reason = SealedTextField()
    due_on = models.DateField(null=True, blank=True)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Member, models.PROTECT, related_name="hand_overs_offered")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="hand_overs_answered")
    accepted = models.BooleanField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)
    answer = SealedTextField()

    class Meta:
        ordering = ["offered_at"]
        constraints = [
            *in_pairs("hand_over", "answered"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, accepted__isnull=True)
                | models.Q(answered_at__isnull=False, accepted__isnull=False),
                name="hand_over_answered_yes_or_no",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn=False) | models.Q(accepted=False), name="hand_over_withdrawn_not_accepted"
            ),
            models.UniqueConstraint(
                fields=["identification"], condition=models.Q(answered_at__isnull=True), name="hand_over_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return _("Hand-over of {identification}").format(identification=self.identification)


class Review(models.Model):
    """A review that the person, a case worker or a lawyer asked for; it has a clock and ends with reasons."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    identification = models.ForeignKey(Identification, models.PROTECT, related_name="reviews")
    decision = models.ForeignKey("screening.Decision", models.PROTECT, related_name="reviews")
    asker = models.CharField(max_length=80)
    grounds = SealedTextField()
    due_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="reviews_asked")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="reviews_ended")
    upheld = models.BooleanField(null=True, blank=True)
    reasons = SealedTextField()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            *in_pairs("review", "ended"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, upheld__isnull=True)
                | models.Q(ended_at__isnull=False, upheld__isnull=False),
                name="review_ended_one_way",
            ),
            models.UniqueConstraint(
                fields=["identification"], condition=models.Q(ended_at__isnull=True), name="review_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return _("Review of {identification}").format(identification=self.identification)
