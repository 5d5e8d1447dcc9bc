"""The forms about phones: why one is revoked, and for which one a debriefing is prepared."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.design.forms import Radios
from firmground_site.devices.models import DeviceOfficer


class RevokeForm(forms.Form):
    """Why a phone is revoked."""

    reason = forms.CharField(
        label=gettext_lazy("Why the phone is revoked"),
        help_text=gettext_lazy("For example: lost on the ferry. Do not name anybody whom you screened."),
        max_length=200,
        widget=forms.TextInput,
        error_messages={"required": gettext_lazy("Say why the phone is revoked.")},
    )


class PrepareForm(forms.Form):
    """For which of the officer's own phones."""

    def __init__(self, *args: Any, officers: Iterable[DeviceOfficer], **options: Any) -> None:
        super().__init__(*args, **options)
        self.officers = {str(each.pk): each for each in officers}
        self.fields["phone"] = forms.ChoiceField(
            label=_("For which of your phones"),
            choices=[(key, each.device.label) for key, each in self.officers.items()],
            widget=Radios(),
            error_messages={"required": _("Choose a phone.")},
        )

    @property
    def officer(self) -> DeviceOfficer:
        """The keys that a valid form chose."""
        return self.officers[self.cleaned_data["phone"]]
