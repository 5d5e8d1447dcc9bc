"""The pages of a full debriefing: its sittings with their breaks, and its end; the sections are in ``answering``."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from firmground_site.audit.actions import Stale
from firmground_site.audit.refusing import refusals_on
from firmground_site.screening.actions.debriefing import begin_break, begin_sitting, end_break, end_sitting, finish_debriefing
from firmground_site.screening.forms.debriefing import BEFORE, BreakForm, FinishForm, SittingForm
from firmground_site.screening.outcome import outcomes_in_words
from firmground_site.screening.panel import assessed
from firmground_site.screening.sections import Section, sections_of
from firmground_site.screening.sittings import break_under_way, sittings_in_words
from firmground_site.screening.views.answering import section
from firmground_site.screening.views.conducting import ENDED, Debriefing, beside, context_of, in_words, of_debriefing


@of_debriefing
@require_safe
def overview(request: HttpRequest, *, debriefing: Debriefing) -> HttpResponse:
    """The sections with their state, the sittings with their breaks, and what the answers come to so far."""
    return _overview(request, debriefing, BreakForm())


def _overview(request: HttpRequest, debriefing: Debriefing, form: BreakForm) -> HttpResponse:
    context = context_of(debriefing) | {"form": form}
    if debriefing.screening is not None:
        context |= {
            "sections": sections_of(debriefing.instrument, debriefing.screening.answers),
            "sittings": sittings_in_words(debriefing.screening),
            **beside(debriefing),
        }
    return render(request, "screening/debriefing/overview.html", context, status=400 if form.errors else 200)


@of_debriefing
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, *, debriefing: Debriefing) -> HttpResponse:
    """Begin a sitting, after making sure that the person is alone, safe and was offered breaks."""
    if not debriefing.may_conduct:
        raise Http404
    if debriefing.sitting is not None:  # also when the same form is sent twice
        return redirect(debriefing.address("debriefing"))
    form = SittingForm(request.POST or None, initial=_as_last_time(debriefing))
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("version", "interpreter", "language")}
        try:
            with refusals_on(form):
                begin_sitting(identification=debriefing.identification, assured=tuple(BEFORE), by=request.actor, **given)
                return redirect(debriefing.address("debriefing"))
        except Stale:
            messages.error(
                request, _("Somebody changed this meanwhile, so no sitting has begun. Look at it again, and then begin.")
            )
            return redirect(debriefing.address("debriefing"))
    return render(
        request, "screening/debriefing/begin.html", context_of(debriefing) | {"form": form}, status=400 if form.errors else 200
    )


def _as_last_time(debriefing: Debriefing) -> dict[str, Any]:
    last = debriefing.screening.sittings.last() if debriefing.screening else None
    before = last or debriefing.identification.opened_from
    return {"version": debriefing.identification.version, "interpreter": before.interpreter, "language": before.language}


@of_debriefing
def end(request: HttpRequest, *, debriefing: Debriefing) -> HttpResponse:
    """End the sitting, to return later."""
    if request.method == "POST" and debriefing.sitting is not None:
        end_sitting(sitting=debriefing.sitting, by=request.actor)
        messages.success(request, ENDED)
    return redirect(debriefing.address("debriefing"))


@of_debriefing
def break_begins(request: HttpRequest, *, debriefing: Debriefing) -> HttpResponse:
    """Begin a break, with its reason."""
    if request.method != "POST" or debriefing.sitting is None or break_under_way(debriefing.sitting):
        return redirect(debriefing.address("debriefing"))
    form = BreakForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            begin_break(sitting=debriefing.sitting, reason=form.cleaned_data["reason"], by=request.actor)
            return redirect(debriefing.address("debriefing"))
    return _overview(request, debriefing, form)


@of_debriefing
def break_ends(request: HttpRequest, *, debriefing: Debriefing) -> HttpResponse:
    """End the break."""
    pause = break_under_way(debriefing.sitting)
    if request.method == "POST" and pause is not None:
        end_break(pause=pause, by=request.actor)
    return redirect(debriefing.address("debriefing"))


# --- the end ----------------------------------------------------------------------------------------------------------


@of_debriefing
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, *, debriefing: Debriefing) -> HttpResponse:
    """All answers, what is unknown and would matter, and the result, before the debriefing is finished."""
    if debriefing.screening is None:
        raise Http404
    if request.method == "GET" or request.method == "HEAD":
        return _review_page(request, debriefing, _finish_form(debriefing))
    if debriefing.screening.is_finished:  # also when the same form is sent twice
        return redirect(debriefing.address("identification"))
    form = _finish_form(debriefing, request.POST)
    if form.is_valid():
        try:
            with refusals_on(form):
                finish_debriefing(identification=debriefing.identification, by=request.actor, **form.cleaned_data)
                messages.success(request, _("The debriefing is finished. What follows is for a person to decide."))
                return redirect(debriefing.address("identification"))
        except Stale:
            messages.error(request, _("Answers were saved since you opened this page. Read them again, and then finish."))
            return redirect(debriefing.address("debriefing_review"))
    return _review_page(request, debriefing, form, status=400)


def _finish_form(debriefing: Debriefing, sent: Any = None) -> FinishForm:
    assert debriefing.screening is not None
    read = {"version": debriefing.identification.version, "answers_version": debriefing.screening.version}
    return FinishForm(sent, outcomes=debriefing.instrument.outcomes, initial=read)


def _review_page(request: HttpRequest, debriefing: Debriefing, form: FinishForm, status: int = 200) -> HttpResponse:
    assert debriefing.screening is not None
    sections = sections_of(debriefing.instrument, debriefing.screening.answers)
    context = context_of(debriefing) | beside(debriefing)
    context |= {
        "form": form,
        "outcomes": outcomes_in_words(assessed(debriefing.screening, debriefing.instrument).to_json()),
        "sections": [(each, *_given_and_not(debriefing, each)) for each in sections],
        "unknown": [each for each in context["panel"].questions if each.matters],
    }
    return render(request, "screening/debriefing/review.html", context, status=status)


def _given_and_not(debriefing: Debriefing, section: Section) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The answers that were given in a section, unknown ones too, and the questions that were not asked."""
    rows = in_words(debriefing, section)
    return [each for each in rows if each["was_asked"]], [each for each in rows if not each["was_asked"]]


AT = "identifications/<uuid:identification_id>/debriefing/"
urlpatterns = [
    path(AT, overview, name="debriefing"),
    path(f"{AT}begin/", begin, name="debriefing_begin"),
    path(f"{AT}end/", end, name="debriefing_end"),
    path(f"{AT}break/", break_begins, name="debriefing_break"),
    path(f"{AT}break/end/", break_ends, name="debriefing_break_end"),
    path(f"{AT}review/", review, name="debriefing_review"),
    path(f"{AT}sections/<slug:section>/", section, name="debriefing_section"),
]
