"""The choice of a year."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from firmground_site.figures.actions.extracting import YEARS


class YearForm(forms.Form):
    """A year; those with screenings are offered, and any other can be asked for."""

    year = forms.IntegerField(label=_("Year"), min_value=YEARS[0], max_value=YEARS[-1], widget=forms.Select)

    def __init__(self, *args: object, years: Sequence[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].widget.choices = [(year, year) for year in years]
