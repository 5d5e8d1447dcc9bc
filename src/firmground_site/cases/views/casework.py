"""The pages of the steps of a case: taking it up, its summary, notes, the plan, closing, and opening again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Refused, Stale
from firmground_site.cases.actions import casework as actions
from firmground_site.cases.forms.casework import CaseStepForm, ClosingForm, NoteForm, PlanForm, ReopeningForm, SummaryForm
from firmground_site.cases.models import Case
from firmground_site.cases.views.one_case import Rows, answer, for_step, of_case
from firmground_site.packs.queries import text
from firmground_site.screening.views.one_identification import sent


def overview_of(case: Case) -> str:
    """The address of a case's first page."""
    return reverse("cases:case", args=[case.pk])


def recorded_now(current: Case) -> Rows:
    """What is recorded of a case now, as labels and words, to stand beside what was entered."""
    rows = [
        (_("State"), text(f"casework.states.{current.state}")),
        (_("Case worker"), str(current.officer or _("Nobody has taken it up"))),
        (_("Summary"), current.summary or _("None")),
    ]
    if current.closing_reason:
        rows.append((_("Closed because"), text(f"codes.closing_reasons.{current.closing_reason}")))
    return rows


@never_cache
@requires(Permission.CASE_WORK, Permission.CASE_READ)
@require_POST
@of_case
@for_step("take_up")
def take_up(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Become the case worker of a case that nobody has."""
    form = CaseStepForm(request.POST)
    if form.is_valid():
        try:
            actions.take_up_case(case=case, version=form.cleaned_data["version"], by=request.actor)
            messages.success(request, _("You have taken up this case."))
        except Stale as stale:
            if stale.current.officer_id != request.actor.member_id:
                messages.error(
                    request, _("Somebody changed this meanwhile, so you have not taken it up. This page says where it stands.")
                )
        except Refused as refused:
            messages.error(request, " ".join(refused.reasons))
    return redirect(overview_of(case))


@never_cache
@requires(Permission.CASE_WORK, Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
@for_step("summary")
def summary(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Change what the case is about; when somebody was quicker, both versions stand beside each other."""
    form = SummaryForm(sent(request), initial={"version": case.version, "summary": case.summary})
    return answer(
        request,
        case,
        form,
        act=lambda form: actions.change_summary(case=case, by=request.actor, **form.cleaned_data),
        title=_("Change the summary"),
        lead=_("What it said before stays in the ledger."),
        button=_("Save the summary"),
        done=_("The summary is changed."),
        back=overview_of(case),
        recorded_now=recorded_now,
        is_done=lambda current: current.summary == form.cleaned_data["summary"],
    )


@never_cache
@requires(Permission.CASE_WORK, Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
@for_step("note")
def note(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Write a line into the file."""
    form = NoteForm(sent(request))
    if request.method == "POST" and form.is_valid() and case.entries.filter(pk=form.cleaned_data["key"]).exists():
        return redirect(overview_of(case))
    return answer(
        request,
        case,
        form,
        act=lambda form: actions.note_in_case(case=case, by=request.actor, **form.cleaned_data),
        title=_("Write a note"),
        lead=_("It stays in the file as it is. To correct it, write another one."),
        button=_("Keep the note"),
        done=_("The note is in the file."),
        back=overview_of(case),
    )


@never_cache
@requires(Permission.CASE_WORK, Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
@for_step("plan")
def plan(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Record the plan that was agreed with the person."""
    form = PlanForm(sent(request), initial={"version": case.version})
    return answer(
        request,
        case,
        form,
        act=lambda form: actions.agree_plan(case=case, by=request.actor, **form.cleaned_data),
        title=_("Record the plan that was agreed"),
        lead=_("A later plan takes its place; both stay in the file."),
        button=_("Record the plan"),
        done=_("The plan is recorded."),
        back=overview_of(case),
        recorded_now=recorded_now,
        is_done=lambda current: _said_last(current, "case:plan_agreed", form.cleaned_data["words"], request.actor.member_id),
    )


@never_cache
@requires(Permission.CASE_WORK, Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
@for_step("close")
def close(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Close a case, for a reason and in words."""
    form = ClosingForm(sent(request), initial={"version": case.version})
    return answer(
        request,
        case,
        form,
        act=lambda form: actions.close_case(case=case, by=request.actor, **form.cleaned_data),
        title=_("Close the case"),
        lead=_(
            "Nothing more is then added to it. Its people’s records are kept as those of a closed case from today, then erased."
        ),
        button=_("Close the case"),
        done=_("The case is closed."),
        back=overview_of(case),
        recorded_now=recorded_now,
        is_done=lambda current: (
            current.closed_by_id == request.actor.member_id
            and (current.closing_reason, current.closing_words) == (form.cleaned_data["reason"], form.cleaned_data["words"])
        ),
    )


@never_cache
@requires(Permission.CASE_WORK, Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
@for_step("reopen")
def reopen(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Open a closed case again."""
    form = ReopeningForm(sent(request), initial={"version": case.version})
    return answer(
        request,
        case,
        form,
        act=lambda form: actions.reopen_case(case=case, by=request.actor, **form.cleaned_data),
        title=_("Open the case again"),
        lead=_("If nobody has it, it is then with you."),
        button=_("Open the case again"),
        done=_("The case is open again."),
        back=overview_of(case),
        recorded_now=recorded_now,
        is_done=lambda current: _said_last(current, "case:reopened", form.cleaned_data["words"], request.actor.member_id),
    )


def _said_last(current: Case, kind: str, words: str, member: object) -> bool:
    """Whether the last line of a kind is by this member and says just this: the form was sent twice."""
    last = current.entries.filter(kind=kind).order_by("-recorded_at").first()
    return last is not None and (last.recorded_by_id, last.words) == (member, words)


urlpatterns = [
    path("<uuid:case_id>/take-up/", take_up, name="take_up"),
    path("<uuid:case_id>/summary/", summary, name="summary"),
    path("<uuid:case_id>/note/", note, name="note"),
    path("<uuid:case_id>/plan/", plan, name="plan"),
    path("<uuid:case_id>/close/", close, name="close"),
    path("<uuid:case_id>/reopen/", reopen, name="reopen"),
]
