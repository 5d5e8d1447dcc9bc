"""The worked cases of the shipped packs' law, which a lawyer can read, come out as they say."""

import pytest

from firmground.law.candidates import State, candidates
from firmground.packs.pack import read_pack, shipped_packs

PACKS = {name: pack for name in shipped_packs() if (pack := read_pack(name)).law}
EXAMPLES = [(pack, example) for pack in PACKS.values() for example in pack.law_examples]
BY_NAME = pytest.mark.parametrize(("pack", "example"), EXAMPLES, ids=[f"{pack.id} {example.id}" for pack, example in EXAMPLES])


def candidates_in(pack, example):
    found = candidates(pack, example.facts, on=example.on, today=example.today or example.on)
    return {each.provision.id: each for each in found.listed}


@BY_NAME
def test_a_worked_case_comes_out_as_it_says(pack, example):
    found = candidates_in(pack, example)
    assert {name: str(found[name].state) for name in example.expect} == dict(example.expect), example.sentence
    missing = {name: set(found[name].missing) for name in example.missing}
    assert missing == {name: set(listed) for name, listed in example.missing.items()}, example.because
    assert {name: found[name].time.last_day for name in example.last_day} == dict(example.last_day), example.because


@BY_NAME
def test_a_worked_case_has_a_sentence_and_a_reason_for_people(pack, example):
    assert example.sentence.endswith(".")
    assert example.because.endswith(".")
    assert example.expect


@BY_NAME
def test_a_worked_case_with_nothing_known_rules_nothing_out(pack, example):
    silent = example.model_copy(update={"facts": dict.fromkeys(example.facts, "refused")})
    assert {each.state for each in candidates_in(pack, silent).values()} <= {State.NOT_SUGGESTED}


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_the_worked_cases_of_a_pack_show_every_state(pack):
    assert {state for example in pack.law_examples for state in example.expect.values()} == set(State)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_the_worked_cases_of_a_pack_show_a_time_limit_and_something_missing(pack):
    assert any(example.last_day for example in pack.law_examples)
    assert any(example.missing for example in pack.law_examples)


def test_both_territories_have_worked_cases():
    assert set(PACKS) == {"freeport", "hong_kong"}
    assert all(pack.law_examples for pack in PACKS.values())
