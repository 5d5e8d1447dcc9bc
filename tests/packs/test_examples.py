"""The worked examples of the shipped packs, which a lawyer can read, come out as they say."""

import pytest

from firmground.packs.pack import read_pack, shipped_packs
from firmground.rules.evaluate import evaluate
from firmground.screening.assessment import assess
from firmground.screening.instrument import find_instrument

PACKS = {name: read_pack(name) for name in shipped_packs()}
EXAMPLES = [(pack, example) for pack in PACKS.values() for example in pack.examples]


@pytest.mark.parametrize(("pack", "example"), EXAMPLES, ids=[f"{pack.id} {example.id}" for pack, example in EXAMPLES])
def test_a_worked_example_comes_out_as_it_says(pack, example):
    instrument = find_instrument(pack, example.instrument, example.on)
    reached = evaluate(instrument.definition, example.answers)
    assert {name: str(reached[name].finding) for name in example.expect} == dict(example.expect), example.sentence
    open_questions = {name: set(reached[name].could_change) for name in example.could_change}
    assert open_questions == {name: set(listed) for name, listed in example.could_change.items()}, example.because
    decision = assess(instrument, example.answers, on=example.on)
    assert {each.id: str(each.finding) for each in decision.outcomes} == {
        each.id: str(reached[each.id].finding) for each in instrument.entry.outcomes
    }


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_the_examples_of_a_pack_show_each_instrument_and_each_finding(pack):
    inherited = set(pack.parent.instruments) if pack.parent else set()
    own = {name for name in set(pack.instruments) - inherited if pack.instruments[name][0].status != "absent"}
    assert {example.instrument for example in pack.examples} == own
    assert {finding for example in pack.examples for finding in example.expect.values()} == {"yes", "no", "not known"}


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_an_example_has_a_sentence_and_a_reason_for_people(pack):
    for example in pack.examples:
        assert example.sentence.endswith(".")
        assert example.because.endswith(".")
        assert example.expect
