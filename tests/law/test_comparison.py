"""What differs between two days of one law, and between two territories."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.law.comparison import compare
from firmground.law.coverage import Reach, coverage_on

BEFORE, AFTER = date(2021, 6, 30), date(2021, 7, 1)
CHANGES = [date(1931, 4, 1), date(1968, 9, 15), date(1977, 1, 1), AFTER, date(2022, 1, 1), date(2023, 1, 1)]
DAYS = st.sampled_from([*CHANGES, *(each - timedelta(1) for each in CHANGES)])  # between them nothing changes in Freeport
TEN, TWENTY = date(2010, 1, 1), date(2020, 1, 1)


def on(pack, first, second):
    return compare(coverage_on(pack, first), coverage_on(pack, second))


@pytest.fixture(scope="module")
def seen(freeport):
    """What Freeport's law reaches on a day, worked out once for each day."""
    return cache(lambda day: coverage_on(freeport, day))


def test_the_day_of_freeports_new_law(freeport):
    found = on(freeport, BEFORE, AFTER)
    assert [each.id for each in found.begun] == ["harbour_41", "harbour_42", "harbour_44"]
    assert [each.id for each in found.ended] == ["harbour_29"]
    assert (found.penalties, found.time_limits) == ((), ())
    assert found.is_of_one_territory
    assert not found.is_empty


def test_the_new_years_day_on_which_penalties_were_raised(freeport):
    found = on(freeport, date(2021, 12, 31), date(2022, 1, 1))
    assert [each.provision.id for each in found.penalties] == ["harbour_12", "harbour_41"]
    (ordinary,) = [each for each in found.penalties[1].after if each.for_ == "ordinary"]
    assert ordinary.imprisonment == 180
    assert (found.begun, found.ended, found.time_limits, found.cells) == ((), (), (), ())


def test_the_new_years_day_on_which_a_time_limit_became_longer(freeport):
    (change,) = on(freeport, date(2022, 12, 31), date(2023, 1, 1)).time_limits
    assert (change.provision.id, change.before.months, change.after.months) == ("harbour_15", 6, 24)


@given(day=DAYS)
def test_nothing_differs_from_a_day_to_itself(seen, day):
    assert compare(seen(day), seen(day)).is_empty


@given(first=DAYS, second=DAYS)
def test_what_begins_one_way_ends_the_other_way(seen, first, second):
    there, back = compare(seen(first), seen(second)), compare(seen(second), seen(first))
    assert (there.begun, there.ended) == (back.ended, back.begun)
    assert {(each.provision.id, each.before, each.after) for each in there.penalties} == {
        (each.provision.id, each.after, each.before) for each in back.penalties
    }
    assert [(before, after) for before, after in there.cells] == [(after, before) for before, after in back.cells]


@given(first=DAYS, second=DAYS)
def test_only_cells_that_are_reached_differently_are_told(seen, first, second):
    found = compare(seen(first), seen(second))
    for before, after in found.cells:
        assert before.reach is not after.reach
        assert (before.act, before.means, before.purpose) == (after.act, after.means, after.purpose)
    told = {(cell.act, cell.means, cell.purpose) for cell, _ in found.cells}
    same = [place for place in found.before.by_place if place not in told]
    assert all(found.after.by_place[place].reach is found.before.by_place[place].reach for place in same)


def test_cells_of_children_are_compared_too(freeport):
    assert any(before.means is None for before, _ in on(freeport, BEFORE, AFTER).cells)


def test_a_penalty_that_came_to_be_known_is_a_change_from_not_known(with_provisions, cited):
    pack = with_provisions({"penalties": [{"from_": TWENTY, "imprisonment": 12, "cite": cited}]})
    (change,) = on(pack, TEN, TWENTY).penalties
    assert (change.before, change.after[0].imprisonment) == ((), 12)


def test_the_same_maximum_written_anew_is_no_change(with_provisions, cited):
    """Two entries, since the source of the later years is another one; what a court may impose is the same."""
    earlier = {"to": date(2019, 12, 31), "imprisonment": 12, "cite": cited}
    later = {"from_": TWENTY, "imprisonment": 12, "cite": {**cited, "note": "Printed again"}}
    assert on(with_provisions({"penalties": [earlier, later]}), TEN, TWENTY).penalties == ()


@pytest.mark.parametrize("more", [{"to": date(2019, 12, 31)}, {"from_": TWENTY}])
def test_a_provision_that_begins_or_ends_is_not_also_a_change_of_penalty(with_provisions, cited, more):
    pack = with_provisions({**more, "penalties": [{"imprisonment": 12, "cite": cited}]})
    found = on(pack, TEN, TWENTY)
    assert len(found.begun) + len(found.ended) == 1
    assert found.penalties == ()


def test_two_territories_are_compared_by_what_they_reach_and_not_by_their_sections(freeport, hong_kong):
    found = compare(coverage_on(hong_kong, AFTER), coverage_on(freeport, AFTER))
    assert not found.is_of_one_territory
    assert (found.begun, found.ended, found.penalties, found.time_limits) == ((), (), (), ())
    reached = {(here.act, here.means, here.purpose): (here.reach, there.reach) for here, there in found.cells}
    assert reached["recruit", "fraud", "servitude"] == (Reach.GAP, Reach.WHOLE)
