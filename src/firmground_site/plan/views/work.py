"""What waits for owners, for the rater and for the secretariat, and the button that reminds owners."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Refused
from firmground_site.design.joining import listed
from firmground_site.packs.queries import today
from firmground_site.plan.actions.reminding import send_reminders
from firmground_site.plan.due import SOON, ToRate, due_on, to_rate
from firmground_site.plan.measures import body_name, is_of, measures_of, the_plan
from firmground_site.plan.models import ProgressReport
from firmground_site.plan.queries import WAITING, reports_visible_to
from firmground_site.plan.reminded import last_reminded
from firmground_site.plan.rows import Row
from firmground_site.plan.views.register import of_plan
from firmground_site.plan.vocabulary import RATINGS
from firmground_site.plan.words import status_in_a_sentence

PLACES = 50


@requires(Permission.PLAN_READ)
@require_safe
@of_plan
def work(request: HttpRequest) -> HttpResponse:
    """What is due of the measures that the member follows, and what waits for them."""
    actor = request.actor
    context: dict[str, Any] = {"role": actor.role, "days": SOON.days, "today": today()}
    context["months"] = the_plan().head.report_every_months
    dues = due_on(today(), measures_of(actor))
    if not actor.may(Permission.PLAN_RATE):
        context["dues"] = [(Row(each.status), each, is_of(actor, Permission.PLAN_REPORT, each.measure.id)) for each in dues]
        context |= _reports(actor)
    else:
        context["to_rate"] = [(Row(each.status), each.last, *_rated(each)) for each in to_rate(today(), measures_of(actor))]
    if actor.may(Permission.PLAN_REMIND):
        context["to_remind"] = [each for each in dues if each.asks_for_something]
        context["reminded"] = last_reminded(actor)
    return render(request, "plan/work.html", context)


def _rated(each: ToRate) -> tuple[str, str]:
    """The last rating of a measure, and the status that it had then, in words."""
    return (RATINGS[each.last.rating], status_in_a_sentence(each.last.computed)) if each.last else ("", "")


def _reports(actor: Actor) -> dict[str, Any]:
    reports = reports_visible_to(actor).order_by("-reported_at")
    waiting = reports.filter(WAITING)
    mine = Q(reported_by=actor.member_id)
    return {
        "to_confirm": list(waiting.exclude(mine)[:PLACES]) if actor.may(Permission.PLAN_CONFIRM) else [],
        "own_waiting": list(waiting.filter(mine)[:PLACES]),
        "returned": list(_returned(reports)[:PLACES]),
        "answered": list(reports.filter(confirmed_at__isnull=False)[:PLACES]),
    }


def _returned(reports: QuerySet[ProgressReport]) -> QuerySet[ProgressReport]:
    """Reports that were returned, and after which nobody made another on the same measure."""
    later = ProgressReport.objects.filter(measure=OuterRef("measure"), reported_at__gt=OuterRef("returned_at"))
    return reports.filter(~Exists(later), returned_at__isnull=False)


@requires(Permission.PLAN_REMIND)
@require_POST
@of_plan
def remind(request: HttpRequest) -> HttpResponse:
    """Write to owners what is due."""
    try:
        sent = send_reminders(link=request.build_absolute_uri(reverse("plan:work")), by=request.actor)
    except Refused as refused:
        messages.info(request, " ".join(refused.reasons))
        return redirect("plan:work")
    for say, names in _outcomes(sent):
        say(request, names)
    return redirect("plan:work")


def _outcomes(sent: list[Any]) -> list[Any]:
    """What is told of each kind of outcome, and how."""
    written = [body_name(each.body) for each, was_sent in sent if was_sent]
    unsent = [body_name(each.body) for each, was_sent in sent if each.addresses and not was_sent]
    nobody = [body_name(each.body) for each, _was_sent in sent if not each.addresses]
    told = [
        (messages.success, _("Reminded: {names}."), written),
        (messages.error, _("The letter could not be sent. Try again later, or write yourself: {names}."), unsent),
        (messages.warning, _("Not reminded, since no measure owner can sign in: {names}."), nobody),
    ]
    return [(say, words.format(names=listed(names))) for say, words, names in told if names]


urlpatterns = [path("work/", work, name="work"), path("work/remind/", remind, name="remind")]
