"""Figures against plain counting: persons and events, periods, what is not known, and digests that follow the definition."""

import dataclasses
import datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import FigureError, RuleError
from firmground.packs.entries import FigureEntry, RatioEntry
from firmground.statistics.extract import WORD, table_schema, write_extract
from firmground.statistics.tabulation import compute_figures
from firmground.statistics.words import cell_label
from firmground.values import Citation, Confidence

CITE = Citation(("FIRMGROUND",), Confidence.INFERRED)
DAYS = [datetime.date(2018, 12, 31), datetime.date(2019, 1, 1), datetime.date(2019, 3, 31), datetime.date(2019, 12, 31)]
DAYS += [datetime.date(2020, 1, 1), datetime.date(2020, 3, 31), datetime.date(2020, 4, 1)]
ROW = st.fixed_dictionaries(
    {
        "person": st.sampled_from(["a", "b", "c"]),
        "screened_on": st.sampled_from(DAYS),
        "agency": st.sampled_from(["immd", "hkpf", None]),
        "sex": st.sampled_from(["female", "male", "not_known", None]),
        "stage": st.sampled_from(["initial", "full"]),
    }
)


def figure(name="counted", **changes):
    plain = {"dataset": "screenings", "counting": "event", "period": "calendar", "disclosure": "none", "cite": CITE}
    return FigureEntry(id=name, **{**plain, **changes})


def computed(pack, rows, figures, tmp_path, ratios=(), year=2019):
    columns = {column.name: [row.get(column.name) for row in rows] for column in table_schema("screenings")}
    arrays = [
        pa.array(columns[column.name], pa.string() if column.type == WORD else column.type).cast(column.type)
        for column in table_schema("screenings")
    ]
    table = pa.Table.from_arrays(arrays, schema=table_schema("screenings"))
    extract = write_extract({"screenings": table}, tmp_path / "extract", pack=pack, year=2019, synthetic=True)
    return compute_figures(dataclasses.replace(pack, figures=tuple(figures), ratios=tuple(ratios)), extract, year)


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=12))
def test_figures_are_what_counting_by_hand_gives(hong_kong, tmp_path_factory, rows):
    women = {"equals": ["sex", "female"]}
    figures = [
        figure("events", filter=women, group=("agency",)),
        figure("persons", filter=women, counting="person"),
        figure("year_from_april", period="april_march"),
    ]
    found = computed(hong_kong, rows, figures, tmp_path_factory.mktemp("rows")).figures
    in_year = [row for row in rows if row["screened_on"].year == 2019]
    taken = [row for row in in_year if row["sex"] == "female"]
    assert found["events"].total == len(taken)
    for code in ("immd", "hkpf"):
        assert found["events"].cells[code] == sum(row["agency"] == code for row in taken)
    assert found["events"].cells.get("not_known", 0) == sum(row["agency"] is None for row in taken)
    assert found["events"].not_decided == sum(row["sex"] in (None, "not_known") for row in in_year)
    assert found["persons"].total == len({row["person"] for row in taken})
    april = (datetime.date(2019, 4, 1), datetime.date(2020, 3, 31))
    assert found["year_from_april"].total == sum(april[0] <= row["screened_on"] <= april[1] for row in rows)


def test_what_is_not_known_is_in_no_count_also_when_the_filter_asks_for_not(hong_kong, tmp_path):
    rows = [
        {"person": "a", "screened_on": DAYS[1], "sex": sex, "stage": "initial"} for sex in ("female", "male", "not_known", None)
    ]
    found = computed(hong_kong, rows, [figure(filter={"not": {"equals": ["sex", "female"]}})], tmp_path).figures["counted"]
    assert (found.total, found.not_decided) == (1, 2)


def test_a_person_screened_twice_is_two_events_and_one_person(hong_kong, tmp_path):
    rows = [{"person": "a", "screened_on": DAYS[1], "agency": agency, "stage": "initial"} for agency in ("immd", "hkpf")]
    figures = [figure("events"), figure("persons", counting="person", group=("agency",))]
    found = computed(hong_kong, rows, figures, tmp_path).figures
    assert (found["events"].total, found["persons"].total) == (2, 1)
    assert (found["persons"].cells["immd"], found["persons"].cells["hkpf"]) == (1, 1)


def test_a_table_of_two_columns_has_a_count_for_each_combination_of_their_codes(hong_kong, tmp_path):
    met = [("immd", "female"), ("immd", "female"), ("hkpf", "male"), (None, "male")]
    rows = [{"person": "a", "screened_on": DAYS[1], "agency": agency, "sex": sex, "stage": "initial"} for agency, sex in met]
    found = computed(hong_kong, rows, [figure(group=("agency", "sex"))], tmp_path).figures["counted"]
    assert found.group == "agency/sex"
    assert {cell: count for cell, count in found.cells.items() if count} == {
        "immd/female": 2,
        "hkpf/male": 1,
        "not_known/male": 1,
    }
    assert found.cells["hkpf/female"] == 0
    assert sum(found.cells.values()) == found.total == 4
    assert cell_label(hong_kong, found.group, "immd/female") == "Immigration Department · Female"


def test_a_cell_that_names_fewer_codes_than_its_table_has_columns_is_refused(hong_kong):
    with pytest.raises(ValueError, match="zip"):
        cell_label(hong_kong, "agency/sex", "immd")


def test_the_pack_says_when_the_financial_year_begins(freeport, hong_kong, tmp_path):
    rows = [{"person": "a", "screened_on": datetime.date(2020, 5, 1), "stage": "initial"}]
    by_year = [figure(period="financial_year")]
    assert computed(freeport, rows, by_year, tmp_path).figures["counted"].total == 1  # from July
    assert computed(hong_kong, rows, by_year, tmp_path).figures["counted"].total == 0  # from April


def test_a_small_count_is_withheld_and_named_as_withheld(hong_kong, tmp_path):
    rows = [
        {"person": str(n), "screened_on": DAYS[1], "agency": "immd" if n > 2 else "hkpf", "stage": "initial"} for n in range(20)
    ]
    rows += [{"person": "x", "screened_on": DAYS[1], "agency": "ced", "stage": "initial"}] * 9
    found = computed(hong_kong, rows, [figure(group=("agency",), disclosure="small_counts")], tmp_path).figures["counted"]
    assert (found.cells["hkpf"], found.cells["ced"], found.cells["immd"], found.total) == (None, None, 17, 29)


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ({"equals": ["favourite_colour", "red"]}, "cannot be filtered on"),
        ({"equals": ["agency", "navy"]}, "never a known answer"),
        ({"equals": ["sex", "not_known"]}, "never a known answer"),
        ({"at_least": ["screening", 3]}, "cannot be filtered on"),
    ],
)
def test_a_filter_that_cannot_mean_anything_is_refused(hong_kong, tmp_path, expression, fault):
    with pytest.raises((FigureError, RuleError), match=fault):
        computed(hong_kong, [{"person": "a", "screened_on": DAYS[1]}], [figure(filter=expression)], tmp_path)


def test_a_ratio_has_exact_limits(hong_kong, tmp_path):
    rows = [{"person": str(n), "screened_on": DAYS[1], "sex": "female" if n else "male"} for n in range(4)]
    figures = [figure("all"), figure("men", filter={"equals": ["sex", "male"]})]
    share = computed(hong_kong, rows, figures, tmp_path, [RatioEntry(id="r", numerator="men", denominator="all")]).ratios["r"]
    assert (share.to_json()["percent"], share.to_json()["low"], share.to_json()["high"]) == ("25.000", "0.631", "80.588")


def test_a_ratio_of_more_than_one_is_open_and_the_other_figures_stand(hong_kong, tmp_path):
    rows = [{"person": "a", "screened_on": DAYS[1], "sex": "male"}, {"person": "a", "screened_on": DAYS[1]}]
    figures = [figure("all"), figure("men", filter={"equals": ["sex", "male"]})]
    found = computed(hong_kong, rows, figures, tmp_path, [RatioEntry(id="r", numerator="all", denominator="men")])
    assert found.ratios["r"].share is None
    assert found.figures["all"].total == 2


def test_a_ratio_of_nothing_is_open(hong_kong, tmp_path):
    rows = [{"person": "a", "screened_on": DAYS[1]}]
    ratio = RatioEntry(id="r", numerator="all", denominator="all")
    assert computed(hong_kong, rows, [figure("all")], tmp_path, [ratio], year=2001).ratios["r"].share is None


def test_digests_change_with_the_definition_and_with_the_data_only(hong_kong, tmp_path):
    rows = [{"person": "a", "screened_on": DAYS[1]}]
    first = computed(hong_kong, rows, [figure()], tmp_path).figures["counted"]
    same = computed(hong_kong, rows, [figure()], tmp_path).figures["counted"]
    other_definition = computed(hong_kong, rows, [figure(counting="person")], tmp_path).figures["counted"]
    other_data = computed(hong_kong, rows * 2, [figure()], tmp_path).figures["counted"]
    assert same == first
    assert other_definition.definition_digest != first.definition_digest
    assert other_definition.data_digest == first.data_digest
    assert other_data.definition_digest == first.definition_digest
    assert other_data.data_digest != first.data_digest


def test_the_demonstration_year_gives_the_published_totals(hong_kong, year_2019):
    found = compute_figures(hong_kong, year_2019, 2019)
    totals = {name: found.figures[name].total for name in ("initial_screenings", "full_debriefings", "persons_identified")}
    assert totals == {"initial_screenings": 7512, "full_debriefings": 110, "persons_identified": 3}
    assert found.ratios["yield_of_screening"].to_json()["percent"] == "0.040"
    assert sum(found.figures["initial_screenings_by_agency"].cells.values()) == 7512
