"""The invented year meets the published totals, says that it is invented, and is the same everywhere for the same seed."""

import pytest

from firmground.errors import FigureError, PackError
from firmground.screening import demo_year as demo_year_module
from firmground.screening.demo_year import Totals, demo_totals, demo_year


def values(table, column):
    return table[column].to_pylist()


@pytest.mark.parametrize(
    ("year", "persons", "expected"),
    [(2019, 7512, Totals(7512, 110, 3)), (2018, 7500, Totals(7500, 110, 18)), (2020, 6912, Totals(6912, 101, 3))],
)
def test_the_totals_are_the_published_ones(hong_kong, year, persons, expected):
    assert demo_totals(hong_kong, year, persons) == expected


def test_the_tables_hold_those_totals(hong_kong):
    tables = demo_year(hong_kong, year=2019, persons=7512, seed=1)
    assert values(tables["screenings"], "stage").count("initial") == 7512
    assert values(tables["screenings"], "stage").count("full") == 110
    assert values(tables["decisions"], "decision").count("identified") == 3


def test_only_people_with_an_indicator_go_on_to_a_debriefing(hong_kong):
    screenings = demo_year(hong_kong, year=2019, persons=2000, seed=5)["screenings"].to_pylist()
    opened = {row["person"] for row in screenings if row["stage"] == "initial" and row["outcome"] == "yes"}
    debriefed = {row["person"] for row in screenings if row["stage"] == "full"}
    assert opened == debriefed


def test_some_answers_are_not_known_and_stay_so(hong_kong):
    screenings = demo_year(hong_kong, year=2019, persons=2000, seed=5)["screenings"]
    assert "not_known" in values(screenings, "outcome")


def test_few_and_many_rows_come_to_the_same_outcomes(hong_kong, monkeypatch):
    one_by_one = demo_year(hong_kong, year=2019, persons=600, seed=6)
    monkeypatch.setattr(demo_year_module, "FEW", 0)
    assert demo_year(hong_kong, year=2019, persons=600, seed=6) == one_by_one
    assert set(values(one_by_one["screenings"], "outcome")) == {"yes", "no", "not_known"}


def test_the_same_seed_gives_the_same_year_and_another_seed_another(freeport):
    first, again, other = (demo_year(freeport, year=2022, persons=200, seed=seed) for seed in (3, 3, 4))
    assert first == again
    assert first["screenings"] != other["screenings"]


@pytest.mark.parametrize("persons", [1, 2, 50])
def test_a_handful_of_people_is_enough(freeport, hong_kong, persons):
    for pack, year in ((freeport, 2022), (hong_kong, 2019)):
        assert demo_year(pack, year=year, persons=persons, seed=1)["screenings"].num_rows >= persons


def test_a_territory_with_one_stage_decides_after_it(freeport):
    tables = demo_year(freeport, year=2022, persons=500, seed=1)
    assert set(values(tables["screenings"], "stage")) == {"initial"}
    assert "identified" in values(tables["decisions"], "decision")


@pytest.mark.parametrize(("year", "lacking"), [(2022, "identified"), (2015, "initial_screenings"), (1999, "initial_screenings")])
def test_a_year_that_was_not_published_is_refused_with_those_that_were(hong_kong, year, lacking):
    with pytest.raises(FigureError, match=rf"{lacking} was not found for {year}") as refused:
        demo_year(hong_kong, year=year, persons=100, seed=1)
    assert "2019" in refused.value.remedy


@pytest.mark.parametrize("persons", [0, -1, 10**8])
def test_a_number_of_people_that_makes_no_sense_is_refused(hong_kong, persons):
    with pytest.raises(FigureError, match="persons"):
        demo_year(hong_kong, year=2019, persons=persons, seed=1)


def test_a_pack_that_describes_no_demo_year_is_refused(hong_kong):
    with pytest.raises(PackError, match="describes no demo year"):
        demo_year(hong_kong.parent, year=2019, persons=10, seed=1)
