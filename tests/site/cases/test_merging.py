"""Two records of one person: proposed by one, agreed to by two others, merged, and put back to the byte."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import MARIA, a_screening, opened_case
from cases.consenting import answered, withdrawn
from cases.records_of_people import as_they_lie, told_everywhere
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from firmground.cases.lifecycle import states_awaiting
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content
from firmground_site.cases.actions.merging import give_opinion_on_merge, propose_merge, undo_merge
from firmground_site.cases.actions.sharing_files import let_read
from firmground_site.cases.actions.teaming import join_team
from firmground_site.cases.erasing import hold as hold_to_erase
from firmground_site.cases.filling import SECOND
from firmground_site.cases.held_people import held_people, held_person
from firmground_site.cases.merges import looks_the_same, merges_visible_to, to_review
from firmground_site.cases.merging import pointing_at_people
from firmground_site.cases.models import (
    Case,
    Consent,
    Involvement,
    Merge,
    MergeOpinion,
    Referral,
    SafePlace,
    WithdrawalNotice,
)
from firmground_site.cases.queries import cases_visible_to, people_in_cases_visible_to
from firmground_site.packs.queries import lifecycle, today
from firmground_site.screening.actions.erasing import DUE, erase_person
from firmground_site.screening.actions.reading import correct_person, end_sharing, share_file
from firmground_site.screening.actions.recording import PersonMet
from firmground_site.screening.models import Identification, NamedReader, Person, Screening
from firmground_site.screening.opening import OPEN
from firmground_site.screening.queries import people_visible_to
from firmground_site.screening.retention import people_kept_by

pytestmark = pytest.mark.django_db
AGAIN = PersonMet(name="Maria E.", document="P1234567", alias="Mari", language="tagalog", nationality="philippines")


@pytest.fixture
def kept(identified: Identification) -> Person:
    return identified.person


@pytest.fixture
def duplicate(cast: Any) -> Person:
    return a_screening(cast, AGAIN, parties=(("employer", "Wong Trading"),)).person


@pytest.fixture
def both_told(kept: Person, duplicate: Person, identified: Identification, cast: Any) -> Case:
    """A case with both in it in the same part, a row about each in every table, and a reader and a safe place of both."""
    case = opened_case(identified, cast)
    share_file(person=duplicate, member=cast.case_worker, purpose="Shelter", by=cast.actor("identification_officer"))
    part = case.involvements.get()
    with writing("the same part, in a test"):
        Involvement.objects.create(
            case=case,
            person=duplicate,
            role=part.role,
            basis=part.basis,
            from_on=part.from_on,
            recorded_at=part.recorded_at,
            recorded_by=part.recorded_by,
        )
    for each, address in ((kept, "7 Hidden Lane"), (duplicate, "9 Other Road")):
        told_everywhere(each, case, cast.case_worker)
        with writing("a safe place, in a test"):
            place = SafePlace.objects.get(person=each)
            place.address, place.must_not_know = address, "The brother" if each == duplicate else ""
            place.save()
    return case


def proposed(kept: Person, duplicate: Person, cast: Any, by: str = "identification_officer") -> Merge:
    return propose_merge(kept=kept, duplicate=duplicate, key=uuid.uuid4(), reasons="One passport.", by=cast.actor(by))


def opinion(merge: Merge, cast: Any, by: str, *, agrees: bool = True) -> Merge:
    return give_opinion_on_merge(merge=merge, agrees=agrees, reasons="I compared the papers.", by=cast.actor(by))


def merged(kept: Person, duplicate: Person, cast: Any) -> Merge:
    merge = proposed(kept, duplicate, cast)
    opinion(merge, cast, "second_officer")
    return opinion(merge, cast, "supervisor")


def undone(merge: Merge, cast: Any, by: str = "supervisor") -> Merge:
    return undo_merge(merge=merge, words="They are sisters.", by=cast.actor(by))


# --- proposing and reviewing ------------------------------------------------------------------------------------------


def test_a_merge_is_done_when_the_second_other_person_agrees_and_not_before(kept: Person, duplicate: Person, cast: Any) -> None:
    merge = proposed(kept, duplicate, cast)
    assert opinion(merge, cast, "second_officer").done_at is None
    assert people_visible_to(cast.actor("supervisor")).filter(pk=duplicate.pk).exists()
    assert opinion(merge, cast, "supervisor").done_by == cast.supervisor
    assert not people_visible_to(cast.actor("supervisor")).filter(pk=duplicate.pk).exists()
    assert Person.objects.get(pk=duplicate.pk).merged_into == kept


def test_one_no_rejects_it(kept: Person, duplicate: Person, cast: Any) -> None:
    merge = proposed(kept, duplicate, cast)
    opinion(merge, cast, "second_officer", agrees=False)
    with pytest.raises(Refused, match="rejected or done"):
        opinion(merge, cast, "supervisor")
    assert Screening.objects.filter(person=duplicate).exists()
    assert proposed(kept, duplicate, cast)  # and it can be proposed again


def test_who_proposed_it_gives_no_opinion_and_nobody_gives_two(kept: Person, duplicate: Person, cast: Any) -> None:
    merge = proposed(kept, duplicate, cast)
    with pytest.raises(Refused, match="You proposed this"):
        opinion(merge, cast, "identification_officer")
    opinion(merge, cast, "second_officer")
    with pytest.raises(Refused, match="gave your opinion already"):
        opinion(merge, cast, "second_officer")
    assert MergeOpinion.objects.count() == 1


def test_nobody_proposes_or_reviews_people_whose_files_they_cannot_open(kept: Person, duplicate: Person, cast: Any) -> None:
    with pytest.raises(NotPermitted):
        proposed(kept, duplicate, cast, by="other_officer")
    share_file(person=kept, member=cast.case_worker, purpose="Shelter", by=cast.actor("identification_officer"))
    with pytest.raises(NotPermitted):  # sees one of the two
        proposed(kept, duplicate, cast, by="case_worker")
    merge = proposed(kept, duplicate, cast)
    with pytest.raises(NotPermitted):
        opinion(merge, cast, "other_supervisor")
    assert not merges_visible_to(cast.actor("other_supervisor")).exists()


def test_a_case_worker_with_whom_both_are_shared_proposes_and_does_not_review(kept: Person, duplicate: Person, cast: Any) -> None:
    for each in (kept, duplicate):
        share_file(person=each, member=cast.case_worker, purpose="Shelter", by=cast.actor("identification_officer"))
    merge = proposed(kept, duplicate, cast, by="case_worker")
    assert not to_review(cast.actor("case_worker")).exists()
    assert list(to_review(cast.actor("supervisor"))) == [merge]


def test_a_proposal_needs_two_records_and_reasons_and_waits_alone(kept: Person, duplicate: Person, cast: Any) -> None:
    officer = cast.actor("identification_officer")
    with pytest.raises(Refused, match="one record, not two"):
        propose_merge(kept=kept, duplicate=kept, key=uuid.uuid4(), reasons="R", by=officer)
    with pytest.raises(Refused, match="Write what shows"):
        propose_merge(kept=kept, duplicate=duplicate, key=uuid.uuid4(), reasons=" ", by=officer)
    proposed(kept, duplicate, cast)
    with pytest.raises(Refused, match="waits already"):
        proposed(duplicate, kept, cast, by="second_officer")


def test_an_opinion_needs_reasons(kept: Person, duplicate: Person, cast: Any) -> None:
    with pytest.raises(Refused, match="Write your reasons"):
        give_opinion_on_merge(merge=proposed(kept, duplicate, cast), agrees=True, reasons=" ", by=cast.actor("supervisor"))


def test_the_same_paper_is_noticed(kept: Person, duplicate: Person, cast: Any) -> None:
    assert list(looks_the_same(kept, cast.actor("supervisor"))) == [duplicate]
    assert not looks_the_same(kept, cast.actor("other_supervisor")).exists()


# --- what moves -------------------------------------------------------------------------------------------------------


def test_everything_that_pointed_at_the_duplicate_points_at_the_kept_person(
    kept: Person, duplicate: Person, both_told: Case, cast: Any
) -> None:
    tables = {(model._meta.label, field.name) for model, field in pointing_at_people()}
    assert {("cases.Involvement", "person"), ("screening.Screening", "person"), ("cases.Consent", "person")} <= tables
    for model, field in pointing_at_people():
        assert model._base_manager.filter(**{field.name: duplicate}).exists(), f"no row of {model} in this test"
    merged(kept, duplicate, cast)
    left = {
        model._meta.label
        for model, field in pointing_at_people()
        if model._base_manager.filter(**{field.name: duplicate}).exists()
    }
    assert left == {"cases.SafePlace"}  # of which a person has one: its words were joined to the kept one's


def test_a_part_and_a_reader_of_both_are_open_once(kept: Person, duplicate: Person, both_told: Case, cast: Any) -> None:
    merged(kept, duplicate, cast)
    assert both_told.involvements.filter(role="victim", ended_at__isnull=True).count() == 1
    assert NamedReader.objects.filter(member=cast.case_worker, ended_at__isnull=True).count() == 1
    assert list(people_in_cases_visible_to(cast.actor("case_worker"))) == [kept]


def test_what_the_kept_record_lacks_is_filled_in_and_nothing_is_overwritten(
    kept: Person, duplicate: Person, both_told: Case, cast: Any
) -> None:
    merged(kept, duplicate, cast)
    now = Person.objects.get(pk=kept.pk)
    assert (now.name, now.alias, now.language) == (MARIA.name, AGAIN.alias, AGAIN.language)
    place = SafePlace.objects.get(person=kept)
    assert place.address == f"7 Hidden Lane{SECOND}9 Other Road"
    assert place.must_not_know == "The brother"


def test_what_is_filled_in_is_found_by_its_index(duplicate: Person, cast: Any) -> None:
    nameless = a_screening(cast, PersonMet()).person
    merged(nameless, duplicate, cast)
    now = Person.objects.get(pk=nameless.pk)
    assert (now.document, now.document_index) == (AGAIN.document, Person.objects.get(pk=duplicate.pk).document_index)


# --- undoing ----------------------------------------------------------------------------------------------------------


def test_undoing_puts_every_row_back_to_the_byte(kept: Person, duplicate: Person, both_told: Case, cast: Any) -> None:
    before = as_they_lie()
    merge = merged(kept, duplicate, cast)
    while_merged = as_they_lie()
    assert sum(before[key] != while_merged[key] for key in before) > len(pointing_at_people())
    undone(merge, cast)
    after = as_they_lie()
    assert after.keys() == before.keys()
    assert {key: (before[key], after[key]) for key in before if before[key] != after[key]} == {}


def test_undoing_puts_filled_and_indexed_columns_back_too(duplicate: Person, cast: Any) -> None:
    nameless = a_screening(cast, PersonMet()).person
    before = as_they_lie()
    undone(merged(nameless, duplicate, cast), cast)
    assert as_they_lie() == before


def test_versions_count_up_so_that_a_form_begun_before_meets_a_record_that_changed(
    kept: Person, duplicate: Person, cast: Any
) -> None:
    undone(merged(kept, duplicate, cast), cast)
    assert {each.version for each in Person.objects.filter(pk__in=[kept.pk, duplicate.pk])} == {3}


def test_what_was_recorded_or_corrected_since_stays_with_the_kept_record(kept: Person, duplicate: Person, cast: Any) -> None:
    merge, officer = merged(kept, duplicate, cast), cast.actor("identification_officer")
    version = Person.objects.get(pk=kept.pk).version
    correct_person(person=kept, version=version, changes={"alias": "Mimi"}, by=officer)
    reader = share_file(person=kept, member=cast.case_worker, purpose="Later", by=officer)
    undone(merge, cast)
    now = Person.objects.get(pk=kept.pk)
    assert (now.alias, now.language) == ("Mimi", "")
    assert NamedReader.objects.get(pk=reader.pk).person == kept


def read_by(person: Person, member: Member, basis: str = "") -> NamedReader:
    """A member who reads a person's file, on a basis."""
    with writing("a reader, in a test"):
        return NamedReader.objects.create(
            person=person, member=member, role=member.role, agency=member.agency, purpose="A raid.",
            basis=basis, named_at=timezone.now(), named_by=person.met_by,
        )  # fmt: skip


def told_police(person: Person, cast: Any) -> tuple[Consent, NamedReader]:
    """A person who agreed that the police read their file, and the investigator who does."""
    consent = answered(person, cast, "referral", cast.investigator.agency)
    asked = {"purpose": "referral", "words": "A raid.", "by": cast.actor("identification_officer")}
    return consent, let_read(person=person, member=cast.investigator, **asked)


def test_what_a_no_of_the_second_record_forbids_is_closed_by_the_merge_and_told(
    kept: Person, duplicate: Person, cast: Any
) -> None:
    _, reader = told_police(kept, cast)
    answered(duplicate, cast, "referral", cast.investigator.agency, given=False)
    merged(kept, duplicate, cast)
    assert NamedReader.objects.get(pk=reader.pk).ended_at is not None
    assert WithdrawalNotice.objects.get().recipient == cast.investigator.agency
    assert not people_visible_to(cast.actor("investigator")).filter(pk=kept.pk).exists()


def test_a_reader_whose_basis_ended_while_merged_is_not_opened_again(kept: Person, duplicate: Person, cast: Any) -> None:
    told_police(kept, cast)
    consent, reader = told_police(duplicate, cast)
    merge = merged(kept, duplicate, cast)
    assert NamedReader.objects.get(pk=reader.pk).ended_at is not None  # the kept record's goes on in its place
    withdrawn(Consent.objects.get(pk=consent.pk), cast)
    undone(merge, cast)
    assert not people_visible_to(cast.actor("investigator")).exists()


def test_what_was_told_of_one_on_the_word_of_the_other_ends_when_they_are_parted(
    kept: Person, duplicate: Person, identified: Identification, cast: Any
) -> None:
    case = opened_case(identified, cast)
    answered(duplicate, cast, "police", cast.investigator.agency)
    answered(duplicate, cast, "referral", cast.investigator.agency)
    merge, officer = merged(kept, duplicate, cast), cast.actor("identification_officer")
    let_read(person=kept, member=cast.investigator, purpose="referral", words="A raid.", by=officer)
    join_team(case=case, member=cast.investigator, task="Look.", by=cast.actor("case_worker"))
    undone(merge, cast)
    assert not people_visible_to(cast.actor("investigator")).exists()
    assert not cases_visible_to(cast.actor("investigator")).exists()


def test_a_reader_whose_basis_holds_is_opened_again(kept: Person, duplicate: Person, cast: Any) -> None:
    told_police(kept, cast)
    told_police(duplicate, cast)
    undone(merged(kept, duplicate, cast), cast)
    assert people_visible_to(cast.actor("investigator")).count() == 2


def test_a_reader_who_was_removed_while_merged_is_not_opened_again(kept: Person, duplicate: Person, cast: Any) -> None:
    both = [read_by(each, cast.case_worker) for each in (kept, duplicate)]
    merge = merged(kept, duplicate, cast)
    end_sharing(reader=both[0], by=cast.actor("identification_officer"))
    undone(merge, cast)
    assert not people_visible_to(cast.actor("case_worker")).exists()


def test_referrals_are_held_before_people_by_a_merge_and_by_erasing(kept: Person, duplicate: Person) -> None:
    for hold in (lambda: held_people(kept, duplicate), lambda: hold_to_erase(kept)):
        with CaptureQueriesContext(connection) as asked:
            hold()
        tables = [each["sql"].split('FROM "')[1].split('"')[0] for each in asked]
        assert "cases_referral" in tables
        assert "screening_person" not in tables[: tables.index("cases_referral")]


def test_nothing_is_done_about_a_record_that_was_merged_or_erased_meanwhile(kept: Person, duplicate: Person, cast: Any) -> None:
    merged(kept, duplicate, cast)
    with pytest.raises(Refused, match="merged with another"):
        held_person(duplicate)
    with writing("erased, in a test"):
        Person.objects.filter(pk=kept.pk).update(erased_at=timezone.now(), erased_by=cast.actor("supervisor").key)
    with pytest.raises(Refused, match="was erased"):
        held_person(kept)


def test_undoing_needs_words_and_happens_once(kept: Person, duplicate: Person, cast: Any) -> None:
    merge = merged(kept, duplicate, cast)
    with pytest.raises(Refused, match="Write why"):
        undo_merge(merge=merge, words=" ", by=cast.actor("supervisor"))
    undone(merge, cast)
    with pytest.raises(Refused, match="and not undone"):
        undone(merge, cast)


def test_what_was_merged_again_is_undone_in_the_other_order(kept: Person, duplicate: Person, cast: Any) -> None:
    before = as_they_lie().keys()
    first = merged(kept, duplicate, cast)
    third = a_screening(cast, PersonMet(name="Maria X.", phone="6000 0001")).person
    with_third = as_they_lie().keys() - before
    second = merged(kept, third, cast)
    with pytest.raises(Refused, match="merged again"):
        undone(first, cast)
    undone(second, cast)
    undone(first, cast)
    assert with_third
    assert not Person.objects.filter(merged_into__isnull=False).exists()


def test_a_merge_into_a_record_that_was_merged_itself_is_reached_through_the_later_one_only(
    kept: Person, duplicate: Person, cast: Any
) -> None:
    third = a_screening(cast, PersonMet(name="Maria X.")).person
    inner = merged(duplicate, third, cast)
    outer = merged(kept, duplicate, cast)
    with pytest.raises(NotPermitted):
        undone(inner, cast)
    assert Screening.objects.filter(person=kept).count() == 4
    undone(outer, cast)
    undone(inner, cast)


def test_only_who_reviews_merges_undoes_one(kept: Person, duplicate: Person, cast: Any) -> None:
    merge = merged(kept, duplicate, cast)
    for who in ("case_worker", "other_supervisor", "investigator"):
        with pytest.raises(NotPermitted):
            undone(merge, cast, by=who)


# --- keeping and erasing ----------------------------------------------------------------------------------------------


def kept_until(person: Person, day: datetime.date, kind: str) -> None:
    with writing("a time to keep, in a test"):
        Person.objects.filter(pk=person.pk).update(erase_on=day, retention_kind=kind)


@pytest.mark.parametrize("longer_is_duplicate", [True, False])
def test_while_merged_the_longer_time_holds(kept: Person, duplicate: Person, cast: Any, longer_is_duplicate: bool) -> None:
    late, soon = datetime.date(2040, 1, 1), datetime.date(2030, 1, 1)
    days = (soon, late) if longer_is_duplicate else (late, soon)
    for person, day, kind in zip((kept, duplicate), days, ("screening", "identification_identified"), strict=True):
        kept_until(person, day, kind)
    merge = merged(kept, duplicate, cast)
    assert Person.objects.get(pk=kept.pk).erase_on == late
    undone(merge, cast)
    assert Person.objects.get(pk=kept.pk).erase_on == days[0]


def test_erasing_the_kept_record_erases_the_second_one_and_what_the_merge_tells(
    kept: Person, duplicate: Person, both_told: Case, cast: Any
) -> None:
    merge = merged(kept, duplicate, cast)
    yesterday = today() - datetime.timedelta(days=1)
    with writing("time passes, in a test"):
        Person.objects.update(erase_on=yesterday)
        Case.objects.update(closed_at=timezone.now(), closed_by=cast.case_worker, closing_reason="needs_met")
        Identification.objects.update(state=states_awaiting(lifecycle(), "nothing")[0])
        Referral.objects.update(state="done")
    supervisor = cast.actor("supervisor")
    assert list(people_kept_by(supervisor)) == [kept]  # the second one is not listed by itself
    erase_person(person=kept, reason=DUE, by=supervisor)
    assert Person.objects.filter(erased_at__isnull=True).count() == 0
    second = Person.objects.get(pk=duplicate.pk)
    assert (second.name, second.document, second.document_index) == ("", "", "")
    told = Merge.objects.get()
    assert (told.reasons, told.moved) == ("", {})
    assert not MergeOpinion.objects.filter(reasons__isnull=False).exists()
    assert {each.address for each in SafePlace.objects.all()} == {""}
    assert not Content.objects.filter(entry__subject__contains=str(duplicate.pk)).exclude(entry__kind="person:erased").exists()
    with pytest.raises(NotPermitted):
        undone(merge, cast)


# --- pages ------------------------------------------------------------------------------------------------------------


def with_open_files(client: Client, *people: Person) -> Client:
    session = client.session
    until = int(datetime.datetime.now(datetime.UTC).timestamp()) + 600
    session[OPEN] = {str(each.pk): until for each in people}
    session.save()
    return client


@pytest.mark.once
def test_two_records_are_found_compared_proposed_reviewed_and_parted_on_pages(
    as_member: Callable[[str], Client], kept: Person, duplicate: Person, cast: Any
) -> None:
    officer = with_open_files(as_member("identification_officer"), kept, duplicate)
    found = officer.post(reverse("cases:merges"), {"kept": str(kept)[-8:], "duplicate": str(duplicate)})
    assert found.url == reverse("cases:propose_merge", args=[kept.pk, duplicate.pk])
    told = officer.get(found.url).content.decode()
    assert "Maria Example" in told
    assert "Maria E." in told
    assert "Both have the same paper or phone" in told
    entries = {"key": uuid.uuid4(), "reasons": "One passport."}
    assert [officer.post(found.url, entries).status_code for _ in range(2)] == [302, 302]
    merge = Merge.objects.get()
    for key in ("second_officer", "supervisor"):
        reviewer, address = with_open_files(as_member(key), kept, duplicate), reverse("cases:review_merge", args=[merge.pk])
        assert "Waiting for your opinion" in reviewer.get(reverse("cases:merges")).content.decode()
        assert "Maria E." in reviewer.get(reverse("cases:merge", args=[merge.pk])).content.decode()
        given = {"answer": "agree", "reasons": "I compared the papers."}
        assert [reviewer.post(address, given).status_code for _ in range(2)] == [302, 302]
    assert MergeOpinion.objects.count() == 2
    assert Person.objects.get(pk=duplicate.pk).merged_into == kept
    assert reviewer.post(reverse("cases:undo_merge", args=[merge.pk]), {"words": "Sisters."}).status_code == 302
    assert Person.objects.get(pk=duplicate.pk).merged_into is None


@pytest.mark.once
def test_a_person_s_file_leads_to_records_with_the_same_paper(
    as_member: Callable[[str], Client], kept: Person, duplicate: Person
) -> None:
    client, address = with_open_files(as_member("supervisor"), kept), reverse("cases:second_record", args=[kept.pk])
    assert address in client.get(reverse("screening:person", args=[kept.pk])).content.decode()
    pair = reverse("cases:propose_merge", args=[kept.pk, duplicate.pk])
    assert pair in client.get(address).content.decode()
    assert client.post(address, {"duplicate": str(duplicate)}).url == pair
    assert client.post(address, {"duplicate": "11111111"}).status_code == 400
    assert as_member("other_supervisor").get(address).status_code == 404


@pytest.mark.once
def test_a_reference_that_one_may_not_open_is_answered_like_one_that_is_not_there(
    as_member: Callable[[str], Client], kept: Person, duplicate: Person
) -> None:
    client = as_member("other_officer")
    answers = [
        client.post(reverse("cases:merges"), {"kept": one, "duplicate": "00000000"})
        for one in (str(kept.pk)[:8], "11111111", "%", "")
    ]
    assert {each.status_code for each in answers} == {400}
    assert "Maria" not in "".join(each.content.decode() for each in answers)


@pytest.mark.once
@pytest.mark.parametrize("who", ["other_supervisor", "investigator", "case_worker", "prosecutor"])
def test_who_may_not_open_the_files_finds_no_page_of_the_merge(
    as_member: Callable[[str], Client], kept: Person, duplicate: Person, cast: Any, who: str
) -> None:
    merge, client = proposed(kept, duplicate, cast), as_member(who)
    for name in ("merge", "review_merge", "undo_merge"):
        assert client.get(reverse(f"cases:{name}", args=[merge.pk])).status_code == 404
    assert client.get(reverse("cases:propose_merge", args=[kept.pk, duplicate.pk])).status_code == 404


@pytest.mark.once
def test_both_files_are_opened_for_a_purpose_first(as_member: Callable[[str], Client], kept: Person, duplicate: Person) -> None:
    client, address = as_member("supervisor"), reverse("cases:propose_merge", args=[kept.pk, duplicate.pk])
    assert client.get(address).url.startswith(reverse("screening:open_file", args=[kept.pk]))
    assert with_open_files(client, kept).get(address).url.startswith(reverse("screening:open_file", args=[duplicate.pk]))


def test_a_reviewer_who_moved_away_meanwhile_gives_no_opinion(kept: Person, duplicate: Person, cast: Any) -> None:
    merge = proposed(kept, duplicate, cast)
    with writing("a supervisor moves, in a test"):
        Member.objects.filter(pk=cast.supervisor.pk).update(agency="ld")
    cast.supervisor.refresh_from_db()
    with pytest.raises(NotPermitted):
        opinion(merge, cast, "supervisor")
