"""What the pages about one person in cases share: who may reach them, and a form that loses nothing when somebody was quicker."""

import functools
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from firmground_site.cases import opening
from firmground_site.cases.queries import cases_visible_to, people_in_cases_visible_to
from firmground_site.cases.views.sending import Rows, send
from firmground_site.screening.models import Person
from firmground_site.screening.opening import purpose_first
from firmground_site.screening.queries import people_visible_to
from firmground_site.screening.views.one_identification import keep_open

View = Callable[..., HttpResponse]


def of_person(view: View) -> View:
    """Give a view the person of its address, if the actor may see them and has opened their file, or that of their case."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, person_id: UUID, **kwargs: Any) -> HttpResponse:
        found = get_object_or_404(people_in_cases_visible_to(request.actor), pk=person_id)
        return _purpose_first(request, found) or view(request, person=found, **kwargs)

    return guarded


def _purpose_first(request: HttpRequest, person: Person) -> HttpResponse | None:
    """Where to say why: for the person's own file where the actor may open it, else for a case in which they have a part."""
    if people_visible_to(request.actor).filter(pk=person.pk).exists():
        keep_open(request, person)
        return purpose_first(request, person)
    involved = {"involvements__person": person, "involvements__ended_at__isnull": True}
    cases = list(cases_visible_to(request.actor).filter(**involved).distinct().order_by("closed_at", "opened_at"))
    for case in cases:
        opening.keep_open(request, case)
    if any(opening.is_open(request, case.pk) for case in cases):
        return None
    return opening.purpose_first(request, cases[0])


def answer_about(
    request: HttpRequest,
    form: BaseForm,
    *,
    act: Callable[[Any], Any],
    done: str,
    back: str,
    words: Mapping[str, Any],
    recorded_now: Callable[[], Rows] = tuple,
    is_done: Callable[[Any], bool] = lambda _: False,
    template: str = "cases/step.html",
) -> HttpResponse:
    """Show a form about a person, or do what it says and lead back; ``words`` are its title, lead and button.

    When more was recorded meanwhile, the entries stand beside ``recorded_now()`` and can be sent again, unless ``is_done`` says
    that this very form was sent before.
    """
    sent = send(
        request, form, act=act, done=done, back=back, recorded_now=lambda _: recorded_now(), is_done=lambda _: is_done(form)
    )
    shown = {"form": form, "back": back, "changed": sent.changed, **words}
    return sent.onward or render(request, template, shown, status=sent.status)
