"""What partners propose, what was decided with which reasons, and how it was followed up."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.plan.vocabulary import DECISIONS


class Proposal(models.Model):
    """A measure, or a change of one, that an organisation proposes. ``measure`` is the id of the one it concerns, if any."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    text = models.TextField()
    organisation = models.CharField(max_length=200)
    measure = models.CharField(max_length=41, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Member, models.PROTECT, related_name="proposals")
    decision = models.CharField(max_length=20, blank=True)
    decision_reasons = models.TextField(blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="proposals_decided")

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            *in_pairs("proposal", "decided"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decision="", decision_reasons="", follow_up_on__isnull=True)
                | (Q(decided_at__isnull=False, decision__in=list(DECISIONS)) & ~Q(decision_reasons="")),
                name="proposal_decided_with_reasons",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["accepted", "accepted_in_part"]) | Q(follow_up_on__isnull=False),
                name="proposal_accepted_is_followed_up",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="proposal_decided_by_another"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """How it is quoted."""
        return str(self.pk)[:8]


class FollowUp(models.Model):
    """What became of a proposal later, and when it is looked at next; without ``next_on`` that was the end of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="follow_ups")
    says = models.TextField()
    next_on = models.DateField(null=True, blank=True)
    followed_up_at = models.DateTimeField()
    followed_up_by = models.ForeignKey(Member, models.PROTECT, related_name="follow_ups")

    class Meta:
        ordering = ["followed_up_at"]

    def __str__(self) -> str:
        return _("Follow-up of {proposal}").format(proposal=self.proposal)
