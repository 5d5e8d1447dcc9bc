"""The language of the interface: chosen on every page, else the browser's, else English."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings as kept
from django.test import Client
from django.urls import reverse

from firmground_site.packs.queries import clear

pytestmark = [pytest.mark.once, pytest.mark.django_db]
CHINESE = "zh-hant"
HELP = "/help/"


def choosing(tag: str, back: str | None = None) -> str:
    """The address that chooses a language and leads back."""
    return reverse("pages:language", args=[tag]) + (f"?{urlencode({'next': back})}" if back is not None else "")


def language_of(page: bytes) -> str:
    return page.decode().partition('<html lang="')[2].partition('"')[0]


@pytest.fixture
def freeport(settings: Any) -> Iterator[None]:
    clear()
    settings.PACK = "freeport"
    yield
    clear()


def test_a_language_that_was_chosen_is_kept_in_a_cookie_and_leads_back_to_where_one_was() -> None:
    client = Client()
    answer = client.get(choosing(CHINESE, "/law/?list=gaps&page=2"))
    assert (answer.status_code, answer["Location"]) == (302, "/law/?list=gaps&page=2")
    cookie = answer.cookies[kept.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, bool(cookie["httponly"]), cookie["samesite"]) == (CHINESE, True, "Lax")
    assert not cookie["expires"]  # it ends with the browser: a phone that is looked through says nothing
    assert language_of(client.get(HELP).content) == CHINESE


def test_english_can_be_chosen_in_a_browser_that_asks_for_chinese() -> None:
    client = Client(headers={"Accept-Language": "zh-HK,zh;q=0.9"})
    client.get(choosing("en-gb", HELP))
    assert language_of(client.get(HELP).content) == "en-gb"


@pytest.mark.parametrize("tag", ["fr", "zh-hans", "en", "none"])
def test_a_language_that_the_interface_has_not_cannot_be_chosen(tag: str) -> None:
    answer = Client().get(choosing(tag, HELP))
    assert answer.status_code == 404
    assert kept.LANGUAGE_COOKIE_NAME not in answer.cookies


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "http:///example.org", ""]
)
def test_choosing_a_language_never_leads_to_another_site(elsewhere: str) -> None:
    answer = Client().get(choosing(CHINESE, elsewhere))
    assert (answer.status_code, answer["Location"]) == (302, reverse("pages:home"))


def test_choosing_a_language_without_a_place_to_go_back_to_leads_home() -> None:
    assert Client().get(choosing(CHINESE))["Location"] == reverse("pages:home")


def test_a_language_is_chosen_by_following_a_link_and_not_by_sending_a_form() -> None:
    assert Client().post(choosing(CHINESE)).status_code == 405


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("zh-HK", CHINESE),
        ("zh-TW,zh;q=0.8,en;q=0.5", CHINESE),
        ("zh-Hant-HK", CHINESE),
        ("en-GB,en", "en-gb"),
        ("fr-FR,fr", "en-gb"),
        ("", "en-gb"),
    ],
)
def test_a_page_is_in_the_language_that_the_browser_asks_for_where_there_is_one(asked: str, shown: str) -> None:
    assert language_of(Client(headers={"Accept-Language": asked}).get(HELP).content) == shown


def test_every_page_offers_the_other_languages_and_leads_back_to_itself() -> None:
    page = Client().get(f"{HELP}?a=1&b=2").content.decode()
    assert f'href="{choosing(CHINESE, HELP + "?a=1&b=2")}" hreflang="{CHINESE}"' in page
    assert '<span aria-current="true">English</span>' in page
    assert "繁體中文" in page


def test_a_territory_with_one_language_offers_no_choice(freeport: None) -> None:
    page = Client().get(HELP).content.decode()
    assert "hreflang" not in page
    assert "firm-header__languages" not in page
