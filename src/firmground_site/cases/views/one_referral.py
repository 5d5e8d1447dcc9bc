"""What the pages of one referral share: who may reach it, and a form that loses nothing when somebody was quicker."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.cases.models import Referral
from firmground_site.cases.queries import referrals_visible_to
from firmground_site.cases.referral_words import state_of, steps_in_words
from firmground_site.cases.views.sending import Rows, send
from firmground_site.screening.forms.versioned import VersionedForm
from firmground_site.screening.views.one_identification import says_the_same

View = Callable[..., HttpResponse]


def of_referral(view: View) -> View:
    """Give a view the referral of its address, if the actor may see it."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, referral_id: UUID) -> HttpResponse:
        return view(request, referral=get_object_or_404(referrals_visible_to(request.actor), pk=referral_id))

    return guarded


def answer(
    request: HttpRequest, referral: Referral, form: VersionedForm, *, event: str, act: Callable[[Any], Any], **shown: Any
) -> HttpResponse:
    """Show a form about a referral, or do what it says and lead back to it; ``shown`` are its title, lead, button and done.

    When somebody changed it meanwhile, the entries stand beside what is recorded now; a form sent twice leads back quietly.
    """
    back = reverse("cases:referral", args=[referral.pk])
    sent = send(
        request,
        form,
        act=act,
        done=shown["done"],
        back=back,
        recorded_now=lambda current: recorded_now(current, request.actor),
        is_done=lambda current: _was_sent_twice(current, event, form, request),
    )
    context = {**shown, "form": form, "back": back, "changed": sent.changed}
    return sent.onward or render(request, "cases/step.html", context, status=sent.status)


def recorded_now(referral: Referral, actor: Actor) -> Rows:
    """Where a referral stands now and what happened last, as labels and words."""
    last = steps_in_words(referral, actor)[-1]  # a change is never without a step
    words = ". ".join(each.rstrip(".") for each in (last["reason"], last["words"]) if each)
    rows = [(_("State"), state_of(referral)["text"]), (_("Happened last"), f"{last['title']}, {last['by']}"), (_("Words"), words)]
    return [(label, each) for label, each in rows if each]


def _was_sent_twice(referral: Referral, event: str, form: VersionedForm, request: HttpRequest) -> bool:
    last = referral.steps.order_by("taken_at").last()
    given = {name: form.cleaned_data.get(name, "") for name in ("reason", "words")}
    return last is not None and says_the_same(last, last.taken_by_id, request.actor, {"event": event, **given})
