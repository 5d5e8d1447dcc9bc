"""The form that asks why a case's file is opened: the same question as for a person's file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from firmground_site.design.forms import Radios
from firmground_site.screening.forms.people import PurposeForm


class CasePurposeForm(PurposeForm):
    """Why somebody opens a case."""

    purpose = forms.ChoiceField(
        label=_("Why do you open this case?"),
        choices=PurposeForm.base_fields["purpose"].choices,
        widget=Radios(),
        error_messages={"required": _("Choose why you open this case.")},
    )
