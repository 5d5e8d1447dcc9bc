"""The addresses of signing in. Only those pages of allauth that make sense here; the names of the others answer 404.

allauth builds addresses by these names, so each name that it may ask for must be here.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as codes
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as staff
from allauth.socialaccount.providers.openid_connect import views as openid
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from firmground_site.access.views import open_to_anyone, open_to_members
from firmground_site.members import forms
from firmground_site.members.views.second_step import PasskeySignIn, SecondStep


@open_to_anyone
def not_here(request: HttpRequest, **parts: Any) -> HttpResponse:
    """Answer like an address that does not exist."""
    raise Http404


def anyone(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """A page that needs no sign-in."""
    return path(route, open_to_anyone(view), name=name)


def member(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """A page for who is signed in."""
    return path(route, open_to_members(view), name=name)


urlpatterns = [
    anyone("login/", account.LoginView.as_view(form_class=forms.SignInForm), "account_login"),
    anyone(
        "login/second/",
        SecondStep.as_view(form_class=forms.CodeForm, webauthn_form_class=forms.PasskeyStepForm),
        "mfa_authenticate",
    ),
    anyone("login/passkey/", PasskeySignIn.as_view(form_class=forms.PasskeySignInForm), "mfa_login_webauthn"),
    anyone("logout/", account.LogoutView.as_view(), "account_logout"),
    anyone("inactive/", account.AccountInactiveView.as_view(), "account_inactive"),
    anyone("password/reset/", account.PasswordResetView.as_view(form_class=forms.ForgottenForm), "account_reset_password"),
    anyone("password/reset/done/", account.PasswordResetDoneView.as_view(), "account_reset_password_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        open_to_anyone(account.PasswordResetFromKeyView.as_view(form_class=forms.ResetForm)),
        name="account_reset_password_from_key",
    ),
    anyone("password/reset/key/done/", account.PasswordResetFromKeyDoneView.as_view(), "account_reset_password_from_key_done"),
    anyone("staff/<slug:provider_id>/login/", openid.login, "openid_connect_login"),
    anyone("staff/<slug:provider_id>/login/callback/", openid.callback, "openid_connect_callback"),
    anyone("staff/cancelled/", staff.login_cancelled, "socialaccount_login_cancelled"),
    anyone("staff/error/", staff.login_error, "socialaccount_login_error"),
    member("again/", account.ReauthenticateView.as_view(form_class=forms.AgainForm), "account_reauthenticate"),
    member("password/", account.PasswordChangeView.as_view(form_class=forms.NewPasswordForm), "account_change_password"),
    member("2fa/", codes.index, "mfa_index"),
    member("2fa/again/", codes.ReauthenticateView.as_view(form_class=forms.CodeAgainForm), "mfa_reauthenticate"),
    member(
        "2fa/again/passkey/",
        passkeys.ReauthenticateWebAuthnView.as_view(form_class=forms.PasskeyAgainForm),
        "mfa_reauthenticate_webauthn",
    ),
    member("2fa/app/", totp.ActivateTOTPView.as_view(form_class=forms.AuthenticatorForm), "mfa_activate_totp"),
    member("2fa/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    member("2fa/passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
    member("2fa/passkeys/add/", passkeys.AddWebAuthnView.as_view(form_class=forms.PasskeyForm), "mfa_add_webauthn"),
    member("2fa/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn"),
    member("2fa/passkeys/<int:pk>/", passkeys.EditWebAuthnView.as_view(form_class=forms.PasskeyNameForm), "mfa_edit_webauthn"),
    member("2fa/recovery-codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    member("2fa/recovery-codes/new/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    path("not-here/signup/", not_here, name="account_signup"),
    path("not-here/email/", not_here, name="account_email"),
    path("not-here/email/sent/", not_here, name="account_email_verification_sent"),
    path("not-here/email/<key>/", not_here, name="account_confirm_email"),
    path("not-here/password/", not_here, name="account_set_password"),
    path("not-here/code/", not_here, name="account_confirm_login_code"),
    path("not-here/codes/", not_here, name="mfa_download_recovery_codes"),
    path("not-here/staff/signup/", not_here, name="socialaccount_signup"),
    path("not-here/staff/", not_here, name="socialaccount_connections"),
]
