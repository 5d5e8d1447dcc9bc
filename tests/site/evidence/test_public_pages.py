"""What anybody reads in the register: every count opens its list, and nothing that nobody confirmed is shown."""

import functools
import io
import re
from dataclasses import replace
from typing import Any

import docx
import odfdo
import pytest
from django.test import Client
from evidence.telling import ANSWERED, QUOTED, SAYS, UNANSWERED, confirmed, decided, published, recorded

from firmground.evidence.grading import grade
from firmground_site.evidence.actions.replying import withdraw_reply
from firmground_site.packs import queries
from firmground_site.packs.queries import active_pack

pytestmark = [pytest.mark.django_db, pytest.mark.once]
REPORT = "/evidence/reports/us_2020/"


def read(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_register_lists_every_report_with_its_rating_and_counts() -> None:
    page = read("/evidence/")
    reports = active_pack().reports.files
    assert all(f"/evidence/reports/{each.report.id}/" in page for each in reports)
    assert "Tier 2 Watch List, with a waiver" in page
    assert page.count(">Not split<") == sum(not each.claims for each in reports)


def test_every_count_of_a_report_opens_the_list_behind_it() -> None:
    page, graded = read(REPORT), grade(active_pack(), "us_2020")
    links = dict(re.findall(r'href="(/evidence/reports/us_2020/\?list=[a-z-]+)#claims"[^>]*>(\d+ of 18) claims', page))
    assert list(links.values()) == [f"{len(each)} of 18" for each in graded.lists.values() if each]
    for address, count in links.items():
        shown = re.findall(r'id="claim-(\w+)"', read(address))
        assert len(shown) == int(count.partition(" ")[0])
    assert re.findall(r'id="claim-(\w+)"', read(f"{REPORT}?list=names-no-source")) == ["p8", "p9", "p10"]


def test_a_claim_has_its_own_address_with_its_check_and_the_register_that_it_asks() -> None:
    checked = next(each for each in grade(active_pack(), "gov_2020").claims if each.claim.check and each.claim.check.plan_claim)
    page = read(f"/evidence/reports/gov_2020/claims/{checked.claim.id}/")
    assert re.search(r'href="/plan/\?on=\d{4}-\d\d-\d\d#claims"', page)
    assert checked.checked.why in page.replace("&#x27;", "'").replace("&quot;", '"')
    assert 'lang="zh-Hant"' in page


def test_an_answer_shows_its_stance_its_claims_and_whose_reading_it_is() -> None:
    page = words_of(read("/evidence/reports/us_2020/claims/p4/"))
    assert "Disputed Statement of the government, 26 June 2020" in page
    assert "The pairing is our reading." in page
    assert "Unanswered No specific answer" in words_of(read("/evidence/reports/us_2020/claims/p5/"))


def test_conflicts_and_sources_are_shown_with_what_rests_on_them() -> None:
    assert "What would resolve it:" in read("/evidence/conflicts/")
    page = words_of(read("/evidence/sources/"))
    assert "US20N https://thefederalnewswire.com/" in page
    assert "claims rest on it" in page


def test_an_import_that_nobody_published_is_shown_to_nobody_outside(cast: Any, as_member: Any) -> None:
    report = decided(cast)
    addresses = (f"/evidence/reports/{report.register_id}/", f"/evidence/reports/{report.register_id}/claims/c1/")
    for client in (Client(), as_member("partner"), as_member("analyst")):
        assert [client.get(address).status_code for address in addresses] == [404, 404]
        assert all(words not in read("/evidence/", client) for words in (SAYS, report.title))


def test_a_published_import_is_shown_in_our_words_and_never_in_its_own(cast: Any, as_member: Any) -> None:
    report = published(cast)
    base = f"/evidence/reports/{report.register_id}/"
    for client in (Client(), as_member("analyst")):
        pages = [read(each, client) for each in ("/evidence/", "/evidence/sources/", base, f"{base}claims/c2/")]
        assert all(report.title in each for each in pages)
        assert SAYS in pages[2]
        assert report.digest in pages[1]
        assert not any(QUOTED in each or "Ms Kong" in each.partition("<main")[2] or "Mr Yuen" in each for each in pages)
    files = [Client().get(f"{base}claims-and-answers.{kind}").content for kind in ("docx", "ods", "html", "csv")]
    assert SAYS in files[3].decode("utf-8-sig")
    assert not any(QUOTED.encode() in each for each in files)


def test_an_answer_is_shown_once_it_was_confirmed_and_no_longer_once_withdrawn(cast: Any) -> None:
    address = "/evidence/reports/us_2020/claims/p5/"
    waiting = recorded(cast)
    assert "No specific answer" in read(address)
    withdraw_reply(reply=waiting, reason="Too early.", by=cast.actor("analyst"))
    reply = confirmed(cast, document="A transcript", address="https://gov.example/t")
    page = read(address)
    assert reply.reasons in page
    assert 'href="https://gov.example/t"' in page
    withdraw_reply(reply=reply, reason="A secret reason.", by=cast.actor("analyst"))
    assert "No specific answer" in (page := read(address))
    assert "A secret reason." not in page


def test_what_a_member_typed_is_shown_as_text(cast: Any) -> None:
    report = published(cast, title='<b>Bold</b> & "quoted"', publisher_name="<i>Body</i>")
    page = read(f"/evidence/reports/{report.register_id}/")
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;quoted&quot;" in page
    assert "<i>Body" not in page + read("/evidence/")


@pytest.mark.parametrize(
    "address",
    [
        "/evidence/reports/us_1999/",
        "/evidence/reports/us_2020/claims/p99/",
        "/evidence/reports/us_2020/?list=nothing",
        "/evidence/reports/us_2020/claims-and-answers.xls",
        "/evidence/reports/us_1999/claims-and-answers.csv",
    ],
)
def test_what_is_not_there_is_not_found(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_the_response_table_is_taken_away_as_a_file_that_opens(client: Client) -> None:
    files = {kind: client.get(f"{REPORT}claims-and-answers.{kind}") for kind in ("docx", "ods", "html", "csv")}
    assert all("attachment" in each["Content-Disposition"] for each in files.values())
    assert len(docx.Document(io.BytesIO(files["docx"].content)).tables[0].rows) == 19
    assert odfdo.Document(io.BytesIO(files["ods"].content)).body.get_table(0).height == 19
    assert files["html"].content.startswith(b"<!doctype html>")


def test_the_picture_of_ratings_is_drawn_once(client: Client) -> None:
    first = client.get("/evidence/ratings.svg")
    assert first["Content-Type"] == "image/svg+xml"
    assert first.content == client.get("/evidence/ratings.svg").content


def test_a_territory_without_reports_says_so(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    pack = replace(active_pack(), reports=None)
    monkeypatch.setattr(queries, "_pack", functools.cache(lambda name: pack))
    answer = client.get("/evidence/")
    assert answer.status_code == 404
    assert "There is no register of reports" in answer.content.decode()
    assert ">Evidence<" not in client.get("/help/").content.decode()


def test_the_keys_of_the_tests_are_of_claims_of_the_pack() -> None:
    keys = {each.key: each.is_answered for each in grade(active_pack(), "us_2020").claims}
    assert (keys[UNANSWERED], keys[ANSWERED]) == (False, True)


@pytest.mark.parametrize("address", ["/evidence/", "/evidence/sources/", REPORT, "/evidence/reports/us_2020/claims/p4/"])
def test_a_page_asks_for_the_register_once(address: str, client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(8):
        client.get(address)
