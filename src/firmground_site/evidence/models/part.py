"""A part of an imported report: proposed as a claim by the program, decided on by a person."""

import uuid

from django.db import models
from django.db.models import F, Q

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.evidence.models.report import ImportedReport
from firmground_site.evidence.vocabulary import CASE_DETAILS, CONFIRMED, HOLDS, JOINED, KINDS, LEFT_OUT, OPEN, STATES

NO_CLAIM = Q(says="", kind="", holds="", rests_on="", case_details="")
A_CLAIM = ~Q(says="") & Q(kind__in=list(KINDS), holds__in=list(HOLDS), case_details__in=list(CASE_DETAILS)) & ~Q(rests_on="")


class ReportPart(models.Model):
    """What stands from ``begins`` to ``ends`` in the text of a report, and whether a person says that it is a claim.

    Only what ``says``, in our own words, is shown to anybody outside. A part that was joined with the one before it stays as it
    was, and counts no longer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(ImportedReport, models.PROTECT, related_name="parts")
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default=OPEN)
    says = models.TextField(blank=True)
    kind = models.CharField(max_length=20, blank=True)
    holds = models.CharField(max_length=20, blank=True)
    rests_on = models.CharField(max_length=80, blank=True)
    case_details = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="parts_decided")

    class Meta:
        ordering = ["begins"]
        constraints = [
            *in_pairs("report_part", "decided"),
            models.CheckConstraint(condition=Q(begins__lt=F("ends")), name="report_part_is_not_empty"),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="report_part_state"),
            models.CheckConstraint(
                condition=Q(state=OPEN, decided_at__isnull=True) | (~Q(state=OPEN) & Q(decided_at__isnull=False)),
                name="report_part_is_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=(Q(state=CONFIRMED) & A_CLAIM) | (~Q(state=CONFIRMED) & NO_CLAIM), name="report_part_claim_is_whole"
            ),
            models.CheckConstraint(
                condition=(Q(state=LEFT_OUT) & ~Q(reason="")) | (~Q(state=LEFT_OUT) & Q(reason="")),
                name="report_part_left_out_with_reason",
            ),
            models.UniqueConstraint(fields=["report", "begins"], condition=~Q(state=JOINED), name="report_part_begins_once"),
        ]

    def __str__(self) -> str:
        return f"Part of {self.report}"

    @property
    def quoted(self) -> str:
        """What stands in the report: for analysts only."""
        return self.report.text[self.begins : self.ends]
