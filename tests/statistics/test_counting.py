"""Random figures over random tables, counted a second time in plain Python with Kleene's three-valued logic."""

import dataclasses
import datetime
import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import FigureError, FirmgroundError
from firmground.packs.entries import FigureEntry, RatioEntry
from firmground.statistics.extract import WORD, Extract, read_extract, table_schema, write_extract
from firmground.statistics.tabulation import compute_figures
from firmground.values import Citation, Confidence

YEAR = 2022
CITE = Citation(("GAZETTE",), Confidence.INFERRED)
CODES = {
    "stage": ("initial", "full"),
    "agency": ("harbour_office", "labour_guild", "sea_rescue"),
    "sex": ("female", "male", "other"),
    "outcome": ("yes", "no"),
}
NOT_KNOWN = {"stage": None, "agency": None, "sex": "not_known", "outcome": "not_known"}
FIRST_DAYS = {"calendar": (1, 1), "april_march": (4, 1), "financial_year": (7, 1)}  # Freeport's year begins in July
EDGES = [datetime.date(YEAR + over, month, 1) for over in (0, 1) for month in (1, 4, 7)]
DAYS = st.sampled_from([*EDGES, *(day - datetime.timedelta(1) for day in EDGES), datetime.date(2024, 2, 29)])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "person": st.sampled_from("abcde"),
            "screened_on": DAYS,
            **{name: st.sampled_from([*codes, NOT_KNOWN[name]]) for name, codes in CODES.items()},
        }
    ),
    max_size=25,
)
LEAVES = st.sampled_from([(name, code) for name, codes in CODES.items() for code in codes]).map(lambda p: {"equals": list(p)})
FILTERS = st.recursive(
    LEAVES,
    lambda part: st.one_of(
        st.builds(lambda of: {"not": of}, part),
        st.builds(lambda of: {"all": of}, st.lists(part, min_size=1, max_size=3)),
        st.builds(lambda of: {"any": of}, st.lists(part, min_size=1, max_size=3)),
        st.builds(lambda of: {"at_least_of": [2, of]}, st.lists(part, min_size=2, max_size=4)),
    ),
    max_leaves=6,
)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {
            "filter": st.none() | FILTERS,
            "group": st.sampled_from([(), *((name,) for name in CODES)]),
            "counting": st.sampled_from(["event", "person"]),
            "period": st.sampled_from(list(FIRST_DAYS)),
        }
    ),
    min_size=1,
    max_size=4,
)


def figure(name="counted", **changes):
    plain = {"dataset": "screenings", "counting": "event", "period": "calendar", "disclosure": "none", "cite": CITE}
    return FigureEntry(id=name, **{**plain, **changes})


def screenings(rows):
    arrays = [
        pa.array([row.get(column.name) for row in rows], pa.string()).cast(WORD)
        if column.type == WORD
        else pa.array([row.get(column.name) for row in rows], column.type)
        for column in table_schema("screenings")
    ]
    return pa.Table.from_arrays(arrays, schema=table_schema("screenings"))


def computed(pack, rows, figures, ratios=(), year=YEAR):
    counting = dataclasses.replace(pack, figures=tuple(figures), ratios=tuple(ratios))
    with tempfile.TemporaryDirectory() as folder:
        tables = {"screenings": screenings(rows)}
        extract = write_extract(tables, Path(folder) / "extract", pack=pack, year=YEAR, synthetic=True)
        return compute_figures(counting, extract, year)


def holds(expression, row):
    """Kleene (1952) in plain Python: true, false, or None for not known."""
    if expression is None:
        return True
    (operator, argument), *_ = expression.items()
    if operator == "equals":
        value = row[argument[0]]
        return value == argument[1] if value in CODES[argument[0]] else None
    if operator == "not":
        found = holds(argument, row)
        return None if found is None else not found
    minimum, members = {"all": (len(argument), argument), "any": (1, argument)}.get(operator, argument)
    found = [holds(member, row) for member in members]
    if found.count(True) >= minimum:
        return True
    return False if found.count(True) + found.count(None) < minimum else None


def counted_by_hand(rows, entry):
    """The total, the cells and the rows not decided, one row after the other."""
    month, day = FIRST_DAYS[entry["period"]]
    first = datetime.date(YEAR, month, day)
    in_period = [row for row in rows if first <= row["screened_on"] < first.replace(year=YEAR + 1)]
    found = [(holds(entry["filter"], row), row) for row in in_period]
    taken = [row for kept, row in found if kept]

    def size(some):
        return len(some) if entry["counting"] == "event" else len({row["person"] for row in some})

    cells = {}
    for name in entry["group"]:
        for code in {row[name] or "not_known" for row in taken} | set(CODES[name]):
            cells[code] = size([row for row in taken if (row[name] or "not_known") == code])
    return size(taken), {code: n for code, n in cells.items() if n}, sum(kept is None for kept, _ in found)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, entries=ENTRIES)
def test_any_figure_over_any_table_is_what_counting_one_row_after_the_other_gives(freeport, rows, entries):
    figures = [figure(f"counted_{place}", **entry) for place, entry in enumerate(entries)]
    found = computed(freeport, rows, figures).figures
    for place, entry in enumerate(entries):
        one = found[f"counted_{place}"]
        cells = {code: count for code, count in one.cells.items() if count}
        assert (one.total, cells, one.not_decided) == counted_by_hand(rows, entry)


@settings(max_examples=12, deadline=None)
@given(rows=ROWS, expression=FILTERS)
def test_a_filter_and_its_opposite_and_what_is_not_decided_make_the_whole_year(freeport, rows, expression):
    figures = [figure("all"), figure("taken", filter=expression), figure("left", filter={"not": expression})]
    found = computed(freeport, rows, figures).figures
    assert found["taken"].total + found["left"].total + found["taken"].not_decided == found["all"].total
    assert found["taken"].not_decided == found["left"].not_decided


@settings(max_examples=12, deadline=None)
@given(rows=ROWS, group=st.sampled_from(sorted(CODES)))
def test_the_cells_of_a_figure_of_events_make_its_total(freeport, rows, group):
    found = computed(freeport, rows, [figure(group=(group,))]).figures["counted"]
    assert sum(found.cells.values()) == found.total


@settings(max_examples=12, deadline=None)
@given(rows=ROWS)
def test_three_quarters_of_a_calendar_year_and_one_of_the_next_make_a_year_from_april(freeport, rows):
    """The same rows fall into April to March whether counted at once or month by month."""
    by_april = computed(freeport, rows, [figure(period="april_march")]).figures["counted"].total
    this, following = (
        [row for row in rows if row["screened_on"].year == year and (row["screened_on"].month < 4) == early]
        for year, early in ((YEAR, False), (YEAR + 1, True))
    )
    parts = computed(freeport, this, [figure()]).figures["counted"].total
    parts += computed(freeport, following, [figure()], year=YEAR + 1).figures["counted"].total
    assert by_april == parts


@pytest.mark.parametrize(
    ("period", "inside", "outside"),
    [
        ("calendar", ("2022-01-01", "2022-12-31"), ("2021-12-31", "2023-01-01")),
        ("april_march", ("2022-04-01", "2023-03-31"), ("2022-03-31", "2023-04-01")),
        ("financial_year", ("2022-07-01", "2023-06-30"), ("2022-06-30", "2023-07-01")),
    ],
)
def test_the_first_and_the_last_day_belong_to_a_period_and_their_neighbours_do_not(freeport, period, inside, outside):
    rows = [{"person": day, "screened_on": datetime.date.fromisoformat(day)} for day in (*inside, *outside)]
    found = computed(freeport, rows, [figure("persons", counting="person", period=period), figure(period=period)]).figures
    assert (found["counted"].total, found["persons"].total) == (2, 2)
    assert computed(freeport, rows[2:], [figure(period=period)]).figures["counted"].total == 0


def test_a_code_that_the_pack_does_not_list_is_shown_and_never_dropped(freeport):
    rows = [{"person": "a", "screened_on": EDGES[0], "agency": agency} for agency in ("navy", "sea_rescue")]
    found = computed(freeport, rows, [figure(group=("agency",))]).figures["counted"]
    assert found.cells == {"harbour_office": 0, "labour_guild": 0, "sea_rescue": 1, "navy": 1}


def test_a_code_that_the_pack_does_not_list_is_not_known_to_a_filter(freeport):
    rows = [{"person": "a", "screened_on": EDGES[0], "agency": "navy"}]
    found = computed(freeport, rows, [figure(filter={"not": {"equals": ["agency", "sea_rescue"]}})]).figures["counted"]
    assert (found.total, found.not_decided) == (0, 1)


def test_digests_do_not_depend_on_the_year_asked_for_nor_on_other_figures(freeport):
    rows = [{"person": "a", "screened_on": EDGES[0]}]
    alone = computed(freeport, rows, [figure()]).figures["counted"]
    beside = computed(freeport, rows, [figure("before"), figure()], year=2020).figures["counted"]
    assert (beside.definition_digest, beside.data_digest) == (alone.definition_digest, alone.data_digest)


@pytest.mark.parametrize(
    "change",
    [
        {"group": ("sex",)},
        {"period": "april_march"},
        {"counting": "person"},
        {"disclosure": "small_counts"},
        {"filter": {"equals": ["stage", "initial"]}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_each_part_of_a_definition_changes_its_digest(freeport, change):
    plain, changed = (computed(freeport, [], [figure("one", **each)]).figures["one"] for each in ({}, change))
    assert plain.definition_digest != changed.definition_digest
    assert plain.data_digest == changed.data_digest


def test_the_month_in_which_the_financial_year_begins_is_part_of_the_definition(freeport, hong_kong):
    here, there = (computed(pack, [], [figure()]).figures["counted"] for pack in (freeport, hong_kong))
    assert here.definition_digest != there.definition_digest


def test_small_counts_without_a_smallest_count_in_the_pack_are_refused(freeport):
    without = dataclasses.replace(freeport, disclosure=None)
    with pytest.raises(FirmgroundError, match="has no smallest count") as refused:
        computed(without, [], [figure(group=("sex",), disclosure="small_counts")])
    assert refused.value.remedy


def test_an_extract_without_the_table_that_a_figure_counts_is_refused(freeport):
    with pytest.raises(FirmgroundError, match="has no table 'decisions'") as refused:
        computed(freeport, [], [figure(dataset="decisions")])
    assert refused.value.remedy


def rewritten(pack, table, folder):
    """An extract whose screenings are some other table, as if another program had made it."""
    made = write_extract({"screenings": table}, folder / "extract", pack=pack, year=YEAR, synthetic=True)
    return read_extract(made.folder)


def test_an_extract_that_lacks_a_column_is_refused(freeport, tmp_path):
    extract = rewritten(freeport, screenings([]).drop_columns(["sex"]), tmp_path)
    with pytest.raises(FirmgroundError, match="has no column 'sex'"):
        compute_figures(dataclasses.replace(freeport, figures=(figure(),), ratios=()), extract, YEAR)


def test_an_extract_with_a_column_of_another_type_is_refused(freeport, tmp_path):
    table = screenings([{"person": "a", "screened_on": EDGES[0]}])
    place = table.column_names.index("screened_on")
    extract = rewritten(freeport, table.set_column(place, "screened_on", pa.array(["01/01/2022"])), tmp_path)
    with pytest.raises(FirmgroundError):
        compute_figures(dataclasses.replace(freeport, figures=(figure(),), ratios=()), extract, YEAR)


def test_an_extract_whose_table_is_no_parquet_is_refused(freeport, tmp_path):
    extract = rewritten(freeport, screenings([]), tmp_path)
    extract.path("screenings").write_bytes(b"not parquet")
    with pytest.raises(FirmgroundError, match="is not a Parquet file"):
        compute_figures(dataclasses.replace(freeport, figures=(figure(),), ratios=()), extract, YEAR)


@pytest.mark.parametrize("values", [(None, "not_known"), ("not_known", None), (None, "not_known", "female")])
def test_persons_whose_group_is_missing_and_persons_whose_group_is_not_known_are_counted_together(freeport, values):
    rows = [{"person": f"p{place}", "screened_on": EDGES[0], "sex": sex} for place, sex in enumerate(values)]
    found = computed(freeport, rows, [figure(counting="person", group=("sex",))]).figures["counted"]
    assert found.cells["not_known"] == 2


def test_events_whose_group_is_missing_and_events_whose_group_is_not_known_are_counted_together(freeport):
    rows = [{"person": "a", "screened_on": EDGES[0], "sex": sex} for sex in (None, "not_known", "female")]
    assert computed(freeport, rows, [figure(group=("sex",))]).figures["counted"].cells["not_known"] == 2


def test_a_group_that_is_not_a_column_is_refused(freeport):
    with pytest.raises(FirmgroundError):
        computed(freeport, [], [figure(group=("colour",))])


def test_a_ratio_of_a_figure_that_is_not_defined_is_refused(freeport):
    with pytest.raises(FirmgroundError):
        computed(freeport, [], [figure()], [RatioEntry(id="r", numerator="moon", denominator="counted")])


@pytest.mark.parametrize("lacking", ["screened_on", "person"])
def test_a_row_without_a_day_or_a_person_is_refused(freeport, lacking):
    row = {"person": "a", "screened_on": EDGES[0], lacking: None}
    with pytest.raises(FigureError, match="1 rows without a day or a person"):
        computed(freeport, [row], [figure(counting="person")])


def test_an_extract_made_by_another_pack_is_refused(freeport, hong_kong, tmp_path):
    extract = rewritten(hong_kong, screenings([]), tmp_path)
    assert isinstance(extract, Extract)
    with pytest.raises(FirmgroundError):
        compute_figures(dataclasses.replace(freeport, figures=(figure(),), ratios=()), extract, YEAR)
