"""The second step of signing in, and signing in by a passkey alone. What allauth lets pass in silence is noted here."""

from typing import Any

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal import flows
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpResponse

from firmground_site.members.watching import sign_in_failed


class SecondStep(AuthenticateView):
    """A code or a passkey after the password."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Note a passkey that did not fit; a wrong code is noted elsewhere."""
        if "credential" in self.request.POST:
            sign_in_failed(member=self.stage.login.user, why="passkey")
        return super().form_invalid(form)


class PasskeySignIn(LoginWebAuthnView):
    """A passkey in the place of password and code."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Note it; whose passkey it claimed to be cannot be trusted."""
        sign_in_failed(why="passkey")
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in and go where the person was going."""
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, authenticator, login)
