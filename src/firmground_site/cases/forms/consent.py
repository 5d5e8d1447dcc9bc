"""The forms of consent: what a person answered, and a withdrawal."""

from collections.abc import Iterable
from typing import Any

from django import forms

from firmground.packs.casework_entries import Purpose
from firmground_site.cases.answers import Answer
from firmground_site.cases.childhood import is_child
from firmground_site.cases.exporting import field_name
from firmground_site.cases.parties import parties_to_choose, party_name
from firmground_site.design.forms import Checkboxes, DateField, Radios
from firmground_site.packs.queries import casework, choices, today
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field
from firmground_site.screening.models import Person

Choices = list[tuple[str, str]]
YES_NO = [("yes", "Yes"), ("no", "No")]
TOLD_HOW = [
    ("in_person", "In person"),
    ("by_phone", "By phone"),
    ("in_writing", "In writing"),
    ("through_another", "Through somebody else"),
]


def fields_to_choose(fields: Iterable[str]) -> Choices:
    """Fields with their words."""
    return [(each, field_name(each)) for each in fields]


def recipient_field(missing: str = "Choose who would be told.") -> forms.ChoiceField:
    """A field for a party; its choices are set when the form is made."""
    return forms.ChoiceField(label="Who would be told?", choices=(), error_messages={"required": missing})


def is_yes(word: str) -> bool:
    """What a yes or no says."""
    return word == "yes"


class AnswerForm(VersionedForm):
    """What a person answered when they were asked for one purpose."""

    recipient = recipient_field()
    given = forms.TypedChoiceField(
        label="What did the person answer?",
        choices=[("yes", "Agreed"), ("no", "Declined")],
        coerce=is_yes,
        widget=Radios(hints={"yes": "To what is ticked below."}),
        error_messages={"required": "Choose what the person answered."},
    )
    fields_agreed = forms.MultipleChoiceField(
        label="What did they agree to?", help_text="Leave empty if they declined.", required=False, widget=Checkboxes()
    )
    said_to_be_a_child = forms.TypedChoiceField(
        label="Is the person a child, as far as you found out?",
        help_text="Their recorded age does not say it for certain.",
        choices=YES_NO,
        coerce=is_yes,
        widget=Radios(inline=True),
        error_messages={"required": "Ask, and say whether the person is a child."},
    )
    assent = forms.TypedChoiceField(
        label="What did the child answer?",
        help_text="Only for a child. If the child says no, it is no, whoever else agrees.",
        choices=YES_NO,
        coerce=is_yes,
        empty_value=None,
        required=False,
        widget=Radios(inline=True),
    )
    guardian = forms.CharField(
        label="Parent or guardian who was asked", help_text="Only for a child.", required=False, max_length=200
    )
    guardian_basis = forms.ChoiceField(label="On what does their right rest?", required=False, choices=())
    from_on = DateField(label="On which day did they answer?", error_messages={"required": "Enter the day of the answer."})
    until_on = DateField(label="Until when does it hold?", help_text="Leave empty for no last day.", required=False)
    language = forms.ChoiceField(
        label="In which language were they asked?", choices=(), error_messages={"required": "Choose the language."}
    )
    interpreter = forms.ChoiceField(label="Interpreter", required=False, choices=())
    evidence = reasons_field(
        "How did they answer?",
        "Such as on a signed sheet, or aloud before whom. Do not write where they stay.",
        rows=3,
        missing="Write how they answered.",
    )

    def __init__(self, *args: Any, purpose: Purpose, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.purpose, self.child = purpose, is_child(person, on=today())
        self.fields["fields_agreed"].choices = fields_to_choose(purpose.fields)
        self.fields["language"].choices = [("", "Choose"), *choices("interview_languages")]
        self.fields["interpreter"].choices = [("", "Not recorded"), *choices("interpreters")]
        bases = dict(choices("guardian_bases"))
        listed = [(each, bases[each]) for each in casework().consent.guardian_bases if each in bases]
        self.fields["guardian_basis"].choices = [("", "Choose"), *listed]
        self._leave_out(person)

    def _leave_out(self, person: Person) -> None:
        """Ask only what there is to ask for this purpose and this person."""
        if self.purpose.recipient == "none":
            del self.fields["recipient"]
        else:
            self.fields["recipient"].choices = [("", "Choose"), *recipients_for(person, self.purpose)]
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
    return [*there, *((each, f"{party_name(each)} (left)") for each in gone)]


class WithdrawalForm(forms.Form):
    """When and how a person took back what they agreed to."""

    on = DateField(label="On which day did they withdraw?", error_messages={"required": "Enter the day of the withdrawal."})
    how = forms.ChoiceField(
        label="How did they tell it?",
        choices=TOLD_HOW,
        widget=Radios(),
        error_messages={"required": "Choose how they told it."},
    )
    words = reasons_field(
        "What did they say?", "In their words, as far as you know them. They need give no reason.", rows=3, missing="Write it."
    )

    def in_words(self) -> str:
        """How and what they told, as it is recorded."""
        return f"{dict(TOLD_HOW)[self.cleaned_data['how']]}: {self.cleaned_data['words']}"
