"""Erasing: what told who a person is is gone from the database, the ledger and every page; what can be counted is left."""

import datetime
import json
import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pages.people_waiting import decided, opinion_on, waiting

from firmground_site.access.actors import the_system
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.exporting import current_heads, verify_stream
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content, Entry
from firmground_site.packs.queries import text, today
from firmground_site.screening.actions.debriefing import begin_break, begin_sitting, end_break, finish_debriefing, save_answers
from firmground_site.screening.actions.deciding import decide, give_opinion
from firmground_site.screening.actions.erasing import ASKED, DUE, REASONS, erase_all_due, erase_person
from firmground_site.screening.actions.handing_over import answer_hand_over, offer_hand_over
from firmground_site.screening.actions.reading import correct_person, open_file, share_file
from firmground_site.screening.actions.recording import PersonMet, receive_screening
from firmground_site.screening.actions.reviewing import ask_review, end_review
from firmground_site.screening.models import Decision, Identification, NamedParty, Person, Review, Screening
from firmground_site.screening.queries import identifications_visible_to, people_visible_to, screenings_visible_to
from firmground_site.screening.retention import in_words, people_kept_by, to_erase_by
from firmground_site.sealed.fields import BlindIndexField, SealedTextField

PLANTED = "Zaneta Planted"  # in every field that takes free text
IN_DATABASE = pytest.mark.django_db(transaction=True)
YESTERDAY = -datetime.timedelta(days=1)


def make_due(person: Person, on: datetime.date | None = None) -> Person:
    with writing("time passes, in a test"):
        Person.objects.filter(pk=person.pk).update(erase_on=on or today() + YESTERDAY)
    return Person.objects.get(pk=person.pk)


def settled(member: Any, **person: Any) -> Person:
    """A person about whom nothing is awaited, and whose record is due."""
    given = {"erase_on": today() + YESTERDAY, "retention_kind": "identification_not_identified"} | person
    return waiting(member, "nothing", person=given).person


@pytest.fixture
def whole_course(cast: Any, received: Callable[..., Any]) -> Person:
    """A person of whom everything is recorded that can be, through the actions, with a planted name in every text."""
    officer, second, supervisor = (cast.actor(key) for key in ("identification_officer", "second_officer", "supervisor"))
    met = PersonMet(PLANTED, PLANTED, "PLANTED7", "99887766", "estimated", "female", "philippines", "tagalog")
    sent = received(person=met, parties=(("employer", PLANTED), ("phone", "99887766")), documents_held="yes")
    sent.encounter.__dict__.update(place=PLANTED, note=PLANTED, interpreter="in_person")
    person = receive_screening(received=sent, by=officer).person
    correct_person(person=person, version=1, changes={"alias": f"{PLANTED} again"}, by=officer)
    open_file(person=person, purpose=PLANTED, by=second)
    share_file(person=person, member=cast.case_worker, purpose=PLANTED, by=officer)

    def now() -> dict[str, Any]:
        current = Identification.objects.get(person=person)
        return {"identification": current, "version": current.version}

    sitting = begin_sitting(**now(), interpreter="in_person", language="tagalog", by=officer)
    end_break(pause=begin_break(sitting=sitting, reason="offered", by=officer), by=officer)
    save_answers(screening=sitting.screening, version=1, answers={"act_recruited": "yes"}, note=PLANTED, by=officer)
    finish_debriefing(**now(), by=officer)
    offer = offer_hand_over(**now(), to_agency=officer.agency, to_officer=cast.second_officer, reason=PLANTED, by=officer)
    answer_hand_over(hand_over=offer, version=now()["version"], accepts=True, answer=PLANTED, by=second)
    judged = {"decision": "identified", "forced_labour": "yes", "forced_labour_reasons": PLANTED, "relied_on": ["act_recruited"]}
    decision = decide(**now(), reasons=PLANTED, **judged, by=second)
    give_opinion(decision=decision, version=now()["version"], concurs=True, reasons=PLANTED, by=officer)
    review = ask_review(**now(), asker="person", grounds=PLANTED, by=officer)
    end_review(review=review, version=now()["version"], upheld=True, reasons=PLANTED, by=supervisor)
    return person


def sealed_and_indexed() -> set[bytes]:
    """What lies in sealed columns and blind indexes now, as it lies in the database."""
    found = set()
    for model in apps.get_app_config("screening").get_models():
        for each in model._meta.fields:
            if isinstance(each, SealedTextField | BlindIndexField):
                with connection.cursor() as cursor:
                    cursor.execute(f'SELECT "{each.column}" FROM "{model._meta.db_table}"')
                    found |= {
                        value.encode() if isinstance(value, str) else bytes(value) for (value,) in cursor.fetchall() if value
                    }
    return found


def contents_of_ledger() -> set[bytes]:
    with connection.cursor() as cursor:
        entries, contents = Entry._meta.db_table, Content._meta.db_table
        about = f'SELECT c.value FROM "{contents}" c JOIN "{entries}" e ON e.id = c.entry_id WHERE e.subject LIKE %s'
        cursor.execute(about, ["person:%"])
        return {bytes(value) for (value,) in cursor.fetchall()}


def everything_in_the_database() -> Iterator[bytes]:
    """The files of SQLite, byte by byte; every row of every table of PostgreSQL, as text."""
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        yield from (each.read_bytes() for each in (file, Path(f"{file}-wal")) if each.exists())
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            yield from (row.encode() for (row,) in cursor.fetchall())


def lies_there(value: bytes) -> bool:
    """Whether a value is in the database; a sealed one is spelt in hexadecimal in PostgreSQL's text."""
    spelt = {value, value.hex().encode()}
    return any(each in part for part in everything_in_the_database() for each in spelt)


@IN_DATABASE
def test_nothing_that_told_who_a_person_is_is_left_in_the_database(cast: Any, whole_course: Person) -> None:
    gone = sealed_and_indexed() | contents_of_ledger() | {whole_course.identifications.get().opened_from.received_digest.encode()}
    assert len(gone) > 30
    assert not lies_there(PLANTED.encode())
    assert all(lies_there(each[:40]) for each in gone)
    erase_person(person=make_due(whole_course), reason=DUE, by=cast.actor("supervisor"))
    assert [each for each in gone if lies_there(each[:40])] == []
    assert sealed_and_indexed() == set()


@IN_DATABASE
def test_what_can_be_counted_is_left_and_nothing_else(cast: Any, whole_course: Person) -> None:
    kept = Screening.objects.values_list("agency", "group", "trigger", "stage", "screened_on", "outcome")
    before = sorted(kept), Person.objects.count(), Decision.objects.count()
    tombstone = erase_person(person=make_due(whole_course), reason=DUE, by=cast.actor("supervisor"))
    assert (sorted(kept), Person.objects.count(), Decision.objects.count()) == before
    assert (tombstone.sex, tombstone.agency, tombstone.erased_by) == ("female", "immd", cast.actor("supervisor").key)
    empty = (tombstone.name, tombstone.alias, tombstone.document, tombstone.phone, tombstone.nationality, tombstone.language)
    assert set(empty) == {""}
    assert (tombstone.age, tombstone.age_basis) == (None, "")
    assert set(Screening.objects.values_list("language", "interpreter", "result", "browser_result", "received_digest")) == {
        ("", "", None, None, "")
    }
    assert [each.answers for each in Screening.objects.all()] == [{}, {}]
    decision = Decision.objects.get()
    assert (decision.decision, decision.forced_labour, decision.relied_on) == ("identified", "yes", [])
    assert (decision.reasons, decision.opinion.reasons, Review.objects.get().grounds) == ("", "", "")
    assert sorted(NamedParty.objects.values_list("kind", "index")) == [("employer", ""), ("phone", "")]


@IN_DATABASE
def test_the_ledger_still_holds_and_says_that_contents_were_erased(cast: Any, whole_course: Person) -> None:
    entries = Entry.objects.filter(subject=f"person:{whole_course.pk}").count()
    erase_person(person=make_due(whole_course), reason=DUE, by=cast.actor("supervisor"))
    verified = {head.stream: verify_stream(head) for head in current_heads()}
    assert all(each.holds for each in verified.values())
    assert verified["people"].erased == entries
    assert set(Entry.objects.filter(erasure__isnull=False).values_list("erasure__reason", flat=True)) == {REASONS[DUE]}
    told = Content.objects.get(entry__kind="person:erased").value
    assert (told["reason"], told["contents"]) == (DUE, entries)


@IN_DATABASE
def test_no_export_or_session_tells_of_an_erased_person(
    cast: Any, whole_course: Person, as_member: Callable[[str], Client], tmp_path: Path
) -> None:
    supervisor, form = as_member("supervisor"), {"reason": DUE, "sure": "on"}
    answer = supervisor.post(reverse("screening:erase", args=[make_due(whole_course).pk]), form, follow=True)
    assert "was erased" in answer.content.decode()
    call_command("export_ledger", str(tmp_path / "ledger.jsonl"), stdout=StringIO())
    exported = (tmp_path / "ledger.jsonl").read_text(encoding="utf-8")
    assert f"person:{whole_course.pk}" in exported
    sessions = json.dumps([each.get_decoded() for each in Session.objects.all()])
    for planted in ("Zaneta", "PLANTED7", "99887766"):
        assert planted not in exported + sessions + answer.content.decode()


@pytest.mark.django_db
def test_an_erased_person_vanishes_from_every_list_and_page(cast: Any, as_member: Callable[[str], Client]) -> None:
    person = settled(cast.identification_officer)
    screening, identification = person.screenings.get(), person.identifications.get()
    pages = [
        reverse("screening:result", args=[screening.pk]),
        reverse("screening:identification", args=[identification.pk]),
        reverse("screening:person", args=[person.pk]),
    ]
    supervisor = as_member("supervisor")
    assert 404 not in {supervisor.get(each).status_code for each in pages}
    erase_person(person=person, reason=DUE, by=cast.actor("supervisor"))
    absent = reverse("screening:erase", args=[person.pk])
    assert {supervisor.get(each).status_code for each in (*pages, absent)} == {404}
    for member in ("identification_officer", "supervisor", "other_supervisor", "case_worker"):
        actor = cast.actor(member)
        assert not people_visible_to(actor).exists()
        assert not screenings_visible_to(actor).exists()
        assert not identifications_visible_to(actor).exists()


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_record_is_not_erased_before_its_time(cast: Any) -> None:
    person = settled(cast.identification_officer, erase_on=today() + datetime.timedelta(days=1))
    with pytest.raises(Refused, match="kept until"):
        erase_person(person=person, reason=DUE, by=cast.actor("supervisor"))
    erase_person(person=make_due(person, today()), reason=DUE, by=cast.actor("supervisor"))


@pytest.mark.django_db
def test_a_record_is_erased_at_any_time_when_the_person_asks(cast: Any) -> None:
    person = settled(cast.identification_officer, erase_on=today() + datetime.timedelta(days=900))
    erased = erase_person(person=person, reason=ASKED, by=cast.actor("supervisor"))
    assert erased.erased_at is not None
    assert Content.objects.get(entry__kind="person:erased").value["reason"] == ASKED


@pytest.mark.django_db
@pytest.mark.parametrize("awaits", ["debriefing", "decision", "concurrence", "review"])
@pytest.mark.parametrize("reason", [DUE, ASKED])
def test_nothing_is_erased_while_a_step_is_awaited(cast: Any, awaits: str, reason: str) -> None:
    person = waiting(cast.identification_officer, awaits, person={"erase_on": today() + YESTERDAY}).person
    with pytest.raises(Refused, match="waits for a step"):
        erase_person(person=person, reason=reason, by=cast.actor("supervisor"))
    assert Person.objects.get().name == "Maria Example"


@pytest.mark.django_db
def test_nobody_erases_their_own_work_because_the_person_asked(cast: Any) -> None:
    met = settled(cast.supervisor)
    judged = settled(cast.identification_officer)
    opinion_on(decided(judged.identifications.get(), cast.identification_officer), cast.supervisor, concurs=True)
    for person in (met, judged):
        with pytest.raises(Refused, match="another supervising officer"):
            erase_person(person=person, reason=ASKED, by=cast.actor("supervisor"))
        erase_person(person=person, reason=DUE, by=cast.actor("supervisor"))


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "because", PLANTED])
def test_only_reasons_of_the_list_are_taken_since_they_stay_for_ever(cast: Any, reason: str) -> None:
    with pytest.raises(Refused, match="why"):
        erase_person(person=settled(cast.identification_officer), reason=reason, by=cast.actor("supervisor"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "member", ["identification_officer", "officer_immd", "case_worker", "auditor", "administrator", "outsider"]
)
def test_only_a_supervising_officer_erases(cast: Any, member: str, as_member: Callable[[str], Client]) -> None:
    person = settled(cast.identification_officer)
    with pytest.raises(NotPermitted):
        erase_person(person=person, reason=DUE, by=cast.actor(member))
    for page in ("retention", "erase_all"):
        assert as_member(member).get(reverse(f"screening:{page}")).status_code == 404


@pytest.mark.django_db
def test_a_supervising_officer_erases_only_what_their_agency_keeps(cast: Any, as_member: Callable[[str], Client]) -> None:
    person, other = settled(cast.identification_officer), cast.actor("other_supervisor")
    with pytest.raises(NotPermitted):
        erase_person(person=person, reason=DUE, by=other)
    page = reverse("screening:erase", args=[person.pk])
    assert as_member("other_supervisor").get(page).status_code == 404
    assert as_member("supervisor").get(page).status_code == 200
    with writing("a hand-over, in a test"):
        Identification.objects.update(agency=other.agency)
    assert list(people_kept_by(other)) == [person]
    erase_person(person=person, reason=DUE, by=other)


@pytest.mark.django_db
def test_a_record_is_erased_once(cast: Any) -> None:
    person = settled(cast.identification_officer)
    erase_person(person=person, reason=DUE, by=cast.actor("supervisor"))
    with pytest.raises(NotPermitted):
        erase_person(person=person, reason=DUE, by=cast.actor("supervisor"))
    assert Entry.objects.filter(kind="person:erased").count() == 1


@pytest.mark.django_db
def test_a_tab_opened_before_brings_nothing_back(cast: Any) -> None:
    person = settled(cast.identification_officer)
    identification = person.identifications.get()
    erase_person(person=person, reason=DUE, by=cast.actor("supervisor"))
    officer = cast.actor("identification_officer")
    with pytest.raises(Stale):
        ask_review(
            identification=identification, version=identification.version, asker="person", grounds="Look again.", by=officer
        )
    with pytest.raises(Refused):
        correct_person(person=person, version=person.version, changes={"name": PLANTED}, by=officer)
    assert Person.objects.get().name == ""


# --- lists, pages, the timer ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_due_and_soon_due_records_are_listed_with_their_basis(cast: Any, as_member: Callable[[str], Client]) -> None:
    due = settled(cast.identification_officer)
    soon = settled(cast.identification_officer, erase_on=today() + datetime.timedelta(days=30))
    later = settled(cast.identification_officer, erase_on=today() + datetime.timedelta(days=31))
    held = waiting(cast.identification_officer, "decision", person={"erase_on": today()}).person
    page = as_member("supervisor").get(reverse("screening:retention")).content.decode()
    assert all(str(each) in page for each in (due, soon, held))
    assert str(later) not in page
    assert page.index(str(due)) < page.index(str(held)) < page.index(str(soon))
    assert text("cases.retention.bases.no_longer_required") in page.replace("&#x27;", "'")
    assert "Maria Example" not in page
    words = {each.pk: in_words(each) for each in to_erase_by(cast.actor("supervisor"), later.erase_on)}
    assert [words[each.pk].can_be_erased for each in (due, soon, later, held)] == [True, False, False, False]


@pytest.mark.django_db
def test_only_reasons_that_can_be_true_are_offered(cast: Any, as_member: Callable[[str], Client]) -> None:
    early = settled(cast.identification_officer, erase_on=today() + datetime.timedelta(days=9))
    supervisor, address = as_member("supervisor"), reverse("screening:erase", args=[early.pk])
    assert REASONS[DUE] not in supervisor.get(address).content.decode()
    assert supervisor.post(address, {"reason": DUE, "sure": "on"}).status_code == 400
    assert supervisor.post(address, {"reason": ASKED}).status_code == 400
    assert Person.objects.get().erased_at is None
    assert supervisor.post(address, {"reason": ASKED, "sure": "on"}).url == reverse("screening:retention")
    assert Person.objects.get().erased_at is not None


@pytest.mark.django_db
def test_a_held_record_has_no_form_and_a_form_sent_anyway_is_answered(cast: Any, as_member: Callable[[str], Client]) -> None:
    held = waiting(cast.identification_officer, "decision", person={"erase_on": today()}).person
    supervisor, address = as_member("supervisor"), reverse("screening:erase", args=[held.pk])
    assert "cannot be erased yet" in supervisor.get(address).content.decode()
    answer = supervisor.post(address, {"reason": DUE, "sure": "on"})
    assert answer.status_code == 400
    assert "waits for a step" in answer.content.decode()


@pytest.mark.django_db
def test_all_that_are_due_are_erased_as_they_were_shown_and_no_others(cast: Any, as_member: Callable[[str], Client]) -> None:
    shown, unseen = settled(cast.identification_officer), settled(cast.identification_officer)
    held = waiting(cast.identification_officer, "decision", person={"erase_on": today()}).person
    foreign = settled(cast.other_officer)
    supervisor, address = as_member("supervisor"), reverse("screening:erase_all")
    listed = set(re.findall(r'name="person" value="([^"]+)"', supervisor.get(address).content.decode()))
    assert listed == {str(shown.pk), str(unseen.pk)}
    sent = [str(shown.pk), str(held.pk), str(foreign.pk), "no key"]
    answer = supervisor.post(address, {"person": sent}, follow=True).content.decode()
    assert "1 record erased" in answer
    assert "2 could no longer be erased" in answer
    assert list(Person.objects.filter(erased_at__isnull=False)) == [shown]


@pytest.mark.django_db
def test_a_timer_erases_what_is_due_in_every_agency(cast: Any) -> None:
    settled(cast.identification_officer)
    settled(cast.other_officer)
    waiting(cast.identification_officer, "decision", person={"erase_on": today()})
    said = StringIO()
    call_command("erase_due", "--dry-run", stdout=said)
    assert not Person.objects.filter(erased_at__isnull=False).exists()
    call_command("erase_due", stdout=said)
    assert said.getvalue().splitlines() == [
        "2 would be erased; 1 due but held, since something that needs them has not ended.",
        "2 erased; 1 due but held, since something that needs them has not ended.",
    ]
    assert set(Entry.objects.filter(kind="person:erased").values_list("actor", flat=True)) == {"system:erase_due"}
    assert erase_all_due(by=the_system("erase_due")) == 0
