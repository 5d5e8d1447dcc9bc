"""The public pages of statements: open to anybody, nothing of drafts, and what a sentence stands on within three clicks."""

import re
from typing import Any

import pytest
from django.test import Client
from figures.stating import publish, published, reviewed, rewritten, sentence, started, submitted

from firmground_site.figures.models.publication import FILES
from firmground_site.figures.published import content_of
from firmground_site.figures.query_words import condition_in_words, counted_in_words

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ONE = "/statements/2023/en/1/"


def main_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def links_in(page: str) -> list[str]:
    return re.findall(r'href="(/[^"#]*)"', page)


def test_nothing_of_a_draft_is_public(staff: Any, client: Client) -> None:
    draft = reviewed(staff)
    pages = client.get("/statements/").content.decode()
    assert "No statement is published yet." in pages
    assert "drafts" not in pages
    for address in (ONE, f"{ONE}record/", f"{ONE}files/statement.json", f"{ONE}sentences/screened/"):
        assert client.get(address).status_code == 404
    assert client.get(f"/statements/drafts/{draft.pk}/").status_code == 302  # to the sign-in, as for any address


def test_from_every_sentence_three_clicks_lead_to_query_data_and_reviewers(staff: Any, client: Client) -> None:
    content = content_of(published(staff))
    start = main_of(client, ONE)
    for said in content["sentences"]:
        first = f"{ONE}sentences/{said['id']}/"
        assert first in links_in(start)
        page = main_of(client, first)
        if said["kind"] == "figure":
            second = next(each for each in links_in(page) if "/figures/" in each)
            page = main_of(client, second)
            assert "&quot;dataset&quot;" in page
            assert content["extract_digest"] in page
        third = f"{ONE}record/"
        assert third in links_in(page)
        page = main_of(client, third)
        assert "Ms Fok" in page
        assert "Mr Yuen" in page


def test_every_address_on_every_public_page_answers_and_says_that_the_people_are_invented(staff: Any, client: Client) -> None:
    published(staff)
    seen, waiting = set[str](), ["/statements/"]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        if "/files/" in address:
            assert client.get(address).status_code == 200
            continue
        page = main_of(client, address)
        assert address == "/statements/" or "SYNTHETIC" in page
        waiting += [each for each in links_in(page) if each.startswith("/statements/") and each not in {*seen, *waiting}]
    assert {f"{ONE}files/{name}" for name in FILES} <= seen


def test_a_position_is_marked_and_says_that_it_is_not_decided(staff: Any, client: Client) -> None:
    published(staff)
    assert "Whether it holds is not decided here." in main_of(client, f"{ONE}sentences/position_guild/")
    assert "Verify" in main_of(client, f"{ONE}sentences/position_guild/")


def test_withheld_counts_stay_withheld_on_the_page_of_their_figure(staff: Any, client: Client) -> None:
    content = content_of(published(staff))
    name = next(each for each, of in content["figures"].items() if None in of["cells"].values())
    assert main_of(client, f"{ONE}figures/{name}/").count("withheld") >= 2


@pytest.mark.parametrize("page", ["sentences/nothing/", "figures/nothing/", "files/extract.json", "files/screenings.parquet"])
def test_what_is_not_in_a_publication_is_not_there(staff: Any, client: Client, page: str) -> None:
    published(staff)
    assert client.get(f"{ONE}{page}").status_code == 404


def test_hostile_words_of_a_published_sentence_are_words_on_every_page(staff: Any, client: Client) -> None:
    draft = started(staff)
    hostile = '<img src=x onerror=alert(document.domain)> {initial_screenings} "quoted"'
    rewritten(staff, sentence(draft, "screened"), text=hostile)
    publish(staff, reviewed(staff, submitted(staff, draft)))
    for page in ("", "sentences/screened/", "figures/initial_screenings/", "files/statement.html"):
        shown = client.get(f"{ONE}{page}").content.decode()
        assert "<img src=x" not in shown
        assert "&lt;img src=x onerror=alert(document.domain)&gt; 60 &quot;quoted&quot;" in shown.replace("&#34;", "&quot;")


def test_a_statement_in_arabic_is_read_from_right_to_left(staff: Any, client: Client) -> None:
    publish(staff, reviewed(staff, submitted(staff, started(staff, language="ar"))))
    assert '<div lang="ar" dir="rtl">' in main_of(client, "/statements/2023/ar/1/")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"equals": ["nothing_listed", "a_code"]}, "the nothing listed is “a code”"),
        ({"not": {"at_least": ["age", 18]}}, "it is not so that the age is at least 18"),
        ({"all": [{"at_least": ["a", 1]}, {"at_least": ["b", 2]}]}, "the a is at least 1 and the b is at least 2"),
        ({"any": [{"at_least": ["a", 1]}, {"at_least": ["b", 2]}]}, "the a is at least 1 or the b is at least 2"),
        ({"at_least_of": [2, []]}, "at least of [2, []]"),
    ],
)
def test_a_query_is_told_in_words(condition: dict[str, Any], words: str) -> None:
    assert condition_in_words(condition) == words


def test_what_a_definition_counts_is_a_sentence() -> None:
    entry = {"counting": "person", "dataset": "decisions", "group": ["age_band", "sex"], "filter": None}
    assert counted_in_words(entry) == "Different persons in decisions, for each age band and sex."
