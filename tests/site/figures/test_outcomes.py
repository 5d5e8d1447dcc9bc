"""What became of people is counted from the records as the library counts it, and of whoever asked to be left out, nothing is."""

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from django.utils import timezone

from firmground.cases.course import Course, tables_of
from firmground.cases.demo_course import demo_courses
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import OF_CASES, SUBJECT_OF
from firmground_site.access.actors import the_system
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused
from firmground_site.audit.guard import writing
from firmground_site.cases.actions import loading
from firmground_site.cases.actions.loading import load_courses
from firmground_site.cases.models import Case, Charge, Consent, MeasureAgainst, Partner, Referral
from firmground_site.figures.dashboard import dashboard_for
from firmground_site.figures.queries import days_of
from firmground_site.figures.tables import tables_for
from firmground_site.packs.queries import active_pack, casework
from firmground_site.screening.actions.loading import AlreadyThere, load_year

SYSTEM = the_system("load_demo")
YEAR = {"year": 2018, "persons": 120, "seed": 1}
KEYS = ("person", "defendant", "case")
MORE = 20


def more_courses(pack: Any, tables: Any, *, seed: int) -> tuple[Course, ...]:
    """The courses of the year, and some of people who were never decided about, so that there is enough to compare."""
    own = demo_courses(pack, tables, seed=seed)
    known = {each.person for each in own}
    met = [row for row in tables["screenings"].to_pylist()[:MORE] if row["person"] not in known]
    fields = ("person", "agency", "sex", "age_band", "nationality")
    rows = [{name: row[name] for name in fields} | {"decided_on": row["screened_on"], "decision": "identified"} for row in met]
    drawn = demo_courses(pack, {"screenings": tables["screenings"][:0], "decisions": pa.Table.from_pylist(rows)}, seed=seed + 1)
    return (*own, *(replace(each, decided_on=None) for each in drawn))


@pytest.fixture(scope="module")
def year() -> dict[str, Any]:
    """The library's own tables of the invented year."""
    return demo_year(active_pack(), **YEAR)


@pytest.fixture
def loaded(cast: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The invented year with its cases on the site."""
    settings.DEMO = True
    monkeypatch.setattr(loading, "demo_courses", more_courses)
    load_year(**YEAR, by=SYSTEM)
    load_courses(**YEAR, by=SYSTEM)
    return cast


def counted(table: Any) -> list[tuple[str, ...]]:
    """The rows of a table without who they are of, in order."""
    names = [name for name in table.column_names if name not in KEYS]
    return sorted(tuple(str(row[name]) for name in names) for row in table.to_pylist())


def tables_now(actor: Any = SYSTEM) -> Any:
    days = days_of(active_pack(), 2018)
    return tables_for(actor, Permission.FIGURES_READ, active_pack(), days, with_answers=False).tables


@pytest.mark.once
@pytest.mark.django_db
def test_the_tables_of_the_site_are_those_of_the_library_for_the_same_invented_year(loaded, year):
    courses = more_courses(active_pack(), year, seed=1)
    days = days_of(active_pack(), 2018)
    expected = tables_of(active_pack(), courses, year["decisions"].to_pylist(), days)
    found = tables_now()
    for name in OF_CASES:
        assert counted(found[name]) == counted(expected[name]), name
        assert expected[name].num_rows, f"there is no {name} to compare"
        subject = SUBJECT_OF[name]
        assert len(set(found[name][subject].to_pylist())) == len(set(expected[name][subject].to_pylist()))
    with pytest.raises(AlreadyThere, match="there already"):
        load_courses(**YEAR, by=SYSTEM)


@pytest.mark.once
@pytest.mark.django_db
def test_somebody_who_asks_to_be_left_out_is_in_no_table_about_people_and_is_back_when_they_change_their_mind(loaded):
    before = {name: table.num_rows for name, table in tables_now().items()}
    person = Case.objects.filter(services__isnull=False, opened_on__year=2018).first().involvements.get().person
    services = person.services.count()
    given = {"person": person, "from_on": timezone.localdate(), "recorded_by_id": loaded.case_worker.pk, "fields": []}
    purpose = next(each.id for each in casework().consent.purposes if each.rule == "unless_declined")
    with writing("an answer for a test"):
        Consent.objects.create(**given, purpose=purpose, given=False, recorded_at=timezone.now())
    after = {name: table.num_rows for name, table in tables_now().items()}
    assert after["services"] == before["services"] - services
    assert after["waits"] <= before["waits"]
    assert {name: after[name] for name in ("investigations", "charges", "outcomes", "screenings", "decisions")} == {
        name: before[name] for name in ("investigations", "charges", "outcomes", "screenings", "decisions")
    }
    with writing("an answer for a test"):
        Consent.objects.create(**given, purpose=purpose, given=True, recorded_at=timezone.now())
    assert {name: table.num_rows for name, table in tables_now().items()} == before


@pytest.mark.once
@pytest.mark.django_db
def test_an_agency_counts_what_its_own_cases_and_referrals_hold(loaded):
    supervisor = loaded.actor("supervisor")  # of an agency that screens and keeps no case
    own, every = tables_now(supervisor), tables_now()
    assert own["services"].num_rows == 0 < every["services"].num_rows
    assert own["charges"].num_rows == 0 < every["charges"].num_rows
    sent = [row for row in every["referrals"].to_pylist() if supervisor.agency in (row["from_party"], row["to_party"])]
    assert own["referrals"].num_rows == len(sent) > 0


@pytest.mark.once
@pytest.mark.django_db
def test_the_demonstration_has_cases_in_different_states_and_a_referral_that_waits(loaded):
    states = set(Case.objects.values_list("state", flat=True))
    assert {"waiting_for_case_worker", "in_care", "case_closed"} <= states
    partner = Partner.objects.get()
    assert partner.members.get().member_id == loaded.partner.pk
    waiting = Referral.objects.filter(state="sent")
    assert waiting.filter(to_party=partner.party).exists()
    assert waiting.filter(from_party=partner.party, to_party=loaded.case_worker.agency).exists()
    considered = Charge.objects.get(laid_on__isnull=True)
    assert 0 <= (considered.last_day - timezone.localdate()).days <= 31
    assert not MeasureAgainst.objects.get().answers.exists()
    assert set(considered.case.team.values_list("role", flat=True)) == {"investigator", "prosecutor"}
    assert all(each.person.synthetic for each in Referral.objects.select_related("person"))


@pytest.mark.once
@pytest.mark.django_db
def test_cases_are_loaded_only_where_the_demonstration_is_on_and_its_year_is_there(cast, settings):
    settings.DEMO = False
    with pytest.raises(Refused, match="demonstration is off"):
        load_courses(**YEAR, by=SYSTEM)
    settings.DEMO = True
    with pytest.raises(Refused, match="are not there"):
        load_courses(**YEAR, by=SYSTEM)
    assert not Case.objects.exists()


@pytest.mark.once
@pytest.mark.django_db
def test_the_dashboard_shows_what_became_of_people_and_says_where_nothing_was_recorded(loaded):
    shown = dashboard_for(loaded.actor("statistician"), 2018)
    services = shown.count("services_delivered_by_service")
    assert services.is_of_cases
    assert sum(count for _, count in services.rows) == services.total > 0
    assert shown.count("screening_to_protection_by_band").rows
    guarded = dashboard_for(loaded.actor("secretariat"), 2018)
    assert all(count is None or count == 0 or count >= 5 for each in guarded.counts if each.is_of_cases for _, count in each.rows)
    before = dashboard_for(loaded.actor("statistician"), timezone.localdate().year)
    assert before.count("convictions").said == "not recorded here"
