"""Help, privacy, accessibility, the menu, and what is left in a browser."""

import dataclasses
import functools
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from firmground_site.access.roles import ROLES
from firmground_site.packs import queries
from firmground_site.packs.queries import active_pack, case_rules, clear, text
from firmground_site.pages.context import navigation
from firmground_site.pages.middleware import NothingKept
from firmground_site.pages.sections import active_in, sections_for

pytestmark = pytest.mark.once

OPEN = ("help", "privacy", "accessibility", "robots")


@pytest.mark.django_db
@pytest.mark.parametrize("page", OPEN)
def test_a_page_for_everybody_needs_no_sign_in_and_tells_nothing_of_anybody(page: str) -> None:
    answer = Client().get(reverse(f"pages:{page}"))
    assert answer.status_code == 200
    assert "victim" not in answer.content.decode().lower()


@pytest.mark.django_db
@pytest.mark.parametrize("page", OPEN)
def test_a_page_for_everybody_takes_nothing(page: str) -> None:
    assert Client().post(reverse(f"pages:{page}")).status_code == 405


@pytest.mark.django_db
def test_help_has_a_sentence_for_each_role() -> None:
    page = Client().get(reverse("pages:help")).content.decode().replace("&#x27;", "'")
    assert [role.key for role in ROLES.values() if str(role.sentence) not in page] == []


@pytest.mark.django_db
@pytest.mark.parametrize("pack", ["hong_kong", "freeport"])
def test_privacy_tells_how_long_each_kind_is_kept_in_this_territory_and_why(pack: str, settings: Any) -> None:
    clear()
    settings.PACK = pack
    page = Client().get(reverse("pages:privacy")).content.decode().replace("&#x27;", "'")
    for rule in case_rules().retention:
        assert text(f"cases.retention.kinds.{rule.kind}") in page
        assert text(f"cases.retention.bases.{rule.basis}") in page
    assert ("18 months" in page) == (pack == "freeport")
    assert ("7 years" in page) == (pack == "hong_kong")
    clear()


def test_robots_are_told_to_stay_away() -> None:
    assert b"Disallow: /" in Client().get("/robots.txt").content


# --- the menu and the way out -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_page_leads_away_to_the_address_that_the_pack_names(as_member: Callable[[str], Client]) -> None:
    away = case_rules().emergency.leave_quickly_url
    for client in (Client(), as_member("supervisor")):
        assert client.get(reverse("pages:help")).content.decode().count(f'href="{away}"') == 2


@pytest.mark.parametrize(
    ("address", "active"),
    [
        ("/", "Your work"),
        ("/screening/work/decision/", "Your work"),
        ("/screening/people/", "Screenings"),
        ("/screening/retention/", "Records to erase"),
        ("/screening/new/", "Screen a person"),
        ("/screening/crosswalk/", "Forms side by side"),
        ("/figures/screening-report/", "Screening reports"),
        ("/help/", None),
    ],
)
def test_the_menu_marks_the_section_in_which_one_is(address: str, active: str | None, cast: Any) -> None:
    found = active_in(sections_for(cast.actor("supervisor")), address)
    assert (found.text if found else None) == active


def test_the_menu_has_only_what_is_open_to_anyone_before_anybody_is_known(rf: RequestFactory) -> None:
    shown = navigation(rf.get("/"))
    everywhere = ["Action plan", "Evidence", "Law", "Forms side by side", "Screening reports", "Statements"]
    assert [each["text"] for each in shown["navigation"]] == everywhere
    assert shown["actor"] is None


def without(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The territory's pack, had it not that part."""
    pack = dataclasses.replace(active_pack(), **{part: None})
    monkeypatch.setattr(queries, "_pack", functools.cache(lambda name: pack))


@pytest.mark.parametrize(
    ("part", "address", "gone"),
    [
        ("plan", "/plan/", {"Action plan", "Measures", "Proposals"}),
        ("law", "/law/", {"Law"}),
        ("reports", "/evidence/", {"Evidence", "Evidence work"}),
    ],
)
@pytest.mark.django_db
def test_the_menu_and_help_leave_out_what_the_territory_has_not(
    part: str, address: str, gone: set[str], cast: Any, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown() -> set[str]:
        return {each["text"] for each in navigation(rf.get("/"))["navigation"]} | {each.text for each in sections_for(actor)}

    actor, before = cast.actor("secretariat"), Client().get(reverse("pages:help")).content.decode()
    sections = shown()
    without(part, monkeypatch)
    assert sections - shown() == gone
    assert f'href="{address}"' in before
    assert f'href="{address}"' not in Client().get(reverse("pages:help")).content.decode()


@pytest.mark.django_db
def test_a_territory_with_neither_law_nor_plan_has_help_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    without("plan", monkeypatch)
    without("law", monkeypatch)
    text = Client().get(reverse("pages:help")).content.decode()
    assert "The law and the action plan" not in text
    assert "What happens to what you type" in text


@pytest.mark.django_db
def test_the_header_names_who_is_signed_in(cast: Any, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.actor = cast.actor("supervisor")
    assert navigation(request)["actor"] == "Mrs Chan, supervising officer"


# --- what is left in a browser ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_answer_to_a_signed_in_member_is_stored(cast: Any, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = cast.supervisor
    assert "no-store" in NothingKept(lambda _: HttpResponse())(request)["Cache-Control"]


def test_an_answer_to_anybody_may_be_stored(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    assert "Cache-Control" not in NothingKept(lambda _: HttpResponse())(request)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/", "/help/", "/screening/", "/no/such/page/"])
def test_no_page_of_a_signed_in_member_is_stored(as_member: Callable[[str], Client], page: str) -> None:
    assert "no-store" in as_member("supervisor").get(page)["Cache-Control"]
