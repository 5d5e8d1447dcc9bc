"""What the pages of one case share: who may reach it, its parts, and a form that loses nothing when somebody was quicker."""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.models import Case
from firmground_site.cases.opening import keep_open, purpose_first
from firmground_site.cases.procedure import is_with, step_named
from firmground_site.cases.queries import OF_ITS_AGENCY, SECTIONS, cases_visible_to, sections_for
from firmground_site.cases.views.sending import Rows, send
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

View = Callable[..., HttpResponse]
# The parts of a case, each a page of its own: its words, its address and the permission that it needs.
PARTS = (
    (gettext_lazy("Overview"), "cases:case", Permission.CASE_READ),
    (gettext_lazy("Care"), "cases:care", Permission.CARE_READ),
    (gettext_lazy("Where they stay"), "cases:safe_places", Permission.SHELTER_READ),
    (gettext_lazy("Consent"), "cases:case_consent", Permission.CARE_READ),
    (gettext_lazy("Referrals of the case"), "cases:referrals_of_case", Permission.REFERRAL_READ),
    (gettext_lazy("Investigation"), "cases:investigation", Permission.INVESTIGATION_READ),
    (gettext_lazy("Prosecution"), "cases:prosecution", Permission.PROSECUTION_READ),
    (gettext_lazy("Against the person"), "cases:measures", Permission.CASE_READ),
    (gettext_lazy("File"), "cases:file", Permission.CASE_READ),
)


def of_case(view: View) -> View:
    """Give a view the case of its address, if the actor may see it and has opened its file."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, case_id: UUID, **kwargs: Any) -> HttpResponse:
        found = get_object_or_404(cases_visible_to(request.actor), pk=case_id)
        keep_open(request, found)
        return purpose_first(request, found) or view(request, case=found, **kwargs)

    return guarded


def of_its_agency(view: View) -> View:
    """Show a page of a case to members of the agency that keeps it only; to its team it is not there."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *, case: Case, **kwargs: Any) -> HttpResponse:
        if not is_with(request.actor, case):
            raise Http404
        return view(request, case=case, **kwargs)

    return guarded


def for_step(name: str) -> Callable[[View], View]:
    """Show the page of a step only when the actor could take it; what is sent is for the action to refuse."""
    step = step_named(name)

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *, case: Case, **kwargs: Any) -> HttpResponse:
            if name != "note" and not is_with(request.actor, case):
                raise Http404
            if request.method != "POST" and not step.can_be_done(case, request.actor):
                messages.info(
                    request, _("“{title}” cannot be done now. This page says where things stand.").format(title=step.title)
                )
                return redirect("cases:case", case.pk)
            return view(request, case=case, **kwargs)

        return guarded

    return guard


def parts_of(case: Case, actor: Actor) -> list[dict[str, Any]]:
    """The parts of a case that the actor may open, for the links at the head of each page."""
    shut = {SECTIONS[name] for name in OF_ITS_AGENCY} - {SECTIONS[name] for name in sections_for(actor, case)}
    found = [(words, page) for words, page, permission in PARTS if actor.may(permission) and permission not in shut]
    return [{"text": words, "url": reverse(page, args=[case.pk])} for words, page in found]


def called(person: Person, actor: Actor) -> str:
    """How to speak of a person: by name only to whoever may open their file, else by the short form of the record's id."""
    return person.called if people_visible_to(actor).filter(pk=person.pk).exists() else str(person)


def names_of(people: Iterable[Person], actor: Actor) -> dict[object, str]:
    """How to speak of several people, by their keys, as ``called`` says of one; one query for all of them."""
    listed = list(people)
    known = set(people_visible_to(actor).filter(pk__in=[each.pk for each in listed]).values_list("pk", flat=True))
    return {each.pk: each.called if each.pk in known else str(each) for each in listed}


def shown(request: HttpRequest, template: str, case: Case, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A page of a case, with the links to its parts."""
    every_page = {"case": case, "parts": parts_of(case, request.actor), "here": request.path}
    return render(request, template, {**every_page, **context}, status=status)


def answer(
    request: HttpRequest,
    case: Case,
    form: BaseForm,
    *,
    act: Callable[[Any], Any],
    title: str,
    lead: str,
    button: str,
    done: str,
    back: str,
    recorded_now: Callable[[Any], Rows] = lambda _: (),
    is_done: Callable[[Any], bool] = lambda _: False,
    template: str = "cases/step.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a form about a case, or do what it says and lead back.

    When somebody changed the record meanwhile (``Stale``), the entries stand beside ``recorded_now(current)``, as labels and
    words, and can be sent again on the version that there is now. ``is_done(current)`` says whether what is recorded now is what
    this very form says, as after sending it twice.
    """

    def beside(current: Any) -> Rows:
        return recorded_now(current) or [(_("State"), str(current))]

    sent = send(request, form, act=act, done=done, back=back, recorded_now=beside, is_done=is_done)
    if sent.onward:
        return sent.onward
    given = {"form": form, "title": title, "lead": lead, "button": button, "back": back, "changed": sent.changed}
    return shown(request, template, case, {**given, **(context or {})}, status=sent.status)
