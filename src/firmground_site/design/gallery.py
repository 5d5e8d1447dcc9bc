"""The sample form and values that the gallery shows every component with. No person, real or invented, is in it."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

from firmground_site.design.forms import Checkboxes, DateField, Radios

NAVIGATION = [{"text": "Gallery", "url": "?", "active": True}, {"text": "Right to left", "url": "?dir=rtl", "active": False}]
LIGHTS = [("on", "On"), ("off", "Off"), ("unknown", "Not known")]
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="400" height="120">'
    '<rect x="0" y="20" width="60" height="40" fill="#106165"/><rect x="70" y="5" width="60" height="55" fill="#106165"/></svg>'
)


class SampleForm(forms.Form):
    """Every kind of field, about a lighthouse."""

    name = forms.CharField(label="Name of the lighthouse", help_text="As it is painted on the tower.", max_length=60)
    lamps = forms.IntegerField(
        label="Number of lamps", min_value=1, widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"})
    )
    mail = forms.EmailField(label="Address of the harbour office", required=False)
    lit = DateField(label="First lit on", help_text="For example, 27 3 1907.")
    state = forms.ChoiceField(label="State of the light", choices=LIGHTS, widget=Radios(hints={"unknown": "Nobody has looked."}))
    seen = forms.ChoiceField(label="Seen tonight", choices=LIGHTS, widget=Radios(inline=True, small=True))
    colours = forms.MultipleChoiceField(
        label="Colours shown", choices=[("white", "White"), ("red", "Red"), ("green", "Green")], widget=Checkboxes, required=False
    )
    coast = forms.ChoiceField(label="Coast", choices=[("n", "North"), ("s", "South")])
    automatic = forms.BooleanField(label="Lit without a keeper", help_text="By a sensor or a clock.", required=False)
    remarks = forms.CharField(label="Remarks", widget=forms.Textarea(attrs={"rows": 4}), max_length=300, required=False)
    password = forms.CharField(label="Keeper's password", widget=forms.PasswordInput(attrs={"autocomplete": "off"}))
    plan = forms.FileField(label="Plan of the tower", required=False)
    device = forms.CharField(widget=forms.HiddenInput, initial="sample", required=False)


def sample_page() -> Page:
    """The fifth of nine pages."""
    return Paginator(range(90), 10).page(5)


def sample() -> dict[str, Any]:
    """What the gallery's template needs: forms without and with answers, a page of a list and a drawing."""
    answers = {"name": "", "lamps": "some", "lit_day": "31", "lit_month": "2", "lit_year": "1907", "seen": "on"}
    wrong = SampleForm({f"wrong-{name}": answer for name, answer in answers.items()}, files={}, prefix="wrong")
    wrong.add_error(None, "Save this again: somebody else changed it meanwhile.")
    return {"empty_form": SampleForm(), "wrong_form": wrong, "page": sample_page(), "drawing": DRAWING}
