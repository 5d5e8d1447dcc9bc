"""A report that was imported: who published it, its archived digest and text, and who published it here."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.evidence.vocabulary import DIGEST_LENGTH, READ_AS


class ImportedReport(models.Model):
    """A report, split into parts. It is in the public register once a second person published it, until it is withdrawn.

    ``publisher`` is a code of the pack's list; "" for one that only ``publisher_name`` names. ``answers`` is the id of the report
    that it answers. ``digest`` is of the document as it was sent, ``text`` what was read from it. ``version`` counts every change
    of the report or of one of its parts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publisher = models.CharField(max_length=80, blank=True)
    publisher_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    published_on = models.DateField()
    address = models.URLField(max_length=500, blank=True)
    rating = models.CharField(max_length=80, blank=True)
    answers = models.CharField(max_length=41, blank=True)
    read_as = models.CharField(max_length=20)
    document = models.CharField(max_length=200)
    digest = models.CharField(max_length=DIGEST_LENGTH)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(Member, models.PROTECT, related_name="reports_imported")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="reports_published")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="imports_withdrawn")
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["imported_at"]
        constraints = [
            *in_pairs("imported_report", "published", "withdrawn"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="imported_report_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("imported_by")),
                name="imported_report_published_by_another",
            ),
            models.CheckConstraint(
                condition=(Q(publisher="") & ~Q(publisher_name="")) | (~Q(publisher="") & Q(publisher_name="")),
                name="imported_report_publisher_is_named_once",
            ),
            models.CheckConstraint(condition=Q(read_as__in=list(READ_AS)), name="imported_report_read_as"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="imported_report_is_not_empty"),
            models.CheckConstraint(
                condition=Q(digest__startswith="sha256:") & Q(Exact(Length("digest"), DIGEST_LENGTH)),
                name="imported_report_digest",
            ),
            models.CheckConstraint(
                condition=Q(address="") | Q(address__startswith="https://") | Q(address__startswith="http://"),
                name="imported_report_web_address",
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=Q(withdrawn_at__isnull=True), name="imported_report_once_while_it_stands"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def register_id(self) -> str:
        """How the register calls it."""
        return f"r{self.pk.hex}"

    @property
    def source_key(self) -> str:
        """How it is cited."""
        return f"IMPORT-{self.pk.hex[:8].upper()}"

    @property
    def state(self) -> str:
        """Where it stands: split, published or withdrawn."""
        if self.withdrawn_at:
            return "withdrawn"
        return "published" if self.published_at else "split"
