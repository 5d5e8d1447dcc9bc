"""The forms about a measure against the person: what was done, and a prosecutor's answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.cases.actions.non_punishment import Against
from firmground_site.cases.forms.investigation import day_field
from firmground_site.cases.forms.once import OnceForm
from firmground_site.cases.forms.prosecution import provisions_to_choose
from firmground_site.design.forms import Radios
from firmground_site.packs.queries import choices
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field

GOES_ON, DISCONTINUED = "goes_on", "discontinued"


class MeasureForm(OnceForm):
    """A charge or an immigration measure against a person of the case."""

    person = forms.ChoiceField(
        label=gettext_lazy("Against whom?"),
        widget=Radios(),
        choices=(),
        error_messages={"required": gettext_lazy("Choose against whom.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What was done?"),
        widget=Radios(),
        choices=(),
        error_messages={"required": gettext_lazy("Choose what was done.")},
    )
    provision = forms.ChoiceField(label=gettext_lazy("Under which provision, if known"), required=False, choices=())
    what = reasons_field(
        gettext_lazy("What exactly?"), gettext_lazy("The authority, its reference, what it says."), required=False, rows=3
    )
    from_on = day_field(gettext_lazy("From"))
    conduct_on = day_field(gettext_lazy("Day of the conduct, if known"), required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = list(people)
        self.fields["kind"].choices = choices("measure_kinds")
        provisions = provisions_to_choose()
        self.fields["provision"].choices = [("", _("Not known, or none of these")), *provisions[1:]]

    def given(self) -> Against:
        """What a valid form says."""
        return Against(**{name: self.cleaned_data[name] for name in Against.__dataclass_fields__})


class AnswerForm(VersionedForm):
    """A prosecutor's answer to a prompt."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        widget=Radios(),
        choices=((DISCONTINUED, gettext_lazy("It is discontinued")), (GOES_ON, gettext_lazy("It goes on"))),
        error_messages={"required": gettext_lazy("Choose whether it goes on.")},
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("On what does your answer rest?"),
        widget=Radios(),
        choices=(),
        error_messages={"required": gettext_lazy("Choose on what it rests.")},
    )
    reasons = reasons_field(gettext_lazy("Your reasons"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["basis"].choices = choices("non_punishment_bases")
