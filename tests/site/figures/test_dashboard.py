"""The dashboard: the year's figures out of the live database, each reader's as far as they may see."""

import csv
import datetime
import io
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from firmground.statistics.suppression import suppressed
from firmground_site.access.permissions import Permission
from firmground_site.audit.guard import writing
from firmground_site.figures.dashboard import KEPT, Count, Dashboard, dashboard_for
from firmground_site.figures.queries import years_counted
from firmground_site.figures.views.dashboard import harmless
from firmground_site.figures.waiting import ALL, _hidden, quartiles, waiting_times
from firmground_site.screening.actions.recording import PersonMet
from firmground_site.screening.models import Decision, Identification, Person, Screening

pytestmark = pytest.mark.django_db
READERS = ("statistician", "secretariat", "supervisor")
YEAR = (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))


@pytest.fixture
def some(screened: Any, noon: datetime.datetime) -> None:
    """Nine women by Immigration and two men by the Police, on one day."""
    for _ in range(9):
        screened(PersonMet(sex="female", nationality="philippines"), agency="immd", age=30)
    for _ in range(2):
        screened(PersonMet(sex="male", nationality="other"), agency="hkpf", trigger="arrested", age=17)


def rows(found: Dashboard, figure: str) -> dict[str, int | None]:
    counted = found.count(figure)
    assert counted is not None
    return {label: count for label, count in counted.rows if count != 0}


def test_the_statistician_sees_every_count(cast, some) -> None:
    found = dashboard_for(cast.actor("statistician"), 2025)
    assert rows(found, "initial_screenings_by_sex") == {"Female": 9, "Male": 2}
    assert rows(found, "initial_screenings_by_agency") == {"Hong Kong Police Force": 2, "Immigration Department": 9}
    assert rows(found, "screenings_by_month") == {"June 2025": 11}
    assert not any(each.withholds for each in found.counts)


def test_the_secretariat_sees_what_the_pack_would_publish(cast, some) -> None:
    found = dashboard_for(cast.actor("secretariat"), 2025)
    hidden = suppressed({"female": 9, "male": 2, "other": 0}, 5)
    assert hidden == {"female", "male"}, "a hidden cell must not be left that the total gives away"
    assert rows(found, "initial_screenings_by_sex") == {"Female": None, "Male": None}
    total = found.count("initial_screenings")
    assert total is not None
    assert total.total == 11, "the pack publishes the total"


def test_a_total_of_few_is_withheld_where_the_pack_asks_for_it(cast, noon, screened, monkeypatch: pytest.MonkeyPatch) -> None:
    screened(documents_held="yes")
    with writing("a decision"):
        Decision.objects.create(
            identification=Identification.objects.get(),
            number=1,
            decision="identified",
            forced_labour="yes",
            decided_at=noon,
            decided_by=cast.supervisor,
        )
    for who, forced_labour in (("statistician", 1), ("secretariat", None)):
        found = dashboard_for(cast.actor(who), 2025)
        assert total(found, "persons_identified") == 1, "the pack publishes it"
        assert total(found, "persons_identified_forced_labour") == forced_labour


def test_a_supervisor_sees_their_agency_alone_and_no_total_of_few(cast, some) -> None:
    first = dashboard_for(cast.actor("supervisor"), 2025)
    assert (first.agency, total(first)) == ("immd", 9)
    assert rows(first, "initial_screenings_by_agency") == {"Immigration Department": 9}
    police = dashboard_for(cast.actor("other_supervisor"), 2025)
    assert (police.agency, total(police)) == ("hkpf", None)
    assert set(rows(police, "initial_screenings_by_sex").values()) == {None}, "of two, noughts would say who they are"
    assert all(share.percent == "" for share in police.shares if "screening" in share.title)


def total(found: Dashboard, figure: str = "initial_screenings") -> int | None:
    counted = found.count(figure)
    assert counted is not None
    return counted.total


def test_without_an_agency_a_supervisor_counts_nobody(cast, some) -> None:
    with writing("an agency taken away"):
        cast.supervisor.agency = ""
        cast.supervisor.save()
    assert dashboard_for(cast.actor("supervisor"), 2025).is_empty


def test_whoever_may_not_read_figures_counts_nobody(cast, some) -> None:
    assert years_counted(cast.actor("identification_officer"), Permission.FIGURES_READ) == []


def test_the_second_opening_counts_nothing_again_until_something_is_recorded(cast, some, screened) -> None:
    actor = cast.actor("statistician")
    first = dashboard_for(actor, 2025)
    with CaptureQueriesContext(connection) as asked:
        assert dashboard_for(actor, 2025) == first
    assert len(asked) == 1, "only where the ledger stands"
    screened()
    assert total(dashboard_for(actor, 2025)) == 12


def test_one_reader_never_gets_what_was_counted_for_another(cast, some) -> None:
    seen = [dashboard_for(cast.actor(who), 2025).counts for who in (*READERS, "other_supervisor")]
    assert len({str(each) for each in seen}) == len(seen)


def test_more_debriefings_than_screenings_in_a_year_leave_out_the_share_and_nothing_else(cast, some) -> None:
    with writing("debriefings of people met the year before"):
        Screening.objects.update(stage="full")
    found = dashboard_for(cast.actor("statistician"), 2025)
    assert total(found, "full_debriefings") == 11
    assert {share.percent for share in found.shares if "per initial" in share.title} == {""}


def test_a_year_of_the_territory_begins_where_its_figures_say(freeport, cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing("a screening in the last month of the year that began in 2023"):
        person = Person.objects.create(
            agency="harbour_office",
            met_at=datetime.datetime(2024, 6, 1, tzinfo=datetime.UTC),
            met_by=cast.supervisor,
            retention_kind="screening_without_indicators",
            erase_on=datetime.date(2030, 1, 1),
        )
        Screening.objects.create(
            person=person,
            stage="initial",
            instrument="quay_questions",
            agency="harbour_office",
            group="ship_crew",
            trigger="came_forward",
            screened_on=datetime.date(2024, 6, 1),
            outcome="no",
            recorded_at=person.met_at,
            recorded_by=cast.supervisor,
        )
    actor = cast.actor("statistician")
    assert years_counted(actor, Permission.FIGURES_READ) == [2023]
    months = dashboard_for(actor, 2023).count("screenings_by_month")
    assert months is not None
    assert [label for label, _ in months.rows][::11] == ["July 2023", "June 2024"]


@pytest.mark.parametrize(
    ("days", "expected"), [([], None), ([3], (3, 3, 3)), ([1, 2, 3, 4], (1, 2, 3)), ([0, 0, 5, 9, 30], (0, 5, 9))]
)
def test_quartiles_are_days_that_somebody_waited(days: list[int], expected: tuple[int, int, int] | None) -> None:
    assert quartiles(days) == expected


def test_waits_are_counted_from_the_opening_and_few_are_withheld(cast, screened, noon, monkeypatch) -> None:
    for place in range(7):
        screened(PersonMet(sex="female" if place < 6 else "male"), documents_held="yes")
    with writing("debriefings that ended after 0 to 5 days; one still waits"):
        for place, each in enumerate(Identification.objects.order_by("person__sex", "pk")[:6]):
            ended = noon + datetime.timedelta(days=place)
            each.debriefing = Screening.objects.create(
                person=each.person,
                stage="full",
                agency="immd",
                screened_on=noon.date(),
                recorded_at=noon,
                recorded_by=cast.supervisor,
                finished_at=ended,
                finished_by=cast.supervisor,
            )
            each.save()
    shown = waiting_times(cast.actor("statistician"), YEAR, minimum=None)
    by_sex = {each.code: each for each in shown["debriefing", "sex"]}
    assert (by_sex["female"].finished, by_sex["female"].waiting, by_sex["female"].quartiles) == (6, 0, (1, 2, 4))
    assert (by_sex["male"].finished, by_sex["male"].waiting, by_sex["male"].quartiles) == (0, 1, None)
    assert {each.code: (each.finished, each.waiting) for each in shown["decision", "agency"]} == {"immd": (0, 7), ALL: (0, 7)}
    protected = waiting_times(cast.actor("supervisor"), YEAR, minimum=5)
    by_sex = {each.code: each for each in protected["debriefing", "sex"]}
    assert {(each.finished, each.waiting) for each in by_sex.values()} == {(None, None)}, "one of seven still waits"
    assert (by_sex["female"].quartiles, by_sex[ALL].quartiles) == (None, (1, 2, 4))
    assert {each.code: each.waiting for each in protected["decision", "agency"]} == {"immd": 7, ALL: 7}


@given(
    groups=st.dictionaries(st.sampled_from("abcd"), st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1),
)
def test_no_wait_of_few_is_shown_nor_left_alone_among_the_withheld(groups: dict[str, tuple[int, int]]) -> None:
    finished, waiting = ({code: pair[place] for code, pair in groups.items()} for place in (0, 1))
    hidden = _hidden(finished, waiting, 5)
    assert not [code for code, pair in groups.items() if code not in hidden and any(0 < each < 5 for each in pair)]
    assert len(hidden) != 1 or len(groups) == 1
    assert _hidden(finished, waiting, None) == frozenset()


@pytest.mark.parametrize("who", ["officer_immd", "identification_officer", "case_worker", "auditor", "administrator", "outsider"])
@pytest.mark.parametrize("address", ["/figures/", "/figures/2025/initial_screenings_by_sex.svg", "/figures/2025/figures.csv"])
def test_to_others_the_figures_are_not_there(as_member, some, who: str, address: str) -> None:
    assert as_member(who).get(address).status_code == 404


@pytest.mark.parametrize("who", ["secretariat", "supervisor", "auditor"])
def test_only_who_makes_extracts_reads_how(as_member, who: str) -> None:
    assert as_member(who).get("/figures/extract/").status_code == 404
    page = as_member("statistician").get("/figures/extract/").content.decode()
    assert "manage.py extract --year" in page


def test_a_stranger_is_asked_to_sign_in(client) -> None:
    assert client.get("/figures/").url.startswith("/account/login")


@pytest.mark.parametrize("who", READERS)
def test_the_page_calls_a_yield_a_yield_and_says_what_is_withheld(as_member, some, who: str) -> None:
    page = as_member(who).get("/figures/?year=2025").content.decode()
    assert "A yield is a share of what was recorded" in page
    totals = page.partition(">Totals<")[2].partition("</table>")[0]
    assert 0 < totals.index("nitial screenings") < totals.index("given protection")  # in the order in which it happened
    assert "prevalence" not in page.lower()
    assert ("Counts from 1 to 4 are withheld" in page) is (who != "statistician")
    assert ("withheld</td>" in page) is (who == "secretariat")
    assert "2025 is not over" in page


def test_every_chart_of_the_page_is_there_and_safe_to_show(as_member, some) -> None:
    client = as_member("secretariat")
    charts = re.findall(r'src="(/figures/2025/[a-z_]+\.svg)"', client.get("/figures/?year=2025").content.decode())
    assert len(charts) > 5
    for address in charts[:3]:
        answer = client.get(address)
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["Cache-Control"].startswith("private, no-cache")
        drawing = answer.content.decode()
        assert ElementTree.fromstring(drawing).tag.endswith("svg")
        assert not re.search(r"<script|<style|\sstyle=|<image|href=|\son\w+=", drawing)
    by_sex = client.get("/figures/2025/initial_screenings_by_sex.svg").content.decode()
    assert "withheld" in by_sex
    assert ">9<" not in by_sex


@pytest.mark.parametrize(
    "address",
    [
        "/figures/2025/no_such_figure.svg",
        "/figures/2025/initial_screenings.svg",
        "/figures/2019/figures.csv",
        "/figures/99999/figures.csv",
    ],
)
def test_a_chart_or_table_of_nothing_is_not_there(as_member, some, address: str) -> None:
    assert as_member("statistician").get(address).status_code == 404


def test_without_a_year_asked_for_the_last_that_is_over_is_shown(as_member, some, screened) -> None:
    screened(day=datetime.date(2024, 3, 1))
    page = as_member("statistician").get("/figures/").content.decode()
    assert "Figures of 2024" in page
    assert "is not over" not in page


def test_a_year_in_which_nothing_was_recorded_is_said_to_be_that(as_member, some) -> None:
    page = as_member("statistician").get("/figures/?year=2031").content.decode()
    assert "Nothing was screened or decided in 2031" in page


def test_before_anything_is_recorded_the_page_says_so(as_member) -> None:
    assert "Nothing has been screened yet" in as_member("statistician").get("/figures/").content.decode()


@pytest.mark.parametrize("year", ["", "abc", "20255", "-1", "2025 or 1=1"])
def test_what_is_no_year_is_refused_in_words(as_member, some, year: str) -> None:
    answer = as_member("statistician").get("/figures/", {"year": year})
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()


def test_invented_people_are_named_as_such_and_a_mixture_warns(as_member, some) -> None:
    client = as_member("statistician")
    assert "invented" not in client.get("/figures/?year=2025").content.decode().split("<main")[1]
    with writing("invented people"):
        Person.objects.filter(sex="male").update(synthetic=True)
    KEPT.clear()
    assert "Invented people and others are counted together" in client.get("/figures/?year=2025").content.decode()


def test_the_table_to_take_away_withholds_the_same(as_member, some) -> None:
    answer = as_member("secretariat").get("/figures/2025/figures.csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    by_sex = {row["code"]: row["count"] for row in lines if row["figure"] == "Initial screenings by sex"}
    assert by_sex == {"": "11", "Female": "withheld", "Male": "withheld", "Other": "0"}
    assert {row["invented"] for row in lines} == {"no"}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_of_the_table_is_run_by_a_spreadsheet(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("Hong Kong Police Force (2-1)") == "Hong Kong Police Force (2-1)"


def test_a_figure_that_withholds_says_so() -> None:
    assert Count("a", "A", "events", None).withholds
    assert Count("a", "A", "events", 9, "Sex", (("Female", None),)).withholds
    assert not Count("a", "A", "events", 9, "Sex", (("Female", 9),)).withholds
