"""The pages of merging: what waits, two records side by side, opinions on them, and undoing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.cases.actions import merging as actions
from firmground_site.cases.forms.merging import AGREE, OpinionForm, ProposalForm, SecondRecordForm, TwoRecordsForm, UndoForm
from firmground_site.cases.merges import looks_the_same, merges_visible_to, to_review
from firmground_site.cases.models import Merge
from firmground_site.cases.parties import party_name
from firmground_site.design.joining import listed
from firmground_site.packs.queries import text
from firmground_site.screening.models import Person
from firmground_site.screening.opening import purpose_first
from firmground_site.screening.queries import people_visible_to
from firmground_site.screening.views.one_identification import keep_open, sent

PAGE = 50
FIELDS = (
    (gettext_lazy("Name"), "name"),
    (gettext_lazy("Wants to be called"), "alias"),
    (gettext_lazy("Number of a paper"), "document"),
    (gettext_lazy("Phone"), "phone"),
)
CODED = (
    (gettext_lazy("Sex"), "sex", "sexes"),
    (gettext_lazy("Nationality"), "nationality", "nationalities"),
    (gettext_lazy("Language"), "language", "interview_languages"),
)


@never_cache
@requires(Permission.PERSON_READ, Permission.MERGE_PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def merges(request: HttpRequest) -> HttpResponse:
    """The merges of people whose files the actor may open, those to look at first; and which two to look at."""
    form = TwoRecordsForm(sent(request), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        return redirect("cases:propose_merge", form.cleaned_data["kept"].pk, form.cleaned_data["duplicate"].pk)
    waiting = to_review(request.actor).order_by("proposed_at")
    others = merges_visible_to(request.actor).exclude(pk__in=waiting.values("pk")).order_by("-proposed_at")
    page = Paginator(others, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "waiting": [(each, _state(each)) for each in waiting],
        "page": page,
        "rows": [(each, _state(each)) for each in page],
    }
    return render(request, "cases/merging/merges.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.PERSON_READ, Permission.MERGE_PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def second_record(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Which other record is of a person too: those with the same paper or phone, or one by its reference."""
    kept = get_object_or_404(people_visible_to(request.actor), pk=person_id)
    if asked := _opened_first(request, kept):
        return asked
    form = SecondRecordForm(sent(request), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        return redirect("cases:propose_merge", kept.pk, form.cleaned_data["duplicate"].pk)
    context = {"form": form, "kept": kept, "alike": looks_the_same(kept, request.actor).order_by("met_at")}
    return render(request, "cases/merging/second_record.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.PERSON_READ, Permission.MERGE_PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def propose_merge(request: HttpRequest, person_id: UUID, duplicate_id: UUID) -> HttpResponse:
    """Two records side by side, and the proposal that they are of one person, with reasons."""
    seen = people_visible_to(request.actor)
    kept, duplicate = (get_object_or_404(seen, pk=each) for each in (person_id, duplicate_id))
    if asked := _opened_first(request, kept, duplicate):
        return asked
    form = ProposalForm(sent(request))
    if request.method == "POST" and form.is_valid():
        if not Merge.objects.filter(pk=form.cleaned_data["key"]).exists():
            with refusals_on(form):
                actions.propose_merge(kept=kept, duplicate=duplicate, by=request.actor, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("The proposal waits for two others."))
            return redirect("cases:merges")
    context = {
        "form": form,
        "sides": _sides(kept, duplicate),
        "alike": looks_the_same(kept, request.actor).filter(pk=duplicate_id),
    }
    return render(request, "cases/merging/propose.html", context, status=400 if form.errors else 200)


@never_cache
@requires(Permission.PERSON_READ, Permission.MERGE_PROPOSE)
@require_safe
def merge(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """One merge: both records side by side until it is done, and what each person thought."""
    found = get_object_or_404(merges_visible_to(request.actor), pk=merge_id)
    if asked := _opened_first(request, *_shown(found)):
        return asked
    context = _of_merge(found, request.actor)
    return render(request, "cases/merging/merge.html", {**context, "form": OpinionForm()})


@never_cache
@requires(Permission.PERSON_READ, Permission.MERGE_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def review_merge(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Give an opinion on a merge, with both records side by side."""
    found = get_object_or_404(merges_visible_to(request.actor), pk=merge_id)
    if asked := _opened_first(request, *_shown(found)):
        return asked
    form = OpinionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            reasons = form.cleaned_data["reasons"]
            agrees = form.cleaned_data["answer"] == AGREE
            if not found.opinions.filter(given_by=request.actor.member_id, agrees=agrees).exists():
                actions.give_opinion_on_merge(merge=found, agrees=agrees, reasons=reasons, by=request.actor)
            messages.success(request, _("Your opinion is recorded."))
            return redirect("cases:merge", found.pk)
    context = _of_merge(found, request.actor)
    return render(request, "cases/merging/merge.html", {**context, "form": form}, status=400 if form.errors else 200)


@never_cache
@requires(Permission.PERSON_READ, Permission.MERGE_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def undo_merge(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Undo a merge, with words."""
    found = get_object_or_404(merges_visible_to(request.actor), pk=merge_id)
    if asked := _opened_first(request, found.kept):
        return asked
    form = UndoForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.undo_merge(merge=found, words=form.cleaned_data["words"], by=request.actor)
            messages.success(request, _("The two records are apart again."))
            return redirect("cases:merges")
    return render(request, "cases/merging/undo.html", {"form": form, "merge": found}, status=400 if form.errors else 200)


def _opened_first(request: HttpRequest, *people: Person) -> HttpResponse | None:
    """Where to say why a file is opened; nothing once each is open."""
    for each in people:
        keep_open(request, each)
    return next((asked for each in people if (asked := purpose_first(request, each))), None)


def _shown(found: Merge) -> tuple[Person, ...]:
    return (found.kept,) if found.duplicate.merged_into_id else (found.kept, found.duplicate)


def _of_merge(found: Merge, actor: Actor) -> dict[str, Any]:
    can_review = to_review(actor).filter(pk=found.pk).exists()
    stands = found.done_at is not None and found.undone_at is None
    return {
        "merge": found,
        "state": _state(found),
        "sides": [] if found.duplicate.merged_into_id else _sides(found.kept, found.duplicate),
        "opinions": found.opinions.select_related("given_by"),
        "may_review": can_review,
        "may_undo": stands and bool(found.moved) and actor.may(Permission.MERGE_REVIEW),
    }


def _state(found: Merge) -> tuple[str, str]:
    """Where a merge stands, in words and a colour."""
    if found.undone_at:
        return _("Undone"), "grey"
    if found.done_at:
        return _("Merged"), "green"
    return (_("Rejected"), "red") if found.rejected_at else (_("Waits for others"), "blue")


def _sides(kept: Person, duplicate: Person) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Both records in words, row by row, each row with whether both say the same."""
    rows = [_known(each) for each in (kept, duplicate)]
    same = [one == other for (_, one), (_, other) in zip(*rows, strict=True)]
    titles = (_("To keep: {record}").format(record=kept), _("Second record: {record}").format(record=duplicate))
    return [
        (
            title,
            [
                (label, words or _("Not recorded"), alike and bool(words))
                for (label, words), alike in zip(side, same, strict=True)
            ],
        )
        for title, side in zip(titles, rows, strict=True)
    ]


def _known(person: Person) -> list[tuple[str, str]]:
    states = [text(f"cases.states.{each.state}") for each in person.identifications.order_by("opened_at")]
    return [
        *((label, getattr(person, name)) for label, name in FIELDS),
        (_("Age"), "" if person.age is None else _("{age} years").format(age=person.age)),
        *((label, text(f"codes.{listed}.{code}") if (code := getattr(person, name)) else "") for label, name, listed in CODED),
        (_("Met"), f"{date_format(timezone.localdate(person.met_at))}, {party_name(person.agency)}"),
        (_("Identifications"), listed(states)),
        (_("Kept until"), date_format(person.erase_on)),
    ]


urlpatterns = [
    path("merges/", merges, name="merges"),
    path("merges/<uuid:merge_id>/", merge, name="merge"),
    path("merges/<uuid:merge_id>/review/", review_merge, name="review_merge"),
    path("merges/<uuid:merge_id>/undo/", undo_merge, name="undo_merge"),
    path("merges/of/<uuid:person_id>/", second_record, name="second_record"),
    path("merges/propose/<uuid:person_id>/<uuid:duplicate_id>/", propose_merge, name="propose_merge"),
]
