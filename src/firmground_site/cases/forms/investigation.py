"""The forms of the investigation: a suspect, a line of inquiry, an arrest, property that is held."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.cases.actions.suspecting import CODED, Suspected
from firmground_site.cases.forms.once import OnceForm
from firmground_site.cases.models import Suspect
from firmground_site.design.forms import DateField, Radios
from firmground_site.packs.queries import choices, today
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field

NOT_KNOWN = ("", gettext_lazy("Not known"))
CHOSEN = {"kind", "basis"}  # shown as radios, without an answer that nobody gave


def day_field(label: str, hint: str = "", *, required: bool = True) -> DateField:
    """A day, today unless another is entered."""
    return DateField(label=label, help_text=hint, required=required, error_messages={"required": gettext_lazy("Enter a day.")})


def line(label: str, hint: str = "", *, longest: int = 200) -> forms.CharField:
    """One line of text that may be left empty."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=longest, widget=forms.TextInput)


class SuspectFields(forms.Form):
    """What is known of a suspect."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Is it a person or a company?"),
        widget=Radios(inline=True),
        choices=(),
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    part = forms.ChoiceField(label=gettext_lazy("The part they played"), required=False, choices=())
    name = line(gettext_lazy("Name"))
    document = line(gettext_lazy("Number of a paper or of the company"))
    phone = line(gettext_lazy("Phone"))
    address = line(gettext_lazy("Address"), longest=400)
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), required=False, choices=())
    nationality = forms.ChoiceField(label=gettext_lazy("Nationality"), required=False, choices=())
    basis = forms.ChoiceField(
        label=gettext_lazy("On what does the suspicion rest?"),
        widget=Radios(),
        choices=(),
        error_messages={"required": gettext_lazy("Choose on what it rests.")},
    )
    basis_words = reasons_field(
        gettext_lazy("In your words"), gettext_lazy("What makes you suspect them."), required=False, rows=4
    )
    from_on = day_field(gettext_lazy("Suspected from"))

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"from_on": today(), **(options.get("initial") or {})}
        super().__init__(*args, **options)
        for name, listed in CODED.items():
            self.fields[name].choices = [*(() if name in CHOSEN else (NOT_KNOWN,)), *choices(listed)]

    def given(self) -> Suspected:
        """What a valid form says."""
        return Suspected(**{name: self.cleaned_data[name] for name in Suspected.__dataclass_fields__})


class NewSuspectForm(SuspectFields, OnceForm):
    """A new suspect, met as a person of the case too or not."""

    person = forms.ChoiceField(
        label=gettext_lazy("Is this somebody in the case?"),
        help_text=gettext_lazy("Only if they were met as a person too."),
        required=False,
        choices=(),
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = [("", _("No")), *people]


class SuspectForm(SuspectFields, VersionedForm):
    """A correction of what is recorded of a suspect."""


class ReasonsForm(VersionedForm):
    """Why something is done."""

    words = reasons_field(gettext_lazy("Your reasons"))


class InquiryForm(OnceForm):
    """What is looked into."""

    question = reasons_field(
        gettext_lazy("What is looked into?"),
        gettext_lazy("One question."),
        rows=3,
        missing=gettext_lazy("Write what is looked into."),
    )
    from_on = day_field(gettext_lazy("Began on"))


class InquiryResultForm(VersionedForm):
    """How a line of inquiry ended."""

    result = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        widget=Radios(),
        choices=(),
        error_messages={"required": gettext_lazy("Choose how it ended.")},
    )
    words = reasons_field(gettext_lazy("What was found"), required=False, rows=4)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["result"].choices = choices("inquiry_results")


class ArrestForm(OnceForm):
    """An arrest."""

    on = day_field(gettext_lazy("Day of the arrest"))
    note = reasons_field(gettext_lazy("Note"), gettext_lazy("Where and by whom, if it matters later."), required=False, rows=3)


class ReleaseForm(forms.Form):
    """The day of a release."""

    on = day_field(gettext_lazy("Day of the release"))


class PropertyForm(OnceForm):
    """Property that is held or restrained."""

    what = reasons_field(gettext_lazy("What is held?"), rows=2, missing=gettext_lazy("Write what is held."))
    order = line(gettext_lazy("Under which order"), longest=400)
    value = forms.IntegerField(
        label=gettext_lazy("Value, if known"),
        help_text=gettext_lazy("In whole units of money."),
        required=False,
        min_value=0,
        max_value=10**15,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
    )
    from_on = day_field(gettext_lazy("Held from"))
    suspect = forms.ChoiceField(label=gettext_lazy("Whose is it?"), required=False, choices=())

    def __init__(self, *args: Any, suspects: Iterable[Suspect] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(each.pk), each.name or str(each)) for each in suspects]
        self.fields["suspect"].choices = [("", _("Not known, or nobody suspected")), *named]


class PropertyReleaseForm(VersionedForm):
    """The day on which property was released."""

    on = day_field(gettext_lazy("Released on"))
