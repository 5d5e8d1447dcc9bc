"""The queue names nobody and shows what a reader may see; a pair is opened for a purpose; who was slower loses nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from linkage.linking import AGAIN, MARIA, NAME, PersonMet, compared, confirmed, imported, may_open, merged, met, the_pair

from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.models import Entry
from firmground_site.linkage.actions.asking import answer_question, ask_agency
from firmground_site.linkage.actions.judging import reject_link
from firmground_site.linkage.actions.opening import open_pair
from firmground_site.linkage.beside import beside
from firmground_site.linkage.models import Pair, PartnerList, Question
from firmground_site.linkage.queries import questions_to, seen_by_half, to_review
from firmground_site.screening.actions.reading import share_file
from firmground_site.screening.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUEUE = "/linkage/"


@pytest.fixture
def apart(maria: Person, cast: Any) -> Pair:
    """A pair of two people of whom each agency sees one."""
    met(cast, AGAIN, agency=cast.other_officer.agency)
    compared()
    return the_pair()


def page_of(pair: Pair) -> str:
    return reverse("linkage:pair", args=[pair.pk])


def opened(client: Client, pair: Pair) -> Client:
    return may_open(client, pair.left.pk, pair.right.pk)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


# --- the queue --------------------------------------------------------------------------------------------------------


def test_the_queue_lists_pairs_by_weight_and_names_nobody(of_people: Pair, cast: Any, as_member: Callable[[str], Client]) -> None:
    met(cast, PersonMet(name="Siti Other", phone="9123 4567"))
    compared()
    page = text_of(as_member("supervisor"), QUEUE)
    heavy, light = Pair.objects.order_by("-weight")[:2]
    assert 0 < page.index(str(heavy.pk)) < page.index(str(light.pk))
    for told in ("Zaneta", "Siti", "P1234567"):
        assert told not in page


def test_who_sees_one_record_learns_only_that_there_is_another(apart: Pair, as_member: Callable[[str], Client]) -> None:
    client = as_member("supervisor")
    page = text_of(client, QUEUE)
    mine, theirs = sorted((apart.left, apart.right), key=lambda each: each.agency != "immd")
    assert str(mine) in page
    assert str(theirs) not in page
    half = text_of(client, page_of(apart))
    for told in (str(theirs), "Zaneta", "P1234567", "10.0", "Very probable", "Hong Kong Police"):
        assert told not in half, told
    assert "Ask the other agency" in half


def test_whoever_sees_neither_finds_nothing(apart: Pair, as_member: Callable[[str], Client]) -> None:
    client = as_member("case_worker")
    assert str(apart.pk) not in text_of(client, QUEUE)
    assert client.get(page_of(apart)).status_code == 404


def test_an_agency_is_asked_and_shares_its_file_so_that_both_are_seen(apart: Pair, cast: Any) -> None:
    asking, asked = cast.actor("identification_officer"), cast.actor("other_officer")
    question = ask_agency(pair=apart, by=asking)
    with pytest.raises(Refused, match="has asked already"):
        ask_agency(pair=apart, by=cast.actor("supervisor"))
    assert (question.to_agency, list(questions_to(asked)), list(questions_to(asking))) == (asked.agency, [question], [])
    theirs = apart.left if apart.left.agency == asked.agency else apart.right
    sharer = cast.actor("other_supervisor")
    share_file(person=theirs, member=cast.identification_officer, purpose="One person?", by=sharer)
    answer_question(question=question, by=asked)
    assert list(to_review(asking)) == [apart]
    assert list(seen_by_half(asked)) == [apart]
    assert not questions_to(asked).exists()


def test_a_question_is_not_for_others_to_answer_and_not_about_what_one_sees_whole(of_people: Pair, cast: Any) -> None:
    with pytest.raises(NotPermitted):
        ask_agency(pair=of_people, by=cast.actor("supervisor"))
    assert not Question.objects.exists()


def test_a_question_is_answered_by_the_agency_that_was_asked_only(apart: Pair, cast: Any) -> None:
    question = ask_agency(pair=apart, by=cast.actor("supervisor"))
    for who in ("supervisor", "identification_officer"):
        with pytest.raises(NotPermitted):
            answer_question(question=question, by=cast.actor(who))


def test_the_agency_that_was_asked_finds_the_question_in_its_queue(
    apart: Pair, cast: Any, as_member: Callable[[str], Client]
) -> None:
    client = as_member("identification_officer")
    answer = client.post(reverse("linkage:ask_agency", args=[apart.pk]), follow=True)
    assert "Your agency asked on" in answer.content.decode()
    theirs = as_member("other_officer")
    page = text_of(theirs, QUEUE)
    assert "Ms Cheung" in page
    assert NAME not in page
    theirs.post(reverse("linkage:answer_question", args=[Question.objects.get().pk]))
    assert "Other agencies ask" not in text_of(theirs, QUEUE)
    assert "says that it has answered" in text_of(client, page_of(apart))


def test_the_queue_asks_as_often_for_many_pairs_as_for_a_few(cast: Any, as_member: Callable[[str], Client]) -> None:
    client, asked = as_member("supervisor"), []
    for number in (3, 6):
        for each in range(number):
            met(cast, PersonMet(name=f"Person {number} {each}", document="P1234567"))
        content = "id,name,document\n" + "".join(f"{each},A{number},P1234567\n" for each in range(number))
        imported(cast, content)
        compared()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(QUEUE).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] <= 16


# --- a pair -----------------------------------------------------------------------------------------------------------


def test_a_pair_is_opened_for_a_purpose_which_is_recorded_for_each_person_and_for_the_pair(
    with_entry: Pair, maria: Person, as_member: Callable[[str], Client]
) -> None:
    client = as_member("supervisor")
    answer = client.get(page_of(with_entry))
    assert answer.status_code == 302
    asked = client.get(answer["Location"])
    assert NAME not in asked.content.decode()
    onward = client.post(answer["Location"], {"purpose": "compare", "next": page_of(with_entry)}, follow=True)
    assert NAME in onward.content.decode()
    assert Entry.objects.filter(kind="person:read", subject=f"person:{maria.pk}").count() == 1
    assert Entry.objects.filter(kind="pair:read", subject=f"pair:{with_entry.pk}").count() == 1


def test_a_pair_is_not_opened_without_a_purpose_or_by_whoever_sees_nothing_of_it(with_entry: Pair, cast: Any) -> None:
    with pytest.raises(Refused, match="Say why"):
        open_pair(pair=with_entry, purpose=" ", by=cast.actor("supervisor"))
    with pytest.raises(NotPermitted):
        open_pair(pair=with_entry, purpose="Curious.", by=cast.actor("other_supervisor"))
    assert not Entry.objects.filter(kind="pair:read").exists()


def test_both_records_stand_beside_each_other_with_what_differs_and_why_they_are_proposed(
    with_entry: Pair, as_member: Callable[[str], Client]
) -> None:
    page = text_of(opened(as_member("supervisor"), with_entry), page_of(with_entry))
    assert page.count("P1234567") == 2
    assert page.count("The same") >= 4  # names and papers of both
    assert "1990-02-28" in page
    assert "<svg" in page
    for words in ("Paper", "the same", "+14.0", "For one person", "Before", "−4.0", "For two people", "Neither way"):
        assert words in page, words


def test_what_differs_is_said(of_people: Pair, as_member: Callable[[str], Client]) -> None:
    page = text_of(opened(as_member("supervisor"), of_people), page_of(of_people))
    assert page.count("Differs") == 2  # the names


def test_a_reviewer_confirms_on_the_page_and_finds_what_was_said(with_entry: Pair, as_member: Callable[[str], Client]) -> None:
    client = opened(as_member("supervisor"), with_entry)
    sent = {"version": with_entry.version, "answer": "confirmed", "words": "One passport."}
    page = client.post(page_of(with_entry), sent, follow=True).content.decode()
    assert "They are confirmed as one person." in page
    assert "One passport." in page
    assert "Confirmed that two records are of one person" in page
    assert "Decided lately" in text_of(client, QUEUE)


def test_a_reviewer_who_says_too_little_is_told_and_nothing_is_recorded(
    of_people: Pair, as_member: Callable[[str], Client]
) -> None:
    client = opened(as_member("supervisor"), of_people)
    answer = client.post(page_of(of_people), {"version": of_people.version})
    assert answer.status_code == 400
    for words in ("Choose an answer.", "Write what shows it."):
        assert words in answer.content.decode()
    assert the_pair().state == "open"


def test_of_two_people_the_one_met_first_is_offered_to_be_kept(of_people: Pair, as_member: Callable[[str], Client]) -> None:
    client = opened(as_member("supervisor"), of_people)
    sent = {"version": of_people.version, "answer": "confirmed", "words": "One passport.", "keep": "right"}
    page = client.post(page_of(of_people), sent, follow=True).content.decode()
    assert "Merge proposed" in page
    assert the_pair().merge.kept_id == of_people.right_person_id


def test_who_was_slower_sees_what_was_said_beside_what_they_typed(
    with_entry: Pair, cast: Any, as_member: Callable[[str], Client]
) -> None:
    client = opened(as_member("supervisor"), with_entry)
    assert client.get(page_of(with_entry)).status_code == 200
    sent = {"version": with_entry.version, "answer": "confirmed", "words": "I think so."}
    reject_link(pair=with_entry, version=with_entry.version, words="Sisters.", by=cast.actor("identification_officer"))
    answer = client.post(page_of(with_entry), sent)
    assert answer.status_code == 409
    for words in ("Sisters.", "I think so.", "Two people"):
        assert words in answer.content.decode()
    again = client.post(page_of(with_entry), {**sent, "version": the_pair().version})
    assert "does not wait for an answer" in again.content.decode()
    assert the_pair().state == "rejected"


def test_sending_a_form_twice_says_it_once(with_entry: Pair, as_member: Callable[[str], Client]) -> None:
    client = opened(as_member("supervisor"), with_entry)
    sent = {"version": with_entry.version, "answer": "rejected", "words": "Sisters."}
    for _ in range(2):
        answer = client.post(page_of(with_entry), sent, follow=True)
        assert answer.status_code == 200
    assert Entry.objects.filter(kind="link:rejected").count() == 1


def test_a_link_is_undone_on_its_page(with_entry: Pair, cast: Any, as_member: Callable[[str], Client]) -> None:
    pair = confirmed(with_entry, cast)
    client = opened(as_member("supervisor"), with_entry)
    address = reverse("linkage:undo", args=[pair.pk])
    assert client.post(address, {"version": pair.version, "words": ""}).status_code == 400
    client.post(address, {"version": pair.version, "words": "Sisters."})
    assert the_pair().state == "open"


def test_a_merged_pair_is_still_shown_to_whoever_may_open_the_kept_record(
    of_people: Pair, cast: Any, as_member: Callable[[str], Client]
) -> None:
    pair = merged(of_people, cast)
    client = may_open(as_member("supervisor"), pair.merge.kept_id)
    assert "Merged" in text_of(client, page_of(pair))
    assert as_member("other_supervisor").get(page_of(pair)).status_code == 404


def test_a_pair_below_the_threshold_has_no_page(cast: Any, as_member: Callable[[str], Client]) -> None:
    for name in ("A", "B"):
        met(cast, PersonMet(name=name, sex="female"))
    compared()
    assert as_member("supervisor").get(page_of(the_pair())).status_code == 404


def test_a_list_of_the_same_agency_is_reviewed_and_of_another_is_not(maria: Person, cast: Any) -> None:
    listed: PartnerList = imported(cast, by="other_supervisor")
    compared()
    pair = the_pair(left_person=maria)
    assert pair.right_entry.of_list == listed
    assert not to_review(cast.actor("supervisor")).exists()
    assert list(seen_by_half(cast.actor("supervisor"))) == [pair]
    assert ask_agency(pair=pair, by=cast.actor("supervisor")).to_agency == listed.agency


@pytest.mark.parametrize(
    ("name", "level", "mark", "blind"),
    [
        ("ZANETA  planted", "exact", "The same", "The same"),
        ("PLANTED, Zaneta", "exact", "In another order", "In another order"),
        ("Zanetta Planted", "typing_error", "Differs: a typing error apart", "Differs"),
        ("Somebody Else", "different", "Differs", "Differs"),
    ],
)
def test_how_two_names_differ_is_said_in_words_and_to_an_auditor_only_that_they_do(
    cast: Any, name: str, level: str, mark: str, blind: str
) -> None:
    met(cast, MARIA)
    imported(cast, f'id,name,document\n1,"{name}",P1234567\n')
    compared()
    pair = the_pair()
    pair.weighed = [{"compared": "name", "level": level, "weight": 1.0}]
    for sides, said in ((beside(pair), mark), (beside(pair, blind=True), blind)):
        assert {each.label: each.mark for each in sides[1][1] if each.mark} == {"Name": said, "Number of a paper": "The same"}
