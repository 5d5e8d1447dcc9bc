"""Who may be punished for what they were made to do: the register's marks prompt a prosecutor, and silence is not a no."""

import pytest

from firmground.cases.non_punishment import Prompt, prompt_for
from firmground.law.provision import find_provision, provisions_of
from firmground.packs.pack import read_pack

HONG_KONG, FREEPORT = read_pack("hong_kong"), read_pack("freeport")
# As the list of 82 provisions marks them: soliciting, breach of a condition of stay, work without status, a false statement, a
# forged identity card.
MARKED = {
    "crimes_147": "chiefly",
    "immigration_41": "possibly",
    "immigration_38aa": "chiefly",
    "immigration_42": "possibly",
    "registration_of_persons_7a": "chiefly",
}


def test_the_marks_of_the_register_prompt_a_prosecutor_and_nothing_else_does():
    prompts = {each.id: prompt_for(each, each.id) for each in provisions_of(HONG_KONG)}
    assert {name: each.falls for name, each in prompts.items() if each} == MARKED
    assert all(each.provision == name for name, each in prompts.items() if each)


def test_freeport_marks_its_own():
    prompts = [prompt_for(each, each.id) for each in provisions_of(FREEPORT)]
    assert {each.provision: each.falls for each in prompts if each} == {"harbour_23": "chiefly", "seafarers_7": "possibly"}


@pytest.mark.parametrize("against_the_person", [False, True])
def test_a_measure_that_no_provision_stands_for_is_looked_at_too(against_the_person):
    assert prompt_for(None, "a ban from the quay", against_the_person=against_the_person) == Prompt(
        "a ban from the quay", "not_known"
    )


@pytest.mark.parametrize("name", ["theft_9", "theft_16a", "crimes_71_75", "organized_crime_25"])
def test_a_charge_against_the_person_is_always_looked_at_and_one_against_another_by_the_marks(name):
    provision = find_provision(HONG_KONG, name)
    assert prompt_for(provision, name, against_the_person=True) == Prompt(name, "not_marked")
    assert prompt_for(provision, name) is None


@pytest.mark.parametrize("name", sorted(MARKED))
def test_a_mark_stands_whoever_was_charged(name):
    provision = find_provision(HONG_KONG, name)
    assert prompt_for(provision, name) == prompt_for(provision, name, against_the_person=True) == Prompt(name, MARKED[name])
