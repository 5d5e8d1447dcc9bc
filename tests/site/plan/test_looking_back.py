"""Looking back: what was known on a day, what changed since, and days that have not come."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from plan.telling import DAY, MEASURE, as_if_confirmed, as_if_withdrawn, confirmed, later

from firmground.plan.status import Status, statuses_on
from firmground_site.packs.queries import today
from firmground_site.plan.actions.reporting import withdraw_report
from firmground_site.plan.as_evidence import evidence_of
from firmground_site.plan.measures import the_plan
from firmground_site.plan.queries import evidence_of_reports, statuses
from firmground_site.plan.rows import picture_key

pytestmark = pytest.mark.django_db
CHANGES = "/plan/changes/"


def status_known_by(days_ago: int) -> Status:
    return next(each.status for each in statuses(DAY, later(-days_ago)) if each.measure.id == MEASURE)


def withdrawn(cast: Any, report: Any) -> Any:
    return withdraw_report(report=report, reason="The circular was replaced.", by=cast.actor("measure_owner"))


def changes(client: Client, since: int, until: int) -> str:
    days = {"since": later(-since).isoformat(), "on": later(-until).isoformat()}
    text = client.get(CHANGES, days).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def written(days_ago: int) -> str:
    day = later(-days_ago)
    return f"{day.day} {day:%B %Y}"


# --- what was known ---------------------------------------------------------------------------------------------------


def test_a_report_is_known_from_the_day_on_which_it_was_confirmed_until_it_is_withdrawn(cast: Any) -> None:
    report = confirmed(cast)
    as_if_confirmed(report, 20)
    assert [status_known_by(days) for days in (21, 20, 0)] == [Status.EVIDENCE_MISSING, Status.DONE, Status.DONE]
    as_if_withdrawn(withdrawn(cast, report), 10)
    assert [status_known_by(days) for days in (21, 11, 10)] == [Status.EVIDENCE_MISSING, Status.DONE, Status.EVIDENCE_MISSING]
    [item] = evidence_of_reports()
    assert (item.known_from, item.known_until) == (later(-20), later(-10))


def test_a_report_that_nobody_confirmed_has_no_day_from_which_it_is_known(cast: Any) -> None:
    report = confirmed(cast)
    report.confirmed_at = None
    assert evidence_of(report).known_from is None
    report.confirmed_at, report.dated = datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC), today()
    assert evidence_of(report).known_from == today(), "never before its document"


def test_the_plan_as_it_was_known_shows_no_report_confirmed_later(cast: Any, client: Client) -> None:
    confirmed(cast)
    for known_by, is_there in ((later(-1), False), (today(), True)):
        text = client.get("/plan/", {"on": "2019-12-31", "known_by": known_by.isoformat()}).content.decode()
        assert ("Circular 12 of 2019" in text) is is_there


# --- what changed -----------------------------------------------------------------------------------------------------


def test_what_was_confirmed_is_a_change_on_the_day_of_its_confirmation(cast: Any, client: Client) -> None:
    as_if_confirmed(confirmed(cast), 20)
    assert "Circular" not in changes(client, 30, 21)
    text = changes(client, 21, 19)
    assert "1 of 34 measures" in text
    assert f"(“Circular 12 of 2019”), dated 3 May 2019, confirmed on {written(20)}" in text
    assert "By its owner’s report alone" in text
    assert "Circular" not in changes(client, 19, 0)


def test_what_was_withdrawn_is_a_change_whether_or_not_the_status_is_another(cast: Any, client: Client) -> None:
    for shows in ("done", "begun"):
        report = confirmed(cast, shows=shows)
        as_if_confirmed(report, 20)
        as_if_withdrawn(withdrawn(cast, report), 10)
        text = changes(client, 11, 9)
        assert "1 of 34 measures" in text
        assert f"confirmed on {written(20)}, withdrawn on {written(10)}" in text
    assert "Circular" not in changes(client, 9, 0)
    assert "withdrawn on" in changes(client, 21, 0), "both within the days"


def test_where_nothing_was_withdrawn_nothing_is_listed(client: Client) -> None:
    assert "withdrawn on" not in changes(client, 30, 0)


# --- days that have not come ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/plan/", "on"),
        ("/plan/", "known_by"),
        ("/plan/measures/n5/", "on"),
        (CHANGES, "since"),
        (CHANGES, "on"),
        ("/plan/timeline.svg", "on"),
        ("/plan/timeline.svg", "known_by"),
        ("/plan/measures.csv", "on"),
    ],
)
def test_a_day_that_has_not_come_is_refused_in_words(address: str, name: str, client: Client) -> None:
    answer = client.get(address, {name: later(1).isoformat()})
    assert answer.status_code == 400
    assert "Choose a day up to today." in answer.content.decode()
    assert client.get(address, {name: today().isoformat()}).status_code == 200


def test_a_day_before_any_plan_is_refused_in_words(client: Client) -> None:
    answer = client.get("/plan/", {"on": "1899-12-31"})
    assert answer.status_code == 400
    assert "The year must be 1900 or later." in answer.content.decode()


# --- the picture ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("changes", [{"shows": "not_done"}, {"shows": "value", "value": 3}, {"to": None}])
def test_what_is_drawn_tells_one_picture_from_another(changes: dict[str, Any], cast: Any) -> None:
    entry = evidence_of(confirmed(cast))
    other = entry.model_copy(update=changes)
    keys = {picture_key(statuses_on(the_plan(), DAY, more=(each, entry)), DAY) for each in (entry, other)}
    assert len(keys) == 2


def test_a_value_tells_one_picture_from_another(cast: Any) -> None:
    entry = evidence_of(confirmed(cast))
    values = [entry.model_copy(update={"shows": "value", "value": value}) for value in (3, 4)]
    keys = {picture_key(statuses_on(the_plan(), DAY, more=(each,)), DAY) for each in values}
    assert len(keys) == 2


def test_the_picture_of_the_same_statuses_is_the_same(cast: Any) -> None:
    found = statuses(DAY)
    assert picture_key(found, DAY) == picture_key(statuses(DAY), DAY) != picture_key(found, later(0))
    assert reverse("plan:timeline") == "/plan/timeline.svg"
