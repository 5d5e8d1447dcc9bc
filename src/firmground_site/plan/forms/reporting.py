"""The forms of reports: what a document shows, and how a report is answered or withdrawn."""

import re
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.plan_entries import MeasureEntry
from firmground_site.design.forms import DateField, Radios
from firmground_site.packs.queries import text, today
from firmground_site.plan.as_evidence import has_number
from firmground_site.plan.told import LONGEST, MOST, Told, faults_in
from firmground_site.plan.vocabulary import OWN_RATINGS, SHOWS

NO_PEOPLE = gettext_lazy("Nothing about any person belongs here: no name, no case.")


def reasons_field(
    label: str, hint: str = "", *, missing: str = gettext_lazy("Write your reasons."), required: bool = True
) -> forms.CharField:
    """A field for reasons, which everybody who may see the record reads."""
    return forms.CharField(
        label=label,
        help_text=format_lazy("{} {}", hint, NO_PEOPLE) if hint else NO_PEOPLE,
        required=required,
        max_length=LONGEST["says"],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
    )


class ReportForm(forms.Form):
    """What one document shows of a measure. Only a measure with a number to reach offers a value."""

    shows = forms.ChoiceField(
        label=gettext_lazy("What does the document show?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose what the document shows.")},
    )
    value = forms.IntegerField(
        label=gettext_lazy("Value"),
        required=False,
        min_value=-MOST,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={"invalid": gettext_lazy("Enter the value as a whole number, such as 24.")},
    )
    happened_from = DateField(
        label=gettext_lazy("It happened on or after"),
        required=False,
        help_text=gettext_lazy("The first day on which it can have happened, if the document tells."),
    )
    happened_to = DateField(
        label=gettext_lazy("It happened by"),
        required=False,
        help_text=gettext_lazy("The last day on which it can have happened. Give at least one of the two days."),
    )
    document = forms.CharField(
        label=gettext_lazy("Title of the document"),
        max_length=LONGEST["document"],
        error_messages={"required": gettext_lazy("Write the title of the document.")},
    )
    address = forms.CharField(
        label=gettext_lazy("Web address of the document"),
        required=False,
        max_length=LONGEST["address"],
        help_text=gettext_lazy("If it is public. It begins with https:// or http://."),
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )
    dated = DateField(
        label=gettext_lazy("Day of the document"), error_messages={"required": gettext_lazy("Enter the day of the document.")}
    )
    digest = forms.CharField(
        label=gettext_lazy("Digest of the archived copy"),
        max_length=80,
        help_text=gettext_lazy(
            "Keep a copy of the document. Its SHA-256 digest shows later that the copy is unchanged; on most computers, "
            "sha256sum FILE prints it."
        ),
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Give the digest of the archived copy.")},
    )
    says = reasons_field(
        gettext_lazy("What does it show, in your words?"),
        gettext_lazy("A sentence or two. Everybody can read it."),
        missing=gettext_lazy("Write what the document shows."),
    )
    own_rating = forms.ChoiceField(
        label=gettext_lazy("How far is the measure, in your view?"),
        help_text=gettext_lazy("It stands beside the status that is worked out from evidence, and does not change it."),
        choices=list(OWN_RATINGS.items()),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose how far the measure is.")},
    )

    def __init__(self, *args: Any, measure: MeasureEntry, **options: Any) -> None:
        super().__init__(*args, **options)
        self.measure = measure
        self.fields["shows"].choices = [(code, words) for code, words in SHOWS.items() if code != "value" or has_number(measure)]
        if has_number(measure) and measure.indicator and measure.indicator.unit:
            unit = text(f"plan.units.{measure.indicator.unit}")
            self.fields["value"].help_text = _("In {unit}; a whole number. Only if the document shows a value.").format(unit=unit)
        if not has_number(measure):
            del self.fields["value"]

    def clean_digest(self) -> str:
        """The digest as it is kept, whether or not it was pasted with its prefix, or in capitals."""
        digest: str = self.cleaned_data["digest"].strip().lower()
        return f"sha256:{digest}" if re.fullmatch("[0-9a-f]{64}", digest) else digest

    def clean_says(self) -> str:
        """What was written, with the ends of lines that a browser sends as one character."""
        said: str = self.cleaned_data["says"]
        return said.replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        """Put what is wrong beside the fields, once each field by itself can be read."""
        cleaned = super().clean() or {}
        if not self.errors:
            for fault in faults_in(self.told(), self.measure, on=today()):
                self.add_error(fault.field if fault.field in self.fields else None, fault.text)
        return cleaned

    def told(self) -> Told:
        """What a valid form tells."""
        return Told(**{"value": None, **self.cleaned_data})


class StepForm(forms.Form):
    """A form on a page that can hold others: it says which step it takes."""

    takes = ""
    step = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "initial": {"step": self.takes}})


class AnswerForm(StepForm):
    """Confirm a report, or return it with a reason."""

    takes = "answer"
    confirms = forms.TypedChoiceField(
        label=gettext_lazy("Does the document show this?"),
        choices=[("yes", gettext_lazy("Yes, I confirm it")), ("no", gettext_lazy("No, I return it"))],
        coerce=lambda word: word == "yes",
        widget=Radios(
            hints={
                "yes": gettext_lazy("I have read the document. The report then counts as evidence, for everybody to see."),
                "no": gettext_lazy("It does not count. Say below what is wrong."),
            }
        ),
        error_messages={"required": gettext_lazy("Say whether you confirm or return it.")},
    )
    reason = reasons_field(
        gettext_lazy("Why you return it"), gettext_lazy("You may leave this empty if you confirm."), required=False
    )

    def clean(self) -> None:
        """Returning needs a reason."""
        if self.cleaned_data.get("confirms") is False and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Write why you return it."))


class WithdrawForm(StepForm):
    """Withdraw a confirmed report with a reason."""

    takes = "withdraw"
    reason = reasons_field(
        gettext_lazy("Why it is withdrawn"),
        gettext_lazy("It stays to be read, with this reason."),
        missing=gettext_lazy("Write why you withdraw it."),
    )
