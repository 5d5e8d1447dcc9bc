"""What was charged and how it ended; and what was done against the person themselves, with a prosecutor's answer."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.cases.models.case import Case
from firmground_site.cases.models.investigation import Suspect
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import SealedTextField


class Charge(models.Model):
    """A charge against a suspect: ``provision`` is an id of the pack's register, or empty with the offence in ``offence``.

    ``conduct_on`` is the (last) day of the conduct, ``last_day`` the last day on which proceedings may begin, as reckoned when
    it was recorded: empty without a limit, and where ``limit_is_known`` is false. ``laid_on`` is empty while only considered.
    ``outcome`` is an id of the pack's outcomes, empty while open.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="charges")
    suspect = models.ForeignKey(Suspect, models.PROTECT, related_name="charges")
    provision = models.CharField(max_length=80, blank=True)
    offence = SealedTextField()
    conduct_on = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    limit_is_known = models.BooleanField(default=False)
    laid_on = models.DateField(null=True, blank=True)
    court = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome_words = SealedTextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="charges_recorded")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["conduct_on", "recorded_at"]
        indexes = [models.Index(fields=["last_day"], name="charge_by_limit", condition=Q(laid_on__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="charge_ended_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(laid_on__isnull=True) | Q(conduct_on__lte=F("laid_on")), name="charge_laid_after_conduct"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(laid_on__isnull=True) | Q(laid_on__lte=F("ended_on")),
                name="charge_laid_before_its_end",
            ),
        ]

    def __str__(self) -> str:
        return _("Charge in {case}").format(case=self.case)


class SentencePassed(models.Model):
    """A sentence on a charge: ``kind`` is an id of the pack, ``amount`` in its unit, empty where it has none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="sentences")
    kind = models.CharField(max_length=80)
    amount = models.PositiveBigIntegerField(null=True, blank=True)
    suspended = models.BooleanField(default=False)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="sentences_recorded")

    class Meta:
        ordering = ["on", "recorded_at"]

    def __str__(self) -> str:
        return _("{kind} on {charge}").format(kind=self.kind, charge=self.charge)


class Appeal(models.Model):
    """An appeal on a charge: by whom, lodged on a day, and how it ended; ``outcome`` is a code of the pack."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="appeals")
    by_whom = models.CharField(max_length=80)
    lodged_on = models.DateField()
    outcome = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    words = SealedTextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="appeals_recorded")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["lodged_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="appeal_ended_with_outcome",
            )
        ]

    def __str__(self) -> str:
        return _("Appeal on {charge}").format(charge=self.charge)


class MeasureAgainst(models.Model):
    """A charge or an immigration measure against the person themselves: what, under which provision, from a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="measures_against")
    person = models.ForeignKey(Person, models.PROTECT, related_name="measures_against")
    kind = models.CharField(max_length=80)
    provision = models.CharField(max_length=80, blank=True)
    what = SealedTextField()
    conduct_on = models.DateField(null=True, blank=True)
    from_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="measures_against_recorded")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["from_on", "recorded_at"]

    def __str__(self) -> str:
        return _("Measure against {person}").format(person=self.person)


class NonPunishment(models.Model):
    """A prosecutor's answer to a measure against the person: discontinued or going on, on a basis, with reasons.

    Never changed: a later answer replaces it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.ForeignKey(MeasureAgainst, models.PROTECT, related_name="answers")
    discontinued = models.BooleanField()
    basis = models.CharField(max_length=80)
    reasons = SealedTextField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Member, models.PROTECT, related_name="non_punishment_answers")

    class Meta:
        ordering = ["answered_at"]

    def __str__(self) -> str:
        return _("Answer to {measure}").format(measure=self.measure)
