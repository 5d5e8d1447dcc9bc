"""Accepting an invitation: open to whoever holds its link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from firmground_site.access.actors import the_system
from firmground_site.access.roles import ROLES
from firmground_site.access.views import open_to_anyone
from firmground_site.audit.actions import Refused
from firmground_site.members.actions import NameInUse, accept_invitation
from firmground_site.members.forms import JoiningForm
from firmground_site.members.queries import agency_in_words, open_invitation

DOOR = the_system("accept_invitation")


@open_to_anyone
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Set a name and a password, and become a member. An unknown, used, withdrawn or old link all look the same."""
    invitation = open_invitation(token)
    if invitation is None or invitation.role not in ROLES:
        return render(request, "members/not_open.html", status=404)
    form = JoiningForm(request.POST or None, initial={"name": invitation.name})
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            accept_invitation(token=token, name=chosen["name"], password=chosen["password"], by=DOOR)
        except Refused as refusal:
            form.add_error("name" if isinstance(refusal, NameInUse) else "password", list(refusal.reasons))
        else:
            messages.success(request, _("You are a member now. Sign in with your email address and your new password."))
            return redirect("account_login")
    context = {
        "form": form,
        "invitation": invitation,
        "role": ROLES[invitation.role],
        "agency": agency_in_words(invitation.agency),
    }
    return render(request, "members/join.html", context)
