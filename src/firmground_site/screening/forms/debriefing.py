"""The forms of a full debriefing: beginning a sitting, breaks, one section's answers, choosing between answers, the end."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.rules.evaluate import Answer
from firmground.screening.instrument import Instrument
from firmground_site.design.forms import Radios
from firmground_site.packs.queries import choices
from firmground_site.screening.differences import Difference
from firmground_site.screening.forms.browser_result import LONGEST_RESULT, browser_result_in
from firmground_site.screening.forms.questions import (
    PREFIX,
    WHY_NOT,
    answer_text,
    answers_in,
    initial_for,
    question_fields,
    question_text,
)
from firmground_site.screening.models import Screening
from firmground_site.screening.sections import NOT_ASKED, Section

NOTE = "note"
LONGEST_NOTE = 4_000
LONGEST_SEEN = 40_000
BEFORE = {
    "alone": gettext_lazy("The person is alone with you, and the interpreter if there is one"),
    "safe": gettext_lazy("The place is safe, and nobody who may harm the person can hear"),
    "told_of_breaks": gettext_lazy("You offered a break, and said that the person may rest, stop or not answer at any time"),
}


def written(value: str) -> str:
    """A text as it is kept: the browser's line ends are not the writer's."""
    return value.replace("\r\n", "\n").strip()


class SittingForm(forms.Form):
    """Before a sitting: what must be made sure of, who interprets, in which language."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, sentence in BEFORE.items():
            wrong = {"required": _("Make sure of this first, and then tick it. Do not begin without.")}
            self.fields[name] = forms.BooleanField(label=sentence, error_messages=wrong)
        missing = {"required": _("Say who interprets.")}
        self.fields["interpreter"] = forms.ChoiceField(
            label=_("Interpreter"), choices=choices("interpreters"), widget=Radios(small=True), error_messages=missing
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the interview"),
            choices=[("", "—"), *choices("interview_languages")],
            error_messages={"required": _("Say in which language you will speak.")},
        )


class BreakForm(forms.Form):
    """Why a break begins."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Why there is a break"),
            choices=[("", "—"), *choices("break_reasons")],
            error_messages={"required": _("Say why there is a break.")},
        )


class SectionForm(forms.Form):
    """The questions of one section, the note of the debriefing, and what the page showed when it was opened (``seen``)."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_SEEN)

    def __init__(
        self, *args: Any, debriefing: Screening, instrument: Instrument, section: Section, language: str, **options: Any
    ):
        self.instrument, self.section = instrument, section
        self.names = {each.id for each in section.questions}
        recorded = recorded_in(debriefing, self.names)
        answers = {name: answer for name, answer in recorded.items() if name != NOTE}
        first = {**initial_for(answers, instrument), NOTE: debriefing.note, "seen": json.dumps(recorded)}
        super().__init__(*args, initial=first, **options)
        self.fields |= question_fields(instrument, section.questions, language)
        self.fields[NOTE] = forms.CharField(
            label=_("Note on the whole debriefing"),
            help_text=_("It is the same in every section. Only people who may open this file can read it."),
            required=False,
            max_length=LONGEST_NOTE,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    @property
    def questions(self) -> list[BoundField]:
        """The fields of the questions, in order."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def clean_seen(self) -> dict[str, Answer]:
        """What the page showed when it was opened."""
        wrong = ValidationError(_("The page that you sent cannot be read. Load it again; your answers are below."))
        try:
            seen = json.loads(self.cleaned_data["seen"])
        except (ValueError, RecursionError) as error:
            raise wrong from error
        if not isinstance(seen, dict) or not seen.keys() <= {*self.names, NOTE}:
            raise wrong
        if not all(isinstance(each, str) or type(each) is int for each in seen.values()):
            raise wrong
        return seen

    def clean(self) -> None:
        """Refuse questions that are not of this section, and a number that is given and not given at once."""
        strange = sorted(name for name in self.data if name.startswith(PREFIX) and name not in self.fields)
        for name in strange[:3]:
            self.add_error(
                None,
                _("“{name}” is not a question of this section. Nothing was saved.").format(name=name.removeprefix(PREFIX)[:40]),
            )
        for name in self.fields:
            number = self.cleaned_data.get(name.removesuffix(WHY_NOT)) if name.endswith(WHY_NOT) else None
            if number is not None and self.cleaned_data.get(name):
                self.add_error(name, _("There is a number above. Remove the number, or choose “—” here."))

    @property
    def entered(self) -> dict[str, Answer]:
        """What a valid form says. A number that was there and was cleared is not asked; what was left open is missing."""
        given = answers_in(self.cleaned_data, self.instrument)
        numbers = {each.id for each in self.section.questions if each.kind == "number"}
        cleared = {name: NOT_ASKED for name in numbers & self.seen_then.keys() if name not in given}
        note = written(self.cleaned_data[NOTE])
        return {**cleared, **given, NOTE: note}

    @property
    def seen_then(self) -> dict[str, Answer]:
        """What a valid form says that its page showed."""
        return {NOTE: "", **self.cleaned_data["seen"]}


def recorded_in(debriefing: Screening, names: Iterable[str]) -> dict[str, Answer]:
    """The answers to some questions as they are recorded, and the note."""
    wanted = set(names)
    return {**{name: each for name, each in debriefing.answers.items() if name in wanted}, NOTE: written(debriefing.note)}


class ChoosingForm(forms.Form):
    """For each question that two people answered differently: which answer stays.

    A choice names what it was made against, so that it does not hold for an answer that was recorded later.
    """

    def __init__(self, *args: Any, differences: Iterable[Difference], instrument: Instrument, **options: Any) -> None:
        super().__init__(*args, **options)
        self.differences, self.instrument = tuple(differences), instrument
        for each in self.differences:
            mark = hashlib.sha256(json.dumps(each.now).encode()).hexdigest()[:12]
            self.fields[f"pick_{each.name}"] = forms.ChoiceField(
                label=_("Which to keep: {asked}").format(asked=self._asked(each)),
                choices=[(f"mine-{mark}", _("What you entered")), (f"now-{mark}", _("What is recorded now"))],
                widget=Radios(inline=True, small=True),
                error_messages={
                    "required": _("Choose which of the two to keep."),
                    "invalid_choice": _("It was changed once more. Choose again."),
                },
            )

    def _asked(self, difference: Difference) -> str:
        return _("the note") if difference.name == NOTE else question_text(self.instrument.id, difference.name)

    def _said(self, difference: Difference, answer: Answer | None) -> str:
        if answer in (None, ""):
            return _("Nothing is recorded.") if answer is None else _("Nothing")
        return str(answer) if difference.name == NOTE else answer_text(self.instrument.id, difference.name, answer)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each difference in words, with its field."""
        return [
            {
                "asked": _("Note on the whole debriefing") if each.name == NOTE else self._asked(each),
                "mine": self._said(each, each.mine),
                "now": self._said(each, each.now),
                "field": self[f"pick_{each.name}"],
            }
            for each in self.differences
        ]

    @property
    def kept_mine(self) -> dict[str, Answer]:
        """The answers of the officer that a valid form keeps."""
        picked = {each.name: self.cleaned_data[f"pick_{each.name}"] for each in self.differences}
        return {each.name: each.mine for each in self.differences if picked[each.name].startswith("mine-")}


class FinishForm(forms.Form):
    """The end of a debriefing: what was read before it, and what the browser found, if it could."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answers_version = forms.IntegerField(widget=forms.HiddenInput)
    browser_result = forms.CharField(required=False, max_length=LONGEST_RESULT, widget=forms.HiddenInput)

    def __init__(self, *args: Any, outcomes: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.outcomes = set(outcomes)

    def clean_browser_result(self) -> Mapping[str, Any] | None:
        """What the browser found, as far as it can be taken."""
        return browser_result_in(self.cleaned_data["browser_result"], self.outcomes)
