"""How allauth is fitted to this site: no open registration, and what it writes to members is an action."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and passwords."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only an invitation makes a member."""
        return False


class OpenIdAdapter(DefaultSocialAccountAdapter):
    """Signing in through the territory's own server."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Only an invitation makes a member."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator codes and passkeys."""
