"""A phone that may deposit sealed entries, and the officers who have keys of their own on it."""

import uuid

from django.db import models
from django.db.models import Q

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.devices.vocabulary import LEFT, REPLACED, WAYS_OF_ENDING


class Device(models.Model):
    """A phone of an agency. ``id`` is made by the phone; the token that it shows is kept as a digest only.

    ``sequence`` is the number of the last change that it can ask for. ``last_contact`` is kept to the hour.
    ``set_aside`` is how many entries lie on it that the site does not take at all, as it said itself.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    label = models.CharField(max_length=80)
    agency = models.CharField(max_length=80)
    token_digest = models.CharField(max_length=64)
    sequence = models.PositiveBigIntegerField(default=0)
    last_contact = models.DateTimeField()
    set_aside = models.PositiveIntegerField(default=0)
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(Member, models.PROTECT, related_name="devices_enrolled")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="devices_revoked")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-enrolled_at"]
        indexes = [models.Index(fields=["agency", "-enrolled_at"], name="device_by_agency")]
        constraints = in_pairs("device", "revoked")

    def __str__(self) -> str:
        return self.label

    @property
    def is_revoked(self) -> bool:
        """Whether somebody said that this phone is not to be trusted any more."""
        return self.revoked_at is not None


class DeviceOfficer(models.Model):
    """An officer on a phone: the public keys whose private halves lie there under their PIN. Raw points of P-256 in base64.

    Those that ended stay, with the time from which and until which they were the officer's, so that what was signed with them
    can be told. ``ended_as`` says how; "" for keys that serve, and for those that ended before that was kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="officers")
    member = models.ForeignKey(Member, models.PROTECT, related_name="device_keys")
    signing_key = models.CharField(max_length=88)
    sealing_key = models.CharField(max_length=88)
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(Member, models.PROTECT, related_name="device_officers_enrolled")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="device_officers_ended")
    ended_as = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["enrolled_at"]
        constraints = [
            *in_pairs("device_officer", "ended"),
            models.CheckConstraint(condition=Q(ended_as__in=["", *WAYS_OF_ENDING]), name="device_officer_ended_as"),
            models.UniqueConstraint(
                fields=["device", "member"], condition=Q(ended_at__isnull=True), name="device_officer_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} on {self.device}"

    @property
    def was_given_up(self) -> bool:
        """Whether the officer ended these keys themself, so that nobody says that they were not theirs until then."""
        return self.ended_as in (REPLACED, LEFT)
