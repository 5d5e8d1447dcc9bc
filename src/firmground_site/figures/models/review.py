"""The review of a statement: that a member read exactly this text with exactly these figures."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.figures.models.draft import StatementDraft


class StatementReview(models.Model):
    """Who read a draft and found that it stands. ``digest`` is that of what they read; of any other text it says nothing.

    ``name`` and ``office`` are as they are published.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(StatementDraft, models.PROTECT, related_name="reviews")
    digest = models.CharField(max_length=71)
    draft_digest = models.CharField(max_length=71)
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Member, models.PROTECT, related_name="statements_reviewed")

    class Meta:
        ordering = ["reviewed_at"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "digest", "reviewed_by"], name="statement_review_once_each"),
            models.CheckConstraint(condition=~Q(office="") & ~Q(name=""), name="statement_review_for_an_office"),
        ]

    def __str__(self) -> str:
        return _("Review by {name}").format(name=self.name)
