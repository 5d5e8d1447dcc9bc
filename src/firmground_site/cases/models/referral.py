"""The referral: from one party to another, with what was told, on which basis, and every step to its end."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.cases.models.case import Case
from firmground_site.cases.models.consent import Consent, Exemption
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import BlindIndexField, SealedJSONField, SealedTextField

PUBLIC = "public:"  # the party of whoever tells of a concern; no agency and no partner can be called so


class Referral(models.Model):
    """A person referred to a party, or put forward by one. States and clocks are the pack's.

    ``person`` is empty while a partner has put somebody forward whom nobody has met yet. ``details`` is exactly what was told;
    ``name``, ``phone`` and ``document`` are in it once more, for finding the same person again without reading. ``sent_by`` is
    empty, and ``receipt`` the number with which they can ask how it stands, when the public told of a concern.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="referrals")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="referrals")
    from_party = models.CharField(max_length=80)
    to_party = models.CharField(max_length=80)
    purpose = models.CharField(max_length=80)
    fields = models.JSONField(default=list)
    details = SealedJSONField()
    reason = SealedTextField()
    name = SealedTextField()
    phone = SealedTextField()
    document = SealedTextField()
    name_index = BlindIndexField(of="name", kind="name")
    phone_index = BlindIndexField(of="phone", kind="phone")
    document_index = BlindIndexField(of="document", kind="document")
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="referrals")
    exemption = models.ForeignKey(Exemption, models.PROTECT, null=True, blank=True, related_name="referrals")
    agreed = SealedTextField()
    receipt = SealedTextField()
    receipt_index = BlindIndexField(of="receipt", kind="receipt")
    state = models.CharField(max_length=80)
    due_clock = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_is_certain = models.BooleanField(default=True)
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="referrals_sent")
    answered_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-sent_at"]
        indexes = [
            models.Index(fields=["to_party", "state", "due_on"], name="referral_received_list"),
            models.Index(fields=["from_party", "state"], name="referral_sent_list"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(from_party=F("to_party")), name="referral_to_another"),
            models.CheckConstraint(condition=Q(consent__isnull=True) | Q(exemption__isnull=True), name="referral_on_one_basis"),
            models.CheckConstraint(condition=Q(sent_by__isnull=False) | Q(from_party=PUBLIC), name="referral_sent_by_somebody"),
            models.UniqueConstraint(fields=["receipt_index"], condition=~Q(receipt_index=""), name="referral_one_receipt"),
        ]

    def __str__(self) -> str:
        return _("Referral {reference}").format(reference=self.reference)

    @property
    def reference(self) -> str:
        """How it is quoted, as on a receipt."""
        return str(self.pk)[:8]

    @property
    def is_concern(self) -> bool:
        """Whether somebody told of it on the public page, of whom nobody knows who they are."""
        return self.from_party == PUBLIC

    @property
    def is_put_forward(self) -> bool:
        """Whether somebody was put forward, whom nobody here had met: it rests on what ``agreed`` says, not on a consent."""
        return self.consent_id is None and self.exemption_id is None


class ReferralStep(models.Model):
    """One step of a referral: which event, by which party, with a reason from the pack's list or words; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="steps")
    event = models.CharField(max_length=20)
    party = models.CharField(max_length=80)
    reason = models.CharField(max_length=80, blank=True)
    words = SealedTextField()
    on = models.DateField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="referral_steps")

    class Meta:
        ordering = ["taken_at"]
        constraints = [
            models.CheckConstraint(condition=Q(taken_by__isnull=False) | Q(party=PUBLIC), name="referral_step_taken_by_somebody")
        ]

    def __str__(self) -> str:
        return _("{event} of {referral}").format(event=self.event, referral=self.referral)
