"""The pages on which reports are imported, decided on and published, and answers recorded; the same without JavaScript."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from evidence.sent import bomb, docx_of, pdf
from evidence.telling import (
    QUOTED,
    SAYS,
    TEXT,
    confirmed,
    decided,
    imported,
    parts_of,
    published,
    recorded,
    typed_claim,
    typed_reply,
    typed_report,
)

from firmground.values import digest_of_bytes
from firmground_site.evidence.actions.deciding import join_with_next
from firmground_site.evidence.models import ClaimReply, ImportedReport

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEW, WORK, ANSWER = "/evidence/work/imports/new/", "/evidence/work/", "/evidence/reports/us_2020/claims/p5/answer/"


def words_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sent(content: bytes, name: str) -> dict[str, Any]:
    return typed_report(text="", document=SimpleUploadedFile(name, content))


def test_a_document_is_imported_with_the_digest_of_its_bytes(as_member: Any) -> None:
    content = docx_of("We sent 14 people.", "Three were never asked.")
    answer = as_member("analyst").post(NEW, sent(content, "../letter.docx"), follow=True)
    report = ImportedReport.objects.get()
    assert (report.digest, report.document) == (digest_of_bytes(content), "letter.docx")
    assert [each.quoted for each in parts_of(report)] == ["We sent 14 people.", "Three were never asked."]
    assert "0 of 2 parts are decided on" in words_of(answer)


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        (bomb(), "a.docx", "far larger once it is expanded"),
        (pdf("One.", encrypted=True), "a.pdf", "is encrypted"),
        (b"MZ\x90", "a.exe", "of a kind that cannot be read"),
        ("沒有".encode("big5"), "a.txt", "not UTF-8"),
        (b"A. " * 5 + b"Word goes on. " * 2_000, "a.txt", "more than 1,500 sentences"),
        (b"word " * 1_200, "a.txt", "a sentence of more than 5,000 characters"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_in_a_sentence_and_not_stored(
    content: bytes, name: str, fault: str, as_member: Any
) -> None:
    answer = as_member("analyst").post(NEW, sent(content, name))
    assert answer.status_code == 400
    assert fault in words_of(answer)
    assert "What to do" in words_of(answer) or "Paste" in words_of(answer) or "paste" in words_of(answer)
    assert not ImportedReport.objects.exists()


def test_a_document_that_is_too_large_is_not_even_read(as_member: Any) -> None:
    assert as_member("analyst").post(NEW, sent(b"x" * 11_000_000, "a.txt")).status_code == 413
    assert as_member("analyst").post(WORK, {"x": "y" * 600_000}).status_code == 413


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"text": ""}, "Send a document, or paste its text"),
        ({"document": SimpleUploadedFile("a.txt", b"One.")}, "one of the two"),
        ({"title": ""}, "Write the title"),
        ({"published_on_year": "2999"}, "in the future"),
        ({"publisher_name": ""}, "Choose a publisher"),
        ({"answers": "us_1999"}, "not one of the available choices"),
    ],
)
def test_what_is_missing_stands_beside_its_field(changes: dict[str, Any], fault: str, as_member: Any) -> None:
    answer = as_member("analyst").post(NEW, typed_report(**changes))
    assert answer.status_code == 400
    assert fault in words_of(answer)
    assert not ImportedReport.objects.exists()


def test_an_analyst_goes_from_part_to_part_until_all_are_decided_on(cast: Any, as_member: Any) -> None:
    client, report = as_member("analyst"), imported(cast)
    address = f"/evidence/work/parts/{parts_of(report)[0].pk}/"
    answer = client.post(address, {"step": "leave_out", "version": "1", "reason": "A heading."}, follow=True)
    for number in range(1, 4):
        assert f"Part {number + 1} of 4" in words_of(answer)
        answer = client.post(answer.request["PATH_INFO"], typed_claim(), follow=True)
    assert answer.request["PATH_INFO"] == f"/evidence/work/imports/{report.pk}/"
    assert "4 of 4 parts are decided on: 3 claims, 1 left out" in words_of(answer)
    assert "Somebody else must publish it" in words_of(answer)
    assert "Publish the report" not in words_of(answer)


def test_parts_are_joined_and_cut_on_their_page(cast: Any, as_member: Any) -> None:
    client, report = as_member("analyst"), imported(cast)
    part = parts_of(report)[1]
    address = f"/evidence/work/parts/{part.pk}/"
    answer = client.post(address, {"step": "join", "version": "1"}, follow=True)
    assert "The two parts are one now." in words_of(answer)
    answer = client.post(address, {"step": "cut", "version": "2", "after": "never"})
    assert answer.status_code == 302
    answer = client.post(address, {"step": "cut", "version": "3", "after": "nowhere"})
    assert answer.status_code == 400
    assert "these words are not in this part" in words_of(answer)
    assert client.post(address, {"step": "dance"}).status_code == 400


def test_whoever_was_too_late_sees_both_versions_and_loses_nothing(cast: Any, as_member: Any) -> None:
    part = parts_of(imported(cast))[1]
    address = f"/evidence/work/parts/{part.pk}/"
    assert as_member("second_analyst").post(address, typed_claim(says="The first.")).status_code == 302
    answer = as_member("analyst").post(address, typed_claim(says="The second."))
    assert answer.status_code == 409
    page = words_of(answer)
    assert (
        page.index("What you entered") < page.index("The second.") < page.index("What is recorded now") < page.index("The first.")
    )
    assert as_member("analyst").post(address, typed_claim(2, says="The second.")).status_code == 302


def test_whoever_was_too_late_for_a_part_that_was_joined_is_told_so(cast: Any, as_member: Any) -> None:
    sent_part, asked = parts_of(imported(cast))[1:3]
    join_with_next(part=sent_part, version=1, by=cast.actor("second_analyst"))
    answer = as_member("analyst").post(f"/evidence/work/parts/{asked.pk}/", typed_claim(says="My words."))
    assert answer.status_code == 409
    assert "It was joined with the part before it." in words_of(answer)
    assert "My words." in words_of(answer)


def test_the_secretariat_reads_each_part_beside_what_is_said_and_publishes(cast: Any, as_member: Any) -> None:
    report, client = decided(cast), as_member("secretariat")
    address = f"/evidence/work/imports/{report.pk}/"
    page = words_of(client.get(address))
    assert QUOTED in page
    assert SAYS in page
    stale = client.post(address, {"step": "publish", "version": str(report.version - 1)})
    assert (stale.status_code, "It was not published." in words_of(stale)) == (409, True)
    answer = client.post(address, {"step": "publish", "version": str(report.version)}, follow=True)
    assert "The report is published." in words_of(answer)
    assert client.post(address, {"step": "withdraw", "reason": "No."}).status_code == 404


def test_an_analyst_withdraws_a_report_with_a_reason(cast: Any, as_member: Any) -> None:
    report, client = published(cast), as_member("analyst")
    address = f"/evidence/work/imports/{report.pk}/"
    assert client.post(address, {"step": "withdraw", "reason": ""}).status_code == 400
    answer = client.post(address, {"step": "withdraw", "reason": "It was a draft."}, follow=True)
    assert "Nothing of it is in the register." in words_of(answer)
    assert client.post(address, {"step": "dance"}).status_code == 400


def test_an_answer_is_recorded_for_a_report_that_is_chosen_first(cast: Any, as_member: Any) -> None:
    client = as_member("analyst")
    page = client.get(ANSWER).content.decode()
    assert "?by=gov_2020" in page
    assert "?by=gov_2019" not in page
    assert client.get(f"{ANSWER}?by=gov_1999").status_code == 404
    wrong = client.post(f"{ANSWER}?by=gov_2020", typed_reply(by_claims=[]))
    assert (wrong.status_code, "Choose in which claims" in words_of(wrong)) == (400, True)
    answer = client.post(f"{ANSWER}?by=gov_2020", typed_reply(), follow=True)
    assert "You recorded this answer." in words_of(answer)
    again = client.post(f"{ANSWER}?by=gov_2020", typed_reply())
    assert "waits to be confirmed" in words_of(again)
    assert ClaimReply.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "state", "said"),
    [
        ({"step": "answer", "confirms": "yes", "reason": ""}, "confirmed", "Everybody can see it now."),
        ({"step": "answer", "confirms": "no", "reason": "Another year."}, "returned", "Nobody outside sees it."),
    ],
)
def test_an_answer_is_confirmed_or_returned_by_somebody_else(
    typed: dict[str, str], state: str, said: str, cast: Any, as_member: Any
) -> None:
    reply, client = recorded(cast), as_member("secretariat")
    address = f"/evidence/work/replies/{reply.pk}/"
    assert client.post(address, {"step": "answer", "confirms": "no", "reason": ""}).status_code == 400
    assert said in words_of(client.post(address, typed, follow=True))
    reply.refresh_from_db()
    assert reply.state == state


def test_what_waits_is_listed_for_whoever_can_do_something_about_it(cast: Any, as_member: Any) -> None:
    imported(cast, TEXT + "More.", title="To split")
    decided(cast, title="To publish")
    recorded(cast)
    confirmed(cast, "us_2020.p6")
    mine, theirs = words_of(as_member("analyst").get(WORK)), words_of(as_member("secretariat").get(WORK))
    assert "0 of 5 parts" in mine
    assert "Somebody else must publish it" in mine
    assert "Read it against the report, and publish it" in theirs
    assert "Your answers that somebody else has still to confirm" in mine
    assert "No answer waits for you." in mine
    assert "No answer waits for you." not in theirs
    assert "Import a report" in mine
    assert "Import a report" not in theirs


def test_the_home_page_leads_to_the_work(as_member: Any) -> None:
    assert "Reports to split, and answers to confirm." in words_of(as_member("analyst").get("/"))


@pytest.mark.parametrize("who", ["partner", "statistician", "officer_immd", "administrator"])
def test_the_pages_of_members_are_not_there_for_anybody_else(who: str, cast: Any, as_member: Any) -> None:
    report, reply = imported(cast), recorded(cast)
    part = parts_of(report)[0]
    addresses = (
        NEW,
        WORK,
        ANSWER,
        f"/evidence/work/imports/{report.pk}/",
        f"/evidence/work/parts/{part.pk}/",
        f"/evidence/work/replies/{reply.pk}/",
    )
    client = as_member(who)
    assert {client.get(address).status_code for address in addresses} == {404}
    assert {Client().get(address).status_code for address in addresses} == {302}
