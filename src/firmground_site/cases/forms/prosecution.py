"""The forms of the prosecution: a charge, how it ended, a sentence, an appeal, and that nothing is charged."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.law.provision import cited_in_words, provisions_of
from firmground_site.cases.actions.prosecuting import NOT_LAID
from firmground_site.cases.forms.investigation import day_field, line
from firmground_site.cases.forms.once import OnceForm
from firmground_site.cases.models import Suspect
from firmground_site.design.forms import Radios
from firmground_site.packs.queries import active_pack, casework, choices, interface_language, text
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field

UNITS = {
    "months": gettext_lazy("months"),
    "money": gettext_lazy("whole units of money"),
    "hours": gettext_lazy("hours"),
    "nothing": gettext_lazy("no amount"),
}


def provisions_to_choose(suggested: Iterable[tuple[str, str]] = ()) -> list[tuple[str, Any]]:
    """The provisions of the register, those that the facts suggest first; none without a register."""
    pack, first = active_pack(), list(suggested)
    known = {name for name, _ in first}
    rest = [
        (each.id, cited_in_words(pack, each, interface_language()))
        for each in (provisions_of(pack) if pack.law else ())
        if each.id not in known
    ]
    groups = [(_("Suggested by the recorded facts"), first), (_("Others in the register"), rest)]
    return [("", _("None of these: I write the offence")), *((title, each) for title, each in groups if each)]


def outcomes(*, laid: bool | None = None) -> list[tuple[str, str]]:
    """How a charge can end: that was laid, that was not, or either."""
    listed = [(each.id, text(f"casework.outcomes.{each.id}")) for each in casework().outcomes.outcomes]
    return [each for each in listed if laid is None or (each[0] == NOT_LAID) != laid]


class ChargeForm(OnceForm):
    """A charge that is considered."""

    suspect = forms.ChoiceField(
        label=gettext_lazy("Against whom?"),
        widget=Radios(),
        choices=(),
        error_messages={"required": gettext_lazy("Choose against whom.")},
    )
    conduct_on = day_field(
        gettext_lazy("Day of the conduct"), gettext_lazy("For what went on, its last day: the time limit is counted from there.")
    )
    provision = forms.ChoiceField(label=gettext_lazy("Provision"), required=False, choices=())
    offence = line(gettext_lazy("The offence in words"), gettext_lazy("Needed if you chose no provision."), longest=400)

    def __init__(
        self, *args: Any, suspects: Iterable[Suspect] = (), suggested: Iterable[tuple[str, str]] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["suspect"].choices = [(str(each.pk), each.name or str(each)) for each in suspects]
        self.fields["provision"].choices = provisions_to_choose(suggested)

    def clean(self) -> None:
        """One of the two."""
        if not self.cleaned_data.get("provision") and not self.cleaned_data.get("offence"):
            self.add_error("offence", _("Choose a provision, or write the offence."))


class LayForm(VersionedForm):
    """That a charge was laid."""

    laid_on = day_field(gettext_lazy("Laid on"))
    court = line(gettext_lazy("Before which court"))


class OutcomeForm(VersionedForm):
    """How a charge ended."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        widget=Radios(),
        choices=(),
        error_messages={"required": gettext_lazy("Choose how it ended.")},
    )
    ended_on = day_field(gettext_lazy("Ended on"))
    words = reasons_field(gettext_lazy("Reasons, or what the court said"), required=False, rows=4)

    def __init__(self, *args: Any, laid: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = outcomes(laid=laid)
        if not laid:
            self.fields["words"].required = True


class NothingForm(VersionedForm):
    """That nothing is charged in a case."""

    ended_on = day_field(gettext_lazy("Decided on"))
    words = reasons_field(gettext_lazy("Why is nothing charged?"))


class SentenceForm(OnceForm):
    """A sentence."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of sentence"),
        widget=Radios(),
        choices=(),
        error_messages={"required": gettext_lazy("Choose the kind of sentence.")},
    )
    amount = forms.IntegerField(
        label=gettext_lazy("How much"),
        required=False,
        min_value=1,
        max_value=10**15,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
    )
    suspended = forms.BooleanField(label=gettext_lazy("It is suspended"), required=False)
    on = day_field(gettext_lazy("Passed on"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        listed = [(each.id, text(f"casework.sentences.{each.id}"), UNITS[each.unit]) for each in casework().outcomes.sentences]
        self.fields["kind"].choices = [(code, f"{words} ({unit})") for code, words, unit in listed]


class AppealForm(OnceForm):
    """An appeal."""

    by_whom = forms.ChoiceField(
        label=gettext_lazy("Who appealed?"),
        widget=Radios(inline=True),
        choices=(),
        error_messages={"required": gettext_lazy("Choose who appealed.")},
    )
    lodged_on = day_field(gettext_lazy("Lodged on"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["by_whom"].choices = choices("appealed_by")


class AppealOutcomeForm(VersionedForm):
    """How an appeal ended, and what became of the charge."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("How did the appeal end?"),
        widget=Radios(),
        choices=(),
        error_messages={"required": gettext_lazy("Choose how it ended.")},
    )
    ended_on = day_field(gettext_lazy("Ended on"))
    replaced_by = forms.ChoiceField(
        label=gettext_lazy("The charge now ended with"),
        help_text=gettext_lazy("Only if the appeal was allowed."),
        required=False,
        choices=(),
    )
    words = reasons_field(gettext_lazy("What the court said"), required=False, rows=4)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = choices("appeal_outcomes")
        self.fields["replaced_by"].choices = [("", _("As before")), *outcomes(laid=True)]
