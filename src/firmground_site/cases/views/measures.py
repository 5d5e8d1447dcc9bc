"""What was done against the person themselves: recorded by whoever works on the case, answered by a prosecutor."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firmground.law.provision import cited_in_words
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions import non_punishment as actions
from firmground_site.cases.forms.non_punishment import DISCONTINUED, AnswerForm, MeasureForm
from firmground_site.cases.limits import provision_of
from firmground_site.cases.models import Case, MeasureAgainst
from firmground_site.cases.prompting import measures_visible_to, prompt_of, unanswered
from firmground_site.cases.views.once import record_once
from firmground_site.cases.views.one_case import answer, called, of_case, shown
from firmground_site.packs.queries import active_pack, interface_language, text, today
from firmground_site.screening.models import Person
from firmground_site.screening.views.one_identification import sent

PAGE = 50
WHY = {
    "chiefly": gettext_lazy("This provision falls chiefly on people who were exploited."),
    "possibly": gettext_lazy("This provision can fall on people who were exploited."),
    "not_marked": gettext_lazy(
        "This provision is not known to fall on people who were exploited, but they can be made to do such things too."
    ),
    "not_known": gettext_lazy("It is not known whether this can punish somebody for what they were made to do."),
}


@never_cache
@requires(Permission.CASE_READ)
@require_safe
@of_case
def measures(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Charges and immigration measures against the person themselves, and what a prosecutor answered."""
    rows = measures_visible_to(request.actor).filter(case=case)
    context = {
        "measures": [_measure(each, request.actor) for each in rows],
        "may_record": _may_record(request.actor) and not case.is_closed,
        "may_answer": request.actor.may(Permission.NON_PUNISHMENT_ANSWER),
    }
    return shown(request, "cases/prosecution/measures.html", case, context)


@never_cache
@requires(Permission.CASE_READ, Permission.NON_PUNISHMENT_ANSWER)
@require_safe
def prompts(request: HttpRequest) -> HttpResponse:
    """The measures that wait for a prosecutor's answer, in all cases that the actor may see."""
    page = Paginator(unanswered(request.actor), PAGE).get_page(request.GET.get("page"))
    rows = [_measure(each, request.actor) for each in page]
    return render(request, "cases/prosecution/prompts.html", {"page": page, "rows": rows})


@never_cache
@requires(Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def record_measure(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Record a charge or an immigration measure against a person of the case."""
    actor = request.actor
    if not _may_record(actor):
        raise Http404
    people = list(Person.objects.filter(involvements__case=case, erased_at=None, merged_into=None).distinct())
    named = [(str(each.pk), called(each, actor)) for each in people]
    record = actions.record_measure if actor.may(Permission.CASE_WORK) else actions.record_measure_as_prosecutor
    return record_once(
        request,
        case,
        MeasureForm(sent(request), initial={"from_on": today(), "person": named[0][0] if len(named) == 1 else ""}, people=named),
        model=MeasureAgainst,
        act=lambda given: record(
            case=case,
            person=next(each for each in people if str(each.pk) == given.cleaned_data["person"]),
            key=given.cleaned_data["key"],
            given=given.given(),
            by=actor,
        ),
        title=_("Record a measure against the person"),
        lead=_("A charge, a detention, a removal: a prosecutor is asked whether it punishes them for what they were made to do."),
        button=_("Record this measure"),
        done=_("The measure is recorded."),
        back=reverse("cases:measures", args=[case.pk]),
    )


@never_cache
@requires(Permission.CASE_READ, Permission.PROSECUTION_READ, Permission.NON_PUNISHMENT_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def answer_prompt(request: HttpRequest, *, case: Case, measure_id: UUID) -> HttpResponse:
    """Answer whether a measure against a person is discontinued or goes on, with reasons."""
    measure = get_object_or_404(measures_visible_to(request.actor), pk=measure_id, case=case)
    form = AnswerForm(sent(request), initial={"version": measure.version})
    return answer(
        request,
        case,
        form,
        act=lambda given: actions.answer_prompt(
            measure=measure,
            version=given.cleaned_data["version"],
            discontinued=given.cleaned_data["answer"] == DISCONTINUED,
            basis=given.cleaned_data["basis"],
            reasons=given.cleaned_data["reasons"],
            by=request.actor,
        ),
        title=_("Does this punish the person for what they were made to do?"),
        lead=_in_words(measure),
        button=_("Record your answer"),
        done=_("Your answer is recorded. Everybody in the case sees that it was given."),
        back=reverse("cases:measures", args=[case.pk]),
        recorded_now=_recorded_now,
        is_done=lambda now: _is_last(now, form, request.actor),
    )


def _may_record(actor: Actor) -> bool:
    return actor.may(Permission.CASE_WORK) or actor.may(Permission.PROSECUTION_WORK)


def _measure(each: MeasureAgainst, actor: Actor) -> dict[str, Any]:
    answers = list(each.answers.all())
    return {
        "measure": each,
        "person": called(each.person, actor),
        "what": _in_words(each),
        "why": WHY[prompt_of(each).falls],
        "answers": [(one, text(f"codes.non_punishment_bases.{one.basis}")) for one in reversed(answers)],
        "shows_reasons": actor.may(Permission.PROSECUTION_READ),
    }


def _in_words(each: MeasureAgainst) -> str:
    provision = provision_of(each.provision)
    kind = text(f"codes.measure_kinds.{each.kind}")
    if provision is None:
        return kind
    cited = cited_in_words(active_pack(), provision, interface_language())
    return _("{kind}, {provision}").format(kind=kind, provision=cited)


def _recorded_now(measure: MeasureAgainst) -> list[tuple[str, str]]:
    last = measure.answers.select_related("answered_by").last()
    if last is None:
        return [(_("Answer"), _("None yet"))]
    became = _("It is discontinued") if last.discontinued else _("It goes on")
    return [
        (_("Answer"), _("{became}, by {member}").format(became=became, member=last.answered_by)),
        (_("Reasons"), last.reasons),
    ]


def _is_last(measure: MeasureAgainst, form: AnswerForm, actor: Actor) -> bool:
    last, given = measure.answers.last(), form.cleaned_data
    said = (given["answer"] == DISCONTINUED, given["basis"], given["reasons"], actor.member_id)
    return last is not None and (last.discontinued, last.basis, last.reasons, last.answered_by_id) == said


urlpatterns = [
    path("prompts/", prompts, name="prompts"),
    path("<uuid:case_id>/measures/", measures, name="measures"),
    path("<uuid:case_id>/measures/record/", record_measure, name="record_measure"),
    path("<uuid:case_id>/measures/<uuid:measure_id>/answer/", answer_prompt, name="answer_prompt"),
]
