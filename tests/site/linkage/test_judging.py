"""A reviewer says of two records that they are one person, two, or that nobody can tell; and it can all be undone."""

from typing import Any

import pytest
from cases.records_of_people import as_they_lie
from django.db import IntegrityError, transaction
from linkage.linking import AGAIN, compared, confirmed, merged, met, the_pair

from firmground_site.access.actors import Actor
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Entry
from firmground_site.cases.actions.merging import give_opinion_on_merge, undo_merge
from firmground_site.cases.merging import pointing_at_people
from firmground_site.cases.models import Merge
from firmground_site.linkage.actions.judging import RIGHT, confirm_link, leave_undecided, reject_link, undo_link
from firmground_site.linkage.models import Pair, PartnerList
from firmground_site.linkage.queries import LINKED, to_review
from firmground_site.linkage.standing import standing_in_words
from firmground_site.screening.actions.reading import share_file
from firmground_site.screening.models import Person

pytestmark = pytest.mark.django_db
WORDS = "One passport."


def told(pair: Pair, by: Actor, **changed: Any) -> dict[str, Any]:
    return {"pair": pair, "version": pair.version, "words": WORDS, "by": by, **changed}


def undone(pair: Pair, cast: Any, by: str = "supervisor") -> Pair:
    return undo_link(pair=pair, version=pair.version, words="They are sisters.", by=cast.actor(by))


def test_confirming_two_people_proposes_a_merge_and_merges_nothing(of_people: Pair, cast: Any) -> None:
    pair = confirmed(of_people, cast)
    merge = Merge.objects.get()
    assert (pair.merge, merge.reasons, merge.proposed_by) == (merge, WORDS, cast.identification_officer)
    assert {merge.kept_id, merge.duplicate_id} == {pair.left_person_id, pair.right_person_id}
    assert not Person.objects.filter(merged_into__isnull=False).exists()
    assert standing_in_words(pair)[0] == "Merge proposed"
    assert not Pair.objects.filter(LINKED).exists()


def test_the_reviewer_chooses_which_record_is_kept(of_people: Pair, cast: Any) -> None:
    confirm_link(**told(of_people, cast.actor("supervisor"), keep=RIGHT))
    assert Merge.objects.get().kept_id == of_people.right_person_id


def test_the_link_stands_once_two_others_agreed(of_people: Pair, cast: Any) -> None:
    pair = merged(of_people, cast)
    assert standing_in_words(pair)[0] == "Merged"
    assert list(Pair.objects.filter(LINKED)) == [pair]


def test_confirming_an_entry_links_it_at_once(with_entry: Pair, cast: Any) -> None:
    pair = confirmed(with_entry, cast)
    assert (pair.state, pair.merge, pair.decided_by_id) == ("confirmed", None, cast.identification_officer.pk)
    assert list(Pair.objects.filter(LINKED)) == [pair]
    assert Entry.objects.filter(kind="link:confirmed", subject=f"pair:{pair.pk}").count() == 1
    assert not Merge.objects.exists()


@pytest.mark.parametrize(("act", "state"), [(reject_link, "rejected"), (leave_undecided, "undecided")])
def test_two_people_or_undecided_is_no_link_and_waits_no_longer(with_entry: Pair, cast: Any, act: Any, state: str) -> None:
    act(**told(with_entry, cast.actor("supervisor")))
    assert the_pair().state == state
    assert not to_review(cast.actor("supervisor")).exists()
    assert not Pair.objects.filter(LINKED).exists()


@pytest.mark.parametrize("act", [confirm_link, reject_link, leave_undecided])
def test_what_shows_it_must_be_said_and_a_pair_is_answered_once(with_entry: Pair, cast: Any, act: Any) -> None:
    by = cast.actor("supervisor")
    with pytest.raises(Refused, match="Write what shows it"):
        act(**told(with_entry, by, words=" "))
    assert the_pair().state == "open"
    act(**told(with_entry, by))
    with pytest.raises(Stale):
        act(**told(with_entry, by))
    with pytest.raises(Refused, match="does not wait"):
        act(**told(the_pair(), by))


def test_who_was_slower_changes_nothing(of_people: Pair, cast: Any) -> None:
    first = confirmed(of_people, cast)
    with pytest.raises(Stale) as stale:
        reject_link(**told(of_people, cast.actor("supervisor")))
    assert stale.value.current == first
    assert the_pair().state == "confirmed"


def test_a_pair_waits_while_another_merge_of_its_people_waits(of_people: Pair, maria: Person, cast: Any) -> None:
    met(cast, AGAIN)
    compared()
    confirmed(of_people, cast)
    second = Pair.objects.exclude(pk=of_people.pk).filter(left_person__isnull=False).first()
    with pytest.raises(Refused, match="waits already"):
        confirmed(second, cast)
    assert Pair.objects.get(pk=second.pk).state == "open"


@pytest.mark.parametrize("act", [confirm_link, reject_link, leave_undecided])
def test_only_who_sees_both_records_says_anything(maria: Person, cast: Any, act: Any) -> None:
    met(cast, AGAIN, agency="immd" if maria.agency != "immd" else "hkpf")
    compared()
    for who in ("identification_officer", "other_officer"):
        with pytest.raises(NotPermitted):
            act(**told(the_pair(), cast.actor(who)))
    for who in ("statistician", "screening" and "officer_" + maria.agency, "administrator"):
        with pytest.raises(NotPermitted):
            act(**told(the_pair(), cast.actor(who)))
    assert the_pair().state == "open"


def test_a_case_worker_with_whom_both_files_are_shared_says_it(of_people: Pair, cast: Any) -> None:
    for each in (of_people.left_person, of_people.right_person):
        share_file(person=each, member=cast.case_worker, purpose="Shelter", by=cast.actor("identification_officer"))
    assert confirmed(of_people, cast, by="case_worker").state == "confirmed"


# --- undoing ----------------------------------------------------------------------------------------------------------


def test_a_merge_is_undone_to_the_byte_through_its_pair(of_people: Pair, cast: Any) -> None:
    before = as_they_lie()
    undone(merged(of_people, cast), cast)
    after = as_they_lie()
    assert {key: after[key] for key in before} == before
    pair = the_pair()
    assert (pair.state, pair.merge, pair.words) == ("open", None, "")
    assert list(to_review(cast.actor("supervisor"))) == [pair]


def test_merging_leaves_pairs_where_they_are(of_people: Pair, cast: Any) -> None:
    sides = (of_people.left_person_id, of_people.right_person_id)
    pair = merged(of_people, cast)
    assert (pair.left_person_id, pair.right_person_id) == sides
    assert Pair not in {model for model, _ in pointing_at_people()}


def test_a_link_with_an_entry_is_undone_and_can_be_confirmed_again(with_entry: Pair, cast: Any) -> None:
    undone(confirmed(with_entry, cast), cast)
    assert the_pair().state == "open"
    assert confirmed(the_pair(), cast).state == "confirmed"


def test_a_merge_that_waits_is_for_two_others_to_reject_and_not_to_be_undone(of_people: Pair, cast: Any) -> None:
    pair = confirmed(of_people, cast)
    with pytest.raises(Refused, match="One of them can reject it"):
        undone(pair, cast)
    give_opinion_on_merge(merge=pair.merge, agrees=False, reasons="No.", by=cast.actor("supervisor"))
    assert standing_in_words(Pair.objects.select_related("merge").get())[0] == "The merge was rejected"
    assert undone(pair, cast).state == "open"


def test_a_merge_that_was_undone_elsewhere_is_no_link(of_people: Pair, cast: Any) -> None:
    pair = merged(of_people, cast)
    undo_merge(merge=pair.merge, words="Sisters.", by=cast.actor("supervisor"))
    assert not Pair.objects.filter(LINKED).exists()
    assert standing_in_words(Pair.objects.select_related("merge").get())[0] == "The merge was undone"
    assert undone(the_pair(), cast).merge is None


def test_who_does_not_review_merges_does_not_undo_one(of_people: Pair, cast: Any) -> None:
    for each in (of_people.left_person, of_people.right_person):
        share_file(person=each, member=cast.case_worker, purpose="Shelter", by=cast.actor("identification_officer"))
    with pytest.raises(Refused, match="Only somebody who reviews merges"):
        undone(merged(of_people, cast), cast, by="case_worker")
    assert Person.objects.filter(merged_into__isnull=False).exists()


def test_undoing_needs_something_to_undo_and_words(with_entry: Pair, cast: Any) -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        undone(with_entry, cast)
    pair = confirmed(with_entry, cast)
    with pytest.raises(Refused, match="Write"):
        undo_link(pair=pair, version=pair.version, words=" ", by=cast.actor("supervisor"))
    with pytest.raises(NotPermitted):
        undone(pair, cast, by="other_supervisor")
    assert the_pair().state == "confirmed"


# --- what the database holds ------------------------------------------------------------------------------------------


def test_a_pair_has_two_different_records_and_is_there_once(with_entry: Pair, maria: Person, shelter: PartnerList) -> None:
    entry = shelter.entries.get(row=2)
    wrong: tuple[dict[str, Any], ...] = (
        {"left_person": maria},
        {"left_person": maria, "right_person": maria},
        {"left_person": maria, "left_entry": entry, "right_entry": entry},
        {"left_person": maria, "right_entry": with_entry.right_entry},
        {"left_person": maria, "right_entry": entry, "state": "confirmed"},
        {"left_person": maria, "right_entry": entry, "state": "sure"},
    )
    for fields in wrong:
        with writing("what cannot be, in a test"), pytest.raises(IntegrityError), transaction.atomic():
            Pair.objects.create(**fields)
    assert Pair.objects.count() == 1
