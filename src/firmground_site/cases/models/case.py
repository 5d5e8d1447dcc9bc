"""The case: who is in it and in which part, who works on it, and what its file tells."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.screening.models import Identification, Person
from firmground_site.sealed.fields import SealedTextField


class Case(models.Model):
    """What is done for and about one or several people, from opening to closing. States and clocks are the pack's.

    ``opened_from`` is the identification that called for it, empty when it was opened directly. ``officer`` is empty while
    nobody has taken it up. ``due_on`` is the last day of the clock ``due_clock`` of the state, empty when none runs.
    ``closing_reason`` is a code of the pack, empty while it is open.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opened_from = models.OneToOneField(Identification, models.PROTECT, null=True, blank=True, related_name="case")
    agency = models.CharField(max_length=80)
    officer = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="cases")
    summary = SealedTextField()
    state = models.CharField(max_length=80)
    due_clock = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_is_certain = models.BooleanField(default=True)
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Member, models.PROTECT, related_name="cases_opened")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="cases_closed")
    closing_reason = models.CharField(max_length=80, blank=True)
    closing_words = SealedTextField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["agency", "state", "due_on"], name="case_work_list")]
        constraints = [
            *in_pairs("case", "closed"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closing_reason="") | (Q(closed_at__isnull=False) & ~Q(closing_reason="")),
                name="case_closed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return _("Case {reference}").format(reference=self.reference)

    @property
    def reference(self) -> str:
        """How it is quoted."""
        return str(self.pk)[:8]

    @property
    def is_closed(self) -> bool:
        """Whether it has been closed."""
        return self.closed_at is not None


class Involvement(models.Model):
    """The part that a person has in a case, on which basis, from a day to a day. Roles and bases are codes of the pack.

    ``kept_as_before`` and ``erase_on_before`` are how their record was kept before the case was closed; empty while it is open.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="involvements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="involvements")
    role = models.CharField(max_length=80)
    basis = models.CharField(max_length=80)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    note = SealedTextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="involvements_recorded")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="involvements_ended")
    kept_as_before = models.CharField(max_length=80, blank=True)
    erase_on_before = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_on", "recorded_at"]
        constraints = [
            *in_pairs("involvement", "ended"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__lte=F("until_on")), name="involvement_begins_first"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True, ended_at__isnull=True) | Q(until_on__isnull=False, ended_at__isnull=False),
                name="involvement_ended_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["case", "person", "role"], condition=Q(ended_at__isnull=True), name="involvement_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return _("{role} in {case}").format(role=self.role, case=self.case)


class TeamMember(models.Model):
    """A member who works on a case of another agency, in the ``role`` and ``agency`` they had when they joined.

    ``basis`` are the keys of the consents and exceptions, one of each person in the case, on which they are told of these people,
    for ``purpose`` and as ``party``; ``until_on`` is the last day of the shortest, empty where none ends by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="team")
    member = models.ForeignKey(Member, models.PROTECT, related_name="teams")
    role = models.CharField(max_length=80)
    agency = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    party = models.CharField(max_length=80, blank=True)
    basis = models.JSONField(default=list, blank=True)
    until_on = models.DateField(null=True, blank=True)
    task = SealedTextField()
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(Member, models.PROTECT, related_name="team_members_added")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="team_members_removed")

    class Meta:
        ordering = ["joined_at"]
        constraints = [
            *in_pairs("team_member", "left"),
            models.UniqueConstraint(
                fields=["case", "member"], condition=Q(left_at__isnull=True), name="team_member_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return _("{member} in the team of {case}").format(member=self.member, case=self.case)

    @property
    def has_lapsed(self) -> bool:
        """Whether the member has another role or agency now, or the last day has passed, and so is no longer in the team."""
        moved = (self.role, self.agency) != (self.member.role, self.member.agency)
        return moved or (self.until_on is not None and self.until_on < timezone.localdate())


class FileEntry(models.Model):
    """One line of a case's file: what happened on a day, in which section, and about whom; never changed.

    ``kind`` is the name of the event in the ledger, ``about`` the key of the record that it tells of, if it has a page.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="case_entries")
    section = models.CharField(max_length=20)
    kind = models.CharField(max_length=80)
    about = models.UUIDField(null=True, blank=True)
    words = SealedTextField()
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="case_entries")

    class Meta:
        ordering = ["-happened_on", "-recorded_at", "-id"]
        indexes = [models.Index(fields=["case", "-happened_on", "-recorded_at", "-id"], name="file_entry_in_order")]

    def __str__(self) -> str:
        return _("{kind} in {case}").format(kind=self.kind, case=self.case)
