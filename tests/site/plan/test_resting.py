"""On what a status rests: what is marked to be verified, what reports alone decide, and the reason in a few words."""

import csv
import datetime
import html
import re
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan.telling import ANOTHER_DIGEST, DAY, MEASURE, confirmed, told

from firmground.plan.status import Status, statuses_on
from firmground_site.audit.guard import writing
from firmground_site.packs.queries import today
from firmground_site.plan.actions.reporting import confirm_report, report_progress
from firmground_site.plan.as_evidence import evidence_of
from firmground_site.plan.measures import find_measure, the_plan
from firmground_site.plan.models import ProgressReport
from firmground_site.plan.queries import status_of
from firmground_site.plan.resting import alone, asks_to_verify, deciding, documents_in, rests_on
from firmground_site.plan.words import IN_TIME_NOT_KNOWN, NOT_PUBLISHED, in_short, tag_of

pytestmark = pytest.mark.django_db
LATE = {
    "happened_from": datetime.date(2019, 12, 30),
    "happened_to": datetime.date(2020, 2, 1),
    "dated": datetime.date(2020, 2, 2),
}


def status(measure: str = MEASURE, day: datetime.date = DAY) -> Any:
    return status_of(find_measure(measure), day)


def cells(client: Client, day: str = "2019-12-31") -> dict[str, dict[str, str]]:
    answer = client.get(reverse("plan:table"), {"on": day})
    return {row["measure"]: row for row in csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))}


def row_of(client: Client, measure: str, day: str = "2019-12-31") -> str:
    """The measure's row of the plan at a glance, in words."""
    text = client.get("/plan/", {"on": day}).content.decode()
    found = re.search(rf"<tr[^>]*><th[^>]*><a[^>]*>{measure}: .*?</tr>", text, re.DOTALL)
    assert found
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])))


# --- what is to be verified -------------------------------------------------------------------------------------------


def test_a_status_that_no_primary_source_decides_is_marked_wherever_it_stands(client: Client) -> None:
    found = {each.measure.id: each for each in statuses_on(the_plan(), DAY)}
    weak = {name for name, each in found.items() if (each.is_shown or each.is_shown_not_done) and not each.is_verified}
    assert weak
    assert weak != set(found)
    for name in weak:
        assert "Verify" in row_of(client, name)
        text = client.get(reverse("plan:measure", args=[name]), {"on": "2019-12-31"}).content.decode()
        assert re.search(r'<p class="govuk-body">\s*<strong[^>]*>[^<]*</strong>\s*<strong[^>]*>\s*Verify<', text)
        assert cells(client)[name]["verified"] == "no"
    for name, each in found.items():
        if each.is_shown and each.is_verified:
            assert "Verify" not in row_of(client, name)
            assert cells(client)[name]["verified"] == "yes"


def test_the_table_says_on_what_each_status_rests(cast: Any, client: Client) -> None:
    assert cells(client)[MEASURE]["rests_on"] == "none"
    assert cells(client)["n1"]["rests_on"] == "documents"
    confirmed(cast)
    confirmed(cast, "n1")
    assert (cells(client)[MEASURE]["rests_on"], cells(client)[MEASURE]["verified"]) == ("reports", "no")
    assert cells(client)["n1"]["rests_on"] == "both"


def test_what_its_owners_report_alone_decides_is_said_to_be_so(cast: Any, client: Client) -> None:
    assert "alone" not in row_of(client, MEASURE)
    confirmed(cast)
    assert "Done Verify By its owner’s report alone Shown by 1 document." in row_of(client, MEASURE)
    page = client.get(reverse("plan:measure", args=[MEASURE]), {"on": "2019-12-31"}).content.decode()
    assert "By its owner’s report alone" in page
    confirmed(cast, digest=ANOTHER_DIGEST)
    assert "By its owner’s reports alone Shown by 2 documents." in row_of(client, MEASURE)
    assert alone(status("n1")) == ""


def test_what_the_secretariats_report_alone_decides_is_not_said_to_be_the_owners_word(cast: Any) -> None:
    report = report_progress(measure=MEASURE, told=told(), by=cast.actor("secretariat"))
    confirm_report(report=report, by=cast.actor("second_owner"))
    assert alone(status()) == "By the secretariat’s report alone"
    confirmed(cast, digest=ANOTHER_DIGEST)
    assert alone(status()) == "By reports alone"


def test_two_reports_of_one_document_are_one_document(cast: Any) -> None:
    confirmed(cast)
    with writing("a report of before the rule"):
        again = ProgressReport.objects.get()
        again.pk = None
        again._state.adding = True
        again.id = again._meta.get_field("id").get_default()
        again.save()
    assert len(deciding(status())) == 2
    assert in_short(status()) == "Shown by 1 document."
    assert documents_in(()) == 0


# --- the reason in a few words ----------------------------------------------------------------------------------------


def test_that_nothing_tells_whether_it_was_in_time_is_said_in_short_too(cast: Any, client: Client) -> None:
    confirmed(cast, **LATE)
    found = status(day=datetime.date(2020, 6, 30))
    assert found.why.startswith("Done, though whether in time is not known")
    assert tag_of(found).text == IN_TIME_NOT_KNOWN == "Done – in time not known"
    assert in_short(found) == "Shown by 1 document, though whether in time is not known."
    assert str(IN_TIME_NOT_KNOWN) in row_of(client, MEASURE, "2020-06-30")
    assert str(IN_TIME_NOT_KNOWN) in client.get(reverse("plan:measure", args=[MEASURE]), {"on": "2020-06-30"}).content.decode()


def test_before_the_plan_was_published_documents_are_not_said_to_deny_it(cast: Any, client: Client) -> None:
    confirmed(cast)
    assert str(NOT_PUBLISHED) in row_of(client, MEASURE, "2018-01-01")
    assert "Documents say so." not in row_of(client, MEASURE, "2018-01-01")


def test_a_measure_last_seen_long_ago_and_one_not_done_yet_say_so_in_short(cast: Any) -> None:
    stale = [each for each in statuses_on(the_plan(), today()) if each.why.startswith("Last shown in operation")]
    assert stale
    assert all(in_short(each).rstrip(".") in each.why for each in stale)
    confirmed(cast, shows="not_done")
    assert in_short(status(day=datetime.date(2019, 5, 1))) == "Shown as not done yet; nothing shows whether it had begun."


DAYS = st.dates(datetime.date(2017, 1, 1), datetime.date(2026, 11, 1))
EVIDENCE = st.fixed_dictionaries(
    {"shows": st.sampled_from(["begun", "continues", "done", "not_done"]), "first": DAYS, "last": DAYS | st.none()}
)


@given(day=DAYS, said=st.lists(EVIDENCE, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_short_reason_never_says_what_the_whole_one_does_not(cast: Any, day: datetime.date, said: list[Any]) -> None:
    items = []
    for each in said:
        first, last = sorted((each["first"], each["last"] or each["first"]))
        days = {"happened_from": first, "happened_to": last if each["last"] else None, "dated": last}
        report = ProgressReport(measure=MEASURE, agency="ld", **vars(told(shows=each["shows"], **days)))
        items.append(evidence_of(report))
    found = status_of(find_measure(MEASURE), day, items)
    short = in_short(found)
    assert ("whether in time is not known" in found.why) == ("whether in time is not known" in short)
    assert ("not published yet" in found.why) == (short == NOT_PUBLISHED)
    assert (found.status is Status.NOT_STARTED and short == "Documents say so.") == found.why.startswith("It had not begun")
    assert found.why.startswith("Not done yet") == short.startswith("Shown as not done yet")
    assert found.why.startswith("Last shown") == short.startswith("Last shown")
    assert asks_to_verify(found) == (rests_on(found) != "none" or found.is_shown_not_done)
