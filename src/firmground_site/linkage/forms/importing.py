"""The form of a list that is imported."""

from typing import Any

from django import forms

from firmground_site.cases.parties import parties_to_choose
from firmground_site.linkage.reading_list import COLUMNS, MOST_ROWS, ReadList, read_list
from firmground_site.packs.queries import today

NAMED = f"The first row names its columns: {', '.join(COLUMNS)}. Only id and name must be there."
HELP = f"CSV in UTF-8 of at most {MOST_ROWS:,} rows. {NAMED}"


class ImportListForm(forms.Form):
    """Whose list it is, what it is called, of which year, and the file."""

    title = forms.CharField(
        label="What the list is called",
        help_text="For example, Intake register 2019. Do not write anybody’s name here.",
        max_length=120,
        error_messages={"required": "Say what the list is called."},
    )
    party = forms.ChoiceField(label="Whose list it is", error_messages={"required": "Choose whose list it is."})
    year = forms.IntegerField(
        label="Year in which they were met",
        min_value=1950,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages={"required": "Enter the year.", "invalid": "Write the year with four digits."},
    )
    document = forms.FileField(
        label="The list", help_text=HELP, max_length=500, error_messages={"required": "Choose the file of the list."}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["party"].choices = [("", "Choose"), *parties_to_choose()]
        self.fields["year"].initial = today().year

    def read(self) -> ReadList:
        """The list of a valid form; ``Refused`` says every fault with its row and column."""
        return read_list(self.cleaned_data["document"].read())
