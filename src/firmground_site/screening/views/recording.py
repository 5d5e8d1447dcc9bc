"""The pages of a first screening: the form, its result, and the list of what was recorded."""

import datetime
import json
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firmground.screening.instrument import Instrument
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.design.interface_language import INTERFACE_IN, asked_language, keep_language
from firmground_site.design.library_words import shown
from firmground_site.packs.queries import active_pack, text, today
from firmground_site.screening import shift
from firmground_site.screening.actions.recording import differs, receive_screening
from firmground_site.screening.asking import first_instrument, pictures, recordings_folder
from firmground_site.screening.forms.questions import language_choices, language_reviews
from firmground_site.screening.forms.recording import ScreeningForm
from firmground_site.screening.models import Screening
from firmground_site.screening.opening import opened, purpose_first
from firmground_site.screening.outcome import COLOURS, WORDS, answers_in_words, outcomes_in_words, what_happens_next
from firmground_site.screening.queries import screenings_visible_to
from firmground_site.screening.same import named_by_others

PAGE = 25
FORGET_SHIFT = "forget_shift"
SHOWN_AGAIN = ("show_in", INTERFACE_IN, FORGET_SHIFT)  # the buttons that change how the form is shown, and send nothing


def chosen_language(request: HttpRequest) -> str:
    """The language in which to show questions: the one asked for, else the one last used in this session."""
    pack = active_pack()
    asked = request.POST.get("show_in") or request.POST.get("shown_in") or request.session.get("questions_in")
    if asked in {each.tag for each in pack.manifest.languages}:
        request.session["questions_in"] = asked
        return str(asked)
    return pack.default_language.tag


@never_cache
@requires(Permission.SCREENING_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def new_screening(request: HttpRequest) -> HttpResponse:
    """Fill in a first screening; changing the language of the questions or of the page keeps what was entered."""
    interface, language, instrument = asked_language(request), chosen_language(request), first_instrument()
    if request.method == "POST" and not any(name in request.POST for name in SHOWN_AGAIN):
        form = ScreeningForm(request.POST, instrument=instrument, language=language)
        if form.is_valid():
            with refusals_on(form):
                return _recorded(request, form)
    else:
        form = ScreeningForm(initial=_entered(request), instrument=instrument, language=language)
    context = _form_context(form, language) | {"shift": _shift_in_words(request)}
    return keep_language(render(request, "screening/new.html", context, status=400 if form.errors else 200), interface)


def _recorded(request: HttpRequest, form: ScreeningForm) -> HttpResponse:
    screening = receive_screening(received=form.received(request.actor), by=request.actor)
    opened(request, screening.person)
    shift.remember(request, form.cleaned_data)
    return redirect("screening:result", screening.pk)


def _entered(request: HttpRequest) -> dict[str, Any]:
    """What a form shown again begins with: what was entered, or, for a new one, what stays the same in this shift."""
    if request.method != "POST":
        return shift.remembered(request)
    entered = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    if FORGET_SHIFT in request.POST:
        shift.forget(request)
        entered |= dict.fromkeys(shift.KEPT, "")
    return entered | {"screened_on": day_as_entered(request)}


def _shift_in_words(request: HttpRequest) -> list[str]:
    """What is filled in from this shift, in words; nothing when nothing is."""
    kept = shift.remembered(request)
    lists = {"trigger": "triggers", "group": "groups", "interpreter": "interpreters"}
    return [text(f"codes.{lists[name]}.{value}") if name in lists else value for name, value in kept.items()]


def day_as_entered(request: HttpRequest) -> datetime.date:
    """The day in the form, for showing it again without judging it; today when it is no day."""
    parts = [request.POST.get(f"screened_on_{part}", "") for part in ("year", "month", "day")]
    try:
        return datetime.date(*map(int, parts))
    except ValueError:
        return today()


def _form_context(form: ScreeningForm, language: str) -> dict[str, Any]:
    pack, instrument = active_pack(), form.instrument
    key = f"instruments.{instrument.id}"
    sections = [(text(f"{key}.sections.{name}", language), fields) for name, fields in form.sections()]
    return {
        "form": form,
        "title": text(f"{key}.title"),
        "introduction": text(f"{key}.introduction", language),
        "sections": sections,
        "languages": language_choices(pack),
        "reviews": language_reviews(pack, instrument),
        "language": language,
        "direction": pack.language(language).direction,
        "definition": instrument.definition.to_json(),
        "live": live_texts(instrument),
        "pictures": json.dumps(pictures()),
        "recordings": recordings_folder(),
        "notes": [_("The official form is not public; the wording is ours.")]
        if instrument.entry.status == "reconstructed"
        else [],
    }


def live_texts(instrument: Instrument) -> dict[str, Any]:
    """What the browser shows the officer as one answers: for each outcome its name and what each finding means."""
    key = f"instruments.{instrument.id}.outcomes"
    return {
        name: {part: text(f"{key}.{name}.{part}") for part in ("name", "yes", "no", "not_known")} for name in instrument.outcomes
    }


@never_cache
@requires(Permission.SCREENING_READ)
@require_safe
def result(request: HttpRequest, screening_id: UUID) -> HttpResponse:
    """What a screening came to, and what happens next."""
    screening = get_object_or_404(screenings_visible_to(request.actor), pk=screening_id, finished_at__isnull=False)
    return purpose_first(request, screening.person) or _show_result(request, screening)


def _show_result(request: HttpRequest, screening: Screening) -> HttpResponse:
    outcomes = outcomes_in_words(screening.result)
    identification = getattr(screening, "identification", None)
    context = {
        "screening": screening,
        "person": screening.person,
        "outcomes": outcomes,
        "open_questions": list(dict.fromkeys(each for outcome in outcomes for each in outcome.could_change)),
        "next": what_happens_next(screening.result),
        "notes": [shown(each) for each in screening.result["notes"]],
        "differs": differs(screening),
        "same": named_by_others(screening.person, request.actor),
        "answers": answers_in_words(screening),
        "identification": identification,
        "identification_url": reverse("screening:identification", args=[identification.pk]) if identification else None,
        "may_open": request.actor.may(Permission.IDENTIFICATION_READ),
    }
    return render(request, "screening/result.html", context)


@requires(Permission.SCREENING_READ)
@require_safe
def screenings(request: HttpRequest) -> HttpResponse:
    """The screenings that the actor may see, the latest first; names are in the files, not here."""
    rows = screenings_visible_to(request.actor).order_by("-recorded_at", "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(each) for each in page],
        "may_record": request.actor.may(Permission.SCREENING_RECORD),
        "new_url": reverse("screening:new"),
    }
    return render(request, "screening/list.html", context)


def _row(screening: Screening) -> dict[str, Any]:
    finding = screening.outcome.replace("_", " ") or "not known"
    return {
        "url": reverse("screening:result", args=[screening.pk]) if screening.is_finished else None,
        "person": screening.person,
        "met_on": screening.screened_on,
        "stage": text(f"codes.stages.{screening.stage}"),
        "group": text(f"codes.groups.{screening.group}"),
        "word": WORDS[finding] if screening.is_finished else _("Not finished"),
        "colour": COLOURS[finding],
        "is_marked": not screening.was_in_force,
    }


urlpatterns = [
    path("", screenings, name="list"),
    path("new/", new_screening, name="new"),
    path("<uuid:screening_id>/", result, name="result"),
]
