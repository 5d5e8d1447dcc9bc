"""The forms of the prosecution: a charge, how it ended, a sentence, an appeal, and that nothing is charged."""

from collections.abc import Iterable
from typing import Any

from django import forms

from firmground.law.provision import cited_in_words, provisions_of
from firmground_site.cases.actions.prosecuting import NOT_LAID
from firmground_site.cases.forms.investigation import day_field, line
from firmground_site.cases.forms.once import OnceForm
from firmground_site.cases.models import Suspect
from firmground_site.design.forms import Radios
from firmground_site.packs.queries import active_pack, casework, choices, text
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field

UNITS = {"months": "months", "money": "whole units of money", "hours": "hours", "nothing": "no amount"}


def provisions_to_choose(suggested: Iterable[tuple[str, str]] = ()) -> list[tuple[str, Any]]:
    """The provisions of the register, those that the facts suggest first; none without a register."""
    pack, first = active_pack(), list(suggested)
    known = {name for name, _ in first}
    rest = [(each.id, cited_in_words(pack, each)) for each in (provisions_of(pack) if pack.law else ()) if each.id not in known]
    groups = [("Suggested by the recorded facts", first), ("Others in the register", rest)]
    return [("", "None of these: I write the offence"), *((title, each) for title, each in groups if each)]


def outcomes(*, laid: bool | None = None) -> list[tuple[str, str]]:
    """How a charge can end: that was laid, that was not, or either."""
    listed = [(each.id, text(f"casework.outcomes.{each.id}")) for each in casework().outcomes.outcomes]
    return [each for each in listed if laid is None or (each[0] == NOT_LAID) != laid]


class ChargeForm(OnceForm):
    """A charge that is considered."""

    suspect = forms.ChoiceField(
        label="Against whom?", widget=Radios(), choices=(), error_messages={"required": "Choose against whom."}
    )
    conduct_on = day_field("Day of the conduct", "For what went on, its last day: the time limit is counted from there.")
    provision = forms.ChoiceField(label="Provision", required=False, choices=())
    offence = line("The offence in words", "Needed if you chose no provision.", longest=400)

    def __init__(
        self, *args: Any, suspects: Iterable[Suspect] = (), suggested: Iterable[tuple[str, str]] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["suspect"].choices = [(str(each.pk), each.name or str(each)) for each in suspects]
        self.fields["provision"].choices = provisions_to_choose(suggested)

    def clean(self) -> None:
        """One of the two."""
        if not self.cleaned_data.get("provision") and not self.cleaned_data.get("offence"):
            self.add_error("offence", "Choose a provision, or write the offence.")


class LayForm(VersionedForm):
    """That a charge was laid."""

    laid_on = day_field("Laid on")
    court = line("Before which court")


class OutcomeForm(VersionedForm):
    """How a charge ended."""

    outcome = forms.ChoiceField(
        label="How did it end?", widget=Radios(), choices=(), error_messages={"required": "Choose how it ended."}
    )
    ended_on = day_field("Ended on")
    words = reasons_field("Reasons, or what the court said", required=False, rows=4)

    def __init__(self, *args: Any, laid: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = outcomes(laid=laid)
        if not laid:
            self.fields["words"].required = True


class NothingForm(VersionedForm):
    """That nothing is charged in a case."""

    ended_on = day_field("Decided on")
    words = reasons_field("Why is nothing charged?")


class SentenceForm(OnceForm):
    """A sentence."""

    kind = forms.ChoiceField(
        label="Kind of sentence", widget=Radios(), choices=(), error_messages={"required": "Choose the kind of sentence."}
    )
    amount = forms.IntegerField(
        label="How much",
        required=False,
        min_value=1,
        max_value=10**15,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
    )
    suspended = forms.BooleanField(label="It is suspended", required=False)
    on = day_field("Passed on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        listed = [(each.id, text(f"casework.sentences.{each.id}"), UNITS[each.unit]) for each in casework().outcomes.sentences]
        self.fields["kind"].choices = [(code, f"{words} ({unit})") for code, words, unit in listed]


class AppealForm(OnceForm):
    """An appeal."""

    by_whom = forms.ChoiceField(
        label="Who appealed?", widget=Radios(inline=True), choices=(), error_messages={"required": "Choose who appealed."}
    )
    lodged_on = day_field("Lodged on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["by_whom"].choices = choices("appealed_by")


class AppealOutcomeForm(VersionedForm):
    """How an appeal ended, and what became of the charge."""

    outcome = forms.ChoiceField(
        label="How did the appeal end?", widget=Radios(), choices=(), error_messages={"required": "Choose how it ended."}
    )
    ended_on = day_field("Ended on")
    replaced_by = forms.ChoiceField(
        label="The charge now ended with", help_text="Only if the appeal was allowed.", required=False, choices=()
    )
    words = reasons_field("What the court said", required=False, rows=4)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = choices("appeal_outcomes")
        self.fields["replaced_by"].choices = [("", "As before"), *outcomes(laid=True)]
