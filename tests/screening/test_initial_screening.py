"""The first step in Hong Kong: one of seven indicators opens the full debriefing, and an open answer is never a no."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import AnswerError, NotInForce
from firmground.screening.assessment import assess
from firmground.screening.instrument import find_instrument

DAY = datetime.date(2019, 6, 1)
UNKNOWN = ("unsure", "refused", "not_asked", "not_safe_to_ask")
SEVEN = (
    "documents_held",
    "movement_restricted",
    "deceived_about_work",
    "debt_to_leave",
    "threatened_or_harmed",
    "wages_withheld",
    "forced_to_act",
)
ALL_NO = dict.fromkeys(SEVEN, "no")


def debriefing(instrument, answers):
    return assess(instrument, answers, on=DAY).outcome("open_full_debriefing")


@pytest.mark.parametrize("indicator", SEVEN)
def test_each_of_the_seven_indicators_opens_the_full_debriefing(initial_screening, indicator):
    outcome = debriefing(initial_screening, {**ALL_NO, indicator: "yes"})
    assert (outcome.finding, outcome.opens) == ("yes", "full_debriefing")
    assert outcome.because == ((indicator, "yes"),)
    assert outcome.could_change == ()


@pytest.mark.parametrize("indicator", SEVEN)
def test_one_indicator_suffices_when_nothing_else_was_asked(initial_screening, indicator):
    assert debriefing(initial_screening, {indicator: "yes"}).finding == "yes"


def test_seven_times_no_opens_nothing(initial_screening):
    outcome = debriefing(initial_screening, ALL_NO)
    assert outcome.finding == "no"
    assert dict(outcome.because) == ALL_NO


@pytest.mark.parametrize("word", [*UNKNOWN, None])
@pytest.mark.parametrize("indicator", SEVEN)
def test_one_open_answer_keeps_it_open_and_is_listed(initial_screening, indicator, word):
    answers = {name: answer for name, answer in {**ALL_NO, indicator: word}.items() if answer}
    outcome = debriefing(initial_screening, answers)
    assert (outcome.finding, outcome.could_change) == ("not known", (indicator,))
    assert outcome.because == ()
    assert indicator in assess(initial_screening, answers, on=DAY).would_matter


@settings(deadline=None)
@given(answers=st.fixed_dictionaries(dict.fromkeys(SEVEN, st.sampled_from(("yes", "no", *UNKNOWN)))))
def test_the_finding_is_yes_with_any_yes_no_with_seven_and_open_otherwise(initial_screening, answers):
    given_ = set(answers.values())
    expected = "yes" if "yes" in given_ else "no" if given_ == {"no"} else "not known"
    outcome = debriefing(initial_screening, answers)
    assert outcome.finding == expected
    still_open = tuple(name for name in SEVEN if answers[name] in UNKNOWN)
    assert outcome.could_change == (still_open if expected == "not known" else ())


def test_other_answers_do_not_open_the_full_debriefing(initial_screening):
    decision = assess(initial_screening, {**ALL_NO, "in_danger_now": "yes", "age": 12}, on=DAY)
    assert {each.id: str(each.finding) for each in decision.outcomes} == {
        "open_full_debriefing": "no",
        "immediate_danger": "yes",
        "child_route": "yes",
    }


@pytest.mark.parametrize(("age", "finding"), [(17, "yes"), (18, "no"), ("refused", "not known"), (0, "yes"), (120, "no")])
def test_the_route_for_children_ends_on_the_eighteenth_birthday(initial_screening, age, finding):
    assert assess(initial_screening, {"age": age}, on=DAY).outcome("child_route").finding == finding


@pytest.mark.parametrize(
    "answers",
    [
        {"documents_held": "maybe"},
        {"documents_held": 1},
        {"documents_held": True},
        {"age": -1},
        {"age": 121},
        {"age": "17"},
        {"pets": "yes"},
    ],
    ids=str,
)
def test_an_answer_that_its_question_does_not_allow_is_refused(initial_screening, answers):
    with pytest.raises(AnswerError) as refused:
        assess(initial_screening, answers, on=DAY)
    assert refused.value.where == f"answer to {next(iter(answers))}"
    assert refused.value.remedy


def test_it_is_in_force_from_december_2015(packs):
    assert find_instrument(packs["hong_kong"], "initial_screening", datetime.date(2015, 12, 1)).entry.version == "1"


@pytest.mark.parametrize("name", ["initial_screening", "full_debriefing"])
def test_before_december_2015_there_is_none(packs, name):
    with pytest.raises(NotInForce, match="no version for 2015-11-30") as refused:
        find_instrument(packs["hong_kong"], name, datetime.date(2015, 11, 30))
    assert refused.value.remedy == "choose a day in: 2015-12-01 to today"


def test_answers_of_a_day_on_which_it_was_not_in_force_are_not_assessed(initial_screening):
    with pytest.raises(NotInForce, match="2015-12-01 to today"):
        assess(initial_screening, ALL_NO, on=datetime.date(2015, 11, 30))


def test_it_asks_seven_indicators_and_says_that_the_form_is_reconstructed(initial_screening):
    asked = [question.id for question in initial_screening.entry.questions if question.section == "indicators"]
    assert tuple(asked) == SEVEN
    assert initial_screening.entry.status == "reconstructed"
    assert "The official form is not public; the wording is ours." in assess(initial_screening, {}, on=DAY).notes
