"""The forms about a lawful exception, about leaving somebody without a name, and of a recipient's answer to a withdrawal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.casework_entries import LawfulException
from firmground_site.cases.actions.excepting import Ground
from firmground_site.cases.forms.consent import fields_to_choose
from firmground_site.cases.parties import parties_to_choose
from firmground_site.design.forms import Checkboxes, DateField, Radios
from firmground_site.packs.queries import text
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field


class ExemptionForm(VersionedForm):
    """For what, to whom, what and why the law lets something be told without consent."""

    for_purpose = forms.ChoiceField(
        label=gettext_lazy("For what purpose?"),
        choices=(),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose the purpose.")},
    )
    recipient = forms.ChoiceField(
        label=gettext_lazy("Who must be told?"),
        help_text=gettext_lazy("Leave empty where the purpose names nobody."),
        required=False,
        choices=(),
    )
    fields_told = forms.MultipleChoiceField(
        label=gettext_lazy("What must be told?"),
        help_text=gettext_lazy("Only what is needed."),
        widget=Checkboxes(),
        error_messages={"required": gettext_lazy("Choose what must be told.")},
    )
    reasons = reasons_field(
        gettext_lazy("Why does the law let this be told without consent?"),
        gettext_lazy("Write the facts. Do not write where they stay."),
        rows=5,
    )
    from_on = DateField(label=gettext_lazy("From which day?"), error_messages={"required": gettext_lazy("Enter the first day.")})
    until_on = DateField(
        label=gettext_lazy("Until when?"),
        help_text=gettext_lazy("Leave empty only if it cannot be said. You can end it on any day."),
        required=False,
    )

    def __init__(self, *args: Any, exception: LawfulException, **options: Any) -> None:
        super().__init__(*args, **options)
        self.exception = exception
        self.fields["for_purpose"].choices = [(each, text(f"casework.purposes.{each}")) for each in exception.purposes]
        self.fields["recipient"].choices = [("", _("Nobody is named")), *parties_to_choose()]
        self.fields["fields_told"].choices = fields_to_choose(exception.fields)

    def ground(self) -> Ground:
        """The exception as its action takes it."""
        said = {name: self.cleaned_data[name] for name in ("recipient", "reasons", "from_on", "until_on")}
        purpose, fields = self.cleaned_data["for_purpose"], tuple(self.cleaned_data["fields_told"])
        return Ground(exception=self.exception.id, purpose=purpose, fields=fields, **said)


class AcknowledgeForm(forms.Form):
    """What a recipient did with what it had been told."""

    done_with_it = reasons_field(
        gettext_lazy("What did you do with what you had been told?"),
        gettext_lazy("Such as: deleted, destroyed, given back, or kept because a law says so, and which."),
        rows=4,
        missing=gettext_lazy("Write what you did with it."),
    )


class EmptyForm(forms.Form):
    """A step that asks nothing more than to be confirmed."""


class UnnamingForm(VersionedForm):
    """A person is left without a name, on the version of their answers that was read."""

    sure = forms.BooleanField(
        label=gettext_lazy("I have read this out, and the person wants it."),
        error_messages={"required": gettext_lazy("Tick the box if the person wants it.")},
    )
