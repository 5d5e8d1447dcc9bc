"""The form of a first screening: questions, person, encounter and parties named, on one page."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from firmground.screening.instrument import Instrument
from firmground_site.access.actors import Actor
from firmground_site.design.forms import DateField, Radios
from firmground_site.packs.queries import choices, today
from firmground_site.screening.actions.recording import Encounter, PersonMet, Received
from firmground_site.screening.forms.browser_result import LONGEST_RESULT, browser_result_in
from firmground_site.screening.forms.questions import answers_in, question_fields

PARTY = "party_"


def optional_choices(code_list: str) -> list[tuple[str, str]]:
    """The codes of a list after an empty one."""
    return [("", "—"), *choices(code_list)]


def short_text(label: str, hint: str = "", width: int = 20) -> forms.CharField:
    """A line of text that may be left out and is never remembered by the browser."""
    box = forms.TextInput(attrs={"autocomplete": "off", "class": f"govuk-input--width-{width}"})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=200, widget=box)


class ScreeningForm(forms.Form):
    """A first screening as an officer fills it in. Only the day, the group and the trigger are required."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    browser_result = forms.CharField(required=False, max_length=LONGEST_RESULT, widget=forms.HiddenInput)

    def __init__(self, *args: Any, instrument: Instrument, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instrument = instrument
        if not self.is_bound:
            self.initial.setdefault("id", uuid.uuid4())
            self.initial.setdefault("screened_on", today())
        self.fields.update(question_fields(instrument, instrument.entry.questions, language))
        self.fields.update(_person_fields())
        self.fields.update(_encounter_fields())
        self.fields.update({PARTY + kind: short_text(name) for kind, name in choices("named_kinds")})

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The instrument's sections with the fields of their questions."""
        for section in self.instrument.entry.sections:
            asked = [each.id for each in self.instrument.entry.questions if each.section == section.id]
            names = [name for question in asked for name in (f"q_{question}", f"q_{question}_why_not") if name in self.fields]
            yield section.id, [self[name] for name in names]

    @property
    def parties(self) -> list[BoundField]:
        """The fields of parties that the person named."""
        return [self[name] for name in self.fields if name.startswith(PARTY)]

    def clean_browser_result(self) -> Mapping[str, Any] | None:
        """What the browser found, as far as it can be taken."""
        return browser_result_in(self.cleaned_data["browser_result"], self.instrument.outcomes)

    def received(self, by: Actor) -> Received:
        """The screening that a valid form describes."""
        cleaned = self.cleaned_data
        return Received(
            id=cleaned["id"],
            instrument=self.instrument.id,
            person=PersonMet(**{name: cleaned[name] for name in PersonMet.__dataclass_fields__}),
            encounter=Encounter(
                agency=by.agency,
                **{name: cleaned[name] for name in Encounter.__dataclass_fields__ if name != "agency"},
            ),
            answers=answers_in(cleaned, self.instrument),
            parties=tuple(
                (name.removeprefix(PARTY), value) for name, value in cleaned.items() if name.startswith(PARTY) and value
            ),
            browser_result=cleaned["browser_result"],
        )


def _person_fields() -> dict[str, forms.Field]:
    return {
        "age_basis": forms.ChoiceField(
            label=_("How the age is known"), choices=choices("age_bases"), required=False, widget=Radios(inline=True, small=True)
        ),
        "alias": short_text(_("What to call the person"), _("A name, an alias or a number. It may be left out.")),
        "name": short_text(_("Full name"), _("Only if the person gave it.")),
        "document": short_text(_("Number of an identity paper"), width=10),
        "phone": short_text(_("Phone that is safe to call"), width=10),
        "sex": forms.ChoiceField(label=_("Sex"), choices=optional_choices("sexes"), required=False),
        "nationality": forms.ChoiceField(label=_("Nationality"), choices=optional_choices("nationalities"), required=False),
        "language": forms.ChoiceField(
            label=_("Language of the person"), choices=optional_choices("interview_languages"), required=False
        ),
        "interpreter": forms.ChoiceField(label=_("Interpreter"), choices=optional_choices("interpreters"), required=False),
    }


def _encounter_fields() -> dict[str, forms.Field]:
    note = _("Facts that the questions do not ask about. Only people who may open this file can read it.")
    return {
        "trigger": forms.ChoiceField(
            label=_("How you came to meet the person"),
            choices=choices("triggers"),
            widget=Radios(small=True),
            error_messages={"required": _("Choose one; it is required.")},
        ),
        "group": forms.ChoiceField(
            label=_("Group"),
            choices=choices("groups"),
            widget=Radios(small=True),
            error_messages={"required": _("Choose one; it is required.")},
        ),
        "screened_on": DateField(label=_("Day on which you met")),
        "place": short_text(_("Place")),
        "note": forms.CharField(
            label=_("Note"), help_text=note, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
        ),
    }
