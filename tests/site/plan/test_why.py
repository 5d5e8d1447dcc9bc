"""The site says why in the language of the page; in English it says what the library says, for every measure and sentence."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import translation

from firmground.packs.plan_entries import Indicator, PlanRegister
from firmground.plan.claims import answers_to_claims
from firmground.plan.status import MeasureStatus, statuses_on
from firmground.plan.words import day_in_words, item_in_words
from firmground_site.plan import evidence_words
from firmground_site.plan.measures import the_plan
from firmground_site.plan.why import answer_in_words, why_in_words

pytestmark = pytest.mark.once
DAYS = [datetime.date(2018, 1, 1) + datetime.timedelta(days=120 * number) for number in range(27)]
DEADLINES = [datetime.date(2018, 6, 30), datetime.date(2018, 12, 31), datetime.date(2019, 6, 30), datetime.date(2019, 12, 31)]
SENTENCES = (
    "Its text is not public",
    "One side: ",
    "Done: ",
    "Done after its deadline: ",
    "Done, though whether in time is not known: ",
    "Nothing shows it done by its deadline",
    "It had not begun: ",
    "The plan was not published yet.",
    "Not done yet, and nothing shows whether",
    "Nothing dated shows that it has begun",
    "Last shown in operation on ",
    "In operation: ",
    "Begun: ",
)


def due_by(plan: PlanRegister, deadline: datetime.date | None) -> PlanRegister:
    """The same plan with this deadline for every measure that has an indicator or could have one."""
    measures = []
    for each in plan.measures:
        known = each.indicator or Indicator(kind="milestone", cite=each.cite)
        measures.append(each.model_copy(update={"indicator": known.model_copy(update={"deadline": deadline})}))
    return replace(plan, measures=tuple(measures))


def every_status() -> Iterator[MeasureStatus]:
    plans = [the_plan(), *(due_by(the_plan(), deadline) for deadline in (None, *DEADLINES))]
    return (status for plan in plans for day in DAYS for status in statuses_on(plan, day))


def test_why_a_measure_has_its_status_is_told_in_english_as_the_library_tells_it() -> None:
    told = set()
    for status in every_status():
        assert why_in_words(status) == status.why
        told.add(status.why)
    assert [each for each in SENTENCES if not any(why.startswith(each) for why in told)] == []


def test_answers_to_claims_and_items_of_evidence_are_told_in_english_as_the_library_tells_them() -> None:
    answers = answers_to_claims(the_plan())
    assert answers
    assert [answer_in_words(each) for each in answers] == [each.why for each in answers]
    for item in the_plan().evidence:
        assert evidence_words.day_in_words(item.dated) == day_in_words(item.dated)
        for bare in (True, False):
            assert evidence_words.item_in_words(item, bare=bare) == item_in_words(item, bare=bare)


def test_in_chinese_no_english_word_is_left_but_the_names_of_sources() -> None:
    sources = {each.document for each in the_plan().evidence} | {
        source for each in the_plan().claims for source in each.cite.source
    }
    with translation.override("zh-hant"):
        for status in statuses_on(the_plan(), datetime.date(2020, 12, 31)):
            told = why_in_words(status)
            for source in sorted(sources, key=len, reverse=True):
                told = told.replace(source, "")
            assert not [each for each in told if each.isascii() and each.isalpha()], told
