"""The pages about the team of a case: adding a member of another agency, and removing one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Refused
from firmground_site.cases.actions import teaming as actions
from firmground_site.cases.forms.involving import TeamForm
from firmground_site.cases.models import Case
from firmground_site.cases.procedure import is_with
from firmground_site.cases.views.casework import overview_of
from firmground_site.cases.views.one_case import answer, for_step, of_case
from firmground_site.screening.views.one_identification import sent


@never_cache
@requires(Permission.CASE_WORK, Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
@for_step("join")
def join(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Add a member of another agency to the team."""
    return answer(
        request,
        case,
        TeamForm(sent(request), case=case),
        act=lambda form: actions.join_team(case=case, by=request.actor, **form.cleaned_data),
        title=_("Add a member to the team"),
        lead=_(
            "They see this case in the role that they have now, and no more than that role may read. A person’s file is "
            "shared with them apart from this. Everybody in the case must have agreed that their agency is told, or a lawful "
            "exception must be recorded; when that ends, they see the case no more."
        ),
        button=_("Add to the team"),
        done=_("They are in the team."),
        back=overview_of(case),
    )


@never_cache
@requires(Permission.CASE_WORK, Permission.CASE_READ)
@require_POST
@of_case
def leave(request: HttpRequest, *, case: Case, team_member_id: UUID) -> HttpResponse:
    """Remove a member from the team."""
    if not is_with(request.actor, case):
        raise Http404
    member = get_object_or_404(case.team.select_related("member"), pk=team_member_id)
    try:
        actions.leave_team(team_member=member, by=request.actor)
        messages.success(request, _("{member} sees this case no more.").format(member=member.member))
    except Refused as refused:
        messages.info(request, " ".join(refused.reasons))
    return redirect(overview_of(case))


urlpatterns = [
    path("<uuid:case_id>/team/add/", join, name="join"),
    path("<uuid:case_id>/team/<uuid:team_member_id>/remove/", leave, name="leave"),
]
