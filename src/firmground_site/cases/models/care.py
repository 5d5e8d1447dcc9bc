"""What a person is given: services step by step, and where and how they can be reached safely."""

import uuid

from django.db import models
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.cases.models.case import Case
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import SealedTextField


class Service(models.Model):
    """A service to one person in a case. How far it came is its last step; ``version`` counts the steps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="services")
    person = models.ForeignKey(Person, models.PROTECT, related_name="services")
    service = models.CharField(max_length=80)
    reached = models.CharField(max_length=20)
    began_on = models.DateField()
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(Member, models.PROTECT, related_name="services_begun")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["began_on", "began_at"]
        constraints = [models.UniqueConstraint(fields=["case", "person", "service"], name="service_once_in_a_case")]

    def __str__(self) -> str:
        return _("{service} for {person}").format(service=self.service, person=self.person)


class ServiceStep(models.Model):
    """One step of a service: asked, offered, accepted, declined, delivered, ended; by whom (``provider``) and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20)
    on = models.DateField()
    provider = models.CharField(max_length=80, blank=True)
    note = SealedTextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="service_steps")

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return _("{step} of {service}").format(step=self.step, service=self.service)


class SafePlace(models.Model):
    """Where a person stays and how they can be reached safely. It stays in its section and in no export, ever.

    Each case has its own: what one agency knows of it, no other case of the person tells.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="safe_places")
    person = models.ForeignKey(Person, models.PROTECT, related_name="safe_places")
    address = SealedTextField()
    safe_contact = SealedTextField()
    must_not_know = SealedTextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Member, models.PROTECT, related_name="safe_places")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["changed_at"]
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="safe_place_once_in_a_case")]

    def __str__(self) -> str:
        return _("Safe place of {person}").format(person=self.person)
