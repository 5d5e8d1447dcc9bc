"""Countries within regions: a small count is not given away by what its region says, nor by the total."""

import pytest

from firmground.errors import FigureError, InputError
from firmground.statistics.disclosure.audit import audit
from firmground.statistics.disclosure.csv_table import Layout
from firmground.statistics.disclosure.hierarchy import Hierarchy, read_hierarchy
from firmground.statistics.disclosure.noise import with_noise
from firmground.statistics.disclosure.protection import protect
from firmground.statistics.disclosure.rounding import rounded

WITHIN = {
    "asia": "",
    "europe": "",
    "stateless": "",
    "viet_nam": "asia",
    "china": "asia",
    "albania": "europe",
    "romania": "europe",
}
PLACES = Hierarchy(WITHIN)
COUNTS = {"viet_nam": 120, "china": 2, "albania": 90, "romania": 35, "stateless": 7, "asia": 122, "europe": 125, "Total": 254}


@pytest.fixture
def nationalities(as_table, tmp_path):
    def make(counts, **layout):
        rows = {(code,): count for code, count in counts.items()}
        return as_table(tmp_path, rows, hierarchies={"d0": PLACES}, **layout)

    return make


def hidden_in(table, minimum=5):
    return {table.names()[name][0] for name in protect(table.system(), minimum).withheld}


def test_the_region_would_give_a_small_country_away(nationalities):
    table = nationalities(COUNTS)
    assert hidden_in(table) == {"china", "viet_nam"}, "europe need not hide anything for china's sake"
    only = frozenset(name for name, row in table.names().items() if row == ("china",))
    assert len(audit(table.system(), only, 5).recoverable) == 1


def test_without_the_hierarchy_the_parts_and_the_total_would_not_agree(as_table, tmp_path):
    with pytest.raises(FigureError, match="parts and whole differ by 247"):
        as_table(tmp_path, {(code,): count for code, count in COUNTS.items()}).system()


def test_a_region_without_countries_is_a_part_of_the_total_like_any_country(nationalities):
    small = COUNTS | {"china": 22, "asia": 142, "stateless": 3, "Total": 270}
    table = nationalities(small)
    assert hidden_in(table) == {"stateless", "europe", "romania"}, "Albania stays: what is hidden beside it says nothing of it"
    assert audit(table.system(), protect(table.system(), 5).withheld, 5).holds
    only = frozenset(name for name, row in table.names().items() if row == ("stateless",))
    assert len(audit(table.system(), only, 5).recoverable) == 1


def test_a_whole_region_is_protected_through_its_countries(nationalities):
    """The region is small: it, its only country, and something of another region as well."""
    few = {"viet_nam": 120, "china": 60, "albania": 2, "asia": 180, "europe": 2, "stateless": 9, "Total": 191}
    table = nationalities(few)
    assert {"albania", "europe", "stateless"} <= hidden_in(table)
    assert audit(table.system(), protect(table.system(), 5).withheld, 5).holds


def test_two_columns_one_of_them_a_hierarchy_add_up_in_both(as_table, tmp_path):
    by_sex = {
        (code, sex): count
        for code, women, men in (("viet_nam", 80, 40), ("china", 1, 21), ("albania", 50, 40), ("romania", 20, 15))
        for sex, count in (("w", women), ("m", men), ("Total", women + men))
    }
    sums = {("asia", sex): by_sex["viet_nam", sex] + by_sex["china", sex] for sex in ("w", "m", "Total")}
    sums |= {("europe", sex): by_sex["albania", sex] + by_sex["romania", sex] for sex in ("w", "m", "Total")}
    sums |= {("Total", sex): sums["asia", sex] + sums["europe", sex] for sex in ("w", "m", "Total")}
    table = as_table(tmp_path, by_sex | sums, hierarchies={"d0": PLACES})
    protection = protect(table.system(), 5)
    assert audit(table.system(), protection.withheld, 5).holds
    assert {table.names()[name] for name in protection.withheld} == {(c, s) for c in ("viet_nam", "china") for s in "wm"}
    shown = {table.names()[name]: count for name, count in rounded(table.system(), 5).counts.items()}
    assert shown["asia", "w"] == shown["viet_nam", "w"] + shown["china", "w"]
    noisy = with_noise(table, 1.0, lambda noise: lambda counts: [count + 1 for count in counts]).rows
    assert noisy["asia", "Total"] == sums["asia", "Total"] + 4
    assert noisy["Total", "Total"] == sums["Total", "Total"] + 8


def test_the_same_hierarchy_can_be_written_in_two_columns(as_table, tmp_path):
    rows = {("asia", "viet_nam"): 120, ("asia", "china"): 2, ("europe", "albania"): 90, ("europe", "romania"): 35}
    rows |= {("asia", "Total"): 122, ("europe", "Total"): 125, ("Total", "Total"): 247}
    table = as_table(tmp_path, rows)
    assert {table.names()[name] for name in protect(table.system(), 5).withheld} == {("asia", "china"), ("asia", "viet_nam")}


def test_margins_of_a_hierarchy_are_kept_where_they_are_to_be(nationalities):
    few = {"viet_nam": 120, "china": 60, "albania": 2, "asia": 180, "europe": 2, "stateless": 9, "Total": 191}
    assert protect(nationalities(few, keep_totals=True).system(), 5).exposed, "europe is printed, so albania is"


def test_a_hierarchy_published_before_is_compared_country_by_country(nationalities):
    earlier = nationalities(COUNTS | {"china": None, "viet_nam": None}, name="earlier.csv")
    later = nationalities(COUNTS | {"stateless": 9, "china": 12, "asia": 132, "Total": 266}, name="later.csv")
    system = later.system([earlier])
    told = audit(system, frozenset(), 5).told_apart
    assert ["stateless" in name for name in told] == [True], "two more stateless people since then, told once"
    assert audit(system, protect(system, 5).withheld, 5).holds


def test_a_hierarchy_is_read_from_a_file(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text("code,within\nasia,Total\nstateless,\nchina,asia\n", encoding="utf-8")
    found = read_hierarchy(path)
    assert (found.path("china"), found.depth) == (("asia", "china"), 2)
    assert found.levels("stateless") == [("stateless",), ("stateless", "stateless")]


@pytest.mark.parametrize(
    ("written", "fault", "place"),
    [
        ("", "no usable heading", "row 1"),
        ("code,parent\na,\n", "no usable heading", "row 1"),
        ("code,within\na\n", "no usable row", "row 2"),
        ("code,within\na,\na,\n", "no usable row", "row 3"),
        ("code,within\nTotal,\n", "no usable row", "row 2"),
        ("code,within\na,b\n", "has no row for 'b'", "places.csv"),
        ("code,within\na,b\nb,a\n", "within itself", "places.csv"),
        ('code,within\n"a,\n', "cannot be read as a hierarchy", "places.csv"),
    ],
)
def test_a_hierarchy_that_is_none_is_refused(tmp_path, written, fault, place):
    (tmp_path / "places.csv").write_text(written, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_hierarchy(tmp_path / "places.csv")
    assert fault in refused.value.what
    assert place in refused.value.where


def test_a_code_that_is_not_in_the_hierarchy_is_refused(nationalities):
    with pytest.raises(InputError, match="has no row for 'atlantis'"):
        nationalities({"atlantis": 9, "Total": 9}).system()
    assert Layout().hierarchies == {}


def test_ten_thousand_codes_one_within_the_other_are_followed_to_the_top():
    within = {str(number): str(number - 1) if number else "" for number in range(10_000)}
    assert len(Hierarchy(within).path("9999")) == 10_000
