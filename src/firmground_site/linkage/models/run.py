"""A run of linkage: when everybody was compared with everybody, by which model, and how much came of it."""

import uuid

from django.db import models
from django.utils.translation import gettext as _


class Run(models.Model):
    """A run. ``made_by`` is how the ledger names who ran it; ``model_digest`` says with which model.

    ``records`` took part; ``proposed`` pairs are probable enough (``at_least``) to be reviewed, ``near`` ones came less near.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    model_digest = models.CharField(max_length=71)
    at_least = models.FloatField()
    records = models.PositiveIntegerField()
    proposed = models.PositiveIntegerField()
    near = models.PositiveIntegerField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return _("Run of {made_at}").format(made_at=f"{self.made_at:%d %B %Y}")
