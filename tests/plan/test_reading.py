"""What one item of evidence says of a measure on a day: what its bounds leave open is not known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.plan.reading import begun_on, done_on, in_time, is_reached
from firmground.values import Finding

YES, NO, NOT_KNOWN = Finding.YES, Finding.NO, Finding.NOT_KNOWN
MARCH, JUNE = date(2020, 3, 1), date(2020, 6, 30)
BEFORE, AT_FIRST, BETWEEN, AT_LAST, AFTER = date(2020, 2, 29), MARCH, date(2020, 5, 1), JUNE, date(2020, 7, 1)
DAYS = (BEFORE, AT_FIRST, BETWEEN, AT_LAST, AFTER)
SIX = {"kind": "number", "unit": "interpreters", "baseline": 0, "target": 6}
ANY_DAY = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("baseline", "target", "value", "reached"),
    [
        (0, 6, 5, False),
        (0, 6, 6, True),
        (0, 6, 7, True),
        (None, 6, 5, False),  # without a baseline it goes upward
        (None, 6, 6, True),
        (40, 10, 11, False),  # downward, such as days of waiting
        (40, 10, 10, True),
        (40, 10, 9, True),
        (0, 0, 0, True),
    ],
)
def test_a_value_reaches_its_target_upward_or_downward(measure, baseline, target, value, reached):
    indicator = measure(indicator={**SIX, "baseline": baseline, "target": target}).indicator
    assert is_reached(indicator, value) is reached


@pytest.mark.parametrize(
    ("shows", "first", "last", "done"),
    [
        ("done", MARCH, JUNE, (NO, NOT_KNOWN, NOT_KNOWN, YES, YES)),  # some day between, so at its end surely
        ("done", MARCH, MARCH, (NO, YES, YES, YES, YES)),
        ("done", None, JUNE, (NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, YES, YES)),
        ("not_done", None, JUNE, (NO, NO, NO, NO, NOT_KNOWN)),  # not yet on its last day, so not before either
        ("not_done", MARCH, MARCH, (NO, NO, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)),
        ("begun", MARCH, JUNE, (NOT_KNOWN,) * 5),  # a beginning says nothing of the end
        ("continues", MARCH, JUNE, (NOT_KNOWN,) * 5),
    ],
)
def test_whether_a_milestone_was_done(measure, item, shows, first, last, done):
    assert tuple(done_on(item(shows, first, last), measure(), day) for day in DAYS) == done


@pytest.mark.parametrize(
    ("value", "done"),
    [
        (6, (NO, YES, YES, YES, YES)),
        (9, (NO, YES, YES, YES, YES)),
        (4, (NO, NO, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)),  # short of it on its day; later nobody knows
    ],
)
def test_whether_a_number_had_reached_its_target(measure, item, value, done):
    counted = item("value", MARCH, MARCH, value=value)
    assert tuple(done_on(counted, measure(indicator=SIX), day) for day in DAYS) == done


@pytest.mark.parametrize(
    ("shows", "first", "last", "begun"),
    [
        ("begun", MARCH, JUNE, (NO, NOT_KNOWN, NOT_KNOWN, YES, YES)),
        ("begun", None, JUNE, (NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, YES, YES)),
        ("continues", MARCH, JUNE, (NOT_KNOWN, YES, YES, YES, YES)),  # in operation then; since when, nobody says
        ("continues", None, JUNE, (NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, YES, YES)),
        ("done", MARCH, JUNE, (NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, YES, YES)),  # what was done had begun, some time
        ("not_done", MARCH, JUNE, (NOT_KNOWN,) * 5),  # not done is not the same as not begun
    ],
)
def test_whether_a_measure_had_begun(measure, item, shows, first, last, begun):
    assert tuple(begun_on(item(shows, first, last), measure(), day) for day in DAYS) == begun


@pytest.mark.parametrize(
    ("value", "begun"),
    [
        (0, (NOT_KNOWN,) * 5),  # still at the baseline
        (4, (NOT_KNOWN, YES, YES, YES, YES)),
        (6, (NOT_KNOWN, YES, YES, YES, YES)),
    ],
)
def test_a_number_that_moved_off_its_baseline_had_begun(measure, item, value, begun):
    counted = item("value", MARCH, MARCH, value=value)
    assert tuple(begun_on(counted, measure(indicator=SIX), day) for day in DAYS) == begun


@pytest.mark.parametrize(
    ("first", "last", "timely"),
    [
        (MARCH, date(2020, 12, 31), YES),  # the deadline is the last day in time
        (MARCH, date(2021, 1, 1), NOT_KNOWN),
        (date(2021, 1, 1), date(2021, 1, 1), NO),
        (date(2020, 12, 31), date(2021, 3, 1), NOT_KNOWN),
        (None, date(2021, 3, 1), NOT_KNOWN),
    ],
)
def test_whether_it_was_done_in_time(measure, item, first, last, timely):
    assert in_time(item("done", first, last), measure()) is timely


def test_without_a_deadline_nobody_says_whether_it_was_in_time(measure, item):
    assert in_time(item("done", MARCH, JUNE), measure(indicator={"deadline": None})) is NOT_KNOWN


@pytest.mark.parametrize("day", [date(2021, 7, 2), date(2026, 1, 1)])
def test_what_a_document_shows_as_done_was_done_by_the_day_of_the_document(measure, item, day):
    """Only the first bound is known; but nobody can write in July 2021 that something is done which is not."""
    reported = item("done", date(2020, 9, 1), None, dated=date(2021, 7, 2))
    assert done_on(reported, measure(), day) is YES
    assert begun_on(reported, measure(), day) is YES


def bounds():
    span = st.tuples(ANY_DAY, ANY_DAY).map(sorted)
    return span.flatmap(lambda days: st.sampled_from([tuple(days), (None, days[1])]))


@given(shows=st.sampled_from(["done", "not_done", "begun", "continues"]), span=bounds(), day=ANY_DAY, later=st.integers(0, 4000))
def test_what_was_done_or_begun_stays_so(measure, item, shows, span, day, later):
    said = item(shows, *span)
    for asked in (done_on, begun_on):
        if asked(said, measure(), day) is YES:
            assert asked(said, measure(), day + timedelta(later)) is YES
        if asked(said, measure(), day) is NO:
            assert asked(said, measure(), day - timedelta(later)) is NO


@given(span=bounds(), day=ANY_DAY)
def test_what_was_done_had_begun(measure, item, span, day):
    said = item("done", *span)
    if done_on(said, measure(), day) is YES:
        assert begun_on(said, measure(), day) is YES


@given(span=st.tuples(ANY_DAY, ANY_DAY, ANY_DAY, ANY_DAY).map(sorted), day=ANY_DAY)
def test_closer_bounds_never_overturn_what_wider_ones_settled(measure, item, span, day):
    earliest, early, late, latest = span
    wide, close = done_on(item("done", earliest, latest), measure(), day), done_on(item("done", early, late), measure(), day)
    assert wide in (close, NOT_KNOWN)
