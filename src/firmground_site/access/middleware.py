"""Gives every request its actor, and leads members whose role needs it to a second factor before anything else."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from firmground_site.access.actors import ANONYMOUS, actor_for

Answer = Callable[[HttpRequest], HttpResponse]


class ActorOfRequest:
    """Sets ``request.actor``."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual, or lead elsewhere first."""
        request.actor = actor_for(request.user) if request.user.is_authenticated else ANONYMOUS
        return self.get_response(request)


class SecondFactorFirst:
    """Sends a member whose role needs one to set up a second factor, and lets them do nothing else until they have."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual, or lead elsewhere first."""
        if request.actor.role.needs_second_factor and not self._may_pass(request) and not has_second_factor(request):
            messages.info(request, _("Your role needs a second factor. Set one up before you go on."))
            return redirect("mfa_index")
        return self.get_response(request)

    def _may_pass(self, request: HttpRequest) -> bool:
        ways = (reverse("mfa_index"), reverse("account_logout"), reverse("account_reauthenticate"), settings.STATIC_URL)
        return request.path.startswith(ways) or request.path in {reverse("pages:help"), reverse("pages:privacy")}


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the member has a code or a passkey, which signing in then asks for, or came from an OpenID server."""
    if is_mfa_enabled(request.user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
        return True
    return any(record.get("method") == "socialaccount" for record in get_authentication_records(request, request.user))
