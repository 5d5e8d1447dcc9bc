"""The prosecution of a case: its charges with their time limits, and the list of time limits that run out."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firmground.law.penalties import length_in_words, money_in_words, penalties_in_words
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.limits import limit_in_words, offence_in_words, provision_of, running_out
from firmground_site.cases.models import Case, Charge, SentencePassed
from firmground_site.cases.prompting import unanswered
from firmground_site.cases.views import charges, court
from firmground_site.cases.views.one_case import of_case, shown
from firmground_site.packs.queries import active_pack, casework, text, today

READ = (Permission.CASE_READ, Permission.PROSECUTION_READ)
PAGE = 50


@never_cache
@requires(*READ)
@require_safe
@of_case
def prosecution(request: HttpRequest, *, case: Case) -> HttpResponse:
    """What is considered, what was laid, how it ended; and what waits because of the person themselves."""
    rows = case.charges.select_related("suspect").prefetch_related("sentences", "appeals")
    context = {
        "charges": [_charge(each) for each in rows],
        "running_out": running_out(request.actor, case),
        "unanswered": len(unanswered(request.actor, case)),
        "has_suspects": case.suspects.filter(cleared_at__isnull=True).exists(),
        "may_work": request.actor.may(Permission.PROSECUTION_WORK) and not case.is_closed,
    }
    return shown(request, "cases/prosecution/prosecution.html", case, context)


@never_cache
@requires(*READ)
@require_safe
def time_limits(request: HttpRequest) -> HttpResponse:
    """The charges that are considered and whose time is over or runs out soon, in all cases that the actor may see."""
    page = Paginator(running_out(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/prosecution/time_limits.html", {"page": page})


def _charge(each: Charge) -> dict[str, Any]:
    provision, pack = provision_of(each.provision), active_pack()
    penalties = {
        "then": penalties_in_words(pack, provision.penalties_on(each.conduct_on)) if provision else "",
        "now": penalties_in_words(pack, provision.penalties_on(today())) if provision else "",
    }
    convicts = {one.id for one in casework().outcomes.outcomes if one.convicts}
    return {
        "charge": each,
        "against": each.suspect.name or _("Not known by name"),
        "offence": offence_in_words(each),
        "limit": limit_in_words(each),
        "penalties": penalties,
        "outcome": text(f"casework.outcomes.{each.outcome}") if each.outcome else "",
        "laid_late": bool(each.laid_on and each.last_day and each.laid_on > each.last_day),
        "sentences": [(one, _sentence(one)) for one in each.sentences.all()],
        "appeals": [_appeal(one) for one in each.appeals.all()],
        "can_be_sentenced": each.outcome in convicts,
        "can_be_appealed": bool(each.outcome and each.laid_on),
    }


def _sentence(each: SentencePassed) -> str:
    kind = text(f"casework.sentences.{each.kind}")
    if each.amount is None:
        return kind
    units = {one.id: one.unit for one in casework().outcomes.sentences}
    written = {
        "months": length_in_words(each.amount),
        "money": money_in_words(active_pack(), each.amount),
        "hours": ngettext("{hours} hour", "{hours} hours", each.amount).format(hours=each.amount),
    }
    words = _("{kind}: {amount}, suspended") if each.suspended else _("{kind}: {amount}")
    return words.format(kind=kind, amount=written.get(units.get(each.kind, ""), each.amount))


def _appeal(each: Any) -> dict[str, Any]:
    return {
        "appeal": each,
        "by": text(f"codes.appealed_by.{each.by_whom}"),
        "outcome": text(f"codes.appeal_outcomes.{each.outcome}") if each.outcome else "",
    }


urlpatterns = [
    path("time-limits/", time_limits, name="time_limits"),
    path("<uuid:case_id>/prosecution/", prosecution, name="prosecution"),
    *charges.urlpatterns,
    *court.urlpatterns,
]
