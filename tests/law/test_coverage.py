"""What provisions reach of the definition, cell by cell, against a tiny definition of its own; and days when the law changed."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import PackError
from firmground.law.coverage import Reach, coverage_on
from firmground.packs.pack import read_pack

DAY = date(2024, 1, 1)
ACTS = ("recruit", "transport", "transfer", "harbour", "receive")
MEANS = ("threat_or_use_of_force", "other_coercion", "abduction", "fraud", "deception")
MEANS += ("abuse_of_power", "abuse_of_vulnerability", "payments_to_controller")
PURPOSES = ("sexual_exploitation", "forced_labour_or_services", "slavery_or_similar", "servitude", "organ_removal")
MAJORITY = 21  # in the fictional territory
BEST_FIRST = list(Reach)


def some(codes):
    return st.lists(st.sampled_from(codes), unique=True, max_size=4).map(tuple)


PROVISION = st.fixed_dictionaries(
    {"acts": some(ACTS), "means": some(MEANS), "purposes": some(PURPOSES)},
    optional={
        "limits": some(("crosses_border", "females", "premises")),
        "below_age": st.integers(1, 30),
        "from_": st.sampled_from([date(2020, 1, 1), date(2025, 1, 1)]),
        "falls_on_person": st.sampled_from(["no", "possibly"]),
    },
)
PROVISIONS = st.lists(PROVISION, max_size=5)


def by_definition(provisions, act, means, purpose):
    """How far a cell is reached, from the sentence alone; without a means it is the part for children."""
    counted = [each for each in provisions if each.get("from_", DAY) <= DAY]
    found = []
    for each in counted:
        if act in each["acts"] and purpose in each["purposes"]:
            narrowed = bool(each.get("limits"))
            if means is None:
                found.append(narrowed or bool(each["means"]) or each.get("below_age", MAJORITY) < MAJORITY)
            elif not each["means"] or means in each["means"]:
                found.append(narrowed or "below_age" in each)
    if found:
        return Reach.LIMITED if all(found) else Reach.WHOLE
    asked = [("acts", act), ("purposes", purpose)] + ([("means", means)] if means else [])
    touched = all(any(code in each[element] for each in counted) for element, code in asked)
    return Reach.PIECES if touched else Reach.GAP


@given(provisions=PROVISIONS)
def test_every_cell_is_reached_as_far_as_the_definition_says(with_provisions, provisions):
    found = coverage_on(with_provisions(*provisions), DAY)
    for place, cell in found.by_place.items():
        assert cell.reach is by_definition(provisions, *place), place


@given(provisions=PROVISIONS, one_more=PROVISION)
def test_one_more_provision_never_makes_a_cell_worse(with_provisions, provisions, one_more):
    before = coverage_on(with_provisions(*provisions), DAY)
    after = coverage_on(with_provisions(*provisions, one_more), DAY)
    for place, cell in before.by_place.items():
        assert BEST_FIRST.index(after.by_place[place].reach) <= BEST_FIRST.index(cell.reach), place


@given(provisions=PROVISIONS)
def test_gaps_and_what_is_reached_whole_are_everything_and_nothing_is_told_twice(with_provisions, provisions):
    found = coverage_on(with_provisions(*provisions), DAY)
    told = [
        (act, means, gap.purpose)
        for gap in found.gaps
        for act, means in product(gap.acts, (None,) if gap.for_children else gap.means)
    ]
    whole = [place for place, cell in found.by_place.items() if cell.reach is Reach.WHOLE]
    assert len(told) == len(set(told))
    assert {*told, *whole} == set(found.by_place)
    assert not {*told} & {*whole}
    for gap in found.gaps:
        for act, means in product(gap.acts, (None,) if gap.for_children else gap.means):
            assert found.by_place[act, means, gap.purpose].reach is gap.reach


@given(provisions=PROVISIONS)
def test_the_counts_add_up_to_the_number_of_cells(with_provisions, provisions):
    found = coverage_on(with_provisions(*provisions), DAY)
    assert sum(found.reached(found.minimum).values()) == 5 * 8 * 5
    assert sum(found.reached(found.minimum, children=True).values()) == 5 * 5
    assert sum(found.standing.values()) == len(found.provisions)


WHOLE = {"acts": ("recruit",), "means": ("fraud",), "purposes": ("servitude",)}


@pytest.mark.parametrize(
    ("provisions", "reach"),
    [
        ([WHOLE], Reach.WHOLE),
        ([{**WHOLE, "means": ()}], Reach.WHOLE),  # it asks for no means, so it reaches every means
        ([{**WHOLE, "limits": ("females",)}], Reach.LIMITED),
        ([{**WHOLE, "below_age": 14}], Reach.LIMITED),
        ([{**WHOLE, "limits": ("females",)}, {**WHOLE, "means": ()}], Reach.WHOLE),
        ([{**WHOLE, "acts": ()}, {"acts": ("recruit",)}], Reach.PIECES),  # no one provision joins act and purpose
        ([{**WHOLE, "purposes": ()}, {"purposes": ("servitude",)}], Reach.PIECES),
        ([{**WHOLE, "means": ("deception",)}, {"means": ("fraud",)}], Reach.PIECES),
        ([{**WHOLE, "means": ("deception",)}], Reach.GAP),
        ([{**WHOLE, "purposes": ()}], Reach.GAP),
        ([{**WHOLE, "to": date(2023, 12, 31)}], Reach.GAP),  # no longer in force
        ([{**WHOLE, "from_": date(2024, 1, 2)}], Reach.GAP),  # not yet in force
        ([], Reach.GAP),
    ],
)
def test_recruiting_by_fraud_for_servitude(with_provisions, provisions, reach):
    found = coverage_on(with_provisions(*provisions), DAY)
    assert found.by_place["recruit", "fraud", "servitude"].reach is reach


@pytest.mark.parametrize(
    ("provision", "reach"),
    [
        ({**WHOLE, "means": ()}, Reach.WHOLE),
        (WHOLE, Reach.LIMITED),  # it asks for a means, which a child's case need not have
        ({**WHOLE, "means": (), "below_age": 20}, Reach.LIMITED),  # leaves out those of twenty
        ({**WHOLE, "means": (), "below_age": 21}, Reach.WHOLE),
        ({**WHOLE, "means": (), "below_age": 30}, Reach.WHOLE),
        ({**WHOLE, "means": (), "limits": ("females",)}, Reach.LIMITED),
    ],
)
def test_a_child_is_reached_whole_only_without_a_means_and_up_to_majority(with_provisions, provision, reach):
    found = coverage_on(with_provisions(provision), DAY)
    assert found.by_place["recruit", None, "servitude"].reach is reach


def test_a_gap_names_the_element_that_nothing_touches(with_provisions):
    found = coverage_on(with_provisions(WHOLE), DAY)
    assert found.by_place["transfer", "fraud", "servitude"].untouched == ("act",)
    assert found.by_place["transfer", "deception", "organ_removal"].untouched == ("act", "means", "purpose")
    assert found.by_place["recruit", "fraud", "servitude"].untouched == ()


@pytest.mark.parametrize(
    ("provision", "without"),
    [
        (WHOLE, None),
        ({**WHOLE, "means": ()}, ("means",)),
        ({**WHOLE, "acts": ()}, ("act",)),
        ({**WHOLE, "acts": (), "purposes": ()}, ("act", "purpose")),
        ({**WHOLE, "means": (), "below_age": 21}, None),  # for a child the definition asks for no means either
        ({**WHOLE, "means": (), "below_age": 18}, None),
        ({"protects": True}, None),  # touches nothing
    ],
)
def test_a_provision_reaches_beyond_by_what_it_does_not_ask_for(with_provisions, provision, without):
    found = coverage_on(with_provisions(provision), DAY)
    assert [each.without for each in found.beyond] == ([without] if without else [])


def test_below_an_age_over_majority_adults_are_reached_without_means(with_provisions):
    """Those from 21 to 24 are adults here: the definition asks for means, and this provision does not."""
    found = coverage_on(with_provisions({**WHOLE, "means": (), "below_age": 25}), DAY)
    assert [each.without for each in found.beyond] == [("means",)]


def test_procuring_a_woman_under_21_in_hong_kong_asks_for_no_means_from_18_on(hong_kong):
    found = coverage_on(hong_kong, date(2019, 12, 31))
    assert ("means",) in [each.without for each in found.beyond if each.provision.id == "crimes_132"]


@pytest.mark.parametrize(
    ("day", "provisions", "whole"),
    [(date(2021, 6, 30), 8, 2), (date(2021, 7, 1), 10, 200)],  # until then crimping alone, by fraud or deception
)
def test_freeport_reaches_the_whole_definition_from_the_day_of_its_new_law(freeport, day, provisions, whole):
    found = coverage_on(freeport, day)
    assert (len(found.provisions), found.reached(found.minimum)[Reach.WHOLE]) == (provisions, whole)


def test_freeports_old_law_needed_a_border_and_no_means(freeport):
    (beyond,) = [each for each in coverage_on(freeport, date(2021, 6, 30)).beyond if each.provision.id == "harbour_29"]
    assert beyond.without == ("means",)
    assert beyond.provision.entry.limits == ("crosses_border",)


def test_a_purpose_called_other_is_not_a_cell_since_nothing_can_be_said_to_reach_it(freeport):
    found = coverage_on(freeport, DAY)
    assert "other" not in found.extended
    assert "forced_marriage" in found.extended


def test_every_cell_as_data_says_who_reaches_it(freeport):
    cell = coverage_on(freeport, DAY).by_place["recruit", "fraud", "forced_labour_or_services"]
    assert cell.to_json() == {
        "act": "recruit",
        "means": "fraud",
        "purpose": "forced_labour_or_services",
        "reach": "whole",
        "whole": ["harbour_12", "harbour_41"],
        "limited": ["harbour_42"],
        "touched": {
            "act": ["harbour_12", "harbour_41", "harbour_42", "seafarers_22"],
            "means": ["harbour_12", "harbour_41"],
            "purpose": ["harbour_12", "harbour_41", "harbour_42"],
        },
    }


def test_a_territory_without_a_register_has_no_coverage_and_is_refused():
    with pytest.raises(PackError, match="has no register of law"):
        coverage_on(read_pack("international"), DAY)
