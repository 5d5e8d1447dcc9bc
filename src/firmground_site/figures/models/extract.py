"""The frozen extract: the records of a year as they were when a statement went to review, in a folder of the server."""

import uuid

from django.db import models
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member


class FrozenExtract(models.Model):
    """Where an extract lies, below the folder that the settings name, and the digests by which it is known.

    ``tables`` has the digest of each table. The folder is never served.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    folder = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=71)
    pack_digest = models.CharField(max_length=71)
    tables = models.JSONField()
    synthetic = models.BooleanField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Member, models.PROTECT, related_name="extracts_frozen")

    class Meta:
        ordering = ["frozen_at"]

    def __str__(self) -> str:
        return _("Extract of {year}, {digest}").format(year=self.year, digest=self.digest)
