"""Prompts: what somebody should look at in the cases that they see. They judge nothing, and stay until they are answered."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from firmground.cases.non_punishment import Prompt, prompt_for
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.limits import provision_of, running_out
from firmground_site.cases.links import same_names_elsewhere
from firmground_site.cases.models import Case, MeasureAgainst
from firmground_site.cases.queries import cases_visible_to


@dataclass(frozen=True)
class LookAt:
    """Something to look at: in a sentence, and where."""

    sentence: str
    url: str


def prompt_of(measure: MeasureAgainst) -> Prompt:
    """Why somebody should look at a measure against a person: it was brought against them, whatever the register marks."""
    return prompt_for(provision_of(measure.provision), measure.provision or measure.kind)


def measures_visible_to(actor: Actor) -> QuerySet[MeasureAgainst]:
    """Measures against people in the cases that the actor may see; those who were erased have nothing to look at."""
    seen = MeasureAgainst.objects.filter(case__in=cases_visible_to(actor), person__erased_at__isnull=True)
    return seen.select_related("case", "person", "recorded_by").prefetch_related("answers__answered_by")


def unanswered(actor: Actor, case: Case | None = None) -> list[MeasureAgainst]:
    """Measures that wait for a prosecutor's answer, the longest first."""
    open_ones = measures_visible_to(actor).filter(answers__isnull=True).order_by("recorded_at", "pk")
    rows = open_ones.filter(case=case) if case else open_ones
    return list(rows)


def to_look_at(case: Case, actor: Actor) -> list[LookAt]:
    """What the actor should look at in a case, for the head of its overview."""
    found = [
        ("cases:measures", len(unanswered(actor, case)), _("A measure against a person waits for a prosecutor’s answer")),
        ("cases:prosecution", len(running_out(actor, case)), _("A time limit is over or runs out soon")),
        ("cases:same_names", len(same_names_elsewhere(case, actor)), _("A name of this case is in other records too")),
    ]
    may_read = {"cases:prosecution": Permission.PROSECUTION_READ, "cases:same_names": Permission.INVESTIGATION_READ}
    return [
        LookAt(
            _("{sentence} ({many} in all)").format(sentence=sentence, many=many) if many > 1 else sentence, _address(page, case)
        )
        for page, many, sentence in found
        if many and actor.may(may_read.get(page, Permission.CASE_READ))
    ]


def _address(page: str, case: Case) -> str:
    return reverse(page, args=[case.pk])
