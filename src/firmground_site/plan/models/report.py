"""The progress report: what a document shows of a measure, told by its owner and confirmed by somebody else."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.plan.vocabulary import DIGEST_LENGTH, OWN_RATINGS, SHOWS


def _with_words(name: str, words: str) -> models.CheckConstraint:
    """That a report was answered in a way exactly when it says why."""
    return models.CheckConstraint(
        condition=Q(**{f"{name}_at__isnull": True, words: ""}) | (Q(**{f"{name}_at__isnull": False}) & ~Q(**{words: ""})),
        name=f"progress_report_{name}_with_words",
    )


class ProgressReport(models.Model):
    """What one document shows of a measure of the pack. It counts as evidence once confirmed, until it is withdrawn.

    ``happened_from`` and ``happened_to`` bound the days on which what it shows happened, ``dated`` is the document's own day,
    and ``digest`` is of the archived copy of the document. ``own_rating`` is the status that the owner gives the measure.
    ``agency`` is that for which it was made, empty for the secretariat’s.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.CharField(max_length=41)
    agency = models.CharField(max_length=80, blank=True)
    shows = models.CharField(max_length=20)
    value = models.IntegerField(null=True, blank=True)
    happened_from = models.DateField(null=True, blank=True)
    happened_to = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200)
    address = models.URLField(max_length=500, blank=True)
    dated = models.DateField()
    digest = models.CharField(max_length=DIGEST_LENGTH)
    says = models.TextField()
    own_rating = models.CharField(max_length=20)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Member, models.PROTECT, related_name="reports_made")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="reports_confirmed")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="reports_returned")
    return_reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="reports_withdrawn")
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["reported_at"]
        indexes = [models.Index(fields=["measure", "confirmed_at"], name="progress_report_of_measure")]
        constraints = [
            *in_pairs("progress_report", "confirmed", "returned", "withdrawn"),
            _with_words("returned", "return_reason"),
            _with_words("withdrawn", "withdrawal_reason"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(returned_at__isnull=True), name="progress_report_answered_one_way"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("reported_by")),
                name="progress_report_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="progress_report_withdrawn_once_confirmed",
            ),
            models.CheckConstraint(condition=Q(shows__in=list(SHOWS)), name="progress_report_shows"),
            models.CheckConstraint(condition=Q(own_rating__in=list(OWN_RATINGS)), name="progress_report_own_rating"),
            models.CheckConstraint(
                condition=Q(shows="value", value__isnull=False) | (~Q(shows="value") & Q(value__isnull=True)),
                name="progress_report_value_when_shown",
            ),
            models.CheckConstraint(
                condition=Q(happened_from__isnull=False) | Q(happened_to__isnull=False), name="progress_report_says_when"
            ),
            models.CheckConstraint(
                condition=Q(happened_from__isnull=True) | Q(happened_to__isnull=True) | Q(happened_from__lte=F("happened_to")),
                name="progress_report_begins_first",
            ),
            models.CheckConstraint(
                condition=(Q(happened_from__isnull=True) | Q(happened_from__lte=F("dated")))
                & (Q(happened_to__isnull=True) | Q(happened_to__lte=F("dated"))),
                name="progress_report_document_is_later",
            ),
            models.CheckConstraint(
                condition=Q(digest__startswith="sha256:") & Q(Exact(Length("digest"), DIGEST_LENGTH)),
                name="progress_report_digest",
            ),
            models.CheckConstraint(
                condition=Q(address="") | Q(address__startswith="https://") | Q(address__startswith="http://"),
                name="progress_report_web_address",
            ),
        ]

    def __str__(self) -> str:
        return _("Report on {measure}").format(measure=self.measure)

    @property
    def state(self) -> str:
        """Where it stands: waiting, confirmed, returned or withdrawn."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.returned_at:
            return "returned"
        return "confirmed" if self.confirmed_at else "waiting"
