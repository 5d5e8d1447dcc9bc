"""The questions of an instrument as form fields, in a language of the pack. Every question may be left open.

A yes-or-no question or a choice is a set of radios that also offers the unknown answers. A number is a box with, below it,
why it is not known. What is left open was not asked.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firmground.packs.entries import Language
from firmground.packs.instrument_entries import QuestionEntry
from firmground.packs.pack import Pack
from firmground.packs.reviews import Reviewed, is_below, review_of
from firmground.rules.evaluate import Answer
from firmground.rules.expression import UNKNOWN_ANSWERS
from firmground.screening.instrument import Instrument
from firmground_site.design.foreign import is_foreign
from firmground_site.design.forms import Radios
from firmground_site.packs.queries import active_pack, text

PREFIX = "q_"
WHY_NOT = "_why_not"


def question_text(instrument: str, question: str, language: str | None = None) -> str:
    """The words of a question in a language, else in that of the interface; in the default language where a draft lacks it."""
    return text(f"instruments.{instrument}.questions.{question}", language)


def answer_text(instrument: str, question: str, answer: Answer, language: str | None = None) -> str:
    """The words of an answer."""
    if isinstance(answer, int):
        return str(answer)
    pack = active_pack()
    own = f"instruments.{instrument}.choices.{question}.{answer}"
    has_own = any(own in pack.texts[tag] for tag in pack.texts)
    return text(own if has_own else f"answers.{answer}", language)


def question_fields(
    instrument: Instrument, questions: Iterable[QuestionEntry], language: str | None = None
) -> dict[str, forms.Field]:
    """The form fields of some questions, by field name, in order."""
    fields: dict[str, forms.Field] = {}
    for question in questions:
        label = question_text(instrument.id, question.id, language)
        if question.kind == "number":
            fields |= _number_fields(instrument, question, label, language)
        else:
            codes = (*(question.choices or ("yes", "no")), *UNKNOWN_ANSWERS)
            choices = [(code, answer_text(instrument.id, question.id, code, language)) for code in codes]
            fields[PREFIX + question.id] = forms.ChoiceField(
                label=label, choices=choices, required=False, widget=Radios(inline=True, small=True)
            )
    return fields


def _number_fields(instrument: Instrument, question: QuestionEntry, label: str, language: str | None) -> dict[str, forms.Field]:
    asked = instrument.definition.question[question.id]
    why_not = [("", "—"), *((code, answer_text(instrument.id, question.id, code, language)) for code in UNKNOWN_ANSWERS)]
    box = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})
    return {
        PREFIX + question.id: forms.IntegerField(
            label=label, required=False, min_value=asked.least, max_value=asked.most, widget=box
        ),
        PREFIX + question.id + WHY_NOT: forms.ChoiceField(
            label=_in_the_language_of_the_page(_("If there is no number, why not"), language), choices=why_not, required=False
        ),
    }


def _in_the_language_of_the_page(words: str, language: str | None) -> str:
    """Words of the page among questions, which may be in another language."""
    page = get_language() or ""
    return format_html('<span lang="{}">{}</span>', page, words) if language and is_foreign(language) else words


def answers_in(cleaned: Mapping[str, Any], instrument: Instrument) -> dict[str, Answer]:
    """The answers in a valid form; a question left open is missing."""
    answers: dict[str, Answer] = {}
    for question in instrument.definition.questions:
        given = cleaned.get(PREFIX + question.id)
        if given in (None, ""):
            given = cleaned.get(PREFIX + question.id + WHY_NOT)
        if given not in (None, ""):
            answers[question.id] = given
    return answers


def initial_for(answers: Mapping[str, Answer], instrument: Instrument) -> dict[str, Any]:
    """The form's initial values for answers that were given before."""
    numbers = {each.id for each in instrument.entry.questions if each.kind == "number"}
    return {
        PREFIX + name + (WHY_NOT if name in numbers and not isinstance(answer, int) else ""): answer
        for name, answer in answers.items()
    }


def language_choices(pack: Pack) -> list[tuple[str, str]]:
    """The languages in which questions can be put; a draft says that no speaker has reviewed it."""
    return [(each.tag, _name_of(pack, each)) for each in pack.manifest.languages]


def _name_of(pack: Pack, language: Language) -> str:
    name = text(f"languages.{language.tag}")
    return _("{language} (draft, not reviewed)").format(language=name) if language.state == "draft" else name


def language_reviews(pack: Pack, instrument: Instrument) -> list[str]:
    """For each language, what is known of a speaker's review of this instrument's words."""
    prefixes = (f"instruments.{instrument.id}", "answers")
    keys = [key for key in pack.texts[pack.default_language.tag] if any(is_below(key, each) for each in prefixes)]
    return [
        _("{language}: {review}").format(
            language=text(f"languages.{each.tag}"), review=review_in_words(review_of(pack, each.tag, keys))
        )
        for each in pack.manifest.languages
    ]


def review_in_words(found: Reviewed) -> str:
    """What is known of a review, in the language of the page."""
    values = {"reviewer": found.reviewer, "day": date_format(found.on) if found.on else ""}
    if found.state == "reviewed":
        return _("reviewed by {reviewer} on {day}").format(**values)
    if found.state == "changed":
        return _("changed since {reviewer} reviewed it on {day}").format(**values)
    return _("no speaker has reviewed it")
