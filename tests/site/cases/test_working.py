"""Working on a case: taking it up, its summary, notes, the plan, closing and opening again; and what is refused."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import may_open
from django.test import Client
from django.urls import reverse

from firmground.cases.retention import erase_on
from firmground_site.access.actors import actor_for
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content
from firmground_site.cases.actions.casework import (
    agree_plan,
    change_summary,
    close_case,
    note_in_case,
    reopen_case,
    take_up_case,
)
from firmground_site.cases.models import Case, FileEntry
from firmground_site.cases.standing import cases_shown, cases_waiting, row_of
from firmground_site.packs.queries import case_rules, today
from firmground_site.screening.models import Person

pytestmark = pytest.mark.django_db


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def closed(case: Case, by: Any) -> Case:
    return close_case(case=case, version=again(case).version, reason="needs_met", words="She has work and a room.", by=by)


def test_whoever_takes_up_a_case_has_it_and_its_next_clock_runs(case: Case, cast: Any) -> None:
    taken = take_up_case(case=case, version=1, by=cast.actor("case_worker"))
    assert (taken.officer, taken.state, taken.due_clock, taken.version) == (cast.case_worker, "planning", "plan_due", 2)
    assert FileEntry.objects.filter(case=case, kind="case:taken_up", recorded_by=cast.case_worker).exists()


def test_a_case_that_somebody_has_is_not_taken_from_them(case: Case, cast: Any) -> None:
    taken = take_up_case(case=case, version=1, by=cast.actor("case_worker"))
    with pytest.raises(Refused, match="has taken up this case"):
        take_up_case(case=case, version=taken.version, by=cast.actor("case_worker"))


def test_a_case_whose_case_worker_has_left_can_be_taken_up(case: Case, cast: Any) -> None:
    with writing("a case worker of the same agency who has left, in a test"):
        Case.objects.filter(pk=case.pk).update(officer=cast.other_officer, state="planning")
    assert take_up_case(case=case, version=1, by=cast.actor("case_worker")).officer == cast.case_worker
    assert again(case).state == "planning"


@pytest.mark.parametrize("member", ["other_officer", "supervisor", "auditor", "outsider"])
def test_nobody_beyond_the_agency_and_its_roles_moves_a_case(case: Case, cast: Any, member: str) -> None:
    with pytest.raises(NotPermitted):
        take_up_case(case=case, version=1, by=cast.actor(member))
    assert again(case).officer is None


def test_a_right_that_was_revoked_while_a_form_was_open_is_gone(case: Case, cast: Any) -> None:
    actor = cast.actor("case_worker")
    with writing("the case moves to another agency, in a test"):
        Case.objects.filter(pk=case.pk).update(agency="elsewhere")
    with pytest.raises(NotPermitted):
        change_summary(case=case, version=1, summary="New words.", by=actor)


def test_a_summary_is_changed_once_and_what_it_was_stays_in_the_ledger(case: Case, cast: Any) -> None:
    changed = change_summary(case=case, version=1, summary=" She has a room now. ", by=cast.actor("case_worker"))
    assert again(case).summary == "She has a room now."
    assert Content.objects.get(entry__kind="case:changed").value["was"] == "Needs a place to stay."
    with pytest.raises(Stale) as stale:
        change_summary(case=case, version=1, summary="Another.", by=cast.actor("case_worker"))
    assert stale.value.current.version == changed.version


def test_two_summaries_stand_side_by_side_and_neither_is_lost(case: Case, cast: Any, as_member: Callable[[str], Client]) -> None:
    client, address = may_open(as_member("case_worker"), case), reverse("cases:summary", args=[case.pk])
    change_summary(case=case, version=1, summary="A colleague wrote this.", by=cast.actor("case_worker"))
    answer = client.post(address, {"version": "1", "summary": "I wrote this."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "A colleague wrote this." in page
    assert "I wrote this." in page
    assert client.post(address, {"version": "2", "summary": "Both know this."}).url == reverse("cases:case", args=[case.pk])
    assert client.post(address, {"version": "2", "summary": "Both know this."}).status_code == 302, "sent twice"
    assert FileEntry.objects.filter(kind="case:changed").count() == 2


def test_a_note_sent_twice_is_written_once(case: Case, as_member: Callable[[str], Client]) -> None:
    client, address = may_open(as_member("case_worker"), case), reverse("cases:note", args=[case.pk])
    form = {"key": str(uuid.uuid4()), "words": "She called.", "on_day": "2", "on_month": "11", "on_year": "2026"}
    assert client.get(address).status_code == 200
    assert [client.post(address, form).status_code for _ in range(2)] == [302, 302]
    entry = FileEntry.objects.get(kind="case:noted")
    assert (entry.words, entry.happened_on) == ("She called.", datetime.date(2026, 11, 2))
    assert again(case).version == 1, "a note makes no other form too old"


@pytest.mark.parametrize(("words", "days", "match"), [("  ", 0, "Write what"), ("She called.", 1, "cannot be to come")])
def test_a_note_without_words_or_of_tomorrow_is_refused(case: Case, cast: Any, words: str, days: int, match: str) -> None:
    on = today() + datetime.timedelta(days=days)
    with pytest.raises(Refused, match=match):
        note_in_case(case=case, words=words, on=on, key=uuid.uuid4(), by=cast.actor("case_worker"))
    assert not FileEntry.objects.filter(kind="case:noted").exists()


def test_a_case_goes_from_its_plan_to_care_and_a_later_plan_stays_beside(case: Case, cast: Any) -> None:
    worker = cast.actor("case_worker")
    with pytest.raises(Refused, match="Waiting for a case worker"):
        agree_plan(case=case, version=1, words="A room first.", on=today(), by=worker)
    take_up_case(case=case, version=1, by=worker)
    planned = agree_plan(case=case, version=2, words="A room first.", on=today(), by=worker)
    assert (planned.state, planned.due_on) == ("in_care", None)
    agree_plan(case=case, version=3, words="Then work.", on=today(), by=worker)
    assert [each.words for each in FileEntry.objects.filter(kind="case:plan_agreed")] == ["Then work.", "A room first."]


def test_a_closed_case_keeps_its_people_as_of_a_closed_case_and_as_before_once_opened_again(case: Case, cast: Any) -> None:
    worker, person = cast.actor("case_worker"), case.involvements.get().person
    before = datetime.date(2027, 1, 1)
    with writing("kept for less, in a test"):
        Person.objects.filter(pk=person.pk).update(erase_on=before)
    shut = closed(case, worker)
    kept = Person.objects.get(pk=person.pk)
    rule = case_rules().retention_rule("case_closed", on=today())
    assert (shut.state, kept.retention_kind, kept.erase_on) == ("case_closed", "case_closed", erase_on(rule, today()))
    opened = reopen_case(case=case, version=shut.version, words="She came back.", by=worker)
    kept = Person.objects.get(pk=person.pk)
    assert (opened.officer, opened.closing_reason, opened.closing_words) == (cast.case_worker, "", "")
    assert (kept.retention_kind, kept.erase_on) == ("identification_identified", before)


def test_a_record_that_is_kept_for_longer_is_not_kept_for_less_because_a_case_is_closed(case: Case, cast: Any) -> None:
    person, later = case.involvements.get().person, today() + datetime.timedelta(days=36_000)
    with writing("kept for longer, in a test"):
        Person.objects.filter(pk=person.pk).update(erase_on=later)
    closed(case, cast.actor("case_worker"))
    assert Person.objects.get(pk=person.pk).erase_on == later


@pytest.mark.parametrize(
    ("reason", "words", "match"), [("tired", "It is over.", "why the case is closed"), ("needs_met", " ", "how things stand")]
)
def test_a_case_is_closed_for_a_reason_of_the_list_and_in_words(
    case: Case, cast: Any, reason: str, words: str, match: str
) -> None:
    with pytest.raises(Refused, match=match):
        close_case(case=case, version=1, reason=reason, words=words, by=cast.actor("case_worker"))
    assert again(case).closed_at is None


def test_nothing_is_added_to_a_closed_case(case: Case, cast: Any) -> None:
    worker, shut = cast.actor("case_worker"), closed(case, cast.actor("case_worker"))
    now = {"case": case, "version": shut.version, "by": worker}
    attempts = (
        lambda: take_up_case(**now),
        lambda: change_summary(**now, summary="More."),
        lambda: agree_plan(**now, words="More.", on=today()),
        lambda: close_case(**now, reason="needs_met", words="More."),
        lambda: note_in_case(case=case, words="More.", on=today(), key=uuid.uuid4(), by=worker),
    )
    for attempt in attempts:
        with pytest.raises(Refused, match="This case is closed"):
            attempt()


def test_an_open_case_is_not_opened_again(case: Case, cast: Any) -> None:
    with pytest.raises(Refused, match="is open"):
        reopen_case(case=case, version=1, words="Again.", by=cast.actor("case_worker"))


def test_closing_and_opening_on_pages_each_happen_once(case: Case, as_member: Callable[[str], Client]) -> None:
    client = may_open(as_member("case_worker"), case)
    shut = {"version": "1", "reason": "needs_met", "words": "Done."}
    address = reverse("cases:close", args=[case.pk])
    assert "Nothing more is needed" in client.get(address).content.decode()
    assert [client.post(address, shut).status_code for _ in range(2)] == [302, 302]
    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Nothing more is needed" in page
    assert "Open the case again" in page
    assert "Write a note" not in page
    again_at, form = reverse("cases:reopen", args=[case.pk]), {"version": "2", "words": "She came back."}
    assert [client.post(again_at, form).status_code for _ in range(2)] == [302, 302]
    kinds = FileEntry.objects.filter(case=case).values_list("kind", flat=True)
    assert (list(kinds).count("case:closed"), list(kinds).count("case:reopened")) == (1, 1)


# --- lists ------------------------------------------------------------------------------------------------------------


def test_lists_tell_whose_a_case_is_what_is_overdue_and_what_lies_still(case: Case, cast: Any) -> None:
    worker = cast.actor("case_worker")
    in_list = {show: list(cases_shown(worker, show)) == [case] for show in ("open", "mine", "nobody", "overdue", "dormant")}
    assert in_list == {"open": True, "mine": False, "nobody": True, "overdue": False, "dormant": False}
    long_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=31)
    with writing("time passes, in a test"):
        Case.objects.filter(pk=case.pk).update(due_on=today() - datetime.timedelta(days=3), changed_at=long_ago)
    assert list(cases_shown(worker, "overdue")) == list(cases_shown(worker, "dormant")) == [case]
    row = row_of(again(case))
    assert row.is_dormant
    assert row.due is not None
    assert row.due.is_overdue
    closed(case, worker)
    assert list(cases_shown(worker, "closed")) == [case]
    assert not cases_shown(worker, "open").exists()
    assert row_of(again(case)).due is None


def test_home_tells_a_case_worker_which_cases_wait_for_them(case: Case, cast: Any, as_member: Callable[[str], Client]) -> None:
    page = as_member("case_worker").get(reverse("pages:home")).content.decode()
    assert "Cases waiting for you" in page
    assert str(case) in page
    assert str(case) not in as_member("other_officer").get(reverse("pages:home")).content.decode()
    assert cases_waiting(cast.actor("auditor"), 5) is None
    with writing("with somebody else, in a test"):
        Case.objects.filter(pk=case.pk).update(officer=cast.other_officer)
    told = cases_waiting(actor_for(cast.case_worker), 5)
    assert told is not None
    assert told["count"] == 0
