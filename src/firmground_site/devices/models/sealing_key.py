"""A pair of keys to which phones seal what they record: the public half is for everybody, the private half is sealed here."""

from django.db import models
from django.db.models import Q

from firmground_site.accounts.pairs import in_pairs
from firmground_site.sealed.fields import SealedTextField


class SealingKey(models.Model):
    """A pair of keys. ``id`` is the beginning of the digest of the public half, by which an envelope names it.

    One that is retired opens what was sealed to it; one that was destroyed opens nothing. Who did it is named as in the ledger.
    """

    id = models.CharField(primary_key=True, max_length=16, editable=False)
    public = models.CharField(max_length=88)
    private = SealedTextField()
    curve = models.CharField(max_length=10, default="P-256", editable=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.CharField(max_length=80, null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)
    destroyed_by = models.CharField(max_length=80, null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            *in_pairs("sealing_key", "retired", "destroyed"),
            models.UniqueConstraint(fields=["curve"], condition=Q(retired_at__isnull=True), name="sealing_key_one_in_use"),
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) | Q(retired_at__isnull=False), name="sealing_key_retired_before_destroyed"
            ),
        ]

    def __str__(self) -> str:
        return f"Key {self.id}"
