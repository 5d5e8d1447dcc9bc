"""What every page of a debriefing rests on: who may see and conduct it, the open file, and what stands around its content."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from firmground.screening.instrument import Instrument
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.design.library_words import shown
from firmground_site.packs.queries import case_rules, instrument_on, text
from firmground_site.screening import parking
from firmground_site.screening.forms.questions import answer_text, question_text
from firmground_site.screening.models import Identification, Screening, Sitting
from firmground_site.screening.opening import is_open, opened, purpose_first
from firmground_site.screening.panel import assessed, for_browser, panel_of
from firmground_site.screening.procedure import is_being_debriefed, may_be_debriefed
from firmground_site.screening.queries import identifications_visible_to, people_visible_to
from firmground_site.screening.sections import NOT_ASKED, Section, section_of
from firmground_site.screening.sittings import (
    break_under_way,
    is_break_due,
    minutes_between,
    minutes_without_break,
    sitting_under_way,
)

ENDED = gettext_lazy("The sitting has ended. What was saved stays; begin another sitting to go on.")
CLOSED = gettext_lazy(
    "The person's file has closed. Press a save button: you will say why you open it, and what you typed is kept."
)
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Debriefing:
    """What every page of a debriefing rests on. ``screening`` is ``None`` before the first sitting.

    ``may_conduct`` says whether this actor could begin a sitting, or is in one: it is theirs, and its state allows it.
    """

    identification: Identification
    screening: Screening | None
    sitting: Sitting | None
    may_conduct: bool

    @property
    def may_write(self) -> bool:
        """Whether this actor may answer questions now."""
        draft = self.screening is not None and not self.screening.is_finished
        return self.may_conduct and draft and is_being_debriefed(self.identification)

    @property
    def instrument(self) -> Instrument:
        """The version of the instrument with which the debriefing was begun."""
        assert self.screening is not None
        return instrument_on(self.screening.instrument, self.screening.screened_on)

    def address(self, name: str, *more: str) -> str:
        """The address of one of its pages."""
        return reverse(f"screening:{name}", args=[self.identification.pk, *more])

    def question_address(self, question: str) -> str:
        """Where a question is asked."""
        return f"{self.address('debriefing_section', section_of(self.instrument, question))}#{question}"


def _found(request: HttpRequest, identification_id: UUID) -> Debriefing:
    if case_rules().identification.debriefed_with is None:
        raise Http404(_("This territory has no full debriefing."))
    rows = identifications_visible_to(request.actor).select_related("debriefing__person")
    identification = get_object_or_404(rows.filter(person__in=people_visible_to(request.actor)), pk=identification_id)
    screening = identification.debriefing
    return Debriefing(identification, screening, sitting_under_way(screening), _may_conduct(identification, request.actor))


def _may_conduct(identification: Identification, actor: Actor) -> bool:
    own = identification.agency == actor.agency and identification.officer_id in (None, actor.member_id)
    return own and actor.may(Permission.DEBRIEFING_CONDUCT) and may_be_debriefed(identification)


def of_debriefing(view: View) -> View:
    """Give a view its debriefing, if the actor may see it, once the person's file is open."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, identification_id: UUID, **kwargs: Any) -> HttpResponse:
        debriefing = _found(request, identification_id)
        if request.method == "POST" and not request.actor.may(Permission.DEBRIEFING_CONDUCT):
            raise Http404
        return _purpose_first(request, debriefing) or view(request, debriefing=debriefing, **kwargs)

    return never_cache(requires(Permission.IDENTIFICATION_READ, Permission.SCREENING_READ)(guarded))


def _purpose_first(request: HttpRequest, debriefing: Debriefing) -> HttpResponse | None:
    """Where to ask why the file is opened. What was typed is kept meanwhile; a file in which one works stays open."""
    person, is_sent = debriefing.identification.person, request.method == "POST"
    if is_sent and is_open(request, person.pk):
        opened(request, person)
    elif is_sent and parking.is_quiet(request):
        return parking.not_saved(CLOSED, 409)
    elif is_sent and parking.TICKET in request.POST:
        parking.park_or_say(request)
    return purpose_first(request, person)


def context_of(debriefing: Debriefing) -> dict[str, Any]:
    """What every page shows: the person, the state, and how long the sitting has lasted."""
    sitting, now = debriefing.sitting, timezone.now()
    minutes = minutes_without_break(sitting, now) if sitting else 0
    return {
        "debriefing": debriefing,
        "identification": debriefing.identification,
        "person": debriefing.identification.person,
        "state": text(f"cases.states.{debriefing.identification.state}"),
        "sitting": sitting,
        "pause": break_under_way(sitting),
        "minutes": minutes_between(sitting.began_at, now) if sitting else 0,
        "minutes_without_break": minutes,
        "break_is_due": sitting is not None and is_break_due(debriefing.instrument, minutes),
    }


def beside(debriefing: Debriefing) -> dict[str, Any]:
    """What stands beside the content of a debriefing that has begun."""
    screening, instrument = debriefing.screening, debriefing.instrument
    assert screening is not None
    found = assessed(screening, instrument)
    return {
        "panel": panel_of(found, instrument, screening.answers, debriefing.question_address),
        "for_browser": for_browser(instrument, screening.answers),
        "notes": [shown(each) for each in found.notes],
    }


def in_words(debriefing: Debriefing, section: Section, language: str | None = None) -> list[dict[str, Any]]:
    """The questions of a section with their recorded answers; one that was not asked says so."""
    assert debriefing.screening is not None
    name, answers = debriefing.instrument.id, debriefing.screening.answers
    return [
        {
            "id": each.id,
            "question": question_text(name, each.id, language),
            "answer": answer_text(name, each.id, answers.get(each.id, NOT_ASKED), language),
            "was_asked": answers.get(each.id, NOT_ASKED) != NOT_ASKED,
        }
        for each in section.questions
    ]
