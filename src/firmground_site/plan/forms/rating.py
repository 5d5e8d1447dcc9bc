"""The form of an independent rating."""

from django import forms
from django.utils.translation import gettext_lazy as _

from firmground_site.design.forms import Radios
from firmground_site.plan.forms.reporting import reasons_field
from firmground_site.plan.vocabulary import RATINGS


class RatingForm(forms.Form):
    """How far a measure is, with reasons."""

    rating = forms.ChoiceField(
        label=_("How far is the measure?"),
        choices=list(RATINGS.items()),
        widget=Radios(),
        error_messages={"required": _("Choose a rating.")},
    )
    reasons = reasons_field(_("Your reasons"), _("Everybody can read them, without your name."))
