"""Evidence in words, and the plan on a line of time: every measure is drawn, and its status has a shape as well as a colour."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from firmground.packs.pack import read_pack
from firmground.plan.charts import COLOURS, SHAPES, timeline_chart
from firmground.plan.status import Status, statuses_on
from firmground.plan.words import because, claims_in_words, conflict, day_in_words, item_in_words, when

D = date.fromisoformat


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2019-06-01", "2019-06-01", "on 1 June 2019"),
        ("2019-06-01", "2019-06-30", "between 1 June 2019 and 30 June 2019"),
        (None, "2019-06-30", "by 30 June 2019"),
        ("2019-06-01", None, "on or after 1 June 2019"),
    ],
)
def test_the_days_between_which_something_happened(first, last, words):
    assert when(first and D(first), last and D(last)) == words


def test_a_day_is_written_as_people_write_it():
    assert day_in_words(D("2019-12-01")) == "1 December 2019"


@pytest.mark.parametrize(
    ("shows", "more", "bare", "words"),
    [
        ("done", {}, False, "done by 1 June 2019 (GAZETTE)"),
        ("done", {}, True, "by 1 June 2019 (GAZETTE)"),
        ("not_done", {}, False, "not done yet by 1 June 2019 (GAZETTE)"),
        ("begun", {}, False, "begun by 1 June 2019 (GAZETTE)"),
        ("continues", {}, False, "in operation by 1 June 2019 (GAZETTE)"),
        ("value", {"value": 4}, False, "4 by 1 June 2019 (GAZETTE)"),
        ("value", {"value": 0}, True, "0 by 1 June 2019 (GAZETTE)"),
    ],
)
def test_an_item_names_what_it_shows_when_and_in_which_document(item, shows, more, bare, words):
    assert item_in_words(item(shows, None, D("2019-06-01"), **more), bare=bare) == words


def test_a_reason_tells_the_deadline_where_it_matters(item):
    done = [item("done", None, D("2019-06-01"))]
    assert because("Done", done) == "Done: by 1 June 2019 (GAZETTE)."
    assert because("Done", done, deadline=D("2019-12-31")).endswith(" Its deadline was 31 December 2019.")


def test_both_sides_of_a_conflict_name_their_documents(item, claim):
    done, not_done = item("done", None, D("2019-06-01")), item("not_done", None, D("2019-07-01"), document="QUAY_POST")
    assert conflict([done], [], [not_done]) == (
        "One side: done by 1 June 2019 (GAZETTE). The other: not done yet by 1 July 2019 (QUAY_POST)."
    )
    assert "counted among all measures said to be in place by 31 December 2020 (GAZETTE)" in conflict([], [claim()], [not_done])


def test_claims_of_one_day_are_told_together_and_each_source_once(claim):
    later = {"id": "later", "by": D("2021-12-31")}
    told = claims_in_words(
        [claim(), claim(id="again", cite={"source": ("QUAY_POST", "GAZETTE"), "confidence": "primary"}), claim(**later)]
    )
    assert [each.partition(" by ")[2] for each in told] == ["31 December 2020 (GAZETTE, QUAY_POST)", "31 December 2021 (GAZETTE)"]


def test_every_status_has_a_shape_and_a_colour_of_its_own():
    assert set(COLOURS) == set(SHAPES) == set(Status)
    assert len(set(COLOURS.values())) == len(set(SHAPES.values())) == len(Status)


@pytest.mark.parametrize(("name", "day"), [("freeport", "2023-09-30"), ("hong_kong", "2019-12-31"), ("freeport", "2001-01-01")])
def test_the_line_of_time_names_every_measure_and_every_status(name, day):
    pack = read_pack(name)
    found = statuses_on(pack.plan, D(day))
    drawn = [each.text for each in ET.fromstring(timeline_chart(pack, found, D(day))).iter() if each.text]
    assert {each.measure.id.upper() for each in found} <= set(drawn)
    assert {str(each) for each in Status} <= set(drawn)


def test_the_line_of_time_can_be_drawn_for_the_last_day_of_the_calendar():
    pack = read_pack("freeport")
    assert timeline_chart(pack, statuses_on(pack.plan, date.max), date.max).startswith("<svg")
