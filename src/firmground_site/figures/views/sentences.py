"""The pages of one sentence of a draft: adding, changing, moving and removing it, and what would become of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Refused, Stale
from firmground_site.audit.refusing import refusals_on
from firmground_site.figures.actions.sentences import add_sentence, move_sentence, remove_sentence, write_sentence
from firmground_site.figures.forms.drafting import MoveForm, SentenceForm, VersionForm, initial_of
from firmground_site.figures.models import DraftSentence, StatementDraft
from firmground_site.figures.quotable import quotable
from firmground_site.figures.views.drafts import direction_of, draft_or_absent, figures_or_none
from firmground_site.figures.written import Preview, Written, preview_of

writes = requires(Permission.STATEMENT_WRITE, Permission.STATEMENT_READ)
SAVED = gettext_lazy("The sentence is saved.")
SAVED_WITH_FAULTS = gettext_lazy("The sentence is saved. It cannot stand yet: see below why, and what to do.")


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Add a sentence, or look first at what would become of it."""
    draft = draft_or_absent(request, draft_id)
    form = SentenceForm(request.POST or None, draft=draft, initial={"section": request.GET.get("section", "")})
    if form.is_valid() and "save" in request.POST:
        with refusals_on(form):
            made = add_sentence(draft=draft, written=form.written(), by=request.actor)
            return _saved(request, draft, made)
    return _answer(request, draft, form)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, draft_id: UUID, sentence_id: UUID) -> HttpResponse:
    """Change a sentence. Should somebody else have changed it meanwhile, both versions are shown."""
    draft = draft_or_absent(request, draft_id)
    sentence = get_object_or_404(draft.sentences.select_related("written_by"), pk=sentence_id)
    form = SentenceForm(request.POST or None, draft=draft, initial=initial_of(sentence))
    if form.is_valid() and "save" in request.POST:
        with refusals_on(form):
            try:
                version = form.cleaned_data["version"] or 0
                made = write_sentence(sentence=sentence, version=version, written=form.written(), by=request.actor)
            except Stale as stale:
                return _answer(request, draft, _newer(form, stale.current), sentence=sentence, current=stale.current, status=409)
            return _saved(request, draft, made)
    return _answer(request, draft, form, sentence=sentence)


def _newer(form: SentenceForm, current: DraftSentence) -> SentenceForm:
    """The form as it was sent, but of the newer version: saving it again then replaces that one knowingly."""
    form.data = {**form.data.dict(), "version": str(current.version)}
    return form


def _saved(request: HttpRequest, draft: StatementDraft, sentence: DraftSentence) -> HttpResponse:
    messages.success(request, SAVED)
    response = redirect("statements:draft", draft.pk)
    response["Location"] += f"#{sentence.name}"
    return response


def _answer(request: HttpRequest, draft: StatementDraft, form: SentenceForm, *, status: int = 200, **more: Any) -> HttpResponse:
    figures, why_none = figures_or_none(draft)
    preview = _preview(draft, form, figures) if figures and (form.is_bound or "sentence" in more) else None
    context = {
        "draft": draft,
        "form": form,
        "preview": preview,
        "why_none": why_none,
        "direction": direction_of(draft.language),
        "quotable": quotable(figures, draft.language) if figures else [],
        **more,
    }
    return render(request, "figures/drafts/sentence.html", context, status=400 if form.errors else status)


def _preview(draft: StatementDraft, form: SentenceForm, figures: Any) -> Preview | None:
    """What becomes of what is in the form; ``None`` while that has not the form of a sentence."""
    if form.is_bound and not form.is_valid():
        return None
    written = form.written() if form.is_bound else _written_in(form)
    try:
        return preview_of(draft, written, figures)
    except Refused:
        return None


def _written_in(form: SentenceForm) -> Written:
    kept = {name: form.initial[name] for name in ("name", "section", "kind", "text", "confidence", "note")}
    return Written(**kept, sources=tuple(form.initial["sources"].split()), conflicts=tuple(form.initial["conflicts"]))


@writes
@require_POST
def preview(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What would become of a sentence, as data for whoever is typing it. Nothing is kept."""
    draft = draft_or_absent(request, draft_id)
    form = SentenceForm(request.POST, draft=draft)
    if not form.is_valid():
        faults = [f"{form[name].label}: {text}" for name, texts in form.errors.items() for text in texts]
        return JsonResponse({"text": "", "faults": faults})
    figures, why_none = figures_or_none(draft)
    found = _preview(draft, form, figures) if figures else None
    if found is None:
        return JsonResponse({"text": "", "faults": [why_none or _("It has not the form of a sentence.")]})
    return JsonResponse({"text": found.sentence.text if found.sentence else "", "faults": list(found.faults)})


@writes
@require_POST
def move(request: HttpRequest, draft_id: UUID, sentence_id: UUID) -> HttpResponse:
    """Move a sentence up or down."""
    draft = draft_or_absent(request, draft_id)
    sentence = get_object_or_404(draft.sentences, pk=sentence_id)
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The form does not say where to move the sentence."))
    move_sentence(sentence=sentence, version=form.cleaned_data["version"], up=form.cleaned_data["up"], by=request.actor)
    response = redirect("statements:draft", draft.pk)
    response["Location"] += f"#{sentence.name}"
    return response


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, draft_id: UUID, sentence_id: UUID) -> HttpResponse:
    """Remove a sentence, after showing it once more."""
    draft = draft_or_absent(request, draft_id)
    sentence = get_object_or_404(draft.sentences, pk=sentence_id)
    form = VersionForm(request.POST or None, initial={"version": sentence.version})
    if form.is_valid():
        with refusals_on(form):
            remove_sentence(sentence=sentence, version=form.cleaned_data["version"], by=request.actor)
            messages.success(request, _("The sentence is removed."))
            return redirect("statements:draft", draft.pk)
    context = {"draft": draft, "sentence": sentence, "form": form, "direction": direction_of(draft.language)}
    return render(request, "figures/drafts/remove.html", context, status=409 if form.errors else 200)


ONE = "drafts/<uuid:draft_id>/sentences/"
urlpatterns = [
    path(f"{ONE}new/", new, name="new_sentence"),
    path(f"{ONE}preview/", preview, name="preview"),
    path(f"{ONE}<uuid:sentence_id>/", edit, name="edit_sentence"),
    path(f"{ONE}<uuid:sentence_id>/move/", move, name="move_sentence"),
    path(f"{ONE}<uuid:sentence_id>/remove/", remove, name="remove_sentence"),
]
