"""The forms for working on a case: summary, note, plan, closing and opening again."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firmground_site.design.forms import DateField, Radios
from firmground_site.packs.queries import choices, today
from firmground_site.screening.forms.versioned import LONGEST, VersionedForm, reasons_field


def day_field(label: str, hint: str = "") -> DateField:
    """A field for the day on which something happened."""
    return DateField(label=label, help_text=hint, error_messages={"required": _("Enter the day.")})


class CaseStepForm(VersionedForm):
    """Nothing but the version: who takes it up is who sends it."""


class SummaryForm(VersionedForm):
    """What the case is about."""

    summary = reasons_field(_("Summary"), _("What a colleague has to know to go on tomorrow."), missing=_("Write a summary."))


class NoteForm(forms.Form):
    """A line for the file, with a key of its own so that sending it twice writes it once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Note"),
        help_text=_(
            "Whoever may see the case reads it. Write no address and no way to reach the person: these have a page of their own."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what is to be kept.")},
    )
    on = day_field(_("When was it?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"key": uuid.uuid4(), "on": today(), **options.get("initial", {})}
        super().__init__(*args, **options)


class PlanForm(VersionedForm):
    """What was agreed with the person, and when."""

    words = reasons_field(
        _("What was agreed?"), _("What the person wants, who does what, and by when."), missing=_("Write what was agreed.")
    )
    on = day_field(_("When was it agreed?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"on": today(), **options.get("initial", {})}
        super().__init__(*args, **options)


class ClosingForm(VersionedForm):
    """Why a case is closed, and how things stand."""

    reason = forms.ChoiceField(
        label=_("Why is it closed?"), widget=Radios(), error_messages={"required": _("Choose why the case is closed.")}
    )
    words = reasons_field(_("How do things stand now?"), missing=_("Write how things stand now."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = choices("closing_reasons")


class ReopeningForm(VersionedForm):
    """Why a case is opened again."""

    words = reasons_field(_("Why is it opened again?"), missing=_("Write why the case is opened again."))
