"""Nothing sealed that tells of a person outlives them: entries linked to them, what was said of their pairs, and lists."""

import datetime
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from cases.test_erasing import due, identifications_are_over, left_in
from django.apps import apps
from django.core.management import call_command
from django.db import models
from linkage.linking import NAME, compared, confirmed, imported, merged, the_pair

from firmground_site.audit.actions import NotPermitted
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content, Entry
from firmground_site.linkage import erasing
from firmground_site.linkage.actions.erasing import erase_list
from firmground_site.linkage.actions.judging import reject_link
from firmground_site.linkage.models import ListEntry, Pair, PartnerList
from firmground_site.linkage.queries import LINKED
from firmground_site.screening.actions.erasing import DUE, erase_person
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import BlindIndexField, SealedTextField

pytestmark = pytest.mark.django_db
FAR = datetime.date(2020, 1, 1)


def sealed_fields() -> Iterator[tuple[type[models.Model], models.Field]]:
    for model in apps.get_app_config("linkage").get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedTextField | BlindIndexField):
                yield model, field


def left() -> list[str]:
    return [f"{model.__name__}.{field.name}" for model, field in sealed_fields() if left_in(model, field)]


def erased(person: Person, cast: Any) -> None:
    with writing("over, in a test"):
        identifications_are_over()
    erase_person(person=due(person), reason=DUE, by=cast.actor("supervisor"))


def told_of(words: str) -> list[Content]:
    return [each for each in Content.objects.filter(entry__stream="linkage") if words in str(each.value)]


@pytest.fixture
def planted(with_entry: Pair, cast: Any) -> Pair:
    """A linked entry with a planted name in every sealed field of linkage, and the words of the link."""
    entry = with_entry.right_entry
    with writing("a name in every sealed field, in a test"):
        ListEntry.objects.exclude(pk=entry.pk).delete()
        for field in entry._meta.local_fields:
            if isinstance(field, SealedTextField):
                setattr(entry, field.name, f"{NAME} 99887766")
        entry.save()
    pair = confirmed(with_entry, cast)
    assert {f"{model.__name__}.{field.name}" for model, field in sealed_fields()} == set(left()), "not all were planted"
    return pair


def test_no_sealed_field_and_no_word_outlives_the_person(planted: Pair, maria: Person, cast: Any) -> None:
    assert told_of("One passport.")
    erased(maria, cast)
    assert left() == [], "say in linkage/erasing.py how these are erased"
    assert told_of("One passport.") == []
    pair = the_pair()
    assert (pair.weighed, pair.state) == ([], "confirmed"), "that there was a link can still be counted"
    assert (pair.right_entry.erased_by, pair.right_entry.sex) == ("with the person", "")
    assert list(Pair.objects.filter(LINKED)) == [pair]


def test_an_entry_that_is_not_linked_stays_until_its_list_goes(with_entry: Pair, maria: Person, cast: Any) -> None:
    reject_link(pair=with_entry, version=with_entry.version, words="Sisters.", by=cast.actor("supervisor"))
    erased(maria, cast)
    assert ListEntry.objects.get(row=1).name == NAME
    assert (the_pair().words, the_pair().weighed, told_of("Sisters.")) == ("", [], [])


def test_entries_linked_to_a_linked_entry_go_with_the_person_too(with_entry: Pair, maria: Person, cast: Any) -> None:
    imported(cast, f"id,name,document\nX,{NAME},P1234567\n", party="hkpf")
    compared()
    for pair in Pair.objects.exclude(pk=with_entry.pk).filter(left_entry__isnull=False):
        confirmed(pair, cast)
    confirmed(Pair.objects.get(pk=with_entry.pk), cast)
    erased(maria, cast)
    assert [each.name for each in ListEntry.objects.all() if each.name] == ["Siti Shelter"]


def test_a_merged_pair_goes_with_the_kept_record(of_people: Pair, cast: Any) -> None:
    pair = merged(of_people, cast)
    erased(pair.merge.kept, cast)
    assert left() == []
    assert told_of("One passport.") == []


def test_a_person_left_without_a_name_leaves_none_in_a_list(planted: Pair, maria: Person) -> None:
    from firmground_site.cases.unnamed_with import ALSO

    assert erasing.clear in ALSO
    with writing("as the action that leaves a person without a name does, in a test"):
        for clear in ALSO:
            clear(maria)
    assert left() == []


def test_a_list_whose_time_has_come_is_erased_by_the_command(with_entry: Pair, cast: Any, shelter: PartnerList) -> None:
    confirmed(with_entry, cast)
    with writing("time passes, in a test"):
        PartnerList.objects.update(erase_on=FAR)
    out = StringIO()
    call_command("erase_due", dry_run=True, stdout=out)
    assert "1 would be erased" in out.getvalue()
    call_command("erase_due", stdout=out)
    assert left() == []
    assert told_of("One passport.") == []
    kept = PartnerList.objects.get()
    assert (kept.erased_by, kept.digest, kept.entries.count()) == ("system:erase_due", "", 2)
    assert Entry.objects.filter(kind="list:erased").count() == 1


def test_a_list_is_erased_before_its_time_by_a_supervisor_of_its_agency_only(shelter: PartnerList, cast: Any) -> None:
    for who in ("identification_officer", "other_supervisor", "statistician"):
        with pytest.raises(NotPermitted):
            erase_list(of_list=shelter, by=cast.actor(who))
    assert "ListEntry.name" in left()
    erase_list(of_list=shelter, by=cast.actor("supervisor"))
    assert left() == []
    with pytest.raises(NotPermitted):
        erase_list(of_list=shelter, by=cast.actor("supervisor"))


def test_a_list_that_was_erased_can_be_imported_again(shelter: PartnerList, cast: Any) -> None:
    erase_list(of_list=shelter, by=cast.actor("supervisor"))
    assert imported(cast).entries.count() == 2
