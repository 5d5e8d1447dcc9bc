"""Things that hold for a time: which version is in force on a day, and what is said when none is."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import NotInForce
from firmground.packs.effective import in_force, overlapping
from firmground.packs.entries import Dated

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31))
ONE = datetime.timedelta(days=1)


@st.composite
def spans(draw):
    """One version with its first and last day, either of which may be open."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Dated(from_=draw(st.sampled_from((first, None))), to=draw(st.sampled_from((last, None))))


@st.composite
def successions(draw):
    """Versions that follow one another without a gap; the first has no beginning, the last no end."""
    starts = sorted(draw(st.sets(DAYS, min_size=1, max_size=6)))
    firsts, lasts = [None, *starts], [*(day - ONE for day in starts), None]
    return draw(st.permutations([Dated(from_=first, to=last) for first, last in zip(firsts, lasts, strict=True)]))


def holds(version, day):
    return (version.from_ or datetime.date.min) <= day <= (version.to or datetime.date.max)


@given(versions=successions(), day=DAYS)
def test_when_versions_follow_one_another_exactly_one_is_in_force(versions, day):
    assert [each for each in versions if holds(each, day)] == [in_force(versions, day, what="the form")]
    assert overlapping(versions) == []


@given(version=spans(), day=DAYS)
def test_a_version_is_in_force_from_its_first_to_its_last_day(version, day):
    if holds(version, day):
        assert in_force([version], day, what="the form") is version
    else:
        with pytest.raises(NotInForce):
            in_force([version], day, what="the form")


@given(first=spans(), second=spans())
def test_two_versions_overlap_when_some_day_lies_in_both(first, second):
    ends = [each for version in (first, second) for each in (version.from_, version.to) if each]
    shared = any(holds(first, day) and holds(second, day) for day in (*ends, datetime.date(2020, 1, 1)))
    assert bool(overlapping([first, second])) == shared


def test_the_first_and_the_last_day_belong_to_it():
    version = Dated(from_=datetime.date(2020, 7, 1), to=datetime.date(2021, 6, 30))
    assert in_force([version], datetime.date(2020, 7, 1), what="the form") is version
    assert in_force([version], datetime.date(2021, 6, 30), what="the form") is version
    for day in (datetime.date(2020, 6, 30), datetime.date(2021, 7, 1)):
        with pytest.raises(NotInForce):
            in_force([version], day, what="the form")


def test_when_none_is_in_force_the_days_are_named():
    versions = [
        Dated(from_=datetime.date(2015, 12, 1), to=datetime.date(2018, 12, 31)),
        Dated(from_=datetime.date(2020, 1, 1)),
    ]
    with pytest.raises(NotInForce, match="the form has no version for 2019-06-01") as refused:
        in_force(versions, datetime.date(2019, 6, 1), what="the form")
    assert refused.value.remedy == "choose a day in: 2015-12-01 to 2018-12-31; 2020-01-01 to today"
    assert refused.value.where == "the form"


def test_when_there_is_no_version_at_all_that_is_said():
    with pytest.raises(NotInForce) as refused:
        in_force([], datetime.date(2019, 6, 1), what="the form")
    assert refused.value.remedy == "choose a day in: no days"


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends on 2020-01-01, before it begins on 2021-01-01"):
        Dated(from_=datetime.date(2021, 1, 1), to=datetime.date(2020, 1, 1))
