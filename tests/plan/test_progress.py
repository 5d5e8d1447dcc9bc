"""What changed between two days, each seen with the documents of the day; and when the next report is due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import FirmgroundError
from firmground.packs.pack import read_pack
from firmground.plan.progress import changes_between, report_due
from firmground.plan.status import Status, statuses_on

D = date.fromisoformat
FREEPORT = read_pack("freeport").plan
DAYS = st.dates(D("2022-01-01"), D("2025-12-31"))


@pytest.mark.parametrize(
    ("since", "until", "changed"),
    [
        ("2022-11-26", "2022-11-27", {"f2": ("evidence missing", "done", ["f2_open"])}),
        ("2022-11-27", "2022-11-28", {}),
        ("2023-03-04", "2023-03-05", {"f1": ("evidence missing", "under way", ["f1_four"])}),
        ("2023-06-29", "2023-06-30", {"f1": ("under way", "evidence missing", [])}),  # a deadline passed, no document came
        ("2023-06-17", "2023-06-18", {"f3": ("under way", "done", ["f3_keys_in_june"])}),
        ("2023-08-02", "2023-08-03", {"f3": ("done", "evidence conflicts", ["f3_beds_in_august"])}),
        ("2023-09-19", "2023-09-20", {"f1": ("evidence missing", "done late", ["f1_six"])}),
    ],
)
def test_what_changed_in_freeport_from_one_day_to_another(since, until, changed):
    found = changes_between(FREEPORT, D(since), D(until))
    told = {
        each.after.measure.id: (each.before.status, each.after.status, [item.id for item in each.documents]) for each in found
    }
    assert told == changed


def test_a_new_document_is_told_though_the_status_stays(plan, measure, item):
    items = [item("done", None, D("2019-01-01")), item("done", None, D("2019-06-01"))]
    (change,) = changes_between(plan(measure(), evidence=items), D("2019-03-01"), D("2019-09-01"))
    assert not change.is_of_status
    assert [each.id for each in change.documents] == ["done_none_20190601"]


def test_what_was_written_later_does_not_count_on_the_first_day(plan, measure, item):
    """Done in January, told in March: in February nobody could know."""
    made = plan(measure(), evidence=[item("done", None, D("2019-01-01"), dated=D("2019-03-01"))])
    (change,) = changes_between(made, D("2019-02-01"), D("2019-03-01"))
    assert (change.before.status, change.after.status) == (Status.EVIDENCE_MISSING, Status.DONE)


def test_confirmed_reports_are_changes_too(plan, measure, item):
    reports = iter([item("done", None, D("2019-06-01"))])
    (change,) = changes_between(plan(measure()), D("2019-03-01"), D("2019-09-01"), more=reports)
    assert change.after.status is Status.DONE


@given(day=DAYS)
def test_nothing_changes_from_a_day_to_itself(day):
    assert changes_between(FREEPORT, day, day) == ()


@given(days=st.tuples(DAYS, DAYS).map(sorted))
def test_a_measure_is_told_exactly_when_its_status_or_its_documents_differ(days):
    since, until = days
    told = {each.after.measure.id for each in changes_between(FREEPORT, since, until)}
    pairs = zip(statuses_on(FREEPORT, since, known_by=since), statuses_on(FREEPORT, until, known_by=until), strict=True)
    assert told == {now.measure.id for then, now in pairs if (then.status, then.evidence) != (now.status, now.evidence)}


def test_a_later_day_before_an_earlier_one_is_refused():
    with pytest.raises(FirmgroundError):
        changes_between(FREEPORT, D("2024-01-01"), D("2023-01-01"))


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, "2018-04-01"),  # three months after the plan was published on 1 January
        ("2018-04-01", "2018-07-01"),
        ("2018-11-30", "2019-02-28"),
        ("2019-11-30", "2020-02-29"),
    ],
)
def test_the_next_report_is_due_some_months_after_the_last_or_after_the_plan(plan, measure, last, due):
    assert report_due(plan(measure()), last and D(last)) == D(due)
