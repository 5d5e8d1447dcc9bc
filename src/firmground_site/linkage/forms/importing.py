"""The form of a list that is imported."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.cases.parties import parties_to_choose
from firmground_site.linkage.reading_list import COLUMNS, MOST_ROWS, ReadList, read_list
from firmground_site.packs.queries import today


class ImportListForm(forms.Form):
    """Whose list it is, what it is called, of which year, and the file."""

    title = forms.CharField(
        label=gettext_lazy("What the list is called"),
        help_text=gettext_lazy("For example, Intake register 2019. Do not write anybody’s name here."),
        max_length=120,
        error_messages={"required": gettext_lazy("Say what the list is called.")},
    )
    party = forms.ChoiceField(
        label=gettext_lazy("Whose list it is"), error_messages={"required": gettext_lazy("Choose whose list it is.")}
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year in which they were met"),
        min_value=1950,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages={"required": gettext_lazy("Enter the year."), "invalid": gettext_lazy("Write the year with four digits.")},
    )
    document = forms.FileField(
        label=gettext_lazy("The list"), max_length=500, error_messages={"required": gettext_lazy("Choose the file of the list.")}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["document"].help_text = _(
            "CSV in UTF-8 of at most {rows:,} rows. The first row names its columns: {columns}. Only id and name must be there."
        ).format(rows=MOST_ROWS, columns=", ".join(COLUMNS))
        self.fields["party"].choices = [("", _("Choose")), *parties_to_choose()]
        self.fields["year"].initial = today().year

    def read(self) -> ReadList:
        """The list of a valid form; ``Refused`` says every fault with its row and column."""
        return read_list(self.cleaned_data["document"].read())
