"""One's own account: role and what it may do, password, second factors, where one is signed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from firmground_site.access.views import open_to_members
from firmground_site.members.actions import sign_out_elsewhere
from firmground_site.members.queries import agency_in_words
from firmground_site.members.sessions import sessions_of
from firmground_site.members.words import kinds_of_second_factor, what_a_role_may


@open_to_members
@require_safe
def you(request: HttpRequest) -> HttpResponse:
    """Your account."""
    context = {
        "member": request.user,
        "role": request.actor.role,
        "agency": agency_in_words(request.user.agency),
        "may": what_a_role_may(request.actor.role),
        "second_factors": kinds_of_second_factor(request.user),
        "sessions": sessions_of(request.user),
        "this_session": request.session.session_key,
    }
    return render(request, "members/you.html", context)


@open_to_members
@require_POST
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    ended = sign_out_elsewhere(member=request.user, keeping=request.session.session_key, by=request.actor)
    said = ngettext("You were signed out in {number} other place.", "You were signed out in {number} other places.", ended)
    messages.success(request, said.format(number=ended))
    return redirect("members:you")
