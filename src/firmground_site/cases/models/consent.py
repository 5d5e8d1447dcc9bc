"""What a person agreed to, the lawful exceptions, what was told to whom on which basis, and who must hear of a withdrawal."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import SealedTextField


class Consent(models.Model):
    """A person's answer for one purpose and recipient, never changed: a later answer replaces it, a withdrawal ends it.

    ``recipient`` is the key of a party, empty where the purpose names none. ``given`` is false when they declined. For a child,
    ``guardian`` agrees on ``guardian_basis`` and the child's own assent is kept as ``assent``; nothing is agreed against it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=80)
    recipient = models.CharField(max_length=80, blank=True)
    fields = models.JSONField(default=list)
    given = models.BooleanField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=80, blank=True)
    interpreter = models.CharField(max_length=80, blank=True)
    guardian = SealedTextField()
    guardian_basis = models.CharField(max_length=80, blank=True)
    assent = models.BooleanField(null=True, blank=True)
    evidence = SealedTextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="consents_recorded")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="consents_withdrawn")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_words = SealedTextField()

    class Meta:
        ordering = ["from_on", "recorded_at"]
        indexes = [models.Index(fields=["person", "purpose", "recipient"], name="consent_of_person")]
        constraints = [
            *in_pairs("consent", "withdrawn"),
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | Q(given=True), name="consent_withdrawn_if_given"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_on__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_on__isnull=False),
                name="consent_withdrawn_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__lte=F("until_on")), name="consent_begins_first"
            ),
            models.CheckConstraint(condition=~Q(given=True, assent=False), name="consent_not_against_a_child"),
            models.CheckConstraint(
                condition=~Q(given=True, assent=True, guardian_basis=""), name="consent_of_a_child_with_a_guardian"
            ),
            models.CheckConstraint(
                condition=Q(guardian_basis="") | Q(assent__isnull=False), name="consent_with_a_guardian_of_a_child"
            ),
        ]

    def __str__(self) -> str:
        return _("Consent for {purpose} of {person}").format(purpose=self.purpose, person=self.person)


class Exemption(models.Model):
    """A lawful exception recorded for one person, purpose and recipient: ``exception`` names its section in the pack."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="exemptions")
    exception = models.CharField(max_length=80)
    purpose = models.CharField(max_length=80)
    recipient = models.CharField(max_length=80)
    fields = models.JSONField(default=list)
    reasons = SealedTextField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="exemptions_recorded")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="exemptions_ended")

    class Meta:
        ordering = ["from_on", "recorded_at"]
        constraints = [
            *in_pairs("exemption", "ended"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__lte=F("until_on")), name="exemption_begins_first"
            ),
        ]

    def __str__(self) -> str:
        return _("Exemption {exception} for {person}").format(exception=self.exception, person=self.person)


class Disclosure(models.Model):
    """What was told of a person, to whom, when, by which outlet and on which basis; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="disclosures")
    recipient = models.CharField(max_length=80)
    purpose = models.CharField(max_length=80)
    fields = models.JSONField(default=list)
    outlet = models.CharField(max_length=20)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="disclosures")
    exemption = models.ForeignKey(Exemption, models.PROTECT, null=True, blank=True, related_name="disclosures")
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Member, models.PROTECT, related_name="disclosures")

    class Meta:
        ordering = ["-told_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(consent__isnull=False, exemption__isnull=True) | Q(consent__isnull=True, exemption__isnull=False),
                name="disclosure_on_one_basis",
            )
        ]

    def __str__(self) -> str:
        return _("Disclosure to {recipient}").format(recipient=self.recipient)


class WithdrawalNotice(models.Model):
    """A withdrawal, a no or a yes to less on its way to a recipient who was told more than it, until they acknowledge it.

    ``from_party`` is the agency of whoever sent it, as it was then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="notices")
    from_party = models.CharField(max_length=80)
    recipient = models.CharField(max_length=80)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Member, models.PROTECT, related_name="notices_sent")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="notices_acknowledged")
    done_with_it = SealedTextField()

    class Meta:
        ordering = ["sent_at"]
        constraints = [
            *in_pairs("notice", "acknowledged"),
            models.UniqueConstraint(fields=["consent", "recipient"], name="notice_once_to_each"),
        ]

    def __str__(self) -> str:
        return _("Notice to {recipient}").format(recipient=self.recipient)
