"""The form of an independent rating."""

from django import forms

from firmground_site.design.forms import Radios
from firmground_site.plan.forms.reporting import reasons_field
from firmground_site.plan.vocabulary import RATINGS


class RatingForm(forms.Form):
    """How far a measure is, with reasons."""

    rating = forms.ChoiceField(
        label="How far is the measure?",
        choices=list(RATINGS.items()),
        widget=Radios(),
        error_messages={"required": "Choose a rating."},
    )
    reasons = reasons_field("Your reasons", "Everybody can read them, without your name.")
