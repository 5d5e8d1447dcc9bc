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
def test_every_instrument_of_a_pack_has_an_example_of_each_finding(pack):
    """A yes, a no and a not known: so that a reader sees all three."""
    inherited = set(pack.parent.instruments) if pack.parent else set()
    for name in set(pack.instruments) - inherited:
        if pack.instruments[name][0].status != "absent":
            found = {finding for each in pack.examples if each.instrument == name for finding in each.expect.values()}
            assert found == {"yes", "no", "not known"} or name in {"qyit", "raft"}, name


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_an_example_has_a_sentence_and_a_reason_for_people(pack):
    for example in pack.examples:
        assert example.sentence.endswith(".")
        assert example.because.endswith(".")
        assert example.expect
