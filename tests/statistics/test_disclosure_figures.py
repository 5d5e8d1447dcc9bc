"""The figures of a year are protected together, and audited beside what was published before."""

import dataclasses
import datetime

import pyarrow as pa
import pytest

from firmground.errors import FigureError, InputError
from firmground.packs.entries import FigureEntry, RatioEntry
from firmground.statistics.disclosure.figures import fixed_by, linked_figures
from firmground.statistics.disclosure.releases import Release
from firmground.statistics.disclosure.system import Kind
from firmground.statistics.extract import WORD, table_schema, write_extract
from firmground.statistics.tabulation import audit_figures, compute_figures, count_figures
from firmground.values import Citation, Confidence

CITE = Citation(("FIRMGROUND",), Confidence.INFERRED)
INITIAL = {"equals": ["stage", "initial"]}


def figure(name, *group, counting="event", disclosure="small_counts", **changes):
    plain = {"dataset": "screenings", "period": "calendar", "cite": CITE}
    return FigureEntry(id=name, group=group, counting=counting, disclosure=disclosure, **plain | changes)


def met(agency, sex, times, day="2019-05-01", stage="initial", same=False, age="from_35"):
    row = {"agency": agency, "sex": sex, "stage": stage, "age_band": age, "screened_on": datetime.date.fromisoformat(day)}
    return [row | {"person": f"{agency}{sex}{day}{stage}{0 if same else number}"} for number in range(times)]


@pytest.fixture
def given(hong_kong, tmp_path):
    """A pack with some figures, and an extract with some rows."""

    def make(rows, *figures, name="extract"):
        schema = table_schema("screenings")
        columns = [
            pa.array([row.get(each.name) for row in rows], pa.string() if each.type == WORD else each.type).cast(each.type)
            for each in schema
        ]
        table = pa.Table.from_arrays(columns, schema=schema)
        pack = dataclasses.replace(hong_kong, figures=figures, ratios=())
        return pack, write_extract({"screenings": table}, tmp_path / name, pack=pack, year=2019, synthetic=True)

    return make


def published(pack, extract, name="statement of 2019", year=2019):
    found = compute_figures(pack, extract, year)
    return Release(name, year, {each.id: each.to_json() for each in found.figures.values()})


SMALL = [*met("immd", "female", 60), *met("immd", "male", 2), *met("hkpf", "female", 9), *met("hkpf", "male", 41)]


def test_a_table_of_two_columns_is_protected_with_its_margins(given):
    pack, extract = given(SMALL, figure("by_both", "agency", "sex"), figure("by_agency", "agency"), figure("by_sex", "sex"))
    found = compute_figures(pack, extract, 2019).figures
    shown = {code: count for code, count in found["by_both"].cells.items() if count != 0}
    assert shown == {"immd/female": None, "immd/male": None, "hkpf/female": None, "hkpf/male": None}
    assert (found["by_agency"].cells["immd"], found["by_sex"].cells["male"]) == (62, 43)
    assert audit_figures(pack, extract, 2019).holds


def test_alone_the_same_table_needs_to_withhold_less(given):
    pack, extract = given(SMALL, figure("by_both", "agency", "sex"))
    cells = compute_figures(pack, extract, 2019).figures["by_both"].cells
    assert {code for code, count in cells.items() if count is None} == {"immd/male", "hkpf/female"}


def test_a_table_protected_alone_would_be_given_away_by_its_margins(given):
    figures = [figure("by_both", "agency", "sex"), figure("by_agency", "agency"), figure("by_sex", "sex")]
    pack, extract = given(SMALL, *figures)
    linked = linked_figures(pack, count_figures(pack, extract, 2019), 2019)
    found = linked.audit(frozenset({("by_both", "immd/male"), ("by_both", "hkpf/female")}), 5)
    assert set(found.recoverable) == {"by_both.immd/male", "by_both.hkpf/female"}


def test_margins_that_nobody_prints_tie_two_tables_as_well(given):
    """Agency by sex and agency by age share the agency, though there is no table of it."""
    rows = [*met("immd", "female", 30), *met("immd", "male", 3), *met("hkpf", "female", 20), *met("hkpf", "male", 15)]
    pack, extract = given(rows, figure("by_sex", "agency", "sex"), figure("by_age", "agency", "age_band"))
    linked = linked_figures(pack, count_figures(pack, extract, 2019), 2019)
    assert linked.audit(frozenset({("by_sex", "immd/male"), ("by_sex", "hkpf/male")}), 5).recoverable
    assert audit_figures(pack, extract, 2019).holds


def test_tables_in_a_ring_know_of_the_whole_behind_them(given):
    figures = [figure("a", "agency", "sex"), figure("b", "sex", "stage"), figure("c", "agency", "stage")]
    pack, extract = given(SMALL + met("immd", "male", 7, stage="full"), *figures)
    linked = linked_figures(pack, count_figures(pack, extract, 2019), 2019)
    assert len(linked.system.named(Kind.UNPRINTED)) > 10
    assert audit_figures(pack, extract, 2019).holds


def test_the_total_of_one_figure_is_a_cell_of_another(given):
    """Three debriefings are published as a total; withholding them by stage would protect nobody."""
    rows = met("immd", "female", 20) + met("immd", "female", 3, stage="full")
    full = figure("debriefings", filter={"equals": ["stage", "full"]}, disclosure="none")
    pack, extract = given(rows, full, figure("by_stage", "stage"))
    assert compute_figures(pack, extract, 2019).figures["by_stage"].cells == {"initial": 20, "full": 3}
    assert audit_figures(pack, extract, 2019).small_by_choice == ("debriefings",)


def test_persons_are_no_more_than_events_and_may_be_in_several_cells(given):
    rows = met("immd", "female", 9) + met("hkpf", "female", 4) + met("ced", "female", 12, same=True)
    pack, extract = given(rows, figure("persons", "agency", counting="person"), figure("events", "agency"))
    found = compute_figures(pack, extract, 2019).figures
    assert (found["persons"].cells["hkpf"], found["events"].cells["hkpf"]) == (None, None)
    assert found["persons"].cells["ced"] is None, "all twelve screenings were of one person"
    linked = linked_figures(pack, count_figures(pack, extract, 2019), 2019)
    hidden = frozenset({("persons", "hkpf")})
    interval = linked.audit(hidden, 5).intervals["persons.hkpf"]
    assert (interval.low, interval.high) == (4, 4), "14 persons − 9 − 1, and no more than 4 events"


def test_a_table_of_few_people_is_withheld_whole_and_so_is_its_total(given):
    pack, extract = given(met("immd", "female", 3), figure("by_sex", "sex"), figure("by_agency", "agency"))
    found = compute_figures(pack, extract, 2019).figures
    assert set(found["by_sex"].cells.values()) == {None}, "noughts as well: they would say who the three are"
    assert (found["by_sex"].is_total_withheld, found["by_sex"].to_json()["total"]) == (True, None)
    assert audit_figures(pack, extract, 2019).holds


def test_of_a_table_with_one_count_and_a_published_total_only_the_total_is_told(given):
    """Three people identified are published by the government; that all were women is not."""
    public = figure("identified", disclosure="none")
    pack, extract = given(met("immd", "female", 3), public, figure("by_sex", "sex"))
    found = compute_figures(pack, extract, 2019).figures
    assert [found[name].to_json()["total"] for name in ("identified", "by_sex")] == [3, 3]
    assert set(found["by_sex"].cells.values()) == {None}
    audited = audit_figures(pack, extract, 2019)
    assert (audited.holds, audited.small_by_choice) == (True, ("identified",))


WOMEN = {"equals": ["sex", "female"]}


def test_a_small_total_that_asks_for_protection_is_withheld_and_so_is_what_would_give_it_away(given):
    rows = met("immd", "female", 3) + met("immd", "male", 40) + met("hkpf", "other", 9)
    women, everybody = figure("women", filter=WOMEN), figure("all", disclosure="none")
    pack, extract = given(rows, women, figure("by_sex", "sex"), everybody)
    found = compute_figures(pack, extract, 2019).figures
    assert (found["women"].to_json()["total"], found["all"].to_json()["total"]) == (None, 52)
    assert found["by_sex"].cells == {"female": None, "male": 40, "other": None}
    assert audit_figures(pack, extract, 2019).holds


def test_a_small_total_of_which_the_publisher_says_that_it_is_public_stays(given):
    women = figure("women", filter=WOMEN, disclosure="none")
    pack, extract = given(met("immd", "female", 3) + met("immd", "male", 40), women, figure("by_sex", "sex"))
    assert compute_figures(pack, extract, 2019).figures["women"].to_json()["total"] == 3


def test_a_total_that_is_not_small_stays(given):
    pack, extract = given(met("immd", "female", 5), figure("women", filter=WOMEN))
    assert compute_figures(pack, extract, 2019).figures["women"].to_json()["total"] == 5


def test_a_share_of_a_withheld_total_is_not_told(given):
    pack, extract = given(met("immd", "female", 3) + met("immd", "male", 40), figure("women", filter=WOMEN), figure("all"))
    pack = dataclasses.replace(pack, ratios=(RatioEntry(id="share", numerator="women", denominator="all", cite=CITE),))
    assert compute_figures(pack, extract, 2019).ratios["share"].share is None


def test_a_total_that_was_withheld_before_is_not_given_away_by_a_later_one(given):
    """In December there were 3, withheld; in January there are 40, and nothing says how many of them are new."""
    women = figure("women", filter=WOMEN)
    pack, extract = given(met("immd", "female", 3), women)
    before = published(pack, extract)
    assert before.figures["women"]["total"] is None
    _, later = given(met("immd", "female", 40), women, name="later")
    found = audit_figures(pack, later, 2019, earlier=[before])
    assert found.holds
    assert [(each.low, each.high) for each in found.intervals.values()] == [(1, 40)]


def test_of_a_small_table_nothing_is_told_but_what_is_published_as_a_figure_of_its_own(given):
    women = figure("women", filter={"equals": ["sex", "female"]}, disclosure="none")
    pack, extract = given(met("immd", "female", 3), figure("by_agency_and_sex", "agency", "sex"), women, figure("by_sex", "sex"))
    found = compute_figures(pack, extract, 2019).figures
    assert found["women"].to_json()["total"] == 3
    assert set(found["by_sex"].cells.values()) == {None}, "there may have been men as well"
    assert audit_figures(pack, extract, 2019).holds


def test_a_small_total_within_a_public_one_is_withheld_and_told_only_when_it_can_be_worked_out(given):
    labour = figure("women", filter=WOMEN)
    for times, holds in ((3, True), (1, False)):
        pack, extract = given(met("immd", "female", times), labour, figure("all", disclosure="none"), name=f"of{times}")
        assert compute_figures(pack, extract, 2019).figures["women"].to_json()["total"] is None
        found = audit_figures(pack, extract, 2019)
        assert [(each.low, each.high) for each in found.intervals.values()] == [(1, times)]
        assert (found.holds, found.recoverable) == (holds, () if holds else ("women",))


def test_what_was_published_of_eleven_months_is_not_taken_from_twelve(given):
    """The same table in December and in January: two men were met in between."""
    eleven = met("immd", "female", 60) + met("hkpf", "male", 41)
    figures = [figure("by_agency", "agency")]
    pack, extract = given(eleven, *figures)
    before = published(pack, extract)
    _, later = given(
        [*eleven, *met("hkpf", "male", 2, day="2019-12-05"), *met("immd", "female", 8, day="2019-12-06")], *figures, name="later"
    )
    assert audit_figures(pack, later, 2019).holds
    found = audit_figures(pack, later, 2019, earlier=[before])
    assert [name.split(",")[0].rpartition("=")[2] for name in found.told_apart] == ["hkpf"]
    cells = compute_figures(pack, later, 2019, earlier=[before]).figures["by_agency"].cells
    assert (cells["hkpf"], cells["immd"]) == (None, None)


def test_a_year_from_april_is_compared_with_the_calendar_years_that_it_lies_in(given):
    """January to March 2020 had two: calendar 2019 and 2020 and the year between, taken together, must not say so."""
    rows = [*met("immd", "male", 20, day="2019-02-01"), *met("immd", "male", 30, day="2019-06-01")]
    rows += [*met("immd", "male", 2, day="2020-02-01"), *met("immd", "male", 9, day="2020-06-01")]
    calendar, april = figure("calendar", "agency"), figure("april", "agency", period="april_march")
    pack, extract = given(rows, calendar, april)
    both = linked_figures(pack, count_figures(pack, extract, 2019), 2019, earlier=[published(pack, extract, "of 2020", 2020)])
    pieces = sorted(name for name in both.system.named(Kind.DIFFERENCE) if "immd" in name)
    assert [name.partition(", ")[2] for name in pieces] == [
        "2019-01-01 to 2019-03-31",
        "2019-04-01 to 2019-12-31",
        "2020-01-01 to 2020-03-31",
        "2020-04-01 to 2020-12-31",
        "2021-01-01 to 2021-03-31",
    ]
    assert audit_figures(pack, extract, 2019, earlier=[published(pack, extract, "of 2020", 2020)]).told_apart == ()


def test_an_earlier_figure_of_another_definition_is_left_aside(given):
    pack, extract = given(SMALL, figure("by_agency", "agency"))
    other, _ = given(SMALL, figure("by_agency", "agency", filter=INITIAL), name="other")
    linked = linked_figures(pack, count_figures(pack, extract, 2019), 2019, earlier=[published(other, extract)])
    assert linked == linked_figures(pack, count_figures(pack, extract, 2019), 2019)


@pytest.mark.parametrize(
    "counted",
    [{}, {"total": -1, "cells": {}, "definition_digest": ""}, {"total": 3, "cells": {"a": "3"}, "definition_digest": ""}, 7],
)
def test_an_earlier_publication_without_counts_is_refused(counted):
    with pytest.raises(InputError, match="no usable figure 'by_sex'") as refused:
        Release("statement.json", 2019, {"by_sex": counted})
    assert refused.value.remedy


def test_an_earlier_publication_that_contradicts_itself_is_refused(given):
    pack, extract = given(SMALL, figure("by_sex", "sex"))
    before = published(pack, extract)
    said = before.figures["by_sex"] | {"total": 3, "cells": {"female": 69, "male": 43, "other": 0}}
    with pytest.raises(FigureError, match="differ by"):
        audit_figures(pack, extract, 2019, earlier=[Release("statement.json", 2019, {"by_sex": said})])


@pytest.mark.parametrize(
    ("expression", "within", "has_rest"),
    [
        (None, {}, False),
        (INITIAL, {"stage": "initial"}, False),
        ({"all": [INITIAL, {"equals": ["sex", "female"]}]}, {"stage": "initial", "sex": "female"}, False),
        ({"not": INITIAL}, {}, True),
        ({"any": [INITIAL]}, {}, True),
        ({"all": [INITIAL, {"not": {"equals": ["sex", "female"]}}]}, {"stage": "initial"}, True),
        ({"all": [INITIAL, {"equals": ["stage", "full"]}]}, {"stage": "initial"}, True),
    ],
)
def test_a_filter_fixes_codes_and_has_a_rest(expression, within, has_rest):
    found, rest = fixed_by(expression)
    assert (found, bool(rest)) == (within, has_rest)


def test_a_figure_with_a_further_filter_is_no_more_than_the_one_without(given):
    rows = met("immd", "female", 9) + met("hkpf", "male", 3)
    some = figure("some", filter={"any": [{"equals": ["sex", "female"]}, {"equals": ["sex", "male"]}]}, disclosure="none")
    pack, extract = given(rows, some, figure("all", disclosure="none"))
    linked = linked_figures(pack, count_figures(pack, extract, 2019), 2019)
    assert any(each.at_most for each in linked.system.relations)


@pytest.mark.parametrize("year", [2019, 2020])
def test_the_packs_are_protected_in_a_demonstration_year(hong_kong, year_2019, year):
    found = audit_figures(hong_kong, year_2019, year)
    assert found.holds
    assert found.minimum == 5
