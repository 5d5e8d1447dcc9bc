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


def marked(pack):
    prompts = [prompt_for(each, each.id) for each in provisions_of(pack)]
    return {each.provision: each.falls for each in prompts if each.falls != "not_marked"}


def test_a_prompt_says_what_the_register_marks_and_marks_nothing_else():
    assert marked(HONG_KONG) == MARKED


def test_freeport_marks_its_own():
    assert marked(FREEPORT) == {"harbour_23": "chiefly", "seafarers_7": "possibly"}


def test_a_measure_that_no_provision_stands_for_is_looked_at_too():
    assert prompt_for(None, "a ban from the quay") == Prompt("a ban from the quay", "not_known")


@pytest.mark.parametrize("name", ["theft_9", "theft_16a", "crimes_71_75", "organized_crime_25"])
def test_what_people_can_be_made_to_do_is_looked_at_without_a_mark(name):
    assert prompt_for(find_provision(HONG_KONG, name), name) == Prompt(name, "not_marked")
