"""The published yields: bounds stay bounds, what was not found stays open, and nothing is called more than it is."""

import xml.etree.ElementTree as ET

import pytest

from firmground.errors import PackError
from firmground.statistics.charts import yields_chart
from firmground.statistics.yields import SHOWS, SHOWS_NOT, in_words, published_yields


@pytest.fixture
def by_year(hong_kong):
    return {each.year: each for each in published_yields(hong_kong)}


def test_three_of_more_than_7500_is_at_most_four_in_ten_thousand(by_year):
    found = by_year[2019]
    assert in_words(found.screened) == "more than 7,500"
    assert found.in_words == "at most 0.040 % (0.008–0.117 %)"


def test_an_exact_count_gives_an_exact_yield(by_year):
    assert (by_year[2020].bound, by_year[2020].in_words) == ("exact", "0.043 % (0.009–0.127 %)")


def test_a_rounded_count_gives_a_rounded_yield(by_year):
    assert by_year[2023].in_words.startswith("about 0.027 %")


@pytest.mark.parametrize(("year", "lacking"), [(2015, "screenings"), (2016, "persons identified"), (2022, "persons identified")])
def test_a_year_with_a_count_that_was_not_found_has_no_yield(by_year, year, lacking):
    assert by_year[year].share is None
    assert by_year[year].in_words == f"not stated: {lacking} not found"
    assert by_year[year].to_json()["yield_percent"] is None


def test_every_count_that_was_found_names_its_source(hong_kong, by_year):
    for each in by_year.values():
        for row in (each.screened, each.identified):
            assert row.value is None or all(key in hong_kong.sources for key in row.source)
            assert row.value is None or row.source


def test_a_yield_is_never_called_prevalence(by_year):
    spoken = " ".join([*SHOWS, *SHOWS_NOT, *(each.in_words for each in by_year.values())])
    assert "prevalen" not in spoken.lower()


def test_another_territory_has_its_own_figures(freeport, by_year):
    others = {each.year: each for each in published_yields(freeport)}
    assert set(others) != set(by_year)


def test_a_pack_without_published_screenings_is_refused(hong_kong):
    with pytest.raises(PackError, match="has no published initial_screenings"):
        published_yields(hong_kong.parent)


def test_the_chart_has_its_title_and_every_year(by_year):
    drawn = yields_chart(list(by_year.values()), title="Persons identified")
    words = {"".join(each.itertext()) for each in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")}
    assert {"Persons identified", *map(str, by_year)} <= words
    assert "not found" in words
    assert "3 of > 7,500" in words
