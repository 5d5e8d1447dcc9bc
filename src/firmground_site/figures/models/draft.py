"""The draft of a statement, its sentences, and everybody who wrote one of them."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.figures.models.extract import FrozenExtract

LONGEST_TEXT, LONGEST_NAME, LONGEST_TITLE = 4_000, 41, 200
KINDS = {
    "figure": gettext_lazy("Figure: it quotes numbers of the record"),
    "fact": gettext_lazy("Fact: it stands on a source"),
    "position": gettext_lazy("Position: what somebody holds; marked as theirs"),
}


class StatementDraft(models.Model):
    """A statement of a year in a language, before it is published. ``sections`` are pairs of an id and a heading, in order.

    ``version`` grows with every change. While it is with its reviewers, ``content`` is what they read, as JSON text, and
    ``content_digest`` its digest; both stand on ``extract``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=LONGEST_TITLE)
    sections = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Member, models.PROTECT, related_name="drafts_started")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="drafts_submitted")
    extract = models.ForeignKey(FrozenExtract, models.PROTECT, null=True, blank=True, related_name="drafts")
    content = models.TextField(blank=True)
    content_digest = models.CharField(max_length=71, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="drafts_returned")
    return_reasons = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="drafts_published")

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            *in_pairs("statement_draft", "submitted", "returned", "published"),
            models.UniqueConstraint(
                fields=["year", "language"], condition=Q(published_at__isnull=True), name="statement_draft_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, extract__isnull=True, content="", content_digest="")
                | (Q(submitted_at__isnull=False, extract__isnull=False) & ~Q(content="") & ~Q(content_digest="")),
                name="statement_draft_reviewed_as_frozen",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(submitted_at__isnull=False),
                name="statement_draft_published_from_review",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, return_reasons="") | (Q(returned_at__isnull=False) & ~Q(return_reasons="")),
                name="statement_draft_returned_with_reasons",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        """Where it stands: writing, review or published."""
        if self.published_at:
            return "published"
        return "review" if self.submitted_at else "writing"


class DraftSentence(models.Model):
    """A sentence of a draft as its writer typed it; ``seen`` is what stood for each placeholder when it was saved last."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(StatementDraft, models.PROTECT, related_name="sentences")
    name = models.CharField(max_length=LONGEST_NAME)
    section = models.CharField(max_length=LONGEST_NAME)
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    text = models.TextField()
    sources = models.JSONField(default=list, blank=True)
    confidence = models.CharField(max_length=12, blank=True)
    conflicts = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    seen = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="sentences_written")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "name"], name="draft_sentence_once"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="draft_sentence_kind"),
            models.CheckConstraint(
                condition=~Q(text="") & Q(LessThanOrEqual(Length("text"), LONGEST_TEXT)), name="draft_sentence_length"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DraftWriter(models.Model):
    """That a member wrote, moved or removed a sentence of a draft, also one that was changed since: they cannot review it."""

    draft = models.ForeignKey(StatementDraft, models.PROTECT, related_name="writers")
    first_wrote_at = models.DateTimeField()
    first_wrote_by = models.ForeignKey(Member, models.PROTECT, related_name="drafts_written")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "first_wrote_by"], name="draft_writer_once")]

    def __str__(self) -> str:
        return _("A writer of {draft}").format(draft=self.draft)
