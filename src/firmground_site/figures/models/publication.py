"""The publication: all files of a published statement, byte for byte. The database refuses to change or delete one."""

import uuid
from collections.abc import Mapping

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.figures.models.draft import LONGEST_TITLE, StatementDraft

FILES: Mapping[str, tuple[str, str]] = {  # its name: the column that has it, and what a browser is told that it is
    "statement.html": ("html", "text/html; charset=utf-8"),
    "statement.pdf": ("pdf", "application/pdf"),
    "statement.md": ("markdown", "text/markdown; charset=utf-8"),
    "statement.json": ("manifest", "application/json"),
    "statement.sig.json": ("signature", "application/json"),
    "public-key.pem": ("public_key", "application/x-pem-file"),
}


class Publication(models.Model):
    """A published statement: ``number`` counts those of one year and language, and ``revises`` is the one before.

    ``digest`` is that of what it says, which its reviewers read; ``signed_with`` is the fingerprint of the key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.OneToOneField(StatementDraft, models.PROTECT, related_name="publication")
    year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    synthetic = models.BooleanField()
    digest = models.CharField(max_length=71)
    signed_with = models.CharField(max_length=71)
    changes = models.PositiveIntegerField(default=0)
    revises = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="revised_in")
    html = models.BinaryField()
    pdf = models.BinaryField()
    markdown = models.BinaryField()
    manifest = models.BinaryField()
    signature = models.BinaryField()
    public_key = models.BinaryField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Member, models.PROTECT, related_name="statements_published")

    class Meta:
        ordering = ["-year", "language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "language", "number"], name="publication_numbered_once"),
            models.CheckConstraint(
                condition=Q(number=1, revises__isnull=True) | Q(number__gt=1, revises__isnull=False),
                name="publication_revises_the_one_before",
            ),
        ]

    def __str__(self) -> str:
        return _("{title}, number {number}").format(title=self.title, number=self.number)

    def content(self, name: str) -> bytes:
        """The bytes of one of its files."""
        return bytes(getattr(self, FILES[name][0]))
