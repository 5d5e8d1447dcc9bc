"""What the pages of law ask for: a day, what to look for, what to compare with, and the facts of a case.

A day stands in an address as 2019-03-01, and is typed in three boxes; both are read. Facts are never in an address.
"""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.law.coverage import EXTENDED, MINIMUM
from firmground.law.words import STANDING
from firmground.packs.law_entries import Fact
from firmground.packs.pack import Pack
from firmground.rules.evaluate import Answer
from firmground_site.design.forms import Checkboxes, DateField, DateParts
from firmground_site.design.library_words import shown
from firmground_site.law.in_words import written
from firmground_site.law.queries import Asked, first_day, ordinances, other_packs_with_law
from firmground_site.packs.queries import active_pack, interface_language, text, today

FIRST = datetime.date(1900, 1, 1)
ANY = ("", gettext_lazy("Any"))


class DayInAddress(DateParts):
    """Three boxes that also understand ``?on=2019-03-01``."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Day, month and year, from the one value where there is one."""
        if name not in data:
            return super().value_from_datadict(data, files, name)
        year, month, day = ([part[:4] for part in str(data[name]).split("-", 2)] + ["", ""])[:3]
        return [day.lstrip("0"), month.lstrip("0"), year]


class DayField(DateField):
    """A day of which something can be known: none that has not come, and none so far back that nothing speaks of it."""

    widget = DayInAddress

    def clean(self, value: Any) -> datetime.date | None:
        """The day; says what is wrong with one that cannot be asked about."""
        day: datetime.date | None = super().clean(value)
        if day is not None and day > today():
            raise ValidationError(_("Choose a day up to today."), "range")
        if day is not None:
            self.must_not_be_too_early(day)
        return day

    def must_not_be_too_early(self, day: datetime.date) -> None:
        """Refuse a day so far back that nothing speaks of it."""
        if day < FIRST:
            raise ValidationError(_("The year must be {year} or later.").format(year=FIRST.year), "range")


class LawDayField(DayField):
    """A day from the first one on of which the register of law says anything."""

    def must_not_be_too_early(self, day: datetime.date) -> None:
        """Refuse a day of which the register says nothing."""
        _must_be_spoken_of(day)


def _must_be_spoken_of(day: datetime.date, pack: str | None = None) -> None:
    first = first_day(pack)
    if day < first:
        raise ValidationError(
            _("The register says nothing of days before {day}. Choose that day or a later one.").format(day=written(first)),
            "range",
        )


class AddressForm(forms.Form):
    """A form whose answers are in the address; days that nobody gave are filled in, so that their boxes show them."""

    def __init__(self, data: Any, **otherwise: datetime.date) -> None:
        filled = data.copy()
        for name, day in otherwise.items():
            if not any(data.get(f"{name}{part}") for part in ("", "_day", "_month", "_year")):
                filled[name] = day.isoformat()
        super().__init__(filled)


class DayForm(AddressForm):
    """The day to look at."""

    on = LawDayField(label=gettext_lazy("As it was on"), help_text=gettext_lazy("For example, 31 12 2019."))


class ConductForm(DayForm):
    """The day of the conduct, for facts that are known otherwise. ``label`` tells it from another day on the same page."""

    def __init__(self, data: Any, *, otherwise: datetime.date, label: str = "") -> None:
        super().__init__(data, on=otherwise)
        self.fields["on"].label = label or _("Day of the conduct")
        self.fields["on"].help_text = _(
            "The day of the first screening, unless you enter another. For what went on, its last day."
        )


class ProvisionsForm(AddressForm):
    """What to look for among the provisions."""

    words = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Of the conduct, the ordinance, its chapter or the section."),
    )
    on = LawDayField(label=gettext_lazy("In force on"))
    ordinance = forms.ChoiceField(required=False, label=gettext_lazy("Ordinance"))
    act = forms.ChoiceField(required=False, label=gettext_lazy("Act that it touches"))
    means = forms.ChoiceField(required=False, label=gettext_lazy("Means that it touches"))
    purpose = forms.ChoiceField(required=False, label=gettext_lazy("Purpose that it touches"))
    standing = forms.ChoiceField(
        label=gettext_lazy("Standing"),
        required=False,
        choices=[ANY, *((code, lazy(shown, str)(words)) for code, words in STANDING.items())],
    )
    unverified = forms.BooleanField(
        required=False, label=gettext_lazy("Only those whose conduct was not read in a primary source")
    )
    on_person = forms.BooleanField(required=False, label=gettext_lazy("Only those that can fall on the trafficked person"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, on=today())
        lists = {"act": ("palermo_acts",), "means": ("palermo_means",), "purpose": (MINIMUM, EXTENDED)}
        for name, of in lists.items():
            self.fields[name].choices = [ANY, *(each for code_list in of for each in coded(code_list))]
        self.fields["ordinance"].choices = [ANY, *ordinances()]

    def asked(self) -> Asked:
        """What a valid form asks for, but for the day."""
        return Asked(**{name: given for name, given in self.cleaned_data.items() if name != "on"})


def coded(code_list: str) -> list[tuple[str, str]]:
    """All codes of a list with their words, whether in force or not."""
    return [(code.code, text(f"codes.{code_list}.{code.code}")) for code in active_pack().codes.get(code_list, ())]


class CompareForm(AddressForm):
    """Two days of this territory, or a day here and a day elsewhere."""

    on = LawDayField(label=gettext_lazy("First day"))
    with_day = DayField(label=gettext_lazy("Second day"))
    with_pack = forms.ChoiceField(required=False, label=gettext_lazy("Second territory"))

    def __init__(self, data: Any, **otherwise: datetime.date) -> None:
        super().__init__(data, **otherwise)
        others = [(each.id, each.text("pack.title", interface_language())) for each in other_packs_with_law()]
        self.fields["with_pack"].choices = [("", _("The same: {territory}").format(territory=text("pack.title"))), *others]

    def clean(self) -> dict[str, Any]:
        """Refuse a second day of which the register of its territory says nothing."""
        cleaned = super().clean() or {}
        if cleaned.get("with_day") and "with_pack" in cleaned:
            try:
                _must_be_spoken_of(cleaned["with_day"], cleaned["with_pack"] or None)
            except ValidationError as fault:
                self.add_error("with_day", fault)
        return cleaned


class FactsForm(forms.Form):
    """The day of the conduct, and what happened. What nobody ticks is not known, and never "no".

    The facts that the territory's forms record come first, then those that no form asks about.
    """

    on = LawDayField(
        label=gettext_lazy("Day of the conduct"),
        help_text=gettext_lazy("For conduct that went on, its last day. The law and the penalties of that day count."),
        error_messages={"required": gettext_lazy("Enter the day of the conduct.")},
    )

    def __init__(self, data: Any = None, *, pack: Pack) -> None:
        super().__init__(data)
        facts = pack.law.facts.facts if pack.law else ()
        self.numbers = [each for each in facts if each.kind == "number"]
        ticked = [each for each in facts if each.kind != "number"]
        self.parts = {
            "recorded": [each for each in ticked if each.recorded_by],
            "other": [each for each in ticked if not each.recorded_by],
        }
        for each in self.numbers:
            self.fields[number_name(each)] = _number_field(pack, each)
        asked = {"yes": _("The forms ask whether this happened"), "no": _("The forms ask whether this did not happen")}
        other = {"yes": _("No form asks whether this happened"), "no": _("No form asks whether this did not happen")}
        for answer in ("yes", "no"):
            self.fields[f"{answer}_recorded"] = _ticks(pack, self.parts["recorded"], asked[answer])
            self.fields[f"{answer}_other"] = _ticks(pack, self.parts["other"], other[answer])

    def clean(self) -> dict[str, Any]:
        """Refuse a fact that was ticked both ways."""
        cleaned = super().clean() or {}
        for part in self.parts:
            both = set(cleaned.get(f"yes_{part}", ())) & set(cleaned.get(f"no_{part}", ()))
            for name in sorted(both):
                words = text(f"law.facts.{name}")
                self.add_error(
                    f"no_{part}", _("“{words}” is ticked as having happened too. Leave one of the two.").format(words=words)
                )
        return cleaned

    @property
    def number_fields(self) -> list[Any]:
        """The boxes for numbers."""
        return [self[number_name(each)] for each in self.numbers]

    @property
    def says_no(self) -> bool:
        """Whether anything is ticked as not so, or something is wrong there."""
        return any(self[f"no_{part}"].value() or self[f"no_{part}"].errors for part in self.parts)

    def facts(self) -> dict[str, Answer]:
        """The answers of a valid form by fact; what was left open is missing."""
        given = self.cleaned_data
        answers: dict[str, Answer] = {name: "no" for part in self.parts for name in given[f"no_{part}"]}
        answers |= {name: "yes" for part in self.parts for name in given[f"yes_{part}"]}
        numbers = ((each.id, given[number_name(each)]) for each in self.numbers)
        return answers | {name: number for name, number in numbers if number is not None}


def number_name(fact: Fact) -> str:
    """The name of the box for a number."""
    return f"number_{fact.id}"


def _number_field(pack: Pack, fact: Fact) -> forms.IntegerField:
    box = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})
    label = pack.text(f"law.facts.{fact.id}")
    return forms.IntegerField(label=label, required=False, min_value=fact.least, max_value=fact.most, widget=box)


def _ticks(pack: Pack, facts: list[Fact], label: str) -> forms.MultipleChoiceField:
    choices = [(each.id, pack.text(f"law.facts.{each.id}")) for each in facts]
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=Checkboxes(small=True))
