"""Two records that may be of one person: how probable that is and why, what a reviewer said, and questions to another agency."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.accounts.pairs import in_pairs
from firmground_site.cases.models import Merge
from firmground_site.linkage.models.partner_list import ListEntry
from firmground_site.linkage.models.run import Run
from firmground_site.linkage.vocabulary import CONFIRMED, DECIDED, OPEN, STATES
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import SealedTextField

SIDES = ("left_person", "left_entry", "right_person", "right_entry")


def _one_of(side: str) -> Q:
    person, entry = f"{side}_person__isnull", f"{side}_entry__isnull"
    return Q(**{person: False, entry: True}) | Q(**{person: True, entry: False})


class Pair(models.Model):
    """Two records, each of a person here or an entry of a list; a person stands left of an entry, else the smaller key.

    ``weighed`` are the reasons in bits, without anything that says who somebody is, empty once a side was erased. ``evidence``
    is the digest of what both records said when they were compared. A pair of two people that is confirmed names its ``merge``:
    whether it stands is for that to say. ``run`` saw it last; one that was drawn for an audit only has none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    left_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    left_entry = models.ForeignKey(ListEntry, models.PROTECT, null=True, blank=True, related_name="+")
    right_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    right_entry = models.ForeignKey(ListEntry, models.PROTECT, null=True, blank=True, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="pairs")
    probability = models.FloatField(default=0)
    weight = models.FloatField(default=0)
    prior = models.FloatField(default=0)
    weighed = models.JSONField(default=list)
    evidence = SealedTextField()
    state = models.CharField(max_length=20, default=OPEN)
    words = SealedTextField()
    merge = models.ForeignKey(Merge, models.PROTECT, null=True, blank=True, related_name="pairs")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="pairs_decided")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["state", "-weight"], name="pair_to_review")]
        constraints = [
            *in_pairs("pair", "decided"),
            models.CheckConstraint(condition=_one_of("left"), name="pair_has_one_left"),
            models.CheckConstraint(condition=_one_of("right"), name="pair_has_one_right"),
            models.CheckConstraint(
                condition=(Q(left_person__isnull=True) | ~Q(left_person=F("right_person")))
                & (Q(left_entry__isnull=True) | ~Q(left_entry=F("right_entry"))),
                name="pair_of_two",
            ),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="pair_state"),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False) | (~Q(state__in=DECIDED) & Q(decided_at__isnull=True)),
                name="pair_is_decided_by_a_person",
            ),
            models.CheckConstraint(condition=Q(merge__isnull=True) | Q(state=CONFIRMED), name="pair_merges_once_confirmed"),
            models.UniqueConstraint(fields=["left_person", "right_person"], name="pair_of_people_once"),
            models.UniqueConstraint(fields=["left_person", "right_entry"], name="pair_of_person_and_entry_once"),
            models.UniqueConstraint(fields=["left_entry", "right_entry"], name="pair_of_entries_once"),
        ]

    def __str__(self) -> str:
        return _("Pair {reference}").format(reference=str(self.pk)[:8])

    @property
    def left(self) -> Person | ListEntry:
        """The record on the left."""
        return self.left_person or self.left_entry

    @property
    def right(self) -> Person | ListEntry:
        """The record on the right."""
        return self.right_person or self.right_entry

    @property
    def is_of_people(self) -> bool:
        """Whether both records are of people here, so that confirming it is proposing a merge."""
        return self.left_person_id is not None and self.right_person_id is not None


class Question(models.Model):
    """That somebody who sees one record of a pair asked the agency of the other about it. It names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pair = models.ForeignKey(Pair, models.PROTECT, related_name="questions")
    from_agency = models.CharField(max_length=80)
    to_agency = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="linkage_questions")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="linkage_answers")

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            *in_pairs("linkage_question", "answered"),
            models.UniqueConstraint(
                fields=["pair", "from_agency"], condition=Q(answered_at__isnull=True), name="linkage_question_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return _("Question about {pair}").format(pair=self.pair)
