"""The public pages: read without signing in, without any member's name, with the reason for every status."""

import csv
import html
import re
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from plan.telling import ANOTHER_DIGEST, DAY, MEASURE, NOT_PUBLIC, SAYS, confirmed, reported, told, without_a_plan

from firmground.plan.claims import answers_to_claims
from firmground_site.audit.guard import writing
from firmground_site.packs import queries
from firmground_site.plan import queries as queries_of_plan
from firmground_site.plan.actions.reporting import withdraw_report
from firmground_site.plan.measures import the_plan
from firmground_site.plan.models import ProgressReport

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PLAN = "/plan/"
HOSTILE = ["2019-02-30", "31.12.2019", "x" * 3_000, "9999-12-31", "0000-00-00", "<script>", "１２"]


def measure(name: str, **query: str) -> str:
    query = {"on": DAY.isoformat()} | query
    return reverse("plan:measure", args=[name]) + "?" + "&".join(f"{key}={value}" for key, value in query.items())


@pytest.fixture
def freeport(settings: Any) -> Any:
    queries.clear()
    settings.PACK = "freeport"
    yield
    settings.PACK = "hong_kong"
    queries.clear()


# --- at a glance ------------------------------------------------------------------------------------------------------


def test_anybody_reads_the_plan_at_a_glance(client: Client) -> None:
    text = client.get(PLAN, {"on": "2019-12-31"}).content.decode()
    for words in ("Published on 21 March 2018", "new: 14, ongoing: 20", "Evidence missing", "What is said of the whole plan"):
        assert words in text
    for each in the_plan().measures:
        assert reverse("plan:measure", args=[each.id]) in text


def test_the_plan_is_narrowed_and_another_day_gives_another_status(client: Client) -> None:
    early, late = (client.get(PLAN, {"on": day}).content.decode() for day in ("2018-01-01", "2019-12-31"))
    assert "The plan was not published yet." in early
    assert "The plan was not published yet." not in late
    narrowed = client.get(PLAN, {"on": "2019-12-31", "owner": "ld", "kind": "new", "theme": "prevention"}).content.decode()
    assert "Shown: " in narrowed
    assert ">n6: " in narrowed
    assert ">n2: " not in narrowed
    assert "No measure fits." in client.get(PLAN, {"status": "done late", "kind": "ongoing", "on": "2018-01-01"}).content.decode()


def test_what_was_known_by_a_day_leaves_out_later_documents(client: Client) -> None:
    text = client.get(PLAN, {"on": "2019-12-31", "known_by": "2019-01-31"}).content.decode()
    assert "as was known by 31 January 2019" in text
    assert "Nothing was said of it by then" in text


@pytest.mark.parametrize("day", HOSTILE)
@pytest.mark.parametrize("name", ["on", "known_by"])
def test_a_day_that_does_not_exist_is_answered_in_words(name: str, day: str, client: Client) -> None:
    for address in (PLAN, reverse("plan:table"), reverse("plan:timeline")):
        answer = client.get(address, {name: day})
        assert answer.status_code == 400
        assert b"<h1" in answer.content


@pytest.mark.parametrize("name", ["kind", "theme", "owner", "status"])
def test_a_choice_that_there_is_not_is_answered_in_words(name: str, client: Client) -> None:
    assert client.get(PLAN, {name: "x" * 3_000}).status_code == 400
    assert client.get(reverse("plan:table"), {name: "'; DROP TABLE"}).status_code == 400


def test_the_table_is_taken_away_as_csv_that_no_spreadsheet_runs(client: Client) -> None:
    answer = client.get(reverse("plan:table"), {"on": "2019-12-31", "kind": "new"})
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["measure"] for row in rows] == [f"n{number}" for number in range(1, 15)]
    assert {row["on"] for row in rows} == {"2019-12-31"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert 'filename="measures-2019-12-31.csv"' in answer["Content-Disposition"]


def test_the_picture_shows_every_measure_and_changes_with_a_report(cast: Any, client: Client) -> None:
    def drawn() -> bytes:
        answer = client.get(reverse("plan:timeline"), {"on": "2019-12-31"})
        assert answer["Content-Type"] == "image/svg+xml"
        return answer.content

    before = drawn()
    assert drawn() == before
    assert b"N14" in before
    confirmed(cast)
    assert drawn() != before


def test_the_answers_to_what_is_said_count_confirmed_reports(cast: Any, client: Client) -> None:
    before = client.get(PLAN, {"on": "2019-12-31"}).content.decode()
    confirmed(cast)
    assert client.get(PLAN, {"on": "2019-12-31"}).content.decode() != before
    assert "Evidence does not settle it" in before


def test_the_answers_name_the_measures_that_they_count(client: Client) -> None:
    text = html.unescape(client.get(PLAN, {"on": "2019-12-31"}).content.decode())
    answers = answers_to_claims(the_plan())
    names = ("shown", "not_done", "conflicting", "unverified", "open")
    assert {name for each in answers for name in names if getattr(each, name)} >= {"shown", "unverified", "open"}
    for each in answers:
        assert each.why in text
        by = each.claim.by.isoformat()
        for listed in (getattr(each, name) for name in names):
            assert all(f"{reverse('plan:measure', args=[one.measure.id])}?on={by}" in text for one in listed)
    for words in ("Shown in a primary source", "Only other sources speak", "Nothing dated shows"):
        assert f"<strong>{words}:</strong>" in text


# --- one measure ------------------------------------------------------------------------------------------------------


def test_a_measure_shows_its_text_in_every_full_language_and_each_document(client: Client) -> None:
    text = client.get(measure("n6")).content.decode()
    for words in (
        'lang="zh-Hant" dir="ltr"',
        "Set up a division for foreign domestic helpers",
        "Evidence conflicts",
        "One side: ",
        "of our reading: no archived copy",
        "A statement about the whole plan does not show that one measure is done.",
    ):
        assert words.lower() in text.lower()
    assert 'rel="noreferrer"' in text


def test_what_was_not_read_in_a_primary_source_is_marked(client: Client) -> None:
    assert "Verify" in client.get(measure("n1")).content.decode()


def test_a_number_shows_its_baseline_target_and_unit(client: Client) -> None:
    text = client.get(measure("n2")).content.decode()
    assert "A number of police districts" in text
    assert "A value of 24 police districts" in text


def test_that_a_text_is_not_public_is_said_plainly(client: Client) -> None:
    text = client.get(measure(NOT_PUBLIC)).content.decode()
    assert "The text of this measure is not public." in text
    assert "Report progress" not in text


def test_a_confirmed_report_is_evidence_on_the_page_and_names_nobody(cast: Any, client: Client) -> None:
    reported(cast, says="This one waits.", digest=ANOTHER_DIGEST)
    confirmed(cast)
    text = client.get(measure(MEASURE)).content.decode()
    assert SAYS in text
    assert "Owner’s report" in text
    assert "This one waits." not in text, "what nobody confirmed is shown to members alone"
    for address in (measure(MEASURE), PLAN, reverse("plan:changes"), reverse("plan:resources")):
        shown = client.get(address).content.decode()
        assert not [member.name for member in (cast.measure_owner, cast.second_owner) if member.name in shown]


def test_withdrawing_one_report_changes_the_status_back_and_the_page_says_why(cast: Any, client: Client) -> None:
    report = confirmed(cast)
    assert "Shown by 1 document." in client.get(measure(MEASURE)).content.decode()
    withdraw_report(report=report, reason="The circular was replaced.", by=cast.actor("measure_owner"))
    text = client.get(measure(MEASURE)).content.decode()
    assert "with it the status would be “done”, without it is “evidence missing”" in text
    assert "The circular was replaced." in text
    assert f'<del class="firm-typed">{SAYS}</del>' in text
    assert cast.measure_owner.name not in text


def test_withdrawing_one_of_two_reports_says_that_the_status_stays(cast: Any, client: Client) -> None:
    confirmed(cast)
    again = confirmed(cast, says="Again.", digest=ANOTHER_DIGEST)
    withdraw_report(report=again, reason="It is the same.", by=cast.actor("measure_owner"))
    text = client.get(measure(MEASURE)).content.decode()
    assert "the status is “done” with it or without it" in text
    assert "with it the status would be" not in text


def test_a_title_that_a_member_typed_is_set_apart_and_its_address_shows_where_it_leads(cast: Any, client: Client) -> None:
    confirmed(cast)
    text = client.get(measure(MEASURE)).content.decode()
    assert re.search(r'rel="noreferrer"><bdi>“Circular 12 of 2019”</bdi></a> \(circulars\.example\)', text)
    assert "(“Circular 12 of 2019”)" in text, "in the reason too"
    assert "Of the archived copy of the document, as stated by the owner" in text
    assert "as stated by the owner" not in client.get(measure("n6")).content.decode()


def test_many_reports_of_a_measure_cost_no_more_queries(
    cast: Any, client: Client, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The status of one measure is worked out once, and once more for all that was withdrawn and says the same."""
    computed: list[int] = []
    compute = queries_of_plan.statuses_on
    counted = lambda plan, *days, **more: computed.append(len(plan.measures)) or compute(plan, *days, **more)  # noqa: E731
    monkeypatch.setattr(queries_of_plan, "statuses_on", counted)

    def many(number: int, *, withdrawn: int) -> None:
        with writing("reports for a test"):
            for each in range(number):
                answered = {"confirmed_at": timezone.now(), "confirmed_by": cast.second_owner}
                gone = {"withdrawn_at": timezone.now(), "withdrawn_by": cast.measure_owner, "withdrawal_reason": "Wrong."}
                said = vars(told(digest=f"sha256:{each:064x}")) | answered | (gone if each < withdrawn else {})
                made_by = {"reported_at": timezone.now(), "reported_by": cast.measure_owner}
                ProgressReport.objects.create(measure=MEASURE, agency="ld", **made_by, **said)

    many(2, withdrawn=1)
    with CaptureQueriesContext(connection) as few:
        client.get(measure(MEASURE))
    assert computed == [1, 1]
    computed.clear()
    many(80, withdrawn=20)
    with django_assert_num_queries(len(few)):
        text = client.get(measure(MEASURE)).content.decode()
    assert computed == [1, 1]
    assert text.count("<del ") == 21
    assert "Pages of evidence" in text
    assert "Pages of withdrawn reports" not in text
    assert client.get(measure(MEASURE, items="2", withdrawn="x", undone="-1")).status_code == 200


def test_what_members_typed_is_shown_as_text(cast: Any, client: Client) -> None:
    confirmed(cast, says="<script>alert(1)</script>", document="<b>Circular</b>")
    text = client.get(measure(MEASURE)).content.decode()
    assert "<script>alert(1)" not in text
    assert "<b>Circular" not in text


@pytest.mark.parametrize("name", ["n99", "N1", "x" * 300, "measures"])
def test_a_measure_that_there_is_not_is_not_found(name: str, client: Client) -> None:
    assert client.get(f"/plan/measures/{name}/").status_code == 404


@pytest.mark.parametrize("day", HOSTILE)
def test_a_measure_on_a_day_that_does_not_exist_is_answered_in_words(day: str, client: Client) -> None:
    assert client.get(f"/plan/measures/n6/?on={day}").status_code == 400


def test_members_find_the_way_to_report_and_to_rate(as_member: Any) -> None:
    assert "Report progress" in as_member("measure_owner").get(measure(MEASURE)).content.decode()
    assert "Report progress" not in as_member("measure_owner").get(measure("n2")).content.decode()
    assert "Rate this measure" in as_member("rater").get(measure(MEASURE)).content.decode()


# --- changes and resources --------------------------------------------------------------------------------------------


def test_what_changed_between_two_days(client: Client) -> None:
    url = reverse("plan:changes")
    assert "0 of 34 measures" in client.get(url, {"since": "2019-12-30", "on": "2019-12-30"}).content.decode()
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("query", [{"since": "2019-12-31", "on": "2019-01-01"}, {"since": "x"}, {"on": "2019-13-01"}])
def test_days_the_wrong_way_round_are_answered_in_words(query: dict[str, str], client: Client) -> None:
    answer = client.get(reverse("plan:changes"), query)
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()


def test_resources_say_what_was_found_and_what_was_not(client: Client) -> None:
    text = client.get(reverse("plan:resources")).content.decode()
    for words in (
        "$62,230,000",
        "$62,000,000",
        "not found",
        "Carried on from 2019-20",
        "From $62,230,000 in 2019-20 to $77,000,000 in 2024-25.",
        "Sources name different departments",
        "$635,000 a year for each post",
        "It is an average",
        "no cost of a measure is shown",
    ):
        assert words in text


# --- a territory without a plan ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [PLAN, "/plan/timeline.svg", "/plan/measures.csv", "/plan/changes/", "/plan/resources/", "/plan/measures/n5/"],
)
def test_a_territory_without_a_plan_says_so(address: str, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    without_a_plan(monkeypatch)
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is no action plan for Hong Kong yet." in answer.content.decode()


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("secretariat", "/plan/work/"),
        ("secretariat", "/plan/proposals/"),
        ("secretariat", "/plan/measures/n5/report/"),
        ("partner", "/plan/proposals/new/"),
        ("rater", "/plan/measures/n5/rate/"),
        ("rater", "/plan/reports/00000000-0000-0000-0000-000000000000/"),
    ],
)
def test_members_of_a_territory_without_a_plan_are_told_so(
    key: str, address: str, as_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_member(key)
    without_a_plan(monkeypatch)
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is no action plan for" in answer.content.decode()


# --- another territory ------------------------------------------------------------------------------------------------


def test_another_territory_needs_no_other_code(freeport: None, client: Client) -> None:
    text = client.get(PLAN).content.decode()
    assert "The quay plan (fictional)" in text
    assert "new: 4, ongoing: 3" in text
    assert 'lang="ar" dir="rtl"' in client.get(measure("f1", on="2023-12-31")).content.decode()
    assert "of the archived copy of the document" in client.get(measure("f2")).content.decode().lower()
    assert "The text of this measure is not public." in client.get(measure("f4")).content.decode()
    assert client.get(reverse("plan:timeline")).status_code == 200


def test_what_a_measure_costs_is_shown_where_the_data_carries_it(freeport: None, client: Client) -> None:
    assert "96,000 marks" in client.get(measure("f1")).content.decode()
    assert "What it costs" not in client.get(measure("f2")).content.decode()
    text = client.get(reverse("plan:resources")).content.decode()
    assert "0 beside its parts" in text
    assert "412,500 marks" in text
    assert "Sources name different departments" not in text


def test_the_table_is_the_same_in_whatever_language_it_was_asked_for(client: Client) -> None:
    asked = {"on": "2019-12-31"}
    chinese = {"Accept-Language": "zh-HK"}
    english = client.get(reverse("plan:table"), asked).content
    assert client.get(reverse("plan:table"), asked, headers=chinese).content == english
    assert "2019年12月31日" in client.get(PLAN, asked, headers=chinese).text
    assert "限期" not in english.decode()
