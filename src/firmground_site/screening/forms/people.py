"""The forms of a person's file: why it is opened, and what is corrected."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.design.forms import Radios
from firmground_site.packs.queries import choices, text
from firmground_site.screening.forms.versioned import VersionedForm
from firmground_site.screening.models import Person
from firmground_site.screening.purposes import PURPOSES, as_kept


class PurposeForm(forms.Form):
    """Why somebody opens a file."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("Why do you open this file?"),
        choices=[(code, gettext_lazy(words)) for code, words in PURPOSES.items()],
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose why you open this file.")},
    )
    more = forms.CharField(
        label=gettext_lazy("Say more"),
        help_text=gettext_lazy("Needed if you chose another reason."),
        required=False,
        max_length=300,
        widget=forms.TextInput,
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        """Another reason must be said."""
        if self.cleaned_data.get("purpose") == "other" and not self.cleaned_data.get("more"):
            self.add_error("more", _("Write the reason."))

    def in_words(self) -> str:
        """The purpose as it is recorded."""
        return as_kept(self.cleaned_data["purpose"], self.cleaned_data["more"])


class CorrectionForm(VersionedForm):
    """Who a person is, as far as known; everything may be left empty."""

    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=200)
    alias = forms.CharField(label=gettext_lazy("What the person wants to be called"), required=False, max_length=200)
    document = forms.CharField(label=gettext_lazy("Number of a passport or other paper"), required=False, max_length=80)
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    age_basis = forms.ChoiceField(label=gettext_lazy("How the age is known"), required=False, choices=())
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), required=False, choices=())
    nationality = forms.ChoiceField(label=gettext_lazy("Nationality"), required=False, choices=())
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False, choices=())

    LISTS = {"age_basis": "age_bases", "sex": "sexes", "nationality": "nationalities", "language": "interview_languages"}

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        for name, listed in self.LISTS.items():
            in_force = choices(listed)
            kept = getattr(person, name)
            if kept and kept not in dict(in_force):
                in_force.append((kept, text(f"codes.{listed}.{kept}")))
            self.fields[name].choices = [("", _("Not recorded")), *in_force]

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
                rows.append((str(bound.label), *(str(words.get(each, each)) or _("Nothing") for each in (typed, kept))))
        return rows
