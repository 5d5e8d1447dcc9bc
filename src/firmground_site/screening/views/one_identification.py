"""What the pages of one identification share: who may reach it, and a form that loses nothing when somebody was quicker."""

import functools
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.audit.actions import Stale
from firmground_site.audit.refusing import refusals_on
from firmground_site.packs.queries import text
from firmground_site.screening.actions.reading import open_file
from firmground_site.screening.forms.versioned import VersionedForm
from firmground_site.screening.models import Identification, Person
from firmground_site.screening.opening import is_open, opened, purpose_first, was_open
from firmground_site.screening.procedure import is_with, open_offer, step_named
from firmground_site.screening.purposes import WENT_ON
from firmground_site.screening.queries import identifications_visible_to, people_visible_to

View = Callable[..., HttpResponse]
Act = Callable[[Any], Any]


def of_identification(view: View) -> View:
    """Give a view the identification of its address, if the actor may see it and has opened the person's file.

    Whoever it is only offered to is led to the offer, which says no more than they need to answer it.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, identification_id: UUID) -> HttpResponse:
        found = get_object_or_404(identifications_visible_to(request.actor), pk=identification_id)
        if not people_visible_to(request.actor).filter(pk=found.person_id).exists():
            offer = open_offer(found)
            if offer is None:
                raise Http404
            return redirect("screening:hand_over", offer.pk)
        keep_open(request, found.person)
        return purpose_first(request, found.person) or view(request, identification=found)

    return guarded


def keep_open(request: HttpRequest, person: Person) -> None:
    """A form is not lost because the file closed by itself while it was filled in; that it was opened again is recorded.

    Whoever had not opened it in this session says first why they do: sending a form is no purpose.
    """
    if request.method == "POST" and not is_open(request, person.pk) and was_open(request, person):
        open_file(person=person, purpose=WENT_ON, by=request.actor)
        opened(request, person)


def for_step(name: str) -> Callable[[View], View]:
    """Show the page of a step only when the actor could take it; what is sent is for the action to refuse.

    Only its own agency acts on an identification, except that others may ask for a review of it.
    """
    step = step_named(name)

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *, identification: Identification) -> HttpResponse:
            if name != "ask_review" and not is_with(request.actor, identification):
                raise Http404
            if request.method != "POST" and not step.can_be_done(identification, request.actor):
                messages.info(
                    request, _("“{title}” cannot be done now. This page says where things stand.").format(title=step.title)
                )
                return redirect("screening:identification", identification.pk)
            return view(request, identification=identification)

        return guarded

    return guard


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form: also when it is empty; ``None`` when a page is only asked for."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    identification: Identification,
    form: VersionedForm,
    *,
    act: Act,
    template: str,
    done: str,
    context: Callable[[Identification], Mapping[str, Any]],
    is_done: Callable[[Identification], bool] = lambda _current: False,
) -> HttpResponse:
    """Show a form, or do what it says and lead back to the identification.

    When somebody changed the identification meanwhile, the entries stand beside what is recorded now, and can be sent again.
    ``is_done`` says whether what is recorded now is what this very form says, as after sending it twice.
    """
    status, changed = 200, None
    if request.method == "POST":
        status = 400
        try:
            if form.is_valid():
                with refusals_on(form):
                    act(form)
                    messages.success(request, done)
                    return redirect("screening:identification", identification.pk)
        except Stale as stale:
            identification = stale.current
            if is_done(identification):
                return redirect("screening:identification", identification.pk)
            status, changed = 409, recorded_now(identification)
            form.begun_on(identification.version)
    shown = {"form": form, "identification": identification, "person": identification.person, "changed": changed}
    return render(request, template, {**shown, **context(identification)}, status=status)


def recorded_now(identification: Identification) -> list[tuple[str, str]]:
    """What is recorded about an identification now, as labels and words."""
    last = identification.decisions.select_related("decided_by").last()
    rows = [
        (_("State"), text(f"cases.states.{identification.state}")),
        (_("Officer"), str(identification.officer or _("Nobody has taken it up"))),
    ]
    if last is not None:
        rows += [
            (
                _("Decision {number}").format(number=last.number),
                _("{decision}, by {decided_by}").format(
                    decision=text(f"codes.decisions.{last.decision}"), decided_by=last.decided_by
                ),
            ),
            (_("Reasons"), last.reasons),
            (_("Forced labour"), text(f"codes.findings.{last.forced_labour}")),
            (_("Reasons about forced labour"), last.forced_labour_reasons),
        ]
    return rows


def says_the_same(record: Model | None, by: UUID | None, actor: Actor, given: Mapping[str, Any]) -> bool:
    """Whether a record by a member is what a form says, and theirs: the form was sent twice. Nothing says nothing."""
    return record is not None and by == actor.member_id and all(getattr(record, name) == value for name, value in given.items())
