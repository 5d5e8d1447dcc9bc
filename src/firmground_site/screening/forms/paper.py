"""The form for entering a printed sheet: its number, and for each question the place of the box that is ticked, as a digit.

The questions stand in the order and under the numbers of the sheet. What is left empty was not asked.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.instrument_entries import QuestionEntry
from firmground.rules.expression import UNKNOWN_ANSWERS
from firmground.screening.instrument import Instrument
from firmground.screening.sheet_number import sheet_number_in
from firmground.screening.sheet_sign import sheet_sign, sheet_sign_in
from firmground_site.access.actors import Actor
from firmground_site.screening.actions.recording import Received
from firmground_site.screening.forms.questions import PREFIX, WHY_NOT, answer_text, question_text
from firmground_site.screening.forms.recording import ScreeningForm

SHEETS = uuid.UUID("6f1c2f52-0f5b-5c6e-9a43-7b1f1f0a2c11")  # the space of the ids that numbers of sheets become


def id_of_sheet(number: str) -> uuid.UUID:
    """The id of the screening that a sheet becomes: the same for the same number, so that typing it twice records it once."""
    return uuid.uuid5(SHEETS, number)


class SignForm(forms.Form):
    """Which version of the questions a sheet asks: its check sign, or none for a sheet that was printed without."""

    sign = forms.CharField(
        label=gettext_lazy("Check sign of the sheet"),
        help_text=gettext_lazy("In a box at the top: four letters and digits. Leave it empty if the sheet has none."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-5"}),
    )

    def __init__(self, *args: Any, versions: Sequence[Instrument], **options: Any) -> None:
        super().__init__(*args, **options)
        self.versions = versions

    def clean_sign(self) -> Instrument | None:
        """The version that the sheet asks; ``None`` for a sheet without a sign. Refused when no version here has it."""
        written = self.cleaned_data["sign"]
        if not written:
            return None
        sign = sheet_sign_in(written)
        found = next((each for each in self.versions if sheet_sign(each.digest) == sign), None)
        if found is None:
            raise ValidationError(_("No version of these questions has this sign. Compare it with the sheet once more."))
        return found


class PlaceOfBox(forms.CharField):
    """Which of the boxes beside a question is ticked, counted from one; the answer that it stands for, "" for none."""

    def __init__(self, codes: Sequence[str], **options: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-2"})
        super().__init__(required=False, max_length=2, widget=box, **options)
        self.codes = codes

    def clean(self, value: Any) -> str:
        """The answer; refused when there is no such box."""
        written = super().clean(value)
        if not written:
            return ""
        if not written.isascii() or not written.isdigit() or not 1 <= int(written) <= len(self.codes):
            raise ValidationError(
                _("There are {count} boxes. Type the place of the one that is ticked.").format(count=len(self.codes))
            )
        return self.codes[int(written) - 1]


class PaperForm(ScreeningForm):
    """A printed sheet. Its number becomes the id of the screening; a sheet without one has a new id each time."""

    sheet = forms.CharField(
        label=gettext_lazy("Number of the sheet"),
        help_text=gettext_lazy("At the top on the right: sixteen digits. Leave it empty if the sheet has none."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-20"}),
    )

    version = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)  # the digest of the questions shown

    def __init__(self, *args: Any, instrument: Instrument, language: str, **options: Any) -> None:
        super().__init__(*args, instrument=instrument, language=language, **options)
        self.initial["version"] = instrument.digest
        for number, question in enumerate(instrument.entry.questions, 1):
            self.fields.update(_boxes(instrument, question, number, language))

    def clean_sheet(self) -> str:
        """The number as it is printed; refused when a digit is wrong."""
        written = self.cleaned_data["sheet"]
        found = sheet_number_in(written) if written else ""
        if found is None:
            raise ValidationError(_("That is no number of a sheet: sixteen digits, of which one is wrong or missing."))
        return found

    def clean(self) -> dict[str, Any]:
        """Let the number of the sheet be the id."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sheet"):
            cleaned["id"] = id_of_sheet(cleaned["sheet"])
        if cleaned.get("version", "") not in {"", self.instrument.digest}:
            self._show_other_questions()
        return cleaned

    def _show_other_questions(self) -> None:
        """Nothing typed against one version is read as another: that of the day is shown, to be compared with the sheet."""
        self.data = self.data.copy()
        self.data["version"] = self.instrument.digest
        self.add_error("screened_on", _("On this day other questions were in force. They are shown now: check each answer."))

    def received(self, by: Actor) -> Received:
        """The screening on the sheet, with the version that was asked."""
        return replace(super().received(by), instrument_digest=self.instrument.digest)


def _boxes(instrument: Instrument, question: QuestionEntry, number: int, language: str) -> dict[str, forms.Field]:
    name, asked = PREFIX + question.id, f"{number}. {question_text(instrument.id, question.id, language)}"
    if question.kind == "number":
        definition = instrument.definition.question[question.id]
        box = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-3"})
        whole = forms.IntegerField(label=asked, required=False, min_value=definition.least, max_value=definition.most, widget=box)
        why = _("{number}. If there is no number, the box that is ticked").format(number=number)
        return {
            name: whole,
            name + WHY_NOT: PlaceOfBox(
                UNKNOWN_ANSWERS, label=why, help_text=_legend(instrument, question, UNKNOWN_ANSWERS, language)
            ),
        }
    codes = (*(question.choices or ("yes", "no")), *UNKNOWN_ANSWERS)
    return {name: PlaceOfBox(codes, label=asked, help_text=_legend(instrument, question, codes, language))}


def _legend(instrument: Instrument, question: QuestionEntry, codes: Sequence[str], language: str) -> str:
    """What each digit stands for, in the order of the boxes."""
    words = (answer_text(instrument.id, question.id, code, language) for code in codes)
    return " · ".join(f"{place} {word}" for place, word in enumerate(words, 1))
