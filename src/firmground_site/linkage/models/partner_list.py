"""A list of people that a department or a partner keeps, as it was sent here, and its entries."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.sealed.fields import BlindIndexField, SealedTextField


class PartnerList(models.Model):
    """A list of the people whom ``party`` met in a ``year``, kept here by ``agency``, which received it.

    ``digest`` is of the file as it was sent, empty once the list was erased. ``erase_on`` is the day on which its entries go.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    party = models.CharField(max_length=80)
    agency = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=71, blank=True)
    synthetic = models.BooleanField(default=False)
    retention_kind = models.CharField(max_length=80)
    erase_on = models.DateField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(Member, models.PROTECT, related_name="lists_imported")
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.CharField(max_length=80, null=True, blank=True)

    class Meta:
        ordering = ["-imported_at"]
        constraints = [
            *in_pairs("partner_list", "erased"),
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="partner_list_imported_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ListEntry(models.Model):
    """One person as a list has them. All that tells who they are is sealed; after ``erased_at`` only that there was one is left.

    ``reference`` is how the list calls them; ``birth`` is a day, a month or a year, as ISO writes it; codes are the pack's. An
    entry that goes with the record of the person it was linked to says so in ``erased_by``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of_list = models.ForeignKey(PartnerList, models.PROTECT, related_name="entries")
    row = models.PositiveIntegerField()
    reference = SealedTextField()
    name = SealedTextField()
    alias = SealedTextField()
    birth = SealedTextField()
    document = SealedTextField()
    phone = SealedTextField()
    employer = SealedTextField()
    document_index = BlindIndexField(of="document", kind="document")
    phone_index = BlindIndexField(of="phone", kind="phone")
    sex = models.CharField(max_length=80, blank=True)
    nationality = models.CharField(max_length=80, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.CharField(max_length=80, null=True, blank=True)

    class Meta:
        ordering = ["row"]
        constraints = [
            *in_pairs("list_entry", "erased"),
            models.UniqueConstraint(fields=["of_list", "row"], name="list_entry_once_a_row"),
        ]

    def __str__(self) -> str:
        return _("Entry {row}").format(row=self.row)
