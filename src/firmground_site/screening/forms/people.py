"""The forms of a person's file: why it is opened, and what is corrected."""

from typing import Any

from django import forms

from firmground_site.design.forms import Radios
from firmground_site.packs.queries import choices, text
from firmground_site.screening.forms.versioned import VersionedForm
from firmground_site.screening.models import Person

PURPOSES = (
    ("talk", "To talk with the person, or to prepare for it"),
    ("decide", "To decide, or to give an opinion on a decision"),
    ("review", "To review a decision, or to ask for a review"),
    ("protect", "To arrange shelter, care or other help"),
    ("investigate", "For an investigation or a prosecution"),
    ("correct", "To correct what is recorded"),
    ("compare", "To see whether two records are of one person"),
    ("other", "For another reason"),
)


class PurposeForm(forms.Form):
    """Why somebody opens a file."""

    purpose = forms.ChoiceField(
        label="Why do you open this file?",
        choices=PURPOSES,
        widget=Radios(),
        error_messages={"required": "Choose why you open this file."},
    )
    more = forms.CharField(
        label="Say more",
        help_text="Needed if you chose another reason.",
        required=False,
        max_length=300,
        widget=forms.TextInput,
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        """Another reason must be said."""
        if self.cleaned_data.get("purpose") == "other" and not self.cleaned_data.get("more"):
            self.add_error("more", "Write the reason.")

    def in_words(self) -> str:
        """The purpose as it is recorded."""
        purpose, more = dict(PURPOSES)[self.cleaned_data["purpose"]], self.cleaned_data["more"]
        return f"{purpose}: {more}" if more else purpose


class CorrectionForm(VersionedForm):
    """Who a person is, as far as known; everything may be left empty."""

    name = forms.CharField(label="Name", required=False, max_length=200)
    alias = forms.CharField(label="What the person wants to be called", required=False, max_length=200)
    document = forms.CharField(label="Number of a passport or other paper", required=False, max_length=80)
    phone = forms.CharField(
        label="Phone", required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    )
    age_basis = forms.ChoiceField(label="How the age is known", required=False, choices=())
    sex = forms.ChoiceField(label="Sex", required=False, choices=())
    nationality = forms.ChoiceField(label="Nationality", required=False, choices=())
    language = forms.ChoiceField(label="Language", required=False, choices=())

    LISTS = {"age_basis": "age_bases", "sex": "sexes", "nationality": "nationalities", "language": "interview_languages"}

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        for name, listed in self.LISTS.items():
            in_force = choices(listed)
            kept = getattr(person, name)
            if kept and kept not in dict(in_force):
                in_force.append((kept, text(f"codes.{listed}.{kept}")))
            self.fields[name].choices = [("", "Not recorded"), *in_force]

    def changes(self) -> dict[str, str]:
        """What was entered, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def beside(self, current: Person) -> list[tuple[str, str, str]]:
        """The fields in which the entries and the record differ: label, entered, recorded."""
        rows = []
        for bound in self.visible_fields():
            typed, kept = bound.value() or "", getattr(current, bound.name) or ""
            if typed != kept:
                words = dict(getattr(bound.field, "choices", ()))
                rows.append((str(bound.label), *(str(words.get(each, each)) or "Nothing" for each in (typed, kept))))
        return rows
