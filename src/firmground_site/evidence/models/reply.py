"""An answer to a claim: the stance of one report to a claim of another. That there is none is never recorded."""

import uuid

from django.db import models
from django.db.models import F, Q

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.evidence.vocabulary import CLAIM_KEY, STANCES


def _with_words(name: str, words: str) -> models.CheckConstraint:
    """That an answer was returned or withdrawn exactly when it says why."""
    return models.CheckConstraint(
        condition=Q(**{f"{name}_at__isnull": True, words: ""}) | (Q(**{f"{name}_at__isnull": False}) & ~Q(**{words: ""})),
        name=f"claim_reply_{name}_with_words",
    )


class ClaimReply(models.Model):
    """What a report says to a claim of another, as an analyst read it. It is public once somebody else confirmed it.

    ``to`` is ``report.claim``; ``report`` and ``by_claims`` are the report that answers, and in which of its claims.
    ``names_claim`` is whether it says itself that it answers this very claim; else the pairing is a reading. Rows are kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.CharField(max_length=CLAIM_KEY)
    stance = models.CharField(max_length=20)
    report = models.CharField(max_length=41)
    by_claims = models.JSONField()
    names_claim = models.BooleanField()
    reasons = models.TextField()
    document = models.CharField(max_length=200, blank=True)
    address = models.URLField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="replies_recorded")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="replies_confirmed")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="replies_returned")
    return_reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="replies_withdrawn")
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["recorded_at"]
        indexes = [models.Index(fields=["to", "confirmed_at"], name="reply_to_claim")]
        constraints = [
            *in_pairs("claim_reply", "confirmed", "returned", "withdrawn"),
            _with_words("returned", "return_reason"),
            _with_words("withdrawn", "withdrawal_reason"),
            models.CheckConstraint(condition=Q(stance__in=list(STANCES)), name="claim_reply_stance"),
            models.CheckConstraint(condition=~Q(reasons=""), name="claim_reply_has_reasons"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(returned_at__isnull=True), name="claim_reply_answered_one_way"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("recorded_by")),
                name="claim_reply_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(address="") | Q(address__startswith="https://") | Q(address__startswith="http://"),
                name="claim_reply_web_address",
            ),
            models.CheckConstraint(condition=Q(address="") | ~Q(document=""), name="claim_reply_address_is_of_a_document"),
            models.UniqueConstraint(
                fields=["to", "report"],
                condition=Q(returned_at__isnull=True, withdrawn_at__isnull=True),
                name="claim_reply_once_while_it_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.to}"

    @property
    def source_key(self) -> str:
        """How its further evidence is cited."""
        return f"REPLY-{self.pk.hex[:8].upper()}"

    @property
    def state(self) -> str:
        """Where it stands: waiting, confirmed, returned or withdrawn."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.returned_at:
            return "returned"
        return "confirmed" if self.confirmed_at else "waiting"
