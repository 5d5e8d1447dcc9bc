"""The administrator's pages: who is a member, who is invited, and what can be done about a member.

What makes or changes a member asks who is there once more: otherwise a browser left open could make an officer of anyone.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.access.views import asks_again, requires
from firmground_site.accounts.models import Invitation, Member
from firmground_site.audit.actions import Refused
from firmground_site.members import actions
from firmground_site.members.forms import FilterForm, InvitationForm, PlaceForm, ReasonForm, place_of
from firmground_site.members.letters import send_invitation
from firmground_site.members.queries import agency_in_words, invitations_visible_to, members_visible_to, role_in_words
from firmground_site.members.sealing import LINKS, open_text, seal_text
from firmground_site.members.words import kinds_of_second_factor

ON_A_PAGE = 50
HANDED_OVER = "members.invited"


@requires(Permission.MEMBER_MANAGE)
def members(request: HttpRequest) -> HttpResponse:
    """Everyone who can sign in, and the open invitations."""
    choice = FilterForm(request.GET or None)
    found = members_visible_to(request.actor).filter(**choice.conditions)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [_row(each) for each in page]
    invited = [_row(each) | {"too_old": each.expires_at <= timezone.now()} for each in invitations_visible_to(request.actor)]
    return render(request, "members/members.html", {"choice": choice, "page": page, "rows": rows, "invited": invited})


def _row(someone: Member | Invitation) -> dict[str, Any]:
    return {"it": someone, "role": role_in_words(someone.role), "agency": agency_in_words(someone.agency)}


@requires(Permission.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
@asks_again
def invite(request: HttpRequest) -> HttpResponse:
    """Invite someone."""
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            invitation, token = actions.invite_member(**form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            link = request.build_absolute_uri(reverse("members:join", args=[token]))
            sent = send_invitation(invitation, link)
            kept = {"link": seal_text(link, LINKS), "sent": sent, "name": invitation.name, "email": invitation.email}
            request.session[HANDED_OVER] = kept
            return redirect("members:invited")
    return render(request, "members/invite.html", {"form": form})


@requires(Permission.MEMBER_MANAGE)
@never_cache
def invited(request: HttpRequest) -> HttpResponse:
    """The link of the invitation just made, shown once to be handed over."""
    made = request.session.pop(HANDED_OVER, None)
    if made is None:
        return redirect("members:members")
    return render(request, "members/invited.html", {**made, "link": open_text(made["link"], LINKS)})


@requires(Permission.MEMBER_MANAGE)
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw an invitation."""
    invitation = get_object_or_404(invitations_visible_to(request.actor), pk=key)
    try:
        actions.withdraw_invitation(invitation=invitation, by=request.actor)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, _("The invitation of {name} was withdrawn.").format(name=invitation.name))
    return redirect("members:members")


@requires(Permission.MEMBER_MANAGE)
def member(request: HttpRequest, key: str) -> HttpResponse:
    """A member: role, agency, state, second factors, and what can be done."""
    found = get_object_or_404(members_visible_to(request.actor), pk=key)
    context = _row(found) | {
        "sentence": ROLES[found.role].sentence if found.role in ROLES else "",
        "second_factors": kinds_of_second_factor(found),
        "is_oneself": found.pk == request.actor.member_id,
    }
    return render(request, "members/member.html", context)


@requires(Permission.MEMBER_MANAGE)
@require_http_methods(["GET", "POST"])
@asks_again
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change a member's role or agency."""
    found = get_object_or_404(members_visible_to(request.actor), pk=key)
    form = PlaceForm(request.POST or None, initial=place_of(found))
    run = functools.partial(actions.change_role, member=found, by=request.actor)
    done = _("The role and agency of {name} were changed.").format(name=found.name)
    return _asked(request, form, run, done, {"member": found, "title": _("Change role or agency"), "button": _("Save")})


def _with_reason(run: Callable[..., None], title: str, button: str, done: str, hint: str) -> Callable[..., HttpResponse]:
    """A page that asks for a reason, and then does one thing to a member."""

    @requires(Permission.MEMBER_MANAGE)
    @require_http_methods(["GET", "POST"])
    @asks_again
    def page(request: HttpRequest, key: str) -> HttpResponse:
        found = get_object_or_404(members_visible_to(request.actor), pk=key)
        form = ReasonForm(request.POST or None)
        context = {"member": found, "title": title, "button": button, "hint": hint}
        return _asked(
            request, form, functools.partial(run, member=found, by=request.actor), done.format(name=found.name), context
        )

    return page


def _asked(
    request: HttpRequest, form: PlaceForm | ReasonForm, run: Callable[..., None], done: str, context: dict[str, Any]
) -> HttpResponse:
    if form.is_valid():
        try:
            run(**form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, done)
            return redirect("members:member", context["member"].pk)
    return render(request, "members/asked.html", {**context, "form": form})


deactivate = _with_reason(
    actions.deactivate_member,
    gettext_lazy("Deactivate"),
    gettext_lazy("Deactivate"),
    gettext_lazy("{name} was deactivated."),
    gettext_lazy("They are signed out everywhere at once and cannot sign in again. What they did stays."),
)
reactivate = _with_reason(
    actions.reactivate_member,
    gettext_lazy("Reactivate"),
    gettext_lazy("Reactivate"),
    gettext_lazy("{name} was reactivated."),
    gettext_lazy("They can sign in again with the role and the password they had."),
)
reset_second_factor = _with_reason(
    actions.reset_second_factor,
    gettext_lazy("Remove the second factor"),
    gettext_lazy("Remove"),
    gettext_lazy("{name} has no second factor now, and sets up another when they sign in."),
    gettext_lazy("Only when it is lost. Make sure first that it is really them who ask: call them, or see them."),
)
