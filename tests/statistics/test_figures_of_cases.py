"""Figures of what became of people: people and defendants once each, and where nothing was recorded no nought."""

import dataclasses
import datetime

import pyarrow as pa
import pytest
from pydantic import ValidationError

from firmground.errors import FigureError, RuleError
from firmground.packs.entries import FigureEntry
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import OF_CASES, WORD, table_schema, write_extract
from firmground.statistics.tabulation import compute_figures
from firmground.values import Citation, Confidence

DAY = datetime.date(2019, 3, 1)
CITE = Citation(("FIRMGROUND",), Confidence.INFERRED)
CHARGE = {"defendant": "d1", "laid_on": DAY, "agency": "hkpf", "offence_group": "other", "sex": "male"}
SERVICE = {"person": "p1", "began_on": DAY, "agency": "swd", "service": "shelter", "protects": "yes", "reached": "delivered"}
CASE = {"case": "c1", "opened_on": DAY, "agency": "hkpf", "result": "open"}


def figure(name, **changes):
    plain = {"counting": "event", "period": "calendar", "disclosure": "none", "cite": CITE}
    return FigureEntry(id=name, **{**plain, **changes})


def arrow(name, rows):
    schema = table_schema(name)
    values = [[row.get(each.name) for row in rows] for each in schema]
    arrays = [
        pa.array(found, pa.string()).cast(WORD) if each.type == WORD else pa.array(found, each.type)
        for each, found in zip(schema, values, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


@pytest.fixture(scope="module")
def screened(hong_kong):
    return demo_year(hong_kong, year=2019, persons=40, seed=1)


@pytest.fixture
def counted(hong_kong, screened, tmp_path):
    """Figures over some rows of cases."""

    def count(entries, **rows):
        tables = screened | {name: arrow(name, each) for name, each in rows.items()}
        extract = write_extract(tables, tmp_path / "extract", pack=hong_kong, year=2019, synthetic=True)
        pack = dataclasses.replace(hong_kong, figures=tuple(entries), ratios=())
        return compute_figures(pack, extract, 2019).figures

    return count


def test_a_defendant_with_two_charges_is_one_and_in_both_groups(counted):
    rows = [CHARGE, CHARGE | {"offence_group": "employment_offences"}, CHARGE | {"defendant": "d2"}]
    found = counted(
        [
            figure("charges", dataset="charges", group=("offence_group",)),
            figure("defendants", dataset="charges", group=("offence_group",), counting="person"),
        ],
        charges=rows,
    )
    assert (found["charges"].total, found["defendants"].total) == (3, 2)
    assert found["defendants"].cells["other"] == 2
    assert found["defendants"].cells["employment_offences"] == 1
    assert found["defendants"].cells["immigration_offences"] == 0


def test_a_person_is_protected_by_a_service_that_protects_and_was_delivered(counted):
    protects = {"all": [{"equals": ["reached", "delivered"]}, {"equals": ["protects", "yes"]}]}
    rows = [
        SERVICE,
        SERVICE | {"service": "money"},
        SERVICE | {"person": "p2", "reached": "declined"},
        SERVICE | {"person": "p3", "service": "interpreter", "protects": "no"},
    ]
    found = counted([figure("protected", dataset="services", filter=protects, counting="person")], services=rows)
    assert found["protected"].total == 1
    assert found["protected"].recorded


@pytest.mark.parametrize("dataset", OF_CASES)
def test_where_nothing_of_a_kind_was_recorded_it_says_so_and_counts_no_nought(counted, dataset):
    for rows in ({}, {dataset: []}):
        found = counted([figure("it", dataset=dataset, group=("agency",) if dataset != "referrals" else ("state",))], **rows)[
            "it"
        ]
        assert not found.recorded
        assert found.cells == {}
        assert found.to_json()["total"] is None
        assert found.to_json()["recorded"] is False


def test_a_record_of_another_year_is_none_of_this_one_and_one_that_a_filter_leaves_out_is_a_nought(counted):
    entries = [figure("charged", dataset="investigations", filter={"equals": ["result", "charged"]})]
    assert not counted(entries, investigations=[CASE | {"opened_on": DAY.replace(year=2018)}])["charged"].recorded
    told = counted(entries, investigations=[CASE])["charged"]
    assert (told.recorded, told.total) == (True, 0)
    assert "recorded" not in told.to_json()


@pytest.mark.parametrize(
    ("name", "rows", "told"),
    [
        ("charges", [CHARGE | {"defendant": None}], "1 rows without a day or a defendant"),
        ("investigations", [CASE | {"case": None}], "1 rows without a day or a case"),
        ("services", [SERVICE | {"began_on": None}], "1 rows without a day or a person"),
    ],
)
def test_a_row_of_nobody_is_refused(counted, name, rows, told):
    with pytest.raises(FigureError, match=told):
        counted([figure("it", dataset=name)], **{name: rows})


def test_a_filter_over_a_code_that_the_casework_does_not_have_is_refused(counted):
    with pytest.raises(RuleError, match="castle"):
        counted([figure("it", dataset="services", filter={"equals": ["service", "castle"]})], services=[SERVICE])


def test_cases_are_counted_as_they_are_and_never_as_persons():
    with pytest.raises(ValidationError, match="of whom investigations have none"):
        figure("it", dataset="investigations", counting="person")
