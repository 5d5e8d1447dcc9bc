"""Everybody who may be somebody met before is compared; what was decided is asked again only when something has changed."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from linkage.linking import AGAIN, LIST, MARIA, NAME, OTHER, SYSTEM, compared, confirmed, imported, merged, met, the_pair

from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content
from firmground_site.cases.actions.merging import give_opinion_on_merge
from firmground_site.linkage import comparing, library
from firmground_site.linkage.actions.judging import reject_link
from firmground_site.linkage.actions.running import keep_links, propose_links
from firmground_site.linkage.comparing import compare_records
from firmground_site.linkage.explained import level_in_words
from firmground_site.linkage.models import ListEntry, Pair, PartnerList, Run
from firmground_site.linkage.taking_part import ENTRY, PERSON, Side, in_order, records_taking_part
from firmground_site.screening.actions.reading import correct_person
from firmground_site.screening.actions.recording import PersonMet
from firmground_site.screening.models import Person

pytestmark = pytest.mark.django_db


def taking_part() -> set[str]:
    return {side.id for side in records_taking_part(lambda rows, _: rows)}


def test_people_of_all_agencies_and_entries_of_lists_are_compared(cast: Any, shelter: PartnerList) -> None:
    mine, theirs = met(cast), met(cast, AGAIN, agency="hkpf")
    run = compared()
    assert run.records == 4
    entry = shelter.entries.get(row=1)
    sides = {
        (each.left_person_id or each.left_entry_id, each.right_person_id or each.right_entry_id) for each in Pair.objects.all()
    }
    assert sides == {
        tuple(sorted((mine.pk, theirs.pk))),
        (mine.pk, entry.pk),
        (theirs.pk, entry.pk),
    }


def test_an_archived_record_takes_part_and_an_erased_or_merged_one_does_not(cast: Any) -> None:
    archived, erased, merged_away = (met(cast, PersonMet(name=f"Person {each}")) for each in range(3))
    with writing("erased, merged and over, in a test"):
        archived.identifications.update(state="closed")
        Person.objects.filter(pk=erased.pk).update(erased_at=timezone.now(), erased_by="system:test")
        Person.objects.filter(pk=merged_away.pk).update(merged_into=archived)
    assert taking_part() == {f"person:{archived.pk}"}


def test_a_record_that_says_nothing_of_who_somebody_is_does_not_take_part(cast: Any) -> None:
    met(cast, PersonMet(sex="female", nationality="philippines"))
    assert taking_part() == set()


def test_the_year_of_birth_follows_from_the_age_and_the_employer_is_the_one_named_last(cast: Any) -> None:
    person = met(cast, MARIA)
    with writing("an age, in a test"):
        Person.objects.filter(pk=person.pk).update(age=30)
        for name in ("First Ltd", "Second Ltd"):
            person.named_parties.create(
                screening=person.screenings.get(), kind="employer", name=name, named_at=timezone.now(), named_by=person.met_by
            )
    (record,) = records_taking_part(lambda rows, _: rows).values()
    assert (record.birth, record.employer) == (str(timezone.localdate(person.met_at).year - 30), "Second Ltd")


def test_a_person_stands_before_an_entry_and_the_smaller_key_first(maria: Person, again: Person) -> None:
    small, large = sorted((maria.pk, again.pk))
    assert in_order(Side(PERSON, large), Side(PERSON, small)) == (Side(PERSON, small), Side(PERSON, large))
    assert in_order(Side(ENTRY, small), Side(PERSON, large)) == (Side(PERSON, large), Side(ENTRY, small))


def test_what_is_below_the_threshold_is_kept_for_audits_and_not_asked(cast: Any) -> None:
    met(cast, PersonMet(name="A", sex="female")), met(cast, PersonMet(name="B", sex="female"))
    run = compared()
    assert (run.proposed, run.near, the_pair().state) == (0, 1, "below")


def test_running_again_changes_nothing_and_what_was_decided_stays(of_people: Pair, cast: Any) -> None:
    compared()
    assert Pair.objects.get() == of_people
    assert Pair.objects.get().version == of_people.version
    said = reject_link(pair=of_people, version=of_people.version, words="Sisters.", by=cast.actor("supervisor"))
    compared()
    after = the_pair()
    assert (after.state, after.words, after.version) == ("rejected", "Sisters.", said.version)


def test_a_rejected_pair_is_asked_again_once_a_record_was_corrected(of_people: Pair, again: Person, cast: Any) -> None:
    said = reject_link(pair=of_people, version=of_people.version, words="Sisters.", by=cast.actor("supervisor"))
    corrected(again, cast)
    compared()
    after = the_pair()
    assert (after.state, after.decided_at, after.words) == ("open", None, "")
    assert after.version > said.version


def corrected(person: Person, cast: Any) -> None:
    version = Person.objects.get(pk=person.pk).version
    correct_person(person=person, version=version, changes={"alias": "Mari"}, by=cast.actor("identification_officer"))


def test_a_confirmed_link_with_an_entry_stands_whatever_is_corrected(with_entry: Pair, maria: Person, cast: Any) -> None:
    confirmed(with_entry, cast)
    corrected(maria, cast)
    compared()
    assert the_pair(left_person=maria).state == "confirmed"


def test_a_pair_whose_merge_was_rejected_is_asked_again_when_something_changed(of_people: Pair, again: Person, cast: Any) -> None:
    merge = confirmed(of_people, cast).merge
    corrected(again, cast)
    compared()
    assert the_pair().state == "confirmed"  # it waits for two others
    give_opinion_on_merge(merge=merge, agrees=False, reasons="No.", by=cast.actor("supervisor"))
    with writing("what was said of them was something else, in a test"):
        pair = the_pair()
        pair.evidence = "before"
        pair.save()
    compared()
    assert (the_pair().state, the_pair().merge) == ("open", None)


def test_what_is_proposed_no_longer_leaves_the_queue_and_comes_back(of_people: Pair, again: Person, cast: Any) -> None:
    for paper, sex, state in (("Z1", "male", "lapsed"), ("P1234567", "female", "open")):
        version = Person.objects.get(pk=again.pk).version
        changes = {"document": paper, "sex": sex}
        correct_person(person=again, version=version, changes=changes, by=cast.actor("identification_officer"))
        compared()
        assert the_pair().state == state


def test_a_merged_pair_stays_as_it_was_and_the_kept_record_goes_on_taking_part(of_people: Pair, cast: Any) -> None:
    merged(of_people, cast)
    assert compared().records == 1
    assert the_pair().state == "confirmed"


def test_what_was_erased_while_records_were_compared_is_not_kept(maria: Person, again: Person, cast: Any) -> None:
    found = compare_records(at_least=0.5, by=SYSTEM)
    with writing("erased meanwhile, in a test"):
        Person.objects.filter(pk=maria.pk).update(erased_at=timezone.now(), erased_by="system:test")
    keep_links(compared=found, by=SYSTEM)
    assert not Pair.objects.exists()


@pytest.mark.parametrize("at_least", [0, 0.02, 1, 1.5, -1])
def test_a_threshold_that_is_no_probability_is_refused(db: None, at_least: float) -> None:
    with pytest.raises(Refused, match="Use 0.5"):
        compared(at_least)
    assert not Run.objects.exists()


@pytest.mark.parametrize("who", ["supervisor", "statistician", "administrator"])
def test_nobody_runs_it_from_a_page(cast: Any, who: str) -> None:
    found = compare_records(at_least=0.5, by=SYSTEM)
    with pytest.raises(NotPermitted):
        propose_links(at_least=0.5, by=cast.actor(who))
    with pytest.raises(NotPermitted):
        keep_links(compared=found, by=cast.actor(who))


def test_no_identity_is_in_rows_logs_or_the_ledger(
    cast: Any, maria: Person, again: Person, shelter: PartnerList, caplog: pytest.LogCaptureFixture, capsys: Any
) -> None:
    caplog.set_level(0)
    out = StringIO()
    call_command("propose_links", stdout=out)
    assert "4 records compared: 3 pairs at least 0.5 probable" in out.getvalue()
    printed = capsys.readouterr()
    kept = [caplog.text, out.getvalue(), printed.out, printed.err, *as_the_tables_lie()]
    kept += [str(each.value) for each in Content.objects.filter(entry__stream="linkage")]
    for told in (NAME, "Zaneta", "P1234567", "91234567", "9123 4567", "1990-02-28", "S-17"):
        assert not [each for each in kept if told in each], told


def as_the_tables_lie() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for model in (Run, Pair, ListEntry, PartnerList):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            found += [str([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]) for row in cursor.fetchall()]
    return found


def test_the_command_says_why_it_does_not_run(db: None) -> None:
    with pytest.raises(CommandError, match="Use 0.5"):
        call_command("propose_links", at_least=2.0)


def test_a_list_that_came_later_is_compared_at_the_next_run(maria: Person, cast: Any) -> None:
    assert compared().proposed == 0
    imported(cast, LIST)
    assert compared().proposed == 1


def test_two_people_with_one_phone_are_less_sure_than_with_one_paper(maria: Person, again: Person, cast: Any) -> None:
    met(cast, OTHER)
    compared()
    weights = sorted(Pair.objects.values_list("weight", flat=True))
    assert weights == [2.0, 10.0]


def test_the_shipped_model_finds_another_spelling_and_says_no_name_anywhere(
    cast: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    monkeypatch.setattr(comparing, "proposed_by_the_library", library.proposed_by_the_library)
    met(cast, PersonMet(name=f"{NAME} Kartikasari", document="P1234567", sex="female"))
    imported(cast, 'id,name,document\nX,"KARTIKASARI, Zaneta Planted",P1234567\nY,Somebody Quite Different,Q7\n')
    run = compared()
    pair = the_pair(state="open")
    assert (run.records, run.proposed) == (3, 1)
    assert run.model_digest.startswith("sha256:")
    assert {each["compared"] for each in pair.weighed} >= {"name", "document"}
    assert pair.weight == pytest.approx(pair.prior + sum(each["weight"] for each in pair.weighed))
    assert all(level_in_words(each["level"]) for each in pair.weighed)
    printed = capfd.readouterr()
    for told in ("aneta", "artikasari", "ARTIKASARI", "P1234567", "Somebody"):
        assert not [each for each in (caplog.text, printed.out, printed.err, str(pair.weighed)) if told in each], told


def test_nobody_or_one_record_is_no_fault(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "proposed_by_the_library", library.proposed_by_the_library)
    assert compared().records == 0
    met(cast)
    assert (compared().records, Pair.objects.count()) == (1, 0)
