"""The forms of audits and of capture histories: what is drawn, and of which year."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firmground_site.design.forms import Radios
from firmground_site.linkage.actions.sampling import LARGEST_SEED, MOST
from firmground_site.linkage.models import Sample
from firmground_site.linkage.vocabulary import STRATA

DIGITS = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"})


class SampleForm(forms.Form):
    """From what a sample is drawn, how many pairs, and with which seed."""

    stratum = forms.ChoiceField(
        label=_("From what is drawn?"),
        choices=list(STRATA.items()),
        widget=Radios(),
        error_messages={"required": _("Choose from what is drawn.")},
    )
    size = forms.IntegerField(label=_("How many pairs"), min_value=1, max_value=MOST, initial=100, widget=DIGITS)
    seed = forms.IntegerField(
        label=_("Seed"),
        help_text=_("The same seed draws the same pairs while the records are the same. It is shown with the sample."),
        min_value=0,
        max_value=LARGEST_SEED,
        widget=DIGITS,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seed"].initial = Sample.objects.count() + 1


class OverlapYearForm(forms.Form):
    """Of which year capture histories are shown."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args: Any, years: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [(each, str(each)) for each in years]
