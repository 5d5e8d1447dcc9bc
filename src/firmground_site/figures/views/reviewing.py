"""The pages on which a statement is reviewed, returned and published."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.figures.actions.publishing import publish_statement
from firmground_site.figures.actions.reviewing import return_draft, review_statement
from firmground_site.figures.drafts import last_publication, valid_reviews, wrote_in
from firmground_site.figures.forms.reviewing import PublishForm, ReturnForm, ReviewForm
from firmground_site.figures.models import StatementDraft
from firmground_site.figures.published import at_a_glance, comparisons_of, definition_of, parts_of, sections_of, sources_of
from firmground_site.figures.views.drafts import draft_or_absent, figures_or_none, lines_of


def _as_published(draft: StatementDraft) -> dict[str, Any]:
    """The statement as it will be published, with what each sentence stands on, from what was frozen."""
    if not draft.content:
        return {"draft": draft, "content": None}
    content = json.loads(draft.content)
    sections = [
        (heading, [(each, _stands_on(content, each), sources_of(content, each["sources"])) for each in sentences])
        for heading, sentences in sections_of(content)
    ]
    told = {"key_figures": at_a_glance(content), "comparisons": comparisons_of(content)}
    tables = [found for name in content["figures"] if (found := definition_of(content, name)) and found["rows"]]
    return {"draft": draft, "content": content, "sections": sections, "tables": tables, **told}


def _stands_on(content: dict[str, Any], sentence: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Each quote of a sentence: how it is written, what is shown, and what it counts."""
    found = ((each, parts_of(content, each["asked"].partition(".")[0])) for each in sentence["quotes"])
    return [(each["asked"], each["shown"], _(" Divided by: ").join(part["counts"] for part in parts)) for each, parts in found]


def _check(draft: StatementDraft) -> dict[str, Any]:
    """What a check against the records of today gives."""
    figures, why_none = figures_or_none(draft)
    lines, of_all = lines_of(draft, figures)
    faults = [*of_all, *(fault for each in lines for fault in each.faults)]
    return {"why_none": why_none, "faults": faults, "stand": sum(each.sentence is not None for each in lines)}


@requires(Permission.STATEMENT_REVIEW, Permission.STATEMENT_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Read a statement as it will be published, sentence by sentence, and say that it stands."""
    draft = draft_or_absent(request, draft_id)
    form = ReviewForm(request.POST or None, draft=draft)
    if form.is_valid():
        with refusals_on(form):
            review_statement(draft=draft, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Your review is recorded. It holds for exactly this text and these figures."))
            return redirect("statements:draft", draft.pk)
    reviews = valid_reviews(draft)
    context = {
        **_as_published(draft),
        **_check(draft),
        "form": form,
        "reviews": reviews,
        "is_writer": wrote_in(request.actor, draft),
        "has_reviewed": any(each.reviewed_by_id == request.actor.member_id for each in reviews),
    }
    return render(request, "figures/drafts/review.html", context, status=400 if form.errors else 200)


@requires(Permission.STATEMENT_RETURN, Permission.STATEMENT_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Return a statement to its writers."""
    draft = draft_or_absent(request, draft_id)
    form = ReturnForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            return_draft(draft=draft, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The statement is with its writers again."))
            return redirect("statements:draft", draft.pk)
    return render(request, "figures/drafts/return.html", {"draft": draft, "form": form}, status=400 if form.errors else 200)


@requires(Permission.STATEMENT_PUBLISH, Permission.STATEMENT_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Publish a statement that two others have reviewed."""
    draft = draft_or_absent(request, draft_id)
    form = PublishForm(request.POST or None, initial={"digest": draft.content_digest})
    if form.is_valid():
        with refusals_on(form):
            made = publish_statement(draft=draft, digest=form.cleaned_data["digest"], by=request.actor)
            messages.success(
                request, _("The statement is published as number {number} of {year}.").format(number=made.number, year=made.year)
            )
            return redirect("statements:statement", made.year, made.language, made.number)
    context = {
        **_as_published(draft),
        **_check(draft),
        "form": form,
        "reviews": valid_reviews(draft),
        "earlier": last_publication(draft.year, draft.language),
    }
    return render(request, "figures/drafts/publish.html", context, status=400 if form.errors else 200)


urlpatterns = [
    path("drafts/<uuid:draft_id>/review/", review, name="review"),
    path("drafts/<uuid:draft_id>/return/", give_back, name="return"),
    path("drafts/<uuid:draft_id>/publish/", publish, name="publish"),
]
