"""The investigation of a case: suspects, lines of inquiry, arrests and property, and who never sees any of it."""

import dataclasses
import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import a_screening, may_open
from cases.prosecuting import SINCE, TRADER, a_suspect
from django.test import Client
from django.urls import reverse

from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.cases.actions import investigating as work
from firmground_site.cases.actions.suspecting import clear_suspect, correct_suspect, record_suspect
from firmground_site.cases.models import Arrest, Case, FrozenProperty, Inquiry, Suspect
from firmground_site.cases.queries import entries_visible_to
from firmground_site.packs.queries import today

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TO_COME = today() + datetime.timedelta(days=7)  # also when midnight comes while the tests run


def on_page(client: Client, case: Case, name: str = "investigation", *args: Any) -> str:
    return may_open(client, case).get(reverse(f"cases:{name}", args=[case.pk, *args])).content.decode()


def as_sent(case: Case, **entries: Any) -> dict[str, Any]:
    given = {"key": uuid.uuid4(), "from_on_day": SINCE.day, "from_on_month": SINCE.month, "from_on_year": SINCE.year}
    return {**given, "kind": "individual", "basis": "caught", "name": "Chan Example", **entries}


# --- suspects ---------------------------------------------------------------------------------------------------------


def test_a_suspect_is_recorded_from_the_page_and_shown_on_it(as_member: Callable[[str], Client], investigated: Case) -> None:
    client = may_open(as_member("investigator"), investigated)
    sent = client.post(reverse("cases:record_suspect", args=[investigated.pk]), as_sent(investigated, part="lender"))
    assert sent.status_code == 302
    told = on_page(client, investigated)
    assert "Chan Example" in told
    assert "Lender" in told


def test_a_suspect_form_sent_twice_records_one_suspect(as_member: Callable[[str], Client], investigated: Case) -> None:
    client, entries = may_open(as_member("investigator"), investigated), as_sent(investigated)
    answers = [client.post(reverse("cases:record_suspect", args=[investigated.pk]), entries).status_code for _ in range(2)]
    assert (answers, Suspect.objects.count()) == ([302, 302], 1)


def test_a_suspect_sent_twice_at_once_is_refused_the_second_time(cast: Any, investigated: Case) -> None:
    first = a_suspect(investigated, cast)
    with pytest.raises(Refused, match="recorded already"):
        record_suspect(case=investigated, key=first.pk, given=TRADER, by=cast.actor("investigator"))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"kind": ""}, "person or a company"),
        ({"kind": "ghost"}, "not in the territory's list"),
        ({"basis": ""}, "on what the suspicion rests"),
        ({"from_on": TO_COME}, "cannot be to come"),
        ({"from_on": datetime.date(1066, 1, 1)}, "cannot be before 1900"),
        ({"name": "", "phone": ""}, "Write a name"),
    ],
)
def test_a_suspect_who_cannot_be_is_refused_in_words(cast: Any, investigated: Case, wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        a_suspect(investigated, cast, dataclasses.replace(TRADER, **wrong))
    assert not Suspect.objects.exists()


def test_only_a_person_of_the_case_is_a_suspect_who_was_met(cast: Any, investigated: Case) -> None:
    person, actor = investigated.involvements.get().person, cast.actor("investigator")
    met = record_suspect(case=investigated, key=uuid.uuid4(), given=TRADER, person=person, by=actor)
    assert met.person == person
    with pytest.raises(Refused, match="no part in the case"):
        record_suspect(case=investigated, key=uuid.uuid4(), given=TRADER, person=a_screening(cast).person, by=actor)


def test_a_correction_is_kept_and_one_on_an_older_version_stands_beside_it(
    as_member: Callable[[str], Client], cast: Any, investigated: Case
) -> None:
    suspect = a_suspect(investigated, cast)
    correct_suspect(
        suspect=suspect, version=1, given=dataclasses.replace(TRADER, name="Wong Trading Ltd"), by=cast.actor("investigator")
    )
    client, address = may_open(as_member("investigator"), investigated), [investigated.pk, suspect.pk]
    answer = client.post(reverse("cases:correct_suspect", args=address), as_sent(investigated, name="Other", version=1))
    assert answer.status_code == 409
    assert "Wong Trading Ltd" in answer.content.decode()
    assert Suspect.objects.get().name == "Wong Trading Ltd"


def test_a_correction_sent_twice_is_led_on(as_member: Callable[[str], Client], cast: Any, investigated: Case) -> None:
    address = [investigated.pk, a_suspect(investigated, cast).pk]
    client, entries = may_open(as_member("investigator"), investigated), as_sent(investigated, version=1)
    answers = [client.post(reverse("cases:correct_suspect", args=address), entries).status_code for _ in range(2)]
    assert (answers, Suspect.objects.get().version) == ([302, 302], 2)


def test_a_correction_that_says_nothing_new_is_refused(cast: Any, investigated: Case) -> None:
    with pytest.raises(Refused, match="Nothing was changed"):
        correct_suspect(suspect=a_suspect(investigated, cast), version=1, given=TRADER, by=cast.actor("investigator"))


def test_a_suspect_is_cleared_with_reasons_and_nothing_more_is_done_about_them(cast: Any, investigated: Case) -> None:
    suspect, actor = a_suspect(investigated, cast), cast.actor("investigator")
    with pytest.raises(Refused, match="Write why"):
        clear_suspect(suspect=suspect, version=1, words=" ", by=actor)
    cleared = clear_suspect(suspect=suspect, version=1, words="Was abroad.", by=actor)
    assert (cleared.clearing_words, cleared.cleared_by_id) == ("Was abroad.", actor.member_id)
    with pytest.raises(Refused, match="was cleared"):
        work.record_arrest(suspect=suspect, key=uuid.uuid4(), on=today(), note="", by=actor)
    with pytest.raises(Refused, match="was cleared"):
        work.hold_property(case=investigated, key=uuid.uuid4(), what="A car", order="", from_on=SINCE, suspect=suspect, by=actor)


def test_what_somebody_named_fills_in_the_form_for_a_suspect(
    as_member: Callable[[str], Client], cast: Any, investigated: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = may_open(as_member("investigator"), investigated)
    person = investigated.involvements.get().person
    screening = person.identifications.get().opened_from
    with writing("a party, in a test"):
        party = person.named_parties.create(
            screening=screening, kind="phone", name="2345 6789", named_at=screening.recorded_at, named_by=screening.recorded_by
        )
    assert f"?party={party.pk}" in client.get(reverse("cases:investigation", args=[investigated.pk])).content.decode()
    form = client.get(reverse("cases:record_suspect", args=[investigated.pk]), {"party": party.pk}).content.decode()
    assert 'value="2345 6789"' in form
    a_suspect(investigated, cast)  # under the same phone: nothing is left to record
    assert f"?party={party.pk}" not in on_page(client, investigated)


# --- lines of inquiry, arrests, property -------------------------------------------------------------------------------


def an_inquiry(case: Case, cast: Any) -> Inquiry:
    return work.begin_inquiry(
        case=case, key=uuid.uuid4(), question="Who owns the flat?", from_on=SINCE, by=cast.actor("investigator")
    )


def test_a_line_of_inquiry_ends_once_with_its_result(as_member: Callable[[str], Client], cast: Any, investigated: Case) -> None:
    inquiry, client = an_inquiry(investigated, cast), may_open(as_member("investigator"), investigated)
    address = reverse("cases:end_inquiry", args=[investigated.pk, inquiry.pk])
    entries = {"version": 1, "result": "nothing_found", "words": "The register is empty."}
    assert [client.post(address, entries).status_code for _ in range(2)] == [302, 302]
    assert client.post(address, {**entries, "words": "Something else."}).status_code == 409
    assert Inquiry.objects.get().result_words == "The register is empty."
    assert "The register is empty." in on_page(client, investigated)


@pytest.mark.parametrize(("result", "why"), [("", "Choose how it ended"), ("solved", "Choose how it ended")])
def test_a_line_of_inquiry_ends_with_a_result_of_the_list(cast: Any, investigated: Case, result: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        work.end_inquiry(
            inquiry=an_inquiry(investigated, cast), version=1, result=result, words="", by=cast.actor("investigator")
        )


def test_a_line_of_inquiry_needs_a_question_and_a_day_that_has_come(cast: Any, investigated: Case) -> None:
    actor = cast.actor("investigator")
    with pytest.raises(Refused, match="Write what is looked into"):
        work.begin_inquiry(case=investigated, key=uuid.uuid4(), question=" ", from_on=SINCE, by=actor)
    with pytest.raises(Refused, match="cannot be to come"):
        work.begin_inquiry(case=investigated, key=uuid.uuid4(), question="Who?", from_on=TO_COME, by=actor)


def test_an_arrest_ends_with_a_release_that_comes_after_it(cast: Any, investigated: Case) -> None:
    suspect, actor = a_suspect(investigated, cast), cast.actor("investigator")
    arrest = work.record_arrest(suspect=suspect, key=uuid.uuid4(), on=SINCE, note="At the airport.", by=actor)
    with pytest.raises(Refused, match="under arrest already"):
        work.record_arrest(suspect=suspect, key=uuid.uuid4(), on=SINCE, note="", by=actor)
    with pytest.raises(Refused, match="A release comes after the arrest"):
        work.release_from_arrest(arrest=arrest, on=SINCE - datetime.timedelta(days=1), by=actor)
    work.release_from_arrest(arrest=arrest, on=SINCE, by=actor)
    with pytest.raises(Refused, match="recorded already"):
        work.release_from_arrest(arrest=arrest, on=SINCE, by=actor)
    assert Arrest.objects.get().released_on == SINCE


def test_a_company_is_not_arrested(cast: Any, investigated: Case) -> None:
    company = a_suspect(investigated, cast, dataclasses.replace(TRADER, kind="company"))
    with pytest.raises(Refused, match="A company cannot be arrested"):
        work.record_arrest(suspect=company, key=uuid.uuid4(), on=SINCE, note="", by=cast.actor("investigator"))


def test_property_is_held_and_released_and_its_value_may_be_unknown(
    as_member: Callable[[str], Client], cast: Any, investigated: Case
) -> None:
    suspect, client = a_suspect(investigated, cast), may_open(as_member("investigator"), investigated)
    day = {"from_on_day": 10, "from_on_month": 11, "from_on_year": 2026}
    entries = {"key": uuid.uuid4(), "what": "A bank account", "order": "Order 7", "suspect": suspect.pk, **day}
    assert client.post(reverse("cases:hold_property", args=[investigated.pk]), entries).status_code == 302
    held = FrozenProperty.objects.get()
    assert (held.suspect, held.value) == (suspect, None)
    assert "value not known" in on_page(client, investigated)
    with pytest.raises(Refused, match="Property is held before"):
        work.release_property(frozen=held, version=1, on=SINCE - datetime.timedelta(days=3), by=cast.actor("investigator"))
    address = reverse("cases:release_property", args=[investigated.pk, held.pk])
    released = {"version": 1, "on_day": 12, "on_month": 11, "on_year": 2026}
    assert [client.post(address, released).status_code for _ in range(2)] == [302, 302]
    assert FrozenProperty.objects.get().released_on == datetime.date(2026, 11, 12)


# --- who may ----------------------------------------------------------------------------------------------------------


def closed(case: Case) -> Case:
    with writing("a closed case, in a test"):
        Case.objects.filter(pk=case.pk).update(closed_at=case.opened_at, closed_by=case.opened_by, closing_reason="needs_met")
    return case


def test_nothing_is_added_to_a_closed_case(cast: Any, investigated: Case) -> None:
    suspect, inquiry, actor = a_suspect(investigated, cast), an_inquiry(investigated, cast), cast.actor("investigator")
    closed(investigated)
    for act in (
        lambda: a_suspect(investigated, cast),
        lambda: an_inquiry(investigated, cast),
        lambda: clear_suspect(suspect=suspect, version=1, words="No.", by=actor),
        lambda: work.end_inquiry(inquiry=inquiry, version=1, result="led_on", words="", by=actor),
    ):
        with pytest.raises(Refused, match="This case is closed"):
            act()


def test_an_investigator_who_left_the_agency_can_change_nothing_that_they_still_have_open(cast: Any, investigated: Case) -> None:
    suspect = a_suspect(investigated, cast)
    with writing("an investigator moves, in a test"):
        type(cast.investigator).objects.filter(pk=cast.investigator.pk).update(agency="ld")
    cast.investigator.refresh_from_db()
    with pytest.raises(NotPermitted):
        clear_suspect(suspect=suspect, version=1, words="Was abroad.", by=cast.actor("investigator"))


def test_a_suspect_that_somebody_changed_is_not_cleared_unread(cast: Any, investigated: Case) -> None:
    suspect, actor = a_suspect(investigated, cast), cast.actor("investigator")
    correct_suspect(suspect=suspect, version=1, given=dataclasses.replace(TRADER, sex="male"), by=actor)
    with pytest.raises(Stale):
        clear_suspect(suspect=suspect, version=1, words="Was abroad.", by=actor)


@pytest.mark.parametrize("who", ["case_worker", "prosecutor", "other_supervisor", "supervisor"])
def test_who_does_not_investigate_gets_no_form(
    as_member: Callable[[str], Client], cast: Any, investigated: Case, who: str
) -> None:
    client, suspect = may_open(as_member(who), investigated), a_suspect(investigated, cast)
    for name, args in (("record_suspect", []), ("begin_inquiry", []), ("hold_property", []), ("clear_suspect", [suspect.pk])):
        assert client.get(reverse(f"cases:{name}", args=[investigated.pk, *args])).status_code == 404


def test_no_page_of_another_part_shows_a_suspect(as_member: Callable[[str], Client], cast: Any, investigated: Case) -> None:
    suspect = a_suspect(investigated, cast)
    work.record_arrest(suspect=suspect, key=uuid.uuid4(), on=SINCE, note="", by=cast.actor("investigator"))
    client = may_open(as_member("case_worker"), investigated)
    for name in ("case", "file", "measures"):
        assert "Wong Trading" not in client.get(reverse(f"cases:{name}", args=[investigated.pk])).content.decode()
    for name in ("investigation", "prosecution", "same_names"):
        assert client.get(reverse(f"cases:{name}", args=[investigated.pk])).status_code == 404


def test_the_file_tells_an_investigator_of_the_investigation_and_nobody_else(cast: Any, investigated: Case) -> None:
    a_suspect(investigated, cast)
    seen = {key: entries_visible_to(cast.actor(key), investigated) for key in ("investigator", "prosecutor", "case_worker")}
    told = {key: [each.words for each in rows if each.kind == "suspect:recorded"] for key, rows in seen.items()}
    assert told == {"investigator": ["Wong Trading"], "prosecutor": ["Wong Trading"], "case_worker": []}


def test_an_investigator_reads_no_care_no_shelter_and_no_health(cast: Any, investigated: Case) -> None:
    with writing("care, in a test"):
        for section in ("care", "shelter"):
            investigated.entries.create(
                section=section,
                kind="case:noted",
                words="A secret of care",
                happened_on=SINCE,
                recorded_at=investigated.opened_at,
                recorded_by=cast.case_worker,
            )
    for key in ("investigator", "prosecutor"):
        assert not entries_visible_to(cast.actor(key), investigated).filter(section__in=["care", "shelter"]).exists()


def test_pages_of_the_investigation_show_an_investigator_nothing_of_care(
    as_member: Callable[[str], Client], cast: Any, investigated: Case
) -> None:
    with writing("care, in a test"):
        investigated.safe_places.create(
            person=investigated.involvements.get().person,
            address="7 Hidden Lane",
            safe_contact="Hidden contact",
            changed_at=investigated.opened_at,
            changed_by=cast.case_worker,
        )
        investigated.entries.create(
            section="care",
            kind="case:noted",
            words="Hidden care",
            happened_on=SINCE,
            recorded_at=investigated.opened_at,
            recorded_by=cast.case_worker,
        )
    client = may_open(as_member("investigator"), investigated)
    for name in ("case", "file", "investigation", "prosecution", "measures", "same_names"):
        assert "Hidden" not in client.get(reverse(f"cases:{name}", args=[investigated.pk])).content.decode()
