"""The forms of consent: what a person answered, and a withdrawal."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.casework_entries import Purpose
from firmground_site.cases.answers import Answer
from firmground_site.cases.childhood import is_child
from firmground_site.cases.exporting import field_name
from firmground_site.cases.kept_words import as_kept
from firmground_site.cases.parties import parties_to_choose, party_name
from firmground_site.design.forms import Checkboxes, DateField, Radios
from firmground_site.packs.queries import casework, choices, today
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field
from firmground_site.screening.models import Person

Choices = list[tuple[str, str]]
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
TOLD_HOW = [
    ("in_person", gettext_lazy("In person")),
    ("by_phone", gettext_lazy("By phone")),
    ("in_writing", gettext_lazy("In writing")),
    ("through_another", gettext_lazy("Through somebody else")),
]


def fields_to_choose(fields: Iterable[str]) -> Choices:
    """Fields with their words."""
    return [(each, field_name(each)) for each in fields]


def recipient_field(missing: str = gettext_lazy("Choose who would be told.")) -> forms.ChoiceField:
    """A field for a party; its choices are set when the form is made."""
    return forms.ChoiceField(label=gettext_lazy("Who would be told?"), choices=(), error_messages={"required": missing})


def is_yes(word: str) -> bool:
    """What a yes or no says."""
    return word == "yes"


class AnswerForm(VersionedForm):
    """What a person answered when they were asked for one purpose."""

    recipient = recipient_field()
    given = forms.TypedChoiceField(
        label=gettext_lazy("What did the person answer?"),
        choices=[("yes", gettext_lazy("Agreed")), ("no", gettext_lazy("Declined"))],
        coerce=is_yes,
        widget=Radios(hints={"yes": gettext_lazy("To what is ticked below.")}),
        error_messages={"required": gettext_lazy("Choose what the person answered.")},
    )
    fields_agreed = forms.MultipleChoiceField(
        label=gettext_lazy("What did they agree to?"),
        help_text=gettext_lazy("Leave empty if they declined."),
        required=False,
        widget=Checkboxes(),
    )
    said_to_be_a_child = forms.TypedChoiceField(
        label=gettext_lazy("Is the person a child, as far as you found out?"),
        help_text=gettext_lazy("Their recorded age does not say it for certain."),
        choices=YES_NO,
        coerce=is_yes,
        widget=Radios(inline=True),
        error_messages={"required": gettext_lazy("Ask, and say whether the person is a child.")},
    )
    assent = forms.TypedChoiceField(
        label=gettext_lazy("What did the child answer?"),
        help_text=gettext_lazy("Only for a child. If the child says no, it is no, whoever else agrees."),
        choices=YES_NO,
        coerce=is_yes,
        empty_value=None,
        required=False,
        widget=Radios(inline=True),
    )
    guardian = forms.CharField(
        label=gettext_lazy("Parent or guardian who was asked"),
        help_text=gettext_lazy("Only for a child."),
        required=False,
        max_length=200,
    )
    guardian_basis = forms.ChoiceField(label=gettext_lazy("On what does their right rest?"), required=False, choices=())
    from_on = DateField(
        label=gettext_lazy("On which day did they answer?"),
        error_messages={"required": gettext_lazy("Enter the day of the answer.")},
    )
    until_on = DateField(
        label=gettext_lazy("Until when does it hold?"), help_text=gettext_lazy("Leave empty for no last day."), required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language were they asked?"),
        choices=(),
        error_messages={"required": gettext_lazy("Choose the language.")},
    )
    interpreter = forms.ChoiceField(label=gettext_lazy("Interpreter"), required=False, choices=())
    evidence = reasons_field(
        gettext_lazy("How did they answer?"),
        gettext_lazy("Such as on a signed sheet, or aloud before whom. Do not write where they stay."),
        rows=3,
        missing=gettext_lazy("Write how they answered."),
    )

    def __init__(self, *args: Any, purpose: Purpose, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.purpose, self.child = purpose, is_child(person, on=today())
        self.fields["fields_agreed"].choices = fields_to_choose(purpose.fields)
        self.fields["language"].choices = [("", _("Choose")), *choices("interview_languages")]
        self.fields["interpreter"].choices = [("", _("Not recorded")), *choices("interpreters")]
        bases = dict(choices("guardian_bases"))
        listed = [(each, bases[each]) for each in casework().consent.guardian_bases if each in bases]
        self.fields["guardian_basis"].choices = [("", _("Choose")), *listed]
        self._leave_out(person)

    def _leave_out(self, person: Person) -> None:
        """Ask only what there is to ask for this purpose and this person."""
        if self.purpose.recipient == "none":
            del self.fields["recipient"]
        else:
            self.fields["recipient"].choices = [("", _("Choose")), *recipients_for(person, self.purpose)]
        if not self.purpose.fields:
            del self.fields["fields_agreed"]
        if self.child is not None:
            del self.fields["said_to_be_a_child"]
        if self.child is False:
            for name in ("assent", "guardian", "guardian_basis"):
                del self.fields[name]

    def answer(self) -> Answer:
        """The answer as its action takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "fields_agreed")}
        return Answer(purpose=self.purpose.id, fields=tuple(self.cleaned_data.get("fields_agreed", ())), **said)


def recipients_for(person: Person, purpose: Purpose) -> Choices:
    """Parties to ask about, with those who were asked about before and have left since: a no to them can still be recorded."""
    there = parties_to_choose()
    asked = person.consents.filter(purpose=purpose.id).exclude(recipient="").values_list("recipient", flat=True)
    gone = sorted(set(asked) - dict(there).keys())
    return [*there, *((each, _("{party} (left)").format(party=party_name(each))) for each in gone)]


class WithdrawalForm(forms.Form):
    """When and how a person took back what they agreed to."""

    on = DateField(
        label=gettext_lazy("On which day did they withdraw?"),
        error_messages={"required": gettext_lazy("Enter the day of the withdrawal.")},
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How did they tell it?"),
        choices=TOLD_HOW,
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose how they told it.")},
    )
    words = reasons_field(
        gettext_lazy("What did they say?"),
        gettext_lazy("In their words, as far as you know them. They need give no reason."),
        rows=3,
        missing=gettext_lazy("Write it."),
    )

    def in_words(self) -> str:
        """How and what they told, as it is recorded: in the language of the records."""
        with as_kept():
            return f"{dict(TOLD_HOW)[self.cleaned_data['how']]}: {self.cleaned_data['words']}"
