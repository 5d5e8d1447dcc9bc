"""How what became of people is counted: the farthest step, the group of an offence, the most severe sentence, the wait."""

import datetime

import pytest

from firmground.cases.counted import convicts, how_far, most_severe, offence_group_of, party_of, result_of, waited
from firmground.cases.services import STEPS
from firmground.packs.lists import code_in_words, codes_in

DAY = datetime.date(2019, 5, 1)


@pytest.fixture(scope="module")
def rules(hong_kong):
    return hong_kong.casework


@pytest.mark.parametrize(
    ("steps", "far"),
    [
        ((), None),
        (("offered",), "offered"),
        (("offered", "declined"), "declined"),
        (("offered", "accepted", "delivered", "ended"), "delivered"),
        (("offered", "accepted", "ended"), "ended"),
    ],
)
def test_a_service_came_as_far_as_it_was_delivered_even_when_it_ended_since(steps, far):
    assert how_far(steps) == far


@pytest.mark.parametrize(("days", "band"), [(-3, "within_a_day"), (1, "within_a_day"), (2, "within_a_week"), (400, "longer")])
def test_a_wait_is_in_its_band_and_what_came_before_took_no_time(rules, days, band):
    assert waited(DAY, DAY + datetime.timedelta(days), rules.outcomes.bands) == band


def test_charges_that_the_pack_puts_into_no_group_are_together(rules):
    assert offence_group_of(rules, "crimes_129") == "trafficking_for_prostitution"
    assert offence_group_of(rules, "crimes_24") == offence_group_of(rules, "") == "other"


@pytest.mark.parametrize(
    ("outcome", "appealed", "said"),
    [
        ("pleaded_guilty", False, "yes"),
        ("acquitted", False, "no"),
        ("pleaded_guilty", True, "not_known"),
        ("never_heard_of", False, "not_known"),
    ],
)
def test_a_conviction_is_one_by_the_pack_and_after_an_appeal_it_is_not_known(rules, outcome, appealed, said):
    assert convicts(rules, outcome, appeal_allowed=appealed) == said


def test_the_most_severe_sentence_is_the_first_in_the_pack(rules):
    assert most_severe(rules, ["fine", "imprisonment", "probation"]) == "imprisonment"
    assert most_severe(rules, []) is None


def test_parties_that_are_no_agency_are_counted_together():
    assert party_of("swd") == "swd"
    assert party_of("partner:one") == party_of("partner:two") == "partner"


def test_an_investigation_in_which_somebody_was_charged_is_charged_even_when_it_goes_on():
    assert result_of(charged=True, goes_on=True) == "charged"
    assert result_of(charged=False, goes_on=True) == "open"
    assert result_of(charged=False, goes_on=False) == "ended_without_charge"


def test_lists_that_follow_from_the_casework_are_those_of_the_pack_and_have_words(hong_kong):
    assert codes_in(hong_kong, "counted.service_steps") == STEPS
    assert codes_in(hong_kong, "casework.offence_groups")[-1] == "other"
    assert codes_in(hong_kong, "counted.parties") == (*codes_in(hong_kong, "agencies"), "partner")
    assert code_in_words(hong_kong, "counted.parties", "swd") == hong_kong.text("codes.agencies.swd")
    assert code_in_words(hong_kong, "counted.answers", "longer") == "More than 90 days"
    assert code_in_words(hong_kong, "counted.answers", "not_known") == "Not answered"
    assert code_in_words(hong_kong, "counted.results", "open", "zh-Hant") == "仍在進行"


def test_a_pack_without_casework_has_none_of_its_lists(hong_kong):
    assert codes_in(hong_kong.parent, "casework.services") == ()
