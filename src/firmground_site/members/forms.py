"""What members and administrators fill in. allauth's forms get our labels here; what they do stays theirs."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.design.forms import Radios
from firmground_site.members.queries import agency_choices, role_choices

ADDRESS = {"type": "email", "autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}
CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "govuk-input--width-10", "spellcheck": "false"}
ANOTHER_CODE = gettext_lazy("Six digits from your authenticator app, or one of your recovery codes.")
NOT_ACCEPTED = gettext_lazy("The passkey was not accepted. Try again, or choose another way.")
REASON = gettext_lazy("The ledger keeps it. Do not write about people's cases.")


class Reworded(forms.Form):
    """A form of another package with our labels and hints, and without words inside the boxes, which vanish as one types."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}
    attributes: dict[str, dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.update(self.attributes.get(name, {}))


class SignInForm(Reworded, account.LoginForm):
    """Address and password."""

    labels = {"login": gettext_lazy("Email address"), "password": gettext_lazy("Password")}
    attributes = {"login": ADDRESS}


class AgainForm(Reworded, account.ReauthenticateForm):
    """The password again."""

    labels = {"password": gettext_lazy("Password")}


class CodeForm(Reworded, codes.AuthenticateForm):
    """A code as the second factor."""

    labels = {"code": gettext_lazy("Code")}
    hints = {"code": ANOTHER_CODE}
    attributes = {"code": CODE}


class CodeAgainForm(Reworded, codes.ReauthenticateForm):
    """A code again."""

    labels = {"code": gettext_lazy("Code")}
    hints = {"code": ANOTHER_CODE}
    attributes = {"code": CODE}


class AuthenticatorForm(Reworded, totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    labels = {"code": gettext_lazy("Code that the app shows now")}
    hints = {"code": gettext_lazy("Six digits. They change every 30 seconds.")}
    attributes = {"code": CODE}


class WellFormed(forms.Form):
    """A passkey's answer in JSON, of which a stranger may have made anything: what makes no sense is refused, not a fault."""

    def clean_credential(self) -> Any:
        """The passkey that answered."""
        try:
            return super().clean_credential()
        except ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise ValidationError(NOT_ACCEPTED) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValidationError(NOT_ACCEPTED) from error


class PasskeySignInForm(WellFormed, passkeys.LoginWebAuthnForm):
    """A passkey in the place of address, password and code."""


class PasskeyStepForm(WellFormed, passkeys.AuthenticateWebAuthnForm):
    """A passkey as the second factor."""


class PasskeyAgainForm(WellFormed, passkeys.ReauthenticateWebAuthnForm):
    """A passkey again."""


class PasskeyForm(Reworded, passkeys.AddWebAuthnForm):
    """A new passkey: always one that asks for a finger, a face or a number, so that it can stand for both factors."""

    labels = {"name": gettext_lazy("What to call it")}
    hints = {"name": gettext_lazy("So that you know it again, for example “My phone”.")}
    attributes = {"name": {"autocomplete": "off"}}
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    def clean(self) -> dict[str, Any]:
        """Refuse what is no answer of a passkey."""
        try:
            return super().clean()
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValidationError(NOT_ACCEPTED) from error


class PasskeyNameForm(Reworded, passkeys.EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": gettext_lazy("What to call it")}


class NewPasswordForm(Reworded, account.ChangePasswordForm):
    """Another password, by who knows the present one."""

    labels = {
        "oldpassword": gettext_lazy("Your current password"),
        "password1": gettext_lazy("New password"),
        "password2": gettext_lazy("New password again"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = password_validators_help_text_html()


class ForgottenForm(Reworded, account.ResetPasswordForm):
    """The address to which a link for a new password is sent."""

    labels = {"email": gettext_lazy("Email address")}
    attributes = {"email": ADDRESS}


class ResetForm(Reworded, account.ResetPasswordKeyForm):
    """A new password, by who followed that link."""

    labels = {"password1": gettext_lazy("New password"), "password2": gettext_lazy("New password again")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = password_validators_help_text_html()


class PlaceForm(forms.Form):
    """A role and an agency."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"), widget=Radios(hints={role.key: role.sentence for role in ROLES.values()})
    )
    agency = forms.ChoiceField(
        label=gettext_lazy("Agency"),
        required=False,
        help_text=gettext_lazy("Administrators, independent raters and partners may have none."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices()
        self.fields["agency"].choices = [("", _("None")), *agency_choices()]


class InvitationForm(PlaceForm):
    """Whom to invite, as what."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=gettext_lazy("Email address"), widget=forms.EmailInput(attrs={**ADDRESS, "autocomplete": "off"})
    )
    field_order = ["name", "email", "role", "agency"]


class JoiningForm(forms.Form):
    """What an invited person sets."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        help_text=gettext_lazy("As colleagues know you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("Password again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords."""
        given = super().clean() or {}
        if "again" in given and given.get("password") != given["again"]:
            self.add_error("again", _("This is not the same as the password above."))
        return given


class ReasonForm(forms.Form):
    """Why something is done to a member."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=REASON,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class FilterForm(forms.Form):
    """Which members to list."""

    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("All")), ("active", gettext_lazy("Active")), ("inactive", gettext_lazy("Inactive"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", _("All")), *agency_choices()]
        self.fields["role"].choices = [("", _("All")), *role_choices()]

    @property
    def conditions(self) -> dict[str, Any]:
        """What is asked for, as conditions on members; what makes no sense is left out."""
        asked = self.cleaned_data if self.is_valid() else {}
        chosen = {name: asked[name] for name in ("agency", "role") if asked.get(name)}
        return chosen | ({"is_active": asked["state"] == "active"} if asked.get("state") else {})


def place_of(member: Member) -> dict[str, str]:
    """A member's role and agency, to begin a ``PlaceForm`` with."""
    return {"role": member.role, "agency": member.agency}
