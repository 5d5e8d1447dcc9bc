"""The demonstration is loaded as if it had been recorded, says that it was not, and never beside real people."""

import datetime
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firmground.screening.demo_year import demo_totals
from firmground_site.access.actors import the_system
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.exporting import current_heads, verify_stream
from firmground_site.audit.models import Entry
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack, case_rules, today
from firmground_site.screening.actions import loading
from firmground_site.screening.actions.loading import AlreadyThere, load_year
from firmground_site.screening.models import Decision, Identification, Person, Screening

pytestmark = pytest.mark.django_db
YEAR = (datetime.date(2019, 1, 1), datetime.date(2019, 12, 31))
SYSTEM = the_system("load_demo")


def in_the_year() -> Counter[str]:
    return Counter(Screening.objects.filter(screened_on__range=YEAR).values_list("stage", flat=True))


def test_the_year_has_as_many_screenings_and_debriefings_as_the_library_s(invented_year: int) -> None:
    totals = demo_totals(active_pack(), 2019, 300)
    assert in_the_year() == {"initial": 300, "full": totals.debriefed}
    assert invented_year == 300 + totals.debriefed
    assert Decision.objects.filter(decided_at__year=2019).count() == totals.debriefed == 4


def test_everybody_is_marked_as_invented_and_recorded_by_an_officer_of_their_agency(invented_year: int) -> None:
    assert not Person.objects.filter(synthetic=False).exists()
    first = Screening.objects.filter(stage="initial").select_related("recorded_by")
    assert all(each.recorded_by.agency == each.agency and each.recorded_at.year == each.screened_on.year for each in first)


def test_the_ledger_has_an_entry_for_each_screening_by_the_command_and_holds(invented_year: int) -> None:
    recorded = Entry.objects.filter(kind="screening:recorded")
    assert recorded.count() == Screening.objects.filter(stage="initial").count()
    assert set(Entry.objects.filter(stream="people").values_list("actor", flat=True)) == {"system:load_demo"}
    assert Entry.objects.filter(kind="demo:year_loaded", subject="year:2019").count() == 1
    assert all(verify_stream(head).fault is None for head in current_heads())


def test_what_was_decided_has_the_state_the_clock_and_the_date_of_erasure_of_any_decision(invented_year: int) -> None:
    decided = Decision.objects.filter(decided_at__year=2019, decision="not_identified").first()
    identification, person = decided.identification, decided.identification.person
    assert (identification.state, identification.due_clock) == ("decided", "review_request")
    assert person.retention_kind == "identification_not_identified"
    assert person.erase_on == decided.decided_at.date().replace(year=decided.decided_at.year + 3)
    assert decided.opinion.given_by_id != decided.decided_by_id
    assert decided.reasons
    assert set(decided.relied_on) <= set(identification.debriefing.answers)


def test_some_recent_identifications_stand_in_every_state_that_somebody_has_to_act_on(invented_year: int) -> None:
    recent = Identification.objects.filter(opened_from__screened_on__gt=today() - datetime.timedelta(days=30))
    awaited = {state.id: state.awaits for state in case_rules().identification.states}
    states = {awaited[each.state] for each in recent}
    assert states >= {"debriefing", "decision", "concurrence", "review"}
    assert all("Invented" in each.person.name for each in recent.select_related("person"))
    assert any(each.due_on and each.due_on < today() for each in recent), "nothing is overdue"


def test_loading_again_changes_nothing_and_says_so(invented_year: int) -> None:
    before = Entry.objects.count()
    with pytest.raises(AlreadyThere, match="2019 are there already"):
        load_year(year=2019, persons=300, seed=2, by=SYSTEM)
    assert Entry.objects.count() == before


def test_another_year_does_not_bring_the_recent_ones_again(invented_year: int) -> None:
    recent = Person.objects.exclude(met_at__year__lt=2020).count()
    load_year(year=2018, persons=60, seed=1, by=SYSTEM)
    assert Person.objects.exclude(met_at__year__lt=2020).count() == recent


def test_nothing_is_loaded_when_anything_fails(cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("the power went")

    monkeypatch.setattr(loading, "_load_recent", fail)
    with pytest.raises(RuntimeError):
        load_year(year=2019, persons=60, seed=1, by=SYSTEM)
    assert not Screening.objects.exists()
    assert not Entry.objects.filter(stream="people").exists()


def test_the_demonstration_is_refused_where_real_people_may_be(cast, settings) -> None:
    settings.DEMO = False
    with pytest.raises(Refused, match="The demonstration is off"):
        load_year(year=2019, persons=60, seed=1, by=SYSTEM)
    assert not Screening.objects.exists()


@pytest.mark.parametrize("who", ["administrator", "statistician", "supervisor", "outsider"])
def test_nobody_may_load_it_from_a_page(cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        load_year(year=2019, persons=60, seed=1, by=cast.actor(who))


@pytest.mark.parametrize("persons", [0, 100_001])
def test_a_year_that_does_not_fit_in_one_piece_is_refused(cast, persons: int) -> None:
    with pytest.raises(Refused, match="in one piece"):
        load_year(year=2019, persons=persons, seed=1, by=SYSTEM)


def test_without_its_members_nothing_is_loaded(db: None) -> None:
    with pytest.raises(Refused, match="members are not all there"):
        load_year(year=2019, persons=60, seed=1, by=SYSTEM)


def test_the_command_loads_members_and_year_and_the_second_time_says_that_they_are_there(settings) -> None:
    out = StringIO()
    settings.DEBUG = True
    call_command("load_demo", year=2019, persons=60, stdout=out)
    members = len(demo_members(active_pack()))
    assert Member.objects.count() == members
    assert f"invented screenings of 2019 loaded, and {members} members" in out.getvalue()
    call_command("load_demo", year=2019, persons=60, stdout=out)
    assert "are there already. Nothing was changed." in out.getvalue()


def test_the_database_knows_how_much_was_loaded(settings) -> None:
    settings.DEBUG = True
    with CaptureQueriesContext(connection) as asked:
        call_command("load_demo", year=2019, persons=60, stdout=StringIO())
    statements = [each["sql"] for each in asked.captured_queries]
    assert ("ANALYZE" in statements) is (connection.vendor == "postgresql"), "SQLite plans well without"


@pytest.mark.parametrize(("year", "persons", "said"), [(1999, 60, "choose one of"), (2019, 0, "in one piece")])
def test_the_command_says_why_a_year_cannot_be_loaded(settings, year: int, persons: int, said: str) -> None:
    settings.DEBUG = True
    with pytest.raises(CommandError, match=said):
        call_command("load_demo", year=year, persons=persons)


def test_a_territory_without_debriefings_has_its_year_too(settings, freeport) -> None:
    settings.DEBUG = True
    call_command("load_demo", year=2023, persons=120, stdout=StringIO())
    assert set(Identification.objects.values_list("state", flat=True)) <= {
        state.id for state in case_rules().identification.states
    }
    assert not Screening.objects.filter(stage="full").exists()
    assert Decision.objects.filter(decision="identified").exists()
