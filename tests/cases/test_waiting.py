"""Waiting is counted in bands, each day in exactly one, in both packs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.cases.waiting import band_of
from firmground.errors import FirmgroundError
from firmground.packs.pack import read_pack

BANDS = {name: read_pack(name).casework.outcomes.bands for name in ("hong_kong", "freeport")}
MET = date(2024, 2, 27)


def band_after(name, days):
    return band_of(MET, MET + timedelta(days), BANDS[name])


@pytest.mark.parametrize(
    ("name", "days", "band"),
    [
        ("hong_kong", 0, "within_a_day"),
        ("hong_kong", 1, "within_a_day"),
        ("hong_kong", 2, "within_a_week"),
        ("hong_kong", 7, "within_a_week"),
        ("hong_kong", 8, "within_a_month"),
        ("hong_kong", 30, "within_a_month"),
        ("hong_kong", 31, "within_three_months"),
        ("hong_kong", 90, "within_three_months"),
        ("hong_kong", 91, "longer"),
        ("hong_kong", 4000, "longer"),
        ("freeport", 3, "by_the_third_day"),
        ("freeport", 4, "within_a_fortnight"),
        ("freeport", 92, "later"),
    ],
)
def test_a_wait_is_in_the_band_that_its_days_name(name, days, band):
    assert band_after(name, days) == band


@given(name=st.sampled_from(sorted(BANDS)), days=st.integers(0, 500), more=st.integers(0, 500))
def test_whoever_waits_longer_is_never_in_an_earlier_band(name, days, more):
    order = [each.id for each in BANDS[name]]
    assert order.index(band_after(name, days)) <= order.index(band_after(name, days + more))


@given(name=st.sampled_from(sorted(BANDS)), days=st.integers(1, 500))
def test_an_end_before_the_beginning_is_refused_with_both_days(name, days):
    with pytest.raises(FirmgroundError) as caught:
        band_after(name, -days)
    assert str(MET) in caught.value.what
    assert str(MET - timedelta(days)) in caught.value.what
