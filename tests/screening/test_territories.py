"""What holds in one territory does not hold in another: Freeport is of age at 21, has one step and two languages."""

import datetime

import pytest

from firmground.errors import NotInForce
from firmground.screening.assessment import assess
from firmground.screening.instrument import find_instrument

DAY = datetime.date(2024, 5, 6)
NO_MEANS = {
    "in_danger_now": "no",
    "hurt": "no",
    "threatened": "no",
    "papers_kept": "no",
    "owes_to_leave": "no",
    "work_offer": "as_told",
    "brought_by_someone": "yes",
    "made_to_do_things": "yes",
}


@pytest.mark.parametrize(("age", "finding"), [(18, "yes"), (20, "yes"), (21, "no"), ("unsure", "not known")])
def test_in_freeport_no_means_are_needed_until_twenty_one(quay_questions, age, finding):
    decision = assess(quay_questions, {**NO_MEANS, "age_when_it_began": age}, on=DAY)
    assert decision.elements["elements_present"] == finding
    assert decision.elements["means_present"] == "no"
    assert decision.outcome("file_with_the_harbour_office").finding == finding


@pytest.mark.parametrize(("age", "finding"), [(17, "yes"), (18, "no"), (20, "no"), ("unsure", "not known")])
def test_in_hong_kong_no_means_are_needed_until_eighteen(full_debriefing, age, finding):
    answers = {question.id: "no" for question in full_debriefing.entry.questions if question.kind == "yes_no"}
    answers |= {"act_recruited": "yes", "servitude": "yes", "age_at_event": age}
    decision = assess(full_debriefing, answers, on=DAY)
    assert decision.elements["means_present"] == "no"
    assert decision.elements["child_at_event"] == finding
    assert decision.outcome("refer_for_decision").finding == finding


@pytest.mark.parametrize(("age", "finding"), [(20, "yes"), (21, "no")])
def test_the_route_for_young_people_follows_the_age_of_majority(quay_questions, age, finding):
    assert assess(quay_questions, {"age": age}, on=DAY).outcome("young_person_route").finding == finding


def test_the_age_at_the_event_counts_and_not_the_age_today(quay_questions):
    answers = {**NO_MEANS, "age": 40, "age_when_it_began": 20}
    assert assess(quay_questions, answers, on=DAY).outcome("file_with_the_harbour_office").finding == "yes"


def test_the_forms_of_one_territory_are_not_those_of_the_other(packs):
    assert "quay_questions" not in packs["hong_kong"].instruments
    assert "initial_screening" not in packs["freeport"].instruments


def test_freeport_has_one_step_that_opens_no_other(quay_questions):
    assert [outcome.opens for outcome in quay_questions.entry.outcomes] == [None] * 4


def test_the_quay_questions_begin_in_july_2020(packs):
    assert find_instrument(packs["freeport"], "quay_questions", datetime.date(2020, 7, 1)).entry.version == "2"
    with pytest.raises(NotInForce):
        find_instrument(packs["freeport"], "quay_questions", datetime.date(2020, 6, 30))


def test_two_signs_of_eight_suffice_for_a_talk_with_the_guild(quay_questions):
    def talk(**answers):
        return assess(quay_questions, answers, on=DAY).outcome("talk_with_the_guild").finding

    assert talk(papers_kept="yes", months_unpaid=2) == "yes"
    assert talk(papers_kept="yes", months_unpaid=1) == "not known"
    assert talk(months_unpaid=2, hours_of_rest=5) == "yes"
    assert talk(months_unpaid=2, hours_of_rest=6) == "not known"


def test_the_labour_lists_of_the_ilo_are_the_same_everywhere(packs):
    digests = {find_instrument(pack, "ilo_2009_adult_labour", DAY).digest for pack in packs.values()}
    assert len(digests) == 1
