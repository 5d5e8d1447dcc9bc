"""How long a record is kept: counted in whole months, never a day longer than the rule says."""

import calendar
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.cases.retention import erase_on, is_due
from firmground.errors import FirmgroundError
from firmground.packs.case_entries import RecordKind, RetentionRule

CITE = {"source": ("FIRMGROUND",), "confidence": "inferred"}
STARTS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(1, 240)


def rule(**length) -> RetentionRule:
    return RetentionRule(kind="draft_never_finished", basis="law", counted_from="last_change", cite=CITE, **length)


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        (date(2024, 5, 10), {"months": 1}, date(2024, 6, 10)),
        (date(2023, 1, 31), {"months": 1}, date(2023, 2, 28)),
        (date(2024, 1, 31), {"months": 1}, date(2024, 2, 29)),
        (date(2023, 12, 31), {"months": 2}, date(2024, 2, 29)),
        (date(2023, 11, 30), {"months": 1}, date(2023, 12, 30)),
        (date(2024, 2, 29), {"years": 1}, date(2025, 2, 28)),
        (date(2024, 2, 29), {"years": 4}, date(2028, 2, 29)),
        (date(2019, 6, 1), {"years": 7}, date(2026, 6, 1)),
    ],
)
def test_a_record_is_erased_so_many_months_after(start, length, end):
    assert erase_on(rule(**length), start) == end


@given(start=STARTS, months=MONTHS)
def test_the_day_is_in_the_right_month_and_never_later_in_it(start, months):
    end = erase_on(rule(months=months), start)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day
    assert end.day == start.day or end.day == calendar.monthrange(end.year, end.month)[1]


@given(start=STARTS, later=st.integers(0, 400), months=MONTHS, more=st.integers(0, 60))
def test_a_later_beginning_or_a_longer_rule_never_erases_earlier(start, later, months, more):
    end = erase_on(rule(months=months), start)
    assert erase_on(rule(months=months), start + timedelta(later)) >= end
    assert erase_on(rule(months=months + more), start) >= end


@given(start=STARTS, years=st.integers(1, 20))
def test_years_are_twelve_months(start, years):
    assert erase_on(rule(years=years), start) == erase_on(rule(months=12 * years), start)


@given(start=STARTS, months=MONTHS, days=st.integers(-40, 40))
def test_a_record_is_due_from_its_day_on(start, months, days):
    end = erase_on(rule(months=months), start)
    assert is_due(rule(months=months), start, end + timedelta(days)) is (days >= 0)


def test_beyond_the_last_year_of_all_is_refused():
    with pytest.raises(FirmgroundError, match="beyond the calendar"):
        erase_on(rule(years=100), date(9950, 1, 1))


@pytest.mark.parametrize("name", ["hong_kong", "freeport"])
@pytest.mark.parametrize("kind", get_args(RecordKind))
def test_each_kind_of_record_has_an_end_and_says_why(name, kind, request):
    pack = request.getfixturevalue(name)
    found = pack.cases.retention_rule(kind, on=date(2024, 5, 10))
    assert erase_on(found, date(2024, 5, 10)) > date(2024, 5, 10)
    assert pack.texts["en"][f"cases.retention.bases.{found.basis}"]


def test_no_length_of_hong_kong_claims_to_be_in_the_law(hong_kong):
    for each in hong_kong.cases.retention:
        assert not each.cite.confidence.is_verified
        assert {"PDPO26", "FIRMGROUND"} <= set(each.cite.source)
