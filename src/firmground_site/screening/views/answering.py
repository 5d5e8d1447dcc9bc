"""A page for each section of a debriefing: its answers are saved together, and what two people answered is chosen between."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from firmground.rules.evaluate import Answer
from firmground_site.access.actors import Actor
from firmground_site.audit.actions import Refused, Stale
from firmground_site.audit.refusing import refusals_on
from firmground_site.packs.queries import active_pack, text
from firmground_site.screening import parking
from firmground_site.screening.actions.debriefing import end_sitting, save_answers
from firmground_site.screening.differences import Difference, merged
from firmground_site.screening.forms.debriefing import NOTE, ChoosingForm, SectionForm, recorded_in
from firmground_site.screening.forms.questions import language_choices
from firmground_site.screening.models import Screening
from firmground_site.screening.sections import Section, next_after, sections_of
from firmground_site.screening.views.conducting import ENDED, Debriefing, beside, context_of, in_words, of_debriefing
from firmground_site.screening.views.recording import chosen_language

TRIES = 3  # how often a save begins anew when somebody saves in the same moment


@parking.keeps_draft
@of_debriefing
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, *, debriefing: Debriefing, section: str) -> HttpResponse:
    """The questions of one section: to answer, or to read."""
    if debriefing.screening is None:
        raise Http404
    language = chosen_language(request)
    sections = {each.id: each for each in sections_of(debriefing.instrument, debriefing.screening.answers, language)}
    if section not in sections:
        raise Http404
    if request.method == "POST":
        return _save(request, debriefing, sections[section], language)
    draft = parking.parked(request) if debriefing.may_write else None
    form = _section_form(debriefing, sections[section], language, draft)
    return _section_page(request, debriefing, form, language, unsaved=draft is not None)


def _section_form(debriefing: Debriefing, section: Section, language: str, sent: Any = None) -> SectionForm:
    assert debriefing.screening is not None
    return SectionForm(
        sent, debriefing=debriefing.screening, instrument=debriefing.instrument, section=section, language=language
    )


def _title(debriefing: Debriefing, section: Section) -> str:
    """A section's title in the language of the page, which need not be that of the questions."""
    return text(f"instruments.{debriefing.instrument.id}.sections.{section.id}")


def _section_page(
    request: HttpRequest, debriefing: Debriefing, form: SectionForm, language: str, *, unsaved: bool = False, status: int = 200
) -> HttpResponse:
    pack, following = active_pack(), next_after(debriefing.instrument, form.section.id)
    context = {
        "form": form,
        "section": form.section,
        "title": _title(debriefing, form.section),
        "languages": language_choices(pack),
        "language": language,
        "direction": pack.language(language).direction,
        "has_next": following is not None,
        "unsaved": unsaved,
        "ticket": parking.ticket_for(request.actor.member_id, request.path),
        "answers": in_words(debriefing, form.section, language),
    }
    page = "section" if debriefing.may_write or request.method == "POST" else "section_read"
    context = context_of(debriefing) | beside(debriefing) | context
    return render(request, f"screening/debriefing/{page}.html", context, status=status)


def _save(request: HttpRequest, debriefing: Debriefing, section: Section, language: str) -> HttpResponse:
    form = _section_form(debriefing, section, language, request.POST)
    choosing = None
    if form.is_valid():
        with refusals_on(form):
            choosing = _saved_or_choosing(request, debriefing, form)
    if parking.is_quiet(request):
        return _quiet_answer(debriefing, form, choosing)
    if form.errors:
        return _section_page(request, debriefing, form, language, unsaved=True, status=400)
    if choosing is not None:
        return _choosing_page(request, debriefing, form, choosing)
    parking.forget(request)
    return _after_saving(request, debriefing, form)


def _saved_or_choosing(request: HttpRequest, debriefing: Debriefing, form: SectionForm) -> ChoosingForm | None:
    """Save what can be saved as it is; what somebody else answered differently meanwhile has to be chosen first."""
    assert debriefing.screening is not None
    entered = form.entered
    for _try in range(TRIES):
        current = Screening.objects.select_related("person").get(pk=debriefing.screening.pk)
        if current.person.erased_at is not None:  # meanwhile: there is nothing left to compare with, or to add to
            raise Http404
        found = merged(entered, form.seen_then, recorded_in(current, entered))
        choosing = _choosing(request, debriefing, found.differences)
        if choosing is not None and not choosing.is_valid():
            return choosing
        try:
            _write(current, {**found.changes, **(choosing.kept_mine if choosing else {})}, request.actor)
        except Stale:  # somebody saved in this very moment: compare with what they saved
            continue
        return None
    raise Refused(_("Others are saving this debriefing at the same time. Wait a moment and save again."))


def _choosing(request: HttpRequest, debriefing: Debriefing, differences: tuple[Difference, ...]) -> ChoosingForm | None:
    if not differences:
        return None
    chosen = request.POST if "choosing" in request.POST else None
    return ChoosingForm(chosen, differences=differences, instrument=debriefing.instrument)


def _write(screening: Screening, changes: dict[str, Answer], by: Actor) -> None:
    """Save changes, if there are any: sending the same twice is not an event."""
    if screening.is_finished:
        raise Refused(
            _("This debriefing was finished meanwhile. Begin another sitting to open it again; your entries are below.")
        )
    if changes:
        note = changes.pop(NOTE, None)
        save_answers(screening=screening, version=screening.version, answers=changes, note=note, by=by)


def _quiet_answer(debriefing: Debriefing, form: SectionForm, choosing: ChoosingForm | None) -> JsonResponse:
    if form.errors:
        return parking.not_saved(_("Something on this page is not right. Press a save button to see what."), 400)
    if choosing is not None:
        return parking.not_saved(_("Somebody else changed these answers. Press a save button to see both."), 409)
    assert debriefing.screening is not None
    current = Screening.objects.get(pk=debriefing.screening.pk)
    at = timezone.localtime()
    return JsonResponse({"sentence": _("Saved at {time}.").format(time=f"{at:%H:%M}"), "seen": recorded_in(current, form.names)})


def _choosing_page(request: HttpRequest, debriefing: Debriefing, form: SectionForm, choosing: ChoosingForm) -> HttpResponse:
    left_out = {"csrfmiddlewaretoken", "choosing", parking.TICKET, *choosing.fields}
    context = {
        "form": choosing,
        "section": form.section,
        "title": _title(debriefing, form.section),
        "sent": [(name, value) for name, value in request.POST.items() if name not in left_out],
        "ticket": parking.ticket_for(request.actor.member_id, request.path),
    }
    return render(request, "screening/debriefing/choosing.html", context_of(debriefing) | context, status=409)


def _after_saving(request: HttpRequest, debriefing: Debriefing, form: SectionForm) -> HttpResponse:
    if "show_in" in request.POST:
        return redirect(debriefing.address("debriefing_section", form.section.id))
    following = next_after(debriefing.instrument, form.section.id)
    if "next" in request.POST and following:
        return redirect(debriefing.address("debriefing_section", following))
    if "stop" in request.POST:
        return _stopped(request, debriefing)
    messages.success(request, _("“{title}” is saved.").format(title=_title(debriefing, form.section)))
    return redirect(debriefing.address("debriefing"))


def _stopped(request: HttpRequest, debriefing: Debriefing) -> HttpResponse:
    if debriefing.sitting is not None:
        end_sitting(sitting=debriefing.sitting, by=request.actor)
    messages.success(request, ENDED)
    return redirect(debriefing.address("debriefing"))
