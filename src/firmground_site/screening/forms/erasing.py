"""The form that asks why a record is erased."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.design.forms import Radios
from firmground_site.screening.actions.erasing import ASKED, DUE, REASONS


class ErasingForm(forms.Form):
    """Only reasons that can be true are offered: the time has come, or the person asked."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why is it erased?"),
        widget=Radios,
        error_messages={"required": gettext_lazy("Say why the record is erased.")},
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I understand that nobody can bring it back"),
        error_messages={"required": gettext_lazy("Confirm that nobody can bring it back.")},
    )

    def __init__(self, *args: Any, is_due: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(each, _(REASONS[each])) for each in ((DUE, ASKED) if is_due else (ASKED,))]
