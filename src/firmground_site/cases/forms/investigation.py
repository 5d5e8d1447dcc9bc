"""The forms of the investigation: a suspect, a line of inquiry, an arrest, property that is held."""

from collections.abc import Iterable
from typing import Any

from django import forms

from firmground_site.cases.actions.suspecting import CODED, Suspected
from firmground_site.cases.forms.once import OnceForm
from firmground_site.cases.models import Suspect
from firmground_site.design.forms import DateField, Radios
from firmground_site.packs.queries import choices, today
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field

NOT_KNOWN = ("", "Not known")
CHOSEN = {"kind", "basis"}  # shown as radios, without an answer that nobody gave


def day_field(label: str, hint: str = "", *, required: bool = True) -> DateField:
    """A day, today unless another is entered."""
    return DateField(label=label, help_text=hint, required=required, error_messages={"required": "Enter a day."})


def line(label: str, hint: str = "", *, longest: int = 200) -> forms.CharField:
    """One line of text that may be left empty."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=longest, widget=forms.TextInput)


class SuspectFields(forms.Form):
    """What is known of a suspect."""

    kind = forms.ChoiceField(
        label="Is it a person or a company?", widget=Radios(inline=True), choices=(), error_messages={"required": "Choose one."}
    )
    part = forms.ChoiceField(label="The part they played", required=False, choices=())
    name = line("Name")
    document = line("Number of a paper or of the company")
    phone = line("Phone")
    address = line("Address", longest=400)
    sex = forms.ChoiceField(label="Sex", required=False, choices=())
    nationality = forms.ChoiceField(label="Nationality", required=False, choices=())
    basis = forms.ChoiceField(
        label="On what does the suspicion rest?",
        widget=Radios(),
        choices=(),
        error_messages={"required": "Choose on what it rests."},
    )
    basis_words = reasons_field("In your words", "What makes you suspect them.", required=False, rows=4)
    from_on = day_field("Suspected from")

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"from_on": today(), **(options.get("initial") or {})}
        super().__init__(*args, **options)
        for name, listed in CODED.items():
            self.fields[name].choices = [*(() if name in CHOSEN else (NOT_KNOWN,)), *choices(listed)]

    def given(self) -> Suspected:
        """What a valid form says."""
        return Suspected(**{name: self.cleaned_data[name] for name in Suspected.__dataclass_fields__})


class NewSuspectForm(SuspectFields, OnceForm):
    """A new suspect, met as a person of the case too or not."""

    person = forms.ChoiceField(
        label="Is this somebody in the case?",
        help_text="Only if they were met as a person too.",
        required=False,
        choices=(),
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = [("", "No"), *people]


class SuspectForm(SuspectFields, VersionedForm):
    """A correction of what is recorded of a suspect."""


class ReasonsForm(VersionedForm):
    """Why something is done."""

    words = reasons_field("Your reasons")


class InquiryForm(OnceForm):
    """What is looked into."""

    question = reasons_field("What is looked into?", "One question.", rows=3, missing="Write what is looked into.")
    from_on = day_field("Began on")


class InquiryResultForm(VersionedForm):
    """How a line of inquiry ended."""

    result = forms.ChoiceField(
        label="How did it end?", widget=Radios(), choices=(), error_messages={"required": "Choose how it ended."}
    )
    words = reasons_field("What was found", required=False, rows=4)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["result"].choices = choices("inquiry_results")


class ArrestForm(OnceForm):
    """An arrest."""

    on = day_field("Day of the arrest")
    note = reasons_field("Note", "Where and by whom, if it matters later.", required=False, rows=3)


class ReleaseForm(forms.Form):
    """The day of a release."""

    on = day_field("Day of the release")


class PropertyForm(OnceForm):
    """Property that is held or restrained."""

    what = reasons_field("What is held?", rows=2, missing="Write what is held.")
    order = line("Under which order", longest=400)
    value = forms.IntegerField(
        label="Value, if known",
        help_text="In whole units of money.",
        required=False,
        min_value=0,
        max_value=10**15,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
    )
    from_on = day_field("Held from")
    suspect = forms.ChoiceField(label="Whose is it?", required=False, choices=())

    def __init__(self, *args: Any, suspects: Iterable[Suspect] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(each.pk), each.name or str(each)) for each in suspects]
        self.fields["suspect"].choices = [("", "Not known, or nobody suspected"), *named]


class PropertyReleaseForm(VersionedForm):
    """The day on which property was released."""

    on = day_field("Released on")
