"""Where people stay and how they are reached: on one page, to whoever may, each reading recorded; and nowhere else at all."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cases.casework import all_agree, may_open
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from firmground_site.access.actors import the_system
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.models import Content, Entry
from firmground_site.cases.actions.casework import close_case
from firmground_site.cases.actions.sheltering import NOTHING_YET, read_safe_place, record_safe_place
from firmground_site.cases.actions.teaming import join_team
from firmground_site.cases.models import Case, FileEntry, SafePlace
from firmground_site.cases.queries import sections_for
from firmground_site.figures.actions.extracting import extract_year
from firmground_site.screening.models import Person

PLANTED = {"address": "Seven Planted Lane", "safe_contact": "Ring Planted Aunt", "must_not_know": "Planted Broker"}


def recorded(case: Case, by: Any, version: int = NOTHING_YET, **says: str) -> SafePlace:
    person = case.involvements.get().person
    return record_safe_place(case=case, person=person, version=version, says={**PLANTED, **says}, by=by)


def pages_of(case: Case, person: Person) -> list[str]:
    """Every page of the case and of the person but the one that is for it."""
    of_case = ("case", "file", "care", "summary", "note", "plan", "close", "involve", "join", "safe_places")
    return [
        *(reverse(f"cases:{name}", args=[case.pk]) for name in of_case),
        reverse("cases:service", args=[case.pk, person.pk, "shelter"]),
        reverse("cases:end_part", args=[case.pk, case.involvements.get().pk]),
        reverse("cases:list"),
        reverse("pages:home"),
        reverse("screening:person", args=[person.pk]),
    ]


@pytest.mark.django_db(transaction=True)
def test_where_a_person_stays_is_nowhere_but_on_its_page(
    case: Case, cast: Any, as_member: Callable[[str], Client], tmp_path: Path
) -> None:
    recorded(case, cast.actor("case_worker"))
    person, worker = case.involvements.get().person, may_open(as_member("case_worker"), case)
    worker.post(reverse("screening:open_file", args=[person.pk]), {"purpose": "protect"})
    assert "Seven Planted Lane" in worker.get(reverse("cases:safe_place", args=[case.pk, person.pk])).content.decode()
    told = [worker.get(address, follow=True).content.decode() for address in pages_of(case, person)]
    call_command("export_ledger", str(tmp_path / "ledger.jsonl"), stdout=StringIO())
    told.append((tmp_path / "ledger.jsonl").read_text(encoding="utf-8"))
    extract_year(year=2026, out=tmp_path / "extract", by=the_system("extract"))
    told += [each.read_bytes().decode("latin-1") for each in (tmp_path / "extract").rglob("*") if each.is_file()]
    told += [str(each.value) for each in Content.objects.all()]
    told += [each.words for each in FileEntry.objects.all()]
    told += list(everything_in_the_database())
    assert len(told) > 30
    assert not [each[:80] for each in told if "Planted" in each]


def everything_in_the_database() -> list[str]:
    """The files of SQLite, or every row of PostgreSQL."""
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        return [each.read_bytes().decode("latin-1") for each in (file, Path(f"{file}-wal")) if each.exists()]
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row for (row,) in cursor.fetchall()]
    return found


@pytest.mark.django_db
def test_each_reading_is_an_event_that_says_nothing_of_what_was_read(case: Case, cast: Any) -> None:
    worker, person = cast.actor("case_worker"), case.involvements.get().person
    assert read_safe_place(case=case, person=person, by=worker) is None
    recorded(case, worker)
    found = read_safe_place(case=case, person=person, by=worker)
    assert found is not None
    assert {name: getattr(found, name) for name in PLANTED} == PLANTED
    events = Entry.objects.filter(kind="safe_place:read", subject=f"person:{person.pk}", actor=worker.key)
    assert [set(each.content.value) for each in events] == [{"case", "actor"}] * 2


@pytest.mark.django_db
def test_the_page_and_the_form_that_shows_it_are_both_readings(case: Case, cast: Any, as_member: Callable[[str], Client]) -> None:
    recorded(case, cast.actor("case_worker"))
    client, person = may_open(as_member("case_worker"), case), case.involvements.get().person
    for count, page in enumerate(("safe_place", "record_safe_place"), start=1):
        assert "Seven Planted Lane" in client.get(reverse(f"cases:{page}", args=[case.pk, person.pk])).content.decode()
        assert Entry.objects.filter(kind="safe_place:read").count() == count


@pytest.mark.django_db
def test_two_who_record_it_see_both_and_neither_is_lost(case: Case, cast: Any, as_member: Callable[[str], Client]) -> None:
    person, client = case.involvements.get().person, may_open(as_member("case_worker"), case)
    address = reverse("cases:record_safe_place", args=[case.pk, person.pk])
    assert client.get(address).status_code == 200
    recorded(case, cast.actor("case_worker"))
    form = {**PLANTED, "address": "Eight Other Street", "version": "0"}
    answer = client.post(address, form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Seven Planted Lane" in page
    assert "Eight Other Street" in page
    assert client.post(address, {**form, "version": "1"}).status_code == 302
    assert client.post(address, {**form, "version": "1"}).status_code == 302, "sent twice"
    kept = SafePlace.objects.get()
    assert (kept.address, kept.version) == ("Eight Other Street", 2)
    with pytest.raises(Stale):
        recorded(case, cast.actor("case_worker"), version=1)
    with pytest.raises(Refused, match="Nothing was changed"):
        recorded(case, cast.actor("case_worker"), version=2, address="Eight Other Street")


@pytest.mark.django_db
@pytest.mark.parametrize("member", ["other_officer", "identification_officer", "investigator", "auditor", "statistician"])
def test_nobody_else_reads_it_also_not_in_the_team_of_the_case(
    case: Case, cast: Any, member: str, as_member: Callable[[str], Client]
) -> None:
    recorded(case, cast.actor("case_worker"))
    if member in ("other_officer", "investigator"):
        all_agree(case, getattr(cast, member))
        join_team(case=case, member=getattr(cast, member), task="Help.", by=cast.actor("case_worker"))
    person, client = case.involvements.get().person, may_open(as_member(member), case)
    with pytest.raises(NotPermitted):
        read_safe_place(case=case, person=person, by=cast.actor(member))
    for name in ("safe_place", "record_safe_place"):
        assert client.get(reverse(f"cases:{name}", args=[case.pk, person.pk])).status_code == 404
    told = client.get(reverse("cases:file", args=[case.pk]))
    assert "where somebody stays" not in told.content.decode()


@pytest.mark.django_db
def test_a_closed_case_is_read_but_nothing_is_recorded_in_it(case: Case, cast: Any, as_member: Callable[[str], Client]) -> None:
    worker, person = cast.actor("case_worker"), case.involvements.get().person
    recorded(case, worker)
    close_case(case=case, version=1, reason="needs_met", words="Done.", by=worker)
    with pytest.raises(Refused, match="closed"):
        recorded(case, worker, version=1, address="Another")
    client = may_open(as_member("case_worker"), case)
    assert client.get(reverse("cases:record_safe_place", args=[case.pk, person.pk])).status_code == 302


@pytest.mark.django_db
def test_a_case_worker_in_the_team_of_another_agency_s_case_neither_reads_nor_records_it(
    investigated: Case, cast: Any, as_member: Callable[[str], Client]
) -> None:
    person, client, worker = (
        investigated.involvements.get().person,
        may_open(as_member("case_worker"), investigated),
        "case_worker",
    )
    with pytest.raises(NotPermitted):
        read_safe_place(case=investigated, person=person, by=cast.actor(worker))
    with pytest.raises(NotPermitted):
        recorded(investigated, cast.actor(worker))
    assert client.get(reverse("cases:safe_places", args=[investigated.pk])).status_code == 404
    for name in ("safe_place", "record_safe_place"):
        assert client.get(reverse(f"cases:{name}", args=[investigated.pk, person.pk])).status_code == 404
    page = client.get(reverse("cases:case", args=[investigated.pk]))
    assert page.status_code == 200
    assert "Where they stay" not in page.content.decode()
    assert "shelter" not in sections_for(cast.actor(worker), investigated)
