"""The public page on which anybody gets help, in every language of the pack, and the form for concerns."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.html import escape

from firmground_site.access.addresses import address_of
from firmground_site.cases.concerns import state_of_concern
from firmground_site.cases.models import Referral
from firmground_site.packs import queries
from firmground_site.packs.queries import active_pack, case_rules
from firmground_site.pages import concerns
from firmground_site.pages.attempts import Limit, may_try

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGES = [("hong_kong", tag) for tag in ("en", "zh-Hant", "zh-Hans", "tl", "id", "th")] + [
    ("freeport", "en"),
    ("freeport", "ar"),
]
OWN_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def pack(request: pytest.FixtureRequest, settings: Any) -> Any:
    """The pack named by the parameter, else Hong Kong's."""
    queries.clear()
    settings.PACK = getattr(request, "param", "hong_kong")
    yield active_pack()
    queries.clear()


@pytest.fixture(autouse=True)
def _nobody_has_tried_and_no_hour_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr("firmground_site.pages.attempts.AN_HOUR", 10**9)  # tries of one test are never in two stretches
    monkeypatch.setattr(concerns, "QUICKEST", datetime.timedelta(0))


def page(address: str, **headers: str) -> str:
    answer = Client(headers=headers).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# --- whom to call -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pack", "tag"), LANGUAGES, indirect=["pack"])
def test_in_every_language_numbers_come_first_and_no_word_is_missing(pack: Any, tag: str) -> None:
    said = page(f"/get-help/{tag}/")
    language, first = pack.language(tag), case_rules().contact(case_rules().emergency.help.emergency)
    assert f'<html lang="{tag}" dir="{language.direction}"' in said
    main = said.partition("<main")[2]
    assert re.search(r'href="tel:([0-9+]+)"', main)[1] == first.phone.replace(" ", "")
    for contact in case_rules().emergency.help.all_contacts:
        for part in ("name", "hours"):
            assert escape(pack.texts[tag][f"cases.contacts.{contact}.{part}"]) in main
    for part in ("no_name", "trace_calls", "trace_private", "write_instead"):
        assert escape(pack.texts[tag][f"get_help.{part}"]) in main
    assert (escape(pack.texts[tag]["get_help.draft"]) in main) == (language.state == "draft")
    assert all(f'hreflang="{each.tag}"' in said for each in pack.manifest.languages if each.tag != tag)


@pytest.mark.parametrize("pack", ["freeport", "hong_kong"], indirect=True)
def test_it_says_something_of_penalties_only_where_the_pack_cites_what_supports_it(pack: Any) -> None:
    assert ("nobody is punished" in page("/get-help/")) == (pack.id == "freeport")


@pytest.mark.parametrize("pack", ["freeport", "hong_kong"], indirect=True)
def test_a_number_that_nobody_has_verified_says_so(pack: Any) -> None:
    assert ("Nobody has checked this number" in page("/get-help/")) == (pack.id == "freeport")


def test_interpreters_are_named_beside_the_number_where_they_can_be_asked_for(pack: Any) -> None:
    assert "Nepali · Hindi · Punjabi · Urdu" in page("/get-help/")


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        ("fil-PH,fil;q=0.9,en;q=0.8", "tl"), ("id-ID", "id"), ("th", "th"), ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh-HK", "zh-Hant"), ("fr,th;q=0.3", "th"), ("fr", "en"), ("en-GB,tl;q=0.5", "en"), ("", "en"), ("***", "en"),
    ],
)  # fmt: skip
def test_without_a_language_in_the_address_the_browsers_is_taken(asked: str, tag: str, pack: Any) -> None:
    assert f'<html lang="{tag}"' in page("/get-help/", **{"Accept-Language": asked})


def test_a_language_that_the_pack_has_not_is_not_there(pack: Any) -> None:
    for address in ("/get-help/xx/", "/get-help/ar/concern/", "/get-help/ar/concern/state/"):
        assert Client().get(address).status_code == 404


@pytest.mark.parametrize("address", ["/get-help/", "/get-help/tl/", "/get-help/concern/", "/get-help/concern/state/"])
def test_it_sets_no_cookie_and_is_stored_nowhere(address: str, pack: Any) -> None:
    answer = Client().get(address)
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert "Accept-Language" in answer["Vary"]


def test_every_page_leads_there_and_the_sign_in_page_says_so(as_member: Callable[[str], Client], pack: Any) -> None:
    link = 'href="/get-help/"'
    assert link in as_member("supervisor").get("/help/").content.decode().partition("<footer")[2]
    assert link in Client().get("/nothing/here/").content.decode()
    assert link in Client().get("/account/login/").content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_member_who_has_no_second_factor_yet_gets_help_all_the_same(cast: Any, pack: Any) -> None:
    client = Client()
    cast.supervisor.authenticator_set.all().delete()
    client.force_login(cast.supervisor, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/help/").status_code == 200
    assert client.get("/get-help/concern/").status_code == 200


# --- telling of a concern ---------------------------------------------------------------------------------------------


def a_form(client: Client | None = None, address: str = "/get-help/concern/", **given: str) -> dict[str, str]:
    said = (client or Client()).get(address).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', said)
    assert key
    return {"key": key[1], "danger": "no", "happened": "She never leaves the flat.", "where": "", "reach": "", **given}


def send(form: dict[str, str], address: str = "/get-help/concern/", **headers: str) -> HttpResponse:
    client = Client(enforce_csrf_checks=True, headers=headers or OWN_SITE)
    answer = client.post(address, form)
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    return answer


def number_in(answer: HttpResponse) -> str:
    found = re.search(r"<strong>(\w{4}-\w{4}-\w{4})</strong>", answer.content.decode())
    return found[1] if found else ""


def test_a_language_that_was_chosen_for_the_interface_comes_first(pack: Any) -> None:
    client = Client(headers={"Accept-Language": "th"})
    client.cookies["django_language"] = "zh-hant"
    assert '<html lang="zh-Hant"' in client.get("/get-help/").content.decode()


@pytest.mark.parametrize(("pack", "tag"), LANGUAGES, indirect=["pack"])
def test_a_concern_is_told_and_its_state_read_in_every_language(pack: Any, tag: str) -> None:
    answer = send(a_form(address=f"/get-help/{tag}/concern/"), f"/get-help/{tag}/concern/")
    assert answer.status_code == 200
    number = number_in(answer)
    assert state_of_concern(number) == "waiting"
    told = send({"receipt": number}, f"/get-help/{tag}/concern/state/")
    assert escape(pack.texts[tag]["get_help.state.waiting"]) in told.content.decode()
    assert "She never leaves" not in told.content.decode() + answer.content.decode()


def test_a_member_who_is_signed_in_tells_as_the_public(as_member: Callable[[str], Client], pack: Any) -> None:
    client = as_member("supervisor")
    answer = client.post("/get-help/concern/", a_form(client), headers=OWN_SITE)
    assert number_in(answer)
    assert Referral.objects.get().sent_by is None


def test_sent_twice_it_is_recorded_once_and_has_the_same_number(pack: Any) -> None:
    form = a_form()
    assert number_in(send(form)) == number_in(send(form)) != ""
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(("danger", "first"), [("yes", True), ("not_known", True), ("no", False)])
def test_in_danger_the_answer_begins_with_the_number_to_call(danger: str, first: bool, pack: Any) -> None:
    main = send(a_form(danger=danger)).content.decode().partition("<main")[2]
    assert ('href="tel:999"' in main.partition("<h1")[0]) == first


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"happened": " "}, "Write what you have seen or heard."),
        ({"happened": "x" * 4001}, "This is too long."),
        ({"where": "x" * 501}, "This is too long."),
        ({"danger": ""}, "Say whether somebody is in danger now."),
        ({"danger": "perhaps"}, "Say whether somebody is in danger now."),
        ({"website": "https://spam.example/"}, "Nothing was sent yet."),
        ({"key": "made-up"}, "Nothing was sent yet, because the page was open for a long time."),
    ],
)
def test_what_is_wrong_is_said_the_entries_stay_and_nothing_is_kept(given: dict[str, str], why: str, pack: Any) -> None:
    answer = send(a_form(**{"reach": "6111 2222", **given}))
    assert answer.status_code == 400
    assert why in answer.content.decode()
    assert 'value="6111 2222"' in answer.content.decode()
    assert not Referral.objects.exists()


def test_a_form_that_comes_too_quickly_is_not_taken_and_can_be_sent_again(pack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concerns, "QUICKEST", datetime.timedelta(hours=1))
    form = a_form()
    refused = send(form)
    assert refused.status_code == 400
    assert "Nothing was sent yet." in refused.content.decode()
    monkeypatch.setattr(concerns, "QUICKEST", datetime.timedelta(0))
    assert number_in(send(form))


def test_a_form_that_lay_open_for_too_long_gets_a_new_key_and_goes_the_next_time(
    pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concerns, "LONGEST_OPEN", datetime.timedelta(seconds=-1))
    form = a_form()
    refused = send(form)
    assert refused.status_code == 400
    monkeypatch.undo()
    monkeypatch.setattr(concerns, "QUICKEST", datetime.timedelta(0))
    anew = re.search(r'name="key" value="([^"]+)"', refused.content.decode())
    assert anew
    assert anew[1] != form["key"]
    assert number_in(send({**form, "key": anew[1]}))


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_that_another_site_sends_is_not_taken(site: str, pack: Any) -> None:
    answer = send(a_form(), **{"Sec-Fetch-Site": site})
    assert answer.status_code == 400
    assert not Referral.objects.exists()


def test_a_territory_whose_agency_is_not_there_any_more_offers_no_form_and_keeps_nothing(
    pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = a_form()
    for module in ("pages.concerns", "pages.get_help", "cases.actions.telling_concerns"):
        monkeypatch.setattr(f"firmground_site.{module}.receives_concerns", lambda: "")
    assert reverse("pages:concern") not in page("/get-help/")
    assert send(form).status_code == 400
    assert not Referral.objects.exists()


# --- limits -----------------------------------------------------------------------------------------------------------


def test_too_many_from_one_address_are_told_to_call_and_another_address_is_not(
    pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concerns, "SENDING", Limit("concern", each=2, all=9))
    answers = [send(a_form(happened=f"{n}", reach="6111 2222")) for n in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    said = answers[-1].content.decode()
    assert "call \u2066999\u2069" in said
    assert 'value="6111 2222"' in said
    assert Referral.objects.count() == 2
    elsewhere = Client(REMOTE_ADDR="198.51.100.7").post("/get-help/concern/", a_form(happened="another"), headers=OWN_SITE)
    assert elsewhere.status_code == 200


def test_entries_that_are_wrong_do_not_count(pack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concerns, "SENDING", Limit("concern", each=1, all=9))
    assert send(a_form(happened="")).status_code == 400
    assert send(a_form()).status_code == 200


def test_nobody_tries_out_numbers(pack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concerns, "LOOKING", Limit("state", each=1, all=9))
    first, second = (send({"receipt": "AAAA-BBBB-CCCC"}, "/get-help/concern/state/") for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 429)
    assert "We know no such number" in first.content.decode()


def test_every_number_that_nobody_has_gets_the_same_answer(pack: Any) -> None:
    said = {
        re.sub(r'value="[^"]*"', "", send({"receipt": each}, "/get-help/concern/state/").content.decode())
        for each in ("", "x", "AAAA-BBBB-CCCC", "' OR 1=1 --", "9" * 5000)
    }
    assert len(said) <= 2  # the empty one, and all others
    assert all("We know no such number" in each for each in said)


def asks_from(address: str, **headers: str) -> Any:
    return RequestFactory().get("/", REMOTE_ADDR=address, **{f"HTTP_{name}": value for name, value in headers.items()})


def test_a_limit_counts_by_address_and_altogether() -> None:
    limit = Limit("test", each=2, all=3)
    tries = [may_try(asks_from(f"192.0.2.{each}"), limit) for each in (1, 1, 1, 2, 3)]
    assert tries == [True, True, False, True, False]  # the fifth is the first of its address, and one too many altogether


def test_one_address_alone_silences_nobody_else() -> None:
    limit = Limit("test", each=2, all=3)
    assert [may_try(asks_from("192.0.2.1"), limit) for _ in range(9)] == [True] * 2 + [False] * 7
    assert may_try(asks_from("192.0.2.2"), limit)


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(settings: Any) -> None:
    forged = {"X_FORWARDED_FOR": "203.0.113.9, 198.51.100.4"}
    assert address_of(asks_from("10.0.0.1", **forged)) == "10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert address_of(asks_from("10.0.0.1", **forged)) == "198.51.100.4"


def test_a_household_has_one_address_and_one_that_is_not_known_counts_too() -> None:
    near = {address_of(asks_from(f"2001:db8:1:2::{n}")) for n in (1, 2)}
    assert len(near) == 1
    assert address_of(asks_from("2001:db8:1:3::1")) not in near
    assert address_of(asks_from("")) == "unknown"


def test_no_address_is_kept_in_clear() -> None:
    from django.db import connection

    may_try(asks_from("192.0.2.77"), Limit("test", each=2, all=3))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM site_cache")
        rows = repr(cursor.fetchall())
    assert "192.0.2.77" not in rows
    assert rows.count("datetime") >= 2 or rows.count(":1:") >= 2
