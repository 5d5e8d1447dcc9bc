"""The independent rating of a measure, beside what its owner says."""

import uuid

from django.db import models
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member
from firmground_site.plan.vocabulary import RATINGS


class Rating(models.Model):
    """How somebody who is not of the owner's agency rates a measure, with reasons. Never changed: a later one stands beside it.

    ``computed`` is the status that evidence came to on the day of the rating, so that a change since then can be noticed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.CharField(max_length=41)
    rating = models.CharField(max_length=20)
    reasons = models.TextField()
    computed = models.CharField(max_length=40)
    rated_at = models.DateTimeField()
    rated_by = models.ForeignKey(Member, models.PROTECT, related_name="ratings")

    class Meta:
        ordering = ["rated_at"]
        indexes = [models.Index(fields=["measure", "rated_at"], name="rating_of_measure")]
        constraints = [models.CheckConstraint(condition=models.Q(rating__in=list(RATINGS)), name="rating_is_of_the_list")]

    def __str__(self) -> str:
        return _("Rating of {measure}").format(measure=self.measure)
