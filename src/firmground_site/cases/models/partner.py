"""Partners beyond the territory's agencies: organisations, consulates, governments; their agreements and their members."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.sealed.fields import SealedTextField


class Partner(models.Model):
    """An organisation, consulate or government. ``key`` names it as a party; it is never an agency of the pack.

    ``contact`` is for members only. One that has ``left`` can be referred to no more; what was sent to it stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=80)
    languages = models.CharField(max_length=200, blank=True)
    offers = models.JSONField(default=list)
    contact = SealedTextField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="partners_added")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="partners_removed")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = in_pairs("partner", "left")

    def __str__(self) -> str:
        return self.name

    @property
    def party(self) -> str:
        """Its key as a party of referrals, consents and disclosures."""
        return f"partner:{self.key}"


class PartnerMember(models.Model):
    """A member who speaks for a partner, in the ``role`` they had when they were named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="members")
    member = models.ForeignKey(Member, models.PROTECT, related_name="partners")
    role = models.CharField(max_length=80)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Member, models.PROTECT, related_name="partner_members_named")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="partner_members_ended")

    class Meta:
        ordering = ["named_at"]
        constraints = [
            *in_pairs("partner_member", "ended"),
            models.UniqueConstraint(
                fields=["partner", "member"], condition=Q(ended_at__isnull=True), name="partner_member_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return _("{member} for {partner}").format(member=self.member, partner=self.partner)


class Agreement(models.Model):
    """An agreement with a partner: its title, what it covers, and from when to when it holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=200)
    covers = models.TextField(blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="agreements_recorded")

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__lte=F("until_on")), name="agreement_begins_first"
            )
        ]

    def __str__(self) -> str:
        return self.title
