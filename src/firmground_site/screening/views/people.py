"""The pages of a person's file: why it is opened, what it holds, corrections, and ending what is shared."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.about import EntryAbout, entries_about
from firmground_site.audit.actions import Stale
from firmground_site.audit.refusing import refusals_on
from firmground_site.packs.queries import text, today
from firmground_site.screening import events
from firmground_site.screening.actions import reading as actions
from firmground_site.screening.forms.people import CorrectionForm, PurposeForm
from firmground_site.screening.models import NamedParty, Person
from firmground_site.screening.opening import opened, purpose_first
from firmground_site.screening.purposes import in_words
from firmground_site.screening.queries import (
    identifications_visible_to,
    keeps_file,
    people_visible_to,
    screenings_visible_to,
)
from firmground_site.screening.story import agency_name
from firmground_site.screening.views.one_identification import keep_open, sent
from firmground_site.screening.ways_on import for_reader, from_person

CODED = {
    gettext_lazy("Nationality"): ("nationalities", "nationality"),
    gettext_lazy("Sex"): ("sexes", "sex"),
    gettext_lazy("Language"): ("interview_languages", "language"),
}


def of_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the person of its address, if the actor may see them and has opened their file."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, person_id: UUID, **kwargs: Any) -> HttpResponse:
        found = get_object_or_404(people_visible_to(request.actor), pk=person_id)
        keep_open(request, found)
        return purpose_first(request, found) or view(request, person=found, **kwargs)

    return guarded


@never_cache
@requires(Permission.PERSON_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def open_file(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say why a file is opened; the purpose is recorded, and the file is open for a while."""
    person = get_object_or_404(people_visible_to(request.actor), pk=person_id)
    form = PurposeForm(sent(request), initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.open_file(person=person, purpose=form.in_words(), by=request.actor)
            opened(request, person)
            return HttpResponseRedirect(
                next_address(request, form.cleaned_data["next"]) or reverse("screening:person", args=[person.pk])
            )
    return render(request, "screening/person/open.html", {"form": form, "person": person}, status=400 if form.errors else 200)


def next_address(request: HttpRequest, address: str) -> str:
    """Where the reader was going, if that is an address on this site."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if is_ours else ""


@never_cache
@requires(Permission.PERSON_READ)
@require_safe
@of_person
def file(request: HttpRequest, *, person: Person) -> HttpResponse:
    """The file: who the person is as far as known, what was asked, decided, shared, and what happened to the record."""
    actor = request.actor
    screenings = screenings_visible_to(actor).filter(person=person).select_related("recorded_by").order_by("recorded_at")
    entries, keeps = for_reader(entries_about(person, actor), actor), keeps_file(person, actor)
    openings = [each for each in entries if each.kind == events.PERSON_READ and (keeps or each.actor == actor.key)]
    context = {
        "person": person,
        "known": _known(person),
        "agency": agency_name(person.agency),
        "keeps": keeps,
        "screenings": [(each, text(f"codes.stages.{each.stage}"), agency_name(each.agency)) for each in screenings],
        "identifications": [
            (each, text(f"cases.states.{each.state}"), agency_name(each.agency))
            for each in identifications_visible_to(actor).filter(person=person).order_by("opened_at")
        ],
        "parties": _parties(person, screenings),
        "ways": from_person(person, actor),
        "readers": _readers(person, actor),
        "happened": [_told(each) for each in entries if each.kind != events.PERSON_READ],
        "openings": [(each, in_words(each.content.get("purpose", ""))) for each in openings[::-1][:20]],
        "kept_as": text(f"cases.retention.kinds.{person.retention_kind}"),
        "may_correct": actor.may(Permission.SCREENING_RECORD),
        "may_share": actor.may(Permission.PERSON_SHARE),
    }
    return render(request, "screening/person/file.html", context)


def _known(person: Person) -> list[tuple[str, str]]:
    """Who they are, as labels and words; "Not recorded" for what nobody wrote down."""
    age = _("{age} years").format(age=person.age) if person.age is not None else _("Not known")
    how = text(f"codes.age_bases.{person.age_basis}") if person.age_basis else ""
    rows = [
        (_("Name"), person.name),
        (_("Wants to be called"), person.alias),
        (_("Age"), _("{age} ({how})").format(age=age, how=how.lower()) if how and person.age is not None else age),
        *((label, _code(listed, getattr(person, name))) for label, (listed, name) in CODED.items()),
        (_("Number of a paper"), person.document),
        (_("Phone"), person.phone),
    ]
    return [(label, words or _("Not recorded")) for label, words in rows]


def _code(listed: str, code: str) -> str:
    return text(f"codes.{listed}.{code}") if code else ""


def _parties(person: Person, screenings: Any) -> list[tuple[str, NamedParty]]:
    """Whom the person named, in screenings that the actor may see."""
    found = person.named_parties.filter(screening__in=[each.pk for each in screenings])
    return [(text(f"codes.named_kinds.{each.kind}"), each) for each in found.order_by("named_at")]


def _readers(person: Person, actor: Actor) -> Any:
    """With whom the file is shared: all of it for whoever may share it, oneself for anybody else."""
    mine = Q() if actor.may(Permission.PERSON_SHARE) and keeps_file(person, actor) else Q(member=actor.member_id)
    not_over = Q(until_on__isnull=True) | Q(until_on__gte=today())
    return person.readers.filter(mine, not_over, ended_at__isnull=True).select_related("member", "named_by").order_by("named_at")


def _told(entry: EntryAbout) -> tuple[EntryAbout, str, list[tuple[str, str, str]]]:
    """An event with its sentence, and for a correction what it was before and after."""
    sentence = capfirst(entry.kind.sentence)
    if entry.kind != events.PERSON_CORRECTED:
        return entry, sentence, []
    changed = entry.content.get("changed", {}).items()
    labels = {name: str(field.label) for name, field in CorrectionForm.base_fields.items()}
    lists = CorrectionForm.LISTS
    return (
        entry,
        sentence,
        [
            (labels.get(name, name), *(((_code(lists[name], each) if name in lists else each) or _("nothing")) for each in pair))
            for name, pair in changed
        ],
    )


@never_cache
@requires(Permission.SCREENING_RECORD, Permission.PERSON_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def correct_person(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Correct who a person is; when somebody was quicker, both versions stand beside each other."""
    recorded = {name: getattr(person, name) for name in actions.CORRECTABLE}
    form = CorrectionForm(sent(request), initial={**recorded, "version": person.version}, person=person)
    status, beside = 200, None
    if request.method == "POST":
        status = 400
        try:
            if form.is_valid():
                with refusals_on(form):
                    version = form.cleaned_data["version"]
                    actions.correct_person(person=person, version=version, changes=form.changes(), by=request.actor)
                    messages.success(request, _("The record is corrected."))
                    return redirect("screening:person", person.pk)
        except Stale as stale:
            status, beside = 409, form.beside(stale.current)
            form.begun_on(stale.current.version)
    shown = {"form": form, "person": person, "beside": beside}
    return render(request, "screening/person/correct.html", shown, status=status)


@never_cache
@requires(Permission.PERSON_SHARE, Permission.PERSON_READ)
@require_POST
@of_person
def end_sharing(request: HttpRequest, *, person: Person, reader_id: UUID) -> HttpResponse:
    """End the sharing of a file with a member."""
    reader = get_object_or_404(person.readers, pk=reader_id)
    actions.end_sharing(reader=reader, by=request.actor)
    messages.success(request, _("The file is no longer shared with {member}.").format(member=reader.member))
    return redirect("screening:person", person.pk)


urlpatterns = [
    path("people/<uuid:person_id>/", file, name="person"),
    path("people/<uuid:person_id>/open/", open_file, name="open_file"),
    path("people/<uuid:person_id>/correct/", correct_person, name="correct_person"),
    path("people/<uuid:person_id>/sharing/<uuid:reader_id>/end/", end_sharing, name="end_sharing"),
]
