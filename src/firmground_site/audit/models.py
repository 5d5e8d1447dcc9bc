"""The ledger's tables: streams, entries, their contents, erasures and seals. Only this app touches them.

Entries, erasures and seals are written once; triggers of the database refuse to change or delete them. A content may only be
deleted once its erasure is recorded, and may only be sealed anew with another key.
"""

from django.db import models

from firmground_site.sealed.fields import SealedJSONField


class Stream(models.Model):
    """A chain of entries. Its row is what writers queue for, and carries the head of the chain."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=71)

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One event, as ``firmground.ledger`` defines it; ``at`` is kept as the text that was hashed."""

    stream = models.ForeignKey(Stream, models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    at = models.CharField(max_length=27)
    kind = models.CharField(max_length=80)
    actor = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, blank=True)
    content_digest = models.CharField(max_length=71)
    previous = models.CharField(max_length=71)
    digest = models.CharField(max_length=71)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="entry_once_in_stream")]
        indexes = [
            models.Index(fields=["subject", "id"], name="entry_by_subject"),
            models.Index(fields=["actor", "id"], name="entry_by_actor"),
            models.Index(fields=["kind", "id"], name="entry_by_kind"),
            models.Index(fields=["at", "id"], name="entry_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.stream_id} {self.number} {self.kind}"


class Content(models.Model):
    """What an entry is about. Its absence must be explained by an erasure."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="content")
    salt = models.BinaryField(max_length=32)
    value = SealedJSONField()

    def __str__(self) -> str:
        return f"Content of entry {self.entry_id}"


class Erasure(models.Model):
    """That the content of an entry was erased, when, by whom and why."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="erasure")
    at = models.CharField(max_length=27)
    by = models.CharField(max_length=80)
    reason = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"Erasure of entry {self.entry_id}"


class Seal(models.Model):
    """The head of a stream on a day, to be given to others, who can hold us to it."""

    stream = models.ForeignKey(Stream, models.PROTECT, related_name="seals")
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=71)
    at = models.CharField(max_length=27)
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Seal of {self.stream_id} at {self.number}"
