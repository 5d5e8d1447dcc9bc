"""What is investigated: suspects, lines of inquiry, arrests and property held. Whoever is suspected is sealed like anybody."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.cases.models.case import Case
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import BlindIndexField, SealedTextField


class Suspect(models.Model):
    """A person or company suspected in a case, on a basis, from a day. ``person`` is set when they were also met as a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="suspects")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="suspected")
    kind = models.CharField(max_length=80)
    part = models.CharField(max_length=80, blank=True)
    name = SealedTextField()
    document = SealedTextField()
    phone = SealedTextField()
    address = SealedTextField()
    name_index = BlindIndexField(of="name", kind="@part")
    document_index = BlindIndexField(of="document", kind="document")
    phone_index = BlindIndexField(of="phone", kind="phone")
    address_index = BlindIndexField(of="address", kind="address")
    basis = models.CharField(max_length=80)
    basis_words = SealedTextField()
    sex = models.CharField(max_length=80, blank=True)
    nationality = models.CharField(max_length=80, blank=True)
    from_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="suspects_recorded")
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="suspects_cleared")
    clearing_words = SealedTextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["from_on", "recorded_at"]
        constraints = in_pairs("suspect", "cleared")

    def __str__(self) -> str:
        return _("Suspect {reference}").format(reference=str(self.pk)[:8])


class Inquiry(models.Model):
    """A line of inquiry: what is looked into, from a day, and how it ended, with reasons."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiries")
    question = SealedTextField()
    from_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="inquiries")
    result = models.CharField(max_length=80, blank=True)
    result_words = SealedTextField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="inquiries_ended")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["from_on", "recorded_at"]
        constraints = [
            *in_pairs("inquiry", "ended"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, result="") | (Q(ended_at__isnull=False) & ~Q(result="")),
                name="inquiry_ended_with_result",
            ),
        ]

    def __str__(self) -> str:
        return _("Line of inquiry in {case}").format(case=self.case)


class Arrest(models.Model):
    """A suspect arrested on a day, and released or not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    suspect = models.ForeignKey(Suspect, models.PROTECT, related_name="arrests")
    on = models.DateField()
    released_on = models.DateField(null=True, blank=True)
    note = SealedTextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="arrests_recorded")

    class Meta:
        ordering = ["on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | Q(on__lte=F("released_on")), name="arrest_before_release"
            )
        ]

    def __str__(self) -> str:
        return _("Arrest of {suspect}").format(suspect=self.suspect)


class FrozenProperty(models.Model):
    """Property held or restrained by an order, from a day; ``value`` in whole units of the territory's money, if known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="property")
    suspect = models.ForeignKey(Suspect, models.PROTECT, null=True, blank=True, related_name="property")
    what = SealedTextField()
    order = SealedTextField()
    value = models.PositiveBigIntegerField(null=True, blank=True)
    from_on = models.DateField()
    released_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="property_recorded")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | Q(from_on__lte=F("released_on")), name="property_held_first"
            )
        ]

    def __str__(self) -> str:
        return _("Property held in {case}").format(case=self.case)
