"""The pages of drafts: the list, starting one, and one draft with what becomes of each of its sentences."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firmground.evidence.publication import REVIEWERS
from firmground.evidence.sentences import Sentence
from firmground.statistics.figure import Figures
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Refused
from firmground_site.audit.refusing import refusals_on
from firmground_site.figures.actions.drafting import start_draft
from firmground_site.figures.actions.reviewing import put_to_review
from firmground_site.figures.drafts import drafts_visible_to, valid_reviews, void_reviews, waiting_for
from firmground_site.figures.forms.drafting import StartForm, VersionForm
from firmground_site.figures.models import DraftSentence, StatementDraft
from firmground_site.figures.queries import days_of
from firmground_site.figures.quotable import KINDS as QUOTABLE_KINDS
from firmground_site.figures.quotable import quotable
from firmground_site.figures.records import live_figures, years_with_records
from firmground_site.figures.written import examined, in_order, in_words, name_in
from firmground_site.packs.queries import active_pack, text, today

STATES = {
    "writing": (gettext_lazy("Being written"), "blue"),
    "review": (gettext_lazy("In review"), "yellow"),
    "published": (gettext_lazy("Published"), "green"),
}


@dataclass(frozen=True)
class Line:
    """A sentence on the page of its draft: as it would stand, or its faults."""

    written: DraftSentence
    sentence: Sentence | None
    faults: tuple[str, ...]


@requires(Permission.STATEMENT_READ)
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Every draft, the one that was started last first, and what waits for the member."""
    rows = [(each, *STATES[each.state], text(f"languages.{each.language}")) for each in drafts_visible_to(request.actor)]
    context = {"rows": rows, "tasks": waiting_for(request.actor), "may_write": request.actor.may(Permission.STATEMENT_WRITE)}
    return render(request, "figures/drafts/list.html", context)


@requires(Permission.STATEMENT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Start a draft."""
    years = years_with_records()
    over = [year for year in years if days_of(active_pack(), year)[1] < today()]
    form = StartForm(request.POST or None, years=years, initial={"year": (over or years or [None])[-1]})
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            made = start_draft(
                year=given["year"],
                language=given["language"],
                from_published=given["start"] == "published",
                by=request.actor,
            )
            messages.success(request, _("The draft is started. Read every sentence before you put it to review."))
            return redirect("statements:draft", made.pk)
    return render(request, "figures/drafts/start.html", {"form": form}, status=400 if form.errors else 200)


def draft_or_absent(request: HttpRequest, draft_id: UUID) -> StatementDraft:
    """The draft, if the actor may see it; else there is none."""
    return get_object_or_404(drafts_visible_to(request.actor), pk=draft_id)


def figures_or_none(draft: StatementDraft) -> tuple[Figures | None, str]:
    """The figures of a draft's year as they are today, or why there are none."""
    try:
        return live_figures(draft.year), ""
    except Refused as refused:
        return None, " ".join(refused.reasons)


@requires(Permission.STATEMENT_READ)
@require_safe
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """One draft: every sentence as it would stand today, or what keeps it from standing, and the next step."""
    found = draft_or_absent(request, draft_id)
    return render(request, "figures/drafts/draft.html", draft_context(request, found))


def draft_context(request: HttpRequest, found: StatementDraft, **more: Any) -> dict[str, Any]:
    """What the page of a draft shows."""
    figures, why_none = figures_or_none(found)
    lines, of_all = lines_of(found, figures)
    may = request.actor.may
    return {
        "draft": found,
        "state": STATES[found.state],
        "language": text(f"languages.{found.language}"),
        "direction": direction_of(found.language),
        "sections": [(heading, [each for each in lines if each.written.section == name]) for name, heading in found.sections],
        "faulty": [each for each in lines if each.faults],
        "of_all": of_all,
        "why_none": why_none,
        "reviews": valid_reviews(found),
        "void": void_reviews(found),
        "needed": REVIEWERS,
        "may_write": may(Permission.STATEMENT_WRITE) and found.state == "writing",
        "may_review": may(Permission.STATEMENT_REVIEW) and found.state == "review",
        "may_return": may(Permission.STATEMENT_RETURN) and found.state == "review",
        "may_publish": may(Permission.STATEMENT_PUBLISH) and found.state == "review",
        "submit": VersionForm(initial={"version": found.version}),
        **more,
    }


def direction_of(language: str) -> str:
    """Which way a language is written."""
    return next((each.direction for each in active_pack().manifest.languages if each.tag == language), "ltr")


def lines_of(found: StatementDraft, figures: Figures | None) -> tuple[list[Line], list[str]]:
    """Each sentence with what becomes of it, and the faults of the draft as a whole."""
    rows = in_order(found)
    if figures is None or not rows:
        return [Line(each, None, ()) for each in rows], []
    outcome = examined(found, figures)
    standing = {each.id: each for each in outcome.sentences}
    names = {each.name for each in rows}
    lines = [
        Line(each, standing.get(each.name), tuple(in_words(fault) for fault in outcome.faults if name_in(fault) == each.name))
        for each in rows
    ]
    return lines, [in_words(fault) for fault in outcome.faults if name_in(fault) not in names]


@requires(Permission.STATEMENT_WRITE)
@require_POST
def submit(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Put a draft to review, or show why it cannot be."""
    found = draft_or_absent(request, draft_id)
    form = VersionForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            put_to_review(draft=found, version=form.cleaned_data["version"], by=request.actor)
            messages.success(request, _("The statement is with its reviewers. Two who wrote nothing of it must read it."))
            return redirect("statements:draft", found.pk)
    context = draft_context(request, draft_or_absent(request, draft_id), form=form)
    return render(request, "figures/drafts/draft.html", context, status=409)


@requires(Permission.STATEMENT_READ)
@require_safe
def may_quote(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything that a sentence of a draft may quote, with what stands for it today."""
    found = draft_or_absent(request, draft_id)
    figures, why_none = figures_or_none(found)
    if figures is None:
        raise Refused(why_none)
    search = request.GET.get("search", "")[:200]
    listed = quotable(figures, found.language, search)
    kinds = [(heading, [each for each in listed if each.kind == kind]) for kind, heading in QUOTABLE_KINDS.items()]
    context = {"draft": found, "search": search, "kinds": [(heading, rows) for heading, rows in kinds if rows]}
    return render(request, "figures/drafts/quotable.html", context)


urlpatterns = [
    path("drafts/", drafts, name="drafts"),
    path("drafts/new/", start, name="start"),
    path("drafts/<uuid:draft_id>/", draft, name="draft"),
    path("drafts/<uuid:draft_id>/submit/", submit, name="submit"),
    path("drafts/<uuid:draft_id>/quotable/", may_quote, name="quotable"),
]
