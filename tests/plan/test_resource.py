"""Posts and money as published: exact beside rounded, carried on where nothing later is known, divided by nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.packs.plan_entries import ResourceFile
from firmground.plan.resource import (
    average_per_post,
    cost_of,
    difference_of_departments,
    financial_year,
    one_off,
    recurrent_by_year,
    remainder,
)


@pytest.fixture(scope="session")
def money(plan, measure, cited):
    """A plan with some lines of money and posts."""

    def made(funding=(), posts=(), named=()):
        lines = [{"id": f"line_{n}", "recurrent": True, "cite": cited, **each} for n, each in enumerate(funding)]
        staff = [{"id": f"posts_{n}", "basis": "authorised", "cite": cited, **each} for n, each in enumerate(posts)]
        sources = [{"id": f"named_{n}", "departments": each, "cite": cited} for n, each in enumerate(named)]
        return plan(measure(), resources=ResourceFile(currency="FPD", funding=lines, posts=staff, named=sources))

    return made


def amounts(found):
    return [(each.year, each.amount, each.carried) for each in found]


@pytest.mark.parametrize(
    ("funding", "until", "expected"),
    [
        ([], 2025, []),
        ([{"year": 2019, "exact": 5}], 2019, [(2019, 5, False)]),
        ([{"year": 2019, "exact": 5}], 2021, [(2019, 5, False), (2020, 5, True), (2021, 5, True)]),
        ([{"year": 2019, "exact": 5}, {"year": 2021, "exact": 7}], 2020, [(2019, 5, False), (2020, 5, True), (2021, 7, False)]),
        ([{"year": 2021, "exact": 7}, {"year": 2019, "exact": 5}], 2019, [(2019, 5, False), (2020, 5, True), (2021, 7, False)]),
        ([{"year": 2019, "exact": 62_230_000, "rounded": 62_000_000}], 2019, [(2019, 62_230_000, False)]),  # exact before rounded
        ([{"year": 2019, "rounded": 62_000_000}], 2019, [(2019, 62_000_000, False)]),
        ([{"year": 2019, "exact": 0, "rounded": 1}], 2019, [(2019, 0, False)]),  # nought is a figure
        ([{"year": 2019, "exact": 5, "recurrent": False}], 2019, []),
    ],
)
def test_recurrent_money_by_financial_year(money, funding, until, expected):
    assert amounts(recurrent_by_year(money(funding), until)) == expected


@given(years=st.lists(st.integers(2000, 2030), min_size=1, max_size=5, unique=True), until=st.integers(1990, 2040))
def test_no_year_is_left_out_and_each_has_the_last_line_before_it(money, years, until):
    found = recurrent_by_year(money([{"year": year, "exact": year} for year in years]), until)
    assert [each.year for each in found] == [*range(min(years), max(until, *years, min(years)) + 1)]
    for each in found:
        assert each.amount == max(year for year in years if year <= each.year)
        assert each.carried == (each.year not in years)


def test_money_spent_once_is_no_recurrent_money(freeport):
    assert [each.id for each in one_off(freeport.plan)] == ["building_the_house"]
    assert "building_the_house" not in [each.line.id for each in recurrent_by_year(freeport.plan, 2030)]


@pytest.mark.parametrize(
    ("named", "by_some"),
    [
        ([], None),
        ([("harbour_office", "labour_guild")], None),  # only one speaks
        ([("harbour_office", "labour_guild"), ("labour_guild", "harbour_office")], None),  # they agree
        ([("harbour_office", "labour_guild"), ("labour_guild",)], ("harbour_office",)),
        ([("labour_guild",), ("harbour_office",)], ("labour_guild", "harbour_office")),
    ],
)
def test_departments_that_not_every_source_names_are_told(money, named, by_some):
    found = difference_of_departments(money(named=named))
    assert (found.by_some if found else None) == by_some


@pytest.mark.parametrize(
    ("posts", "left"),
    [
        ([{"posts": 98}], None),  # nothing is known to lie within
        ([{"posts": 98}, {"posts": 24, "within": "posts_0"}], 74),
        ([{"posts": 98}, {"posts": 24}], None),  # whether the 24 are inside the 98, no source says
        ([{"posts": 98}, {"posts": 24, "within": "posts_0"}, {"bound": "not_found", "within": "posts_0"}], None),
        ([{"bound": "not_found"}, {"posts": 24, "within": "posts_0"}], None),
        ([{"posts": 98}, {"posts": 98, "within": "posts_0"}], 0),
    ],
)
def test_the_rest_of_the_posts_is_known_only_where_every_part_is(money, posts, left):
    made = money(posts=[{"year": 2019, **each} for each in posts])
    assert remainder(made, made.resources.posts[0]) == left


@pytest.mark.parametrize(
    ("funding", "posts", "average"),
    [
        ([{"year": 2019, "exact": 62_230_000}], [{"year": 2019, "posts": 98}], 635_000),
        ([{"year": 2019, "exact": 62_230_000}], [], None),
        ([], [{"year": 2019, "posts": 98}], None),
        ([{"year": 2019, "exact": 100}], [{"year": 2019, "posts": 10, "basis": "filled"}], None),  # filled is another thing
        ([{"year": 2019, "exact": 100}], [{"year": 2019, "posts": 10, "department": "labour_guild"}], None),  # a part only
        ([{"year": 2019, "exact": 100}], [{"year": 2019, "bound": "not_found"}], None),
        ([{"year": 2019, "exact": 100}], [{"year": 2019, "posts": 10}, {"year": 2025, "posts": 50}], 10),  # of that year
        ([{"year": 2019, "exact": 100}], [{"year": 2025, "posts": 50}], None),
    ],
)
def test_an_average_for_each_post_is_of_one_year(money, funding, posts, average):
    assert average_per_post(money(funding, posts)) == average


def test_a_cost_is_told_only_where_a_line_names_the_measure_alone(money):
    made = money([{"year": 2019, "exact": 5, "measures": each} for each in (("m",), ("m", "other"), ("other",), ())])
    found = cost_of(made, "m")
    assert ([each.id for each in found.alone], [each.id for each in found.shared]) == (["line_0"], ["line_1"])


@pytest.mark.parametrize(
    ("year", "starts", "words"),
    [(2019, 4, "2019-20"), (2024, 4, "2024-25"), (1999, 4, "1999-00"), (2008, 7, "2008-09"), (2019, 1, "2019")],
)
def test_a_financial_year_is_written_as_people_write_it(year, starts, words):
    assert financial_year(year, starts) == words
