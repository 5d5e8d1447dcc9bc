"""People as they were met, the parties they named, and the members who may read their file beyond their agency."""

import uuid

from django.db import models
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.sealed.fields import BlindIndexField, SealedTextField


class Person(models.Model):
    """A person whom an officer met. All that tells who they are is sealed; a name is never required.

    ``age`` is in whole years, ``None`` when not known; codes are empty when not known. After ``erased_at`` only what can be
    counted but not told apart is left: a tombstone. One that was found to be a second record of somebody is ``merged_into``
    theirs: nothing shows it while it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = SealedTextField()
    alias = SealedTextField()
    document = SealedTextField()
    phone = SealedTextField()
    document_index = BlindIndexField(of="document", kind="document")
    phone_index = BlindIndexField(of="phone", kind="phone")
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    age_basis = models.CharField(max_length=80, blank=True)
    sex = models.CharField(max_length=80, blank=True)
    nationality = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=80, blank=True)
    agency = models.CharField(max_length=80)
    met_at = models.DateTimeField()
    met_by = models.ForeignKey(Member, models.PROTECT, related_name="people_met")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    synthetic = models.BooleanField(default=False)
    retention_kind = models.CharField(max_length=80)
    erase_on = models.DateField()
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.CharField(max_length=80, null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["erase_on"], name="person_by_erasure", condition=models.Q(erased_at__isnull=True)),
            models.Index(fields=["agency", "met_at"], name="person_by_agency"),
        ]
        constraints = in_pairs("person", "erased")

    def __str__(self) -> str:
        return _("Person {reference}").format(reference=str(self.pk)[:8])

    @property
    def called(self) -> str:
        """How to speak of the person on a page: name, else alias, else the short form of the record's id."""
        return self.name or self.alias or str(self)


class NamedParty(models.Model):
    """An employer, recruiter, lender, phone or address that a person named; equal ones are found without being read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="named_parties")
    screening = models.ForeignKey("screening.Screening", models.PROTECT, related_name="named_parties")
    kind = models.CharField(max_length=80)
    name = SealedTextField()
    index = BlindIndexField(of="name", kind="@kind")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Member, models.PROTECT, related_name="parties_recorded")

    class Meta:
        indexes = [models.Index(fields=["kind", "index"], name="named_party_by_index")]

    def __str__(self) -> str:
        return _("{kind} named by {person}").format(kind=self.kind, person=self.person)


class NamedReader(models.Model):
    """A member with whom a person's file is shared, for a purpose, until it ends.

    It is shared with them in the ``role`` and ``agency`` they had then, and has lapsed while they have another. ``basis`` is
    the key of what it rests on, such as a consent; when that ends, so does the sharing. ``until_on`` is the last day on which
    it lets them read, by itself, empty where none was set.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="readers")
    member = models.ForeignKey(Member, models.PROTECT, related_name="shared_files")
    role = models.CharField(max_length=80)
    agency = models.CharField(max_length=80, blank=True)
    purpose = SealedTextField()
    basis = models.CharField(max_length=80, blank=True)
    until_on = models.DateField(null=True, blank=True)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Member, models.PROTECT, related_name="readers_named")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="readers_ended")

    class Meta:
        constraints = [
            *in_pairs("reader", "ended"),
            models.UniqueConstraint(
                fields=["person", "member"], condition=models.Q(ended_at__isnull=True), name="reader_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return _("{member} reads {person}").format(member=self.member, person=self.person)

    @property
    def has_lapsed(self) -> bool:
        """Whether the member has another role or agency now, and so does not read the file."""
        return (self.role, self.agency) != (self.member.role, self.member.agency)
