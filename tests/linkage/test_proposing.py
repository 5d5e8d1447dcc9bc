"""Pairs are proposed with every reason, missing says nothing, and the weights add up."""

import json
from dataclasses import replace
from math import log2

import pytest

from firmground.errors import InputError
from firmground.linkage.charts import waterfall
from firmground.linkage.model import Level, Model, default_model, known_frequencies
from firmground.linkage.preparing import Frequencies
from firmground.linkage.proposing import explained, levels_table, proposals, propose_table
from firmground.linkage.record import Record, table_of


def level(proposal, compared):
    return next(each.level for each in proposal.weighed if each.compared == compared)


CASES = [
    ("name", "Chan Tai Man", "CHEN Dawen", "variant"),
    ("name", "Chan Tai Man", "Tai Man CHAN", "exact"),
    ("birth", "1990-03-04", "1990-04-03", "swapped_parts"),
    ("birth", "1990-03-04", "1990-03-05", "one_digit_off"),
    ("birth", "1990-03-04", "1990", "part_agrees"),
    ("birth", "1990-01-01", "1990-01-01", "first_of_january"),
    ("birth", "1990-03-04", "1990-03-04", "exact"),
    ("birth", "1990-03-04", "1975-11-20", "different"),
    ("birth", "1990-03-04", "", "not_known"),
    ("document", "SYN 123-4567", "syn1234567", "exact"),
    ("document", "SYN1234567", "SYN1234568", "one_character_off"),
    ("document", "SYN1234567;X55555", "X55555", "exact"),
    ("phone", "+999 1234 5678", "1234 5678", "same_end"),
    ("employer", "Example 12 Company Limited", "EXAMPLE 12 LTD", "exact"),
    ("sex", "f", "m", "different"),
    ("nationality", "PHL", "phl", "exact"),
    ("nationality", "", "PHL", "not_known"),
]


@pytest.fixture(scope="module")
def agreements():
    """All cases in one linking, since each takes a moment: the proposal for each case, by its place."""
    records = []
    for place, (compared, left, right, _) in enumerate(CASES):
        for side, value in (("a", left), ("b", right)):
            fields = {"name": "Chan Tai Man", "document": "SYN7654321"} | {compared: value}
            records.append(Record(f"{place:02}{side}", "police", **fields))
    wanted = {(f"{place:02}a", f"{place:02}b"): place for place in range(len(CASES))}
    made = proposals(records, default_model(), at_least=1e-6)
    return {wanted[each.left, each.right]: each for each in made if (each.left, each.right) in wanted}


@pytest.mark.parametrize("place", range(len(CASES)), ids=[f"{case[0]} {case[1]} {case[2]}" for case in CASES])
def test_how_far_two_entries_agree_is_named(agreements, place):
    compared, _, _, expected = CASES[place]
    assert level(agreements[place], compared).startswith(expected)


def test_the_weights_of_a_proposal_add_up_to_its_probability(found):
    assert len(found) > 300
    for proposal in found:
        assert proposal.prior + sum(each.weight for each in proposal.weighed) == pytest.approx(proposal.weight)
        if proposal.probability < 1 - 1e-9:
            assert log2(proposal.probability / (1 - proposal.probability)) == pytest.approx(proposal.weight, abs=1e-4)


def test_every_weight_is_that_of_its_level_in_the_model(found):
    weights = {(name, each.id): each.weight for name, levels in default_model().levels.items() for each in levels}
    assert all(each.weight == weights.get((each.compared, each.level), 0.0) for proposal in found for each in proposal.weighed)


def test_what_is_not_known_is_evidence_neither_way(found):
    unknown = [each for proposal in found for each in proposal.weighed if each.level == "not_known"]
    assert unknown
    assert all(each.weight == 0 for each in unknown)


def test_missing_says_less_than_agreeing_and_more_than_differing(together):
    name = {"name": "Phanumas Rattanathip"}
    day = {"birth": "1990-03-04"}
    agree, missing, differ = (together({**name, **day}, {**name, **other}) for other in (day, {}, {"birth": "1971-11-20"}))
    assert agree.weight > missing.weight > differ.weight


def test_a_rare_name_in_common_says_more_than_a_usual_one(together):
    rare = together({"name": "Phanumas Rattanathip"}, {"name": "Phanumas Rattanathip"})
    usual = together({"name": "Maria Santos"}, {"name": "Maria Santos"})
    assert rare.weight > usual.weight


def test_pairs_are_proposed_across_lists_and_within_one():
    same = {"name": "Phanumas Rattanathip", "birth": "1990-03-04", "document": "SYN7654321"}
    records = [Record("a", "police", **same), Record("b", "police", **same), Record("c", "shelter", **same)]
    assert {(each.left, each.right) for each in proposals(records, default_model())} == {("a", "b"), ("a", "c"), ("b", "c")}


def test_people_who_share_nothing_are_not_proposed(together):
    assert together({"name": "Maria Santos", "birth": "1990-03-04"}, {"name": "Prakash Gurung", "birth": "1971-11-20"}) is None


@pytest.mark.parametrize("records", [[], [Record("a", "police", "Maria Santos")]])
def test_fewer_than_two_entries_give_no_pair(records):
    assert proposals(records, default_model()) == ()


def test_entries_of_which_nothing_is_known_give_no_pair():
    assert proposals([Record("a", "police"), Record("b", "police")], default_model()) == ()


def test_an_id_that_stands_twice_is_refused():
    with pytest.raises(InputError, match="an id stands twice"):
        proposals([Record("a", "police"), Record("a", "shelter")], default_model())


def test_the_order_of_entries_changes_nothing(records, found):
    again = proposals(list(reversed(records)), default_model(), at_least=0.05)
    assert [(each.left, each.right, each.weighed) for each in again] == [(each.left, each.right, each.weighed) for each in found]


def test_a_higher_probability_leaves_the_likelier_pairs(records, found):
    likely = proposals(records, default_model(), at_least=0.9)
    assert likely == tuple(each for each in found if each.probability >= 0.9)


def test_the_table_for_many_says_what_the_proposals_say(records, found):
    table = propose_table(table_of(records), default_model(), at_least=0.05)
    assert tuple(explained(table, default_model(), len(records))) == found
    named = levels_table(table, default_model())
    assert named["level_birth"].to_pylist() == [level(each, "birth") for each in found]


def test_a_proposal_as_data_says_nothing_of_who_it_is(together):
    person = {"name": "Phanumas Rattanathip", "birth": "1990-03-04", "document": "SYN7654321", "phone": "+999 1234 5678"}
    told = json.dumps(together(person, person).to_json()).lower()
    assert not [value for value in person.values() if value.lower() in told]


def test_the_waterfall_shows_every_step_and_no_name(together):
    drawn = waterfall(together({"name": "Phanumas Rattanathip", "sex": "f"}, {"name": "Phanumas Rattanathip"}))
    assert drawn.startswith("<svg")
    assert "before anything is compared" in drawn
    assert "phone: not known" in drawn
    assert "Phanumas" not in drawn


def test_the_waterfall_uses_the_words_it_is_given(together):
    drawn = waterfall(
        together({"name": "Maria Santos"}, {"name": "Maria Santos"}), title="Two entries", names={"phone": "Telephone"}
    )
    assert "Two entries" in drawn
    assert "Telephone: not known" in drawn


def test_a_model_is_read_as_it_was_written():
    model = default_model()
    again = Model.from_json(json.loads(json.dumps(model.to_json())))
    assert again == model
    assert again.digest == model.digest


def test_a_model_with_another_weight_has_another_digest():
    model = default_model()
    first, *rest = model.levels["sex"]
    changed = replace(model, levels={**model.levels, "sex": (Level(first.id, first.m * 0.99, first.u), *rest)})
    assert changed.digest != model.digest


@pytest.mark.parametrize(
    "spoil",
    [
        lambda value: value.pop("columns"),
        lambda value: value.update(version=0),
        lambda value: value.update(others="many"),
        lambda value: value.update(others="0"),
        lambda value: value["columns"][0]["levels"].pop(),
        lambda value: value["columns"][0].update(kind="colour"),
        lambda value: value["columns"][0].update(id="Name!"),
        lambda value: value["columns"][0]["levels"][0].update(m="0"),
    ],
)
def test_what_is_no_model_is_refused(spoil):
    value = json.loads(json.dumps(default_model().to_json()))
    spoil(value)
    with pytest.raises(InputError):
        Model.from_json(value)


def test_two_entries_begin_less_likely_the_more_there_are():
    model = default_model()
    assert model.probability(2) == 0.01
    assert model.prior(1_000_000) < model.prior(10_000) < model.prior(2)


def test_a_model_tells_only_of_names_that_many_have():
    counts = Frequencies(5000, {"c:mr": 400, "c:rare": 9})
    kept = known_frequencies({"name": counts}, default_model().columns)
    assert kept["name"].counts == {"c:mr": 400}
    assert all(count >= 10 for each in default_model().frequencies.values() for count in each.counts.values())
