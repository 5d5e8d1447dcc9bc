"""How allauth is fitted to this site: no open registration, and what it writes to members is an action."""

import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import actor_for
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused
from firmground_site.design.letters import BESIDE, in_each_language
from firmground_site.members.actions import link_openid, set_password, strengthen_password
from firmground_site.members.letters import log_unsent
from firmground_site.members.queries import member_with_address
from firmground_site.members.sealing import FACTORS, open_text, seal_text
from firmground_site.members.watching import sign_in_failed


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and passwords."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("The email address or the password is not right."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_code": gettext_lazy("This code is not right. Codes change every 30 seconds: wait for the next one."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "invalid_login": gettext_lazy("The email address or the password is not right."),
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": gettext_lazy("Too many attempts. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only an invitation makes a member."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Member | None:
        """Check a password; keep it by a newer digest where the site's way of keeping passwords became stronger."""
        member = super().authenticate(request, **credentials)
        if member is not None and member.is_active and identify_hasher(member.password).must_update(member.password):
            strengthen_password(member=member, password=credentials["password"], by=actor_for(member))
        return member

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note it in the ledger, without what was typed."""
        sign_in_failed(address=credentials.get("email", ""), why="password")

    def pre_login(self, request: HttpRequest, user: Member, **details: Any) -> HttpResponse | None:
        """Refuse whoever may not even keep their own account: an inactive member, or one without a known role."""
        if not actor_for(user).may(Permission.MEMBER_KEEP_OWN):
            sign_in_failed(member=user, why="inactive")
            user.is_active = False  # for what follows in this request only: a member without a role is shut out alike
        return super().pre_login(request, user, **details)

    def set_password(self, user: Member, password: str) -> None:
        """Through an action, by the member themselves: signed in, or holding a link that was sent to their address."""
        set_password(member=user, password=password, by=actor_for(user))

    def is_reauthentication_required(self, *, app: str, **details: Any) -> bool:
        """Not within a few minutes of signing in, or else setting up a second factor would ask for the password twice."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((each["at"] for each in records), default=0)
        return timezone.now().timestamp() - latest >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def format_email_subject(self, subject: str) -> str:
        """With the site's name in front."""
        return f"{settings.SITE_NAME}: {subject}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account page."""
        return reverse("members:you")

    def render_mail(self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None) -> EmailMessage:
        """In every language, as all letters."""
        subject = in_each_language(lambda: render_to_string(f"{template_prefix}_subject.txt", context), BESIDE)
        text = in_each_language(lambda: render_to_string(f"{template_prefix}_message.txt", context, self.request))
        return EmailMessage(self.format_email_subject(subject), text, self.get_from_email(), [email], headers=headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail that cannot be sent is logged: what it tells of has happened all the same."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException) as error:
            log_unsent(template_prefix, error)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator codes and passkeys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """Sealed like everything that must not be read in the database."""
        return seal_text(text, FACTORS)

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed."""
        return open_text(encrypted_text, FACTORS)

    def generate_authenticator_name(self, user: Member, type: str) -> str:
        """A name to begin with."""
        return _("My passkey")

    def _get_site_name(self) -> str:
        return settings.SITE_NAME


class OpenIdAdapter(DefaultSocialAccountAdapter):
    """Signing in through the territory's own server: for active members whose verified address it is, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Only an invitation makes a member."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """At first use, link the account to the member whose address the server has verified; else refuse."""
        if sociallogin.is_existing:
            return
        addresses = [each.email for each in sociallogin.email_addresses if each.verified is True]
        member = member_with_address(addresses[0]) if addresses else None
        if member is None or not actor_for(member).may(Permission.MEMBER_KEEP_OWN):
            sign_in_failed(member=member, address=addresses[0] if addresses else "", why="openid")
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
        account = sociallogin.account
        try:
            sociallogin.account = link_openid(member=member, provider=account.provider, uid=account.uid, by=actor_for(member))
        except Refused as refusal:
            sign_in_failed(member=member, why="openid")
            page = render(request, "account/signup_closed.html", {"reasons": refusal.reasons}, status=403)
            raise ImmediateHttpResponse(page) from refusal
        sociallogin.user = member
