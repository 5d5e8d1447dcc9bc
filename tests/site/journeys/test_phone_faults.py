"""What can go wrong with a phone: no room, a new version, altered questions, a browser that cannot, one that is killed."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from journeys.conftest import PHONE, Faults
from journeys.phone_page import SCREEN_MANY, PhonePage
from playwright.sync_api import Error, Page, expect
from pytest_django.live_server_helper import LiveServer

from firmground_site.screening.models import Screening

SignIn = Callable[[str, Page], Page]
KILLS = int(os.environ.get("PHONE_KILLS", "12"))


@pytest.fixture
def officer(phone: Page, sign_in_as: SignIn) -> PhonePage:
    """A screening officer with a prepared phone."""
    return PhonePage(sign_in_as("officer_immd", phone)).open().prepare().ready_without_a_signal()


# Chromium asks for the room once and then lives on what it was told for half a minute: more than that makes it ask again.
FILL = """(bytes) => new Promise((done) => {
  const asked = indexedDB.open('firmground-phone');
  asked.onsuccess = () => {
    const transaction = asked.result.transaction('phone', 'readwrite');
    const end = (word) => { asked.result.close(); done(word); };
    transaction.oncomplete = () => end('kept');
    transaction.onabort = () => end(transaction.error.name);
    transaction.objectStore('phone').put('x'.repeat(bytes), 'filler');
  };
})"""


def test_without_room_the_entry_stays_on_the_screen_and_is_accepted_once_there_is_some(
    phone: Page, sign_in_as: SignIn, live_server: LiveServer
) -> None:
    devtools = phone.context.new_cdp_session(phone)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url, "quotaSize": 8_000_000})
    officer = PhonePage(sign_in_as("officer_immd", phone)).open().prepare()
    officer.begin()
    officer.answer("documents_held", "yes")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url, "quotaSize": 1})
    assert phone.evaluate(FILL, 10_000_000) == "QuotaExceededError"
    officer.press("Finish")
    expect(phone.get_by_text("There is no room on this phone, so nothing was accepted.")).to_be_visible()
    expect(phone.locator("input[name=q-documents_held][value=yes]")).to_be_checked()
    assert officer.kept()["outbox"] == []
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url})
    officer.finish()
    officer.press("Done for now")
    officer.waits(0)
    assert Screening.objects.count() == 1


def test_a_new_version_waits_until_no_entry_is_open_and_a_draft_survives_it(officer: PhonePage, settings: Any) -> None:
    officer.begin()
    officer.answer("documents_held", "yes")
    settings.PHONE_LOCK_SECONDS = 600  # another page, and so another version
    officer.page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update()).then(() => true)")
    expect(officer.page.get_by_text("A new version of this page is ready.")).to_be_visible()
    officer.press("Use it now")
    expect(officer.page.get_by_text("Finish what you have open first.")).to_be_visible()
    expect(officer.page.locator("input[name=q-documents_held][value=yes]")).to_be_checked()
    officer.lock()
    officer.press("Use it now")
    expect(officer.page.locator("#phone")).to_have_attribute("data-lock-after", "600")
    officer.on("who")
    officer.unlock()
    officer.on("home")
    officer.press("Go on with it")
    officer.on("questions")
    expect(officer.page.locator("input[name=q-documents_held][value=yes]")).to_be_checked()
    assert len(officer.page.evaluate("caches.keys()")) == 1


def test_only_the_page_and_its_parts_are_ever_in_the_cache(officer: PhonePage, sign_in_as: SignIn) -> None:
    sign_in_as("officer_immd", officer.page)  # preparing has ended the session
    officer.page.goto("/screening/")
    officer.open()
    kept = officer.page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((each) => caches.open(each).then((cache) => cache.keys()))))"
        ".then((all) => all.flat().map((each) => new URL(each.url).pathname))"
    )
    assert [each for each in kept if not each.startswith("/static/")] == ["/phone/"]
    shell = officer.page.evaluate("caches.match('/phone/').then((answer) => answer.text())")
    assert "officer" not in shell.lower().replace("another officer", "").replace("add_officer", "")


REFRESHED = """async () => {
  const { refreshed } = await import('/static/devices/definitions.mjs');
  const said = [];
  const found = await refreshed((word) => said.push(word));
  return [found !== null, said];
}"""


def test_questions_that_were_altered_on_the_way_are_not_used(officer: PhonePage) -> None:
    kept, asked = officer.kept()["phone"], Client().get("/phone/definitions.json").content.decode()
    altered = asked.replace('"documents_held","yes"', '"documents_held","no"')
    assert altered != asked
    officer.page.context.route(
        "**/phone/definitions.json", lambda route: route.fulfill(content_type="application/json", body=altered)
    )
    assert officer.page.evaluate(REFRESHED) == [False, ["questions_altered"]]
    assert officer.kept()["phone"] == kept


def test_questions_that_are_the_same_are_not_taken_anew_and_nothing_is_said(officer: PhonePage) -> None:
    kept = officer.kept()["phone"]
    assert officer.page.evaluate(REFRESHED) == [False, []]
    assert officer.kept()["phone"] == kept


@pytest.mark.parametrize(
    ("lacks", "says"),
    [
        ("Object.defineProperty(crypto, 'subtle', { value: undefined })", "cannot encrypt"),
        ("Object.defineProperty(window, 'isSecureContext', { value: false })", "must begin with https"),
        ("Object.defineProperty(window, 'indexedDB', { value: undefined })", "keeps nothing"),
    ],
)
def test_a_browser_that_cannot_seal_or_keep_says_so_and_shows_another_way(phone: Page, cast: Any, lacks: str, says: str) -> None:
    phone.add_init_script(lacks)
    PhonePage(phone).open()
    expect(phone.get_by_text(says)).to_be_visible()
    expect(phone.get_by_role("link", name="Screen a person with a signal")).to_have_attribute("href", "/screening/new/")


def test_without_javascript_the_page_says_so_and_shows_another_way(open_page: Callable[..., Page], cast: Any) -> None:
    page = open_page(PHONE, script=False)
    page.goto("/phone/")
    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
    expect(page.get_by_role("link", name="Screen a person with a signal")).to_have_attribute("href", "/screening/new/")


def process_of(profile: Path) -> int:
    """The id of the browser that has this profile: the process that is no child of another one with it."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in words and not any(each.startswith(b"--type=") for each in words):
            return int(place.parent.name)
    raise AssertionError("no browser has this profile")


def kill_after(page: Page, profile: Path, seconds: float) -> None:
    """Let the page go on for a moment, and kill its browser."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        page.evaluate("1")  # lets what the page tells arrive
    os.kill(process_of(profile), signal.SIGKILL)


def test_what_an_officer_saw_accepted_survives_a_killed_browser_once(
    open_profile: Callable[..., Page], tmp_path: Path, faults: Faults
) -> None:
    chance, seen, begun = random.Random(2026), set[int](), 0

    def told(n: int) -> None:
        seen.add(n)

    page = open_profile(tmp_path / "profile", "officer_immd")
    officer = PhonePage(page).open().prepare().ready_without_a_signal()
    officer.begin()
    officer.throw_away()
    for _ in range(KILLS):
        officer.home_without_a_draft()  # on a busy machine an entry is kept before it is finished
        page.expose_function("told", told)
        given = {"from": begun, "to": begun + 1000, "language": "", "answers": {"documents_held": "no"}, "told": True}
        page.evaluate(f"(given) => {{ ({SCREEN_MANY})(given); }}", given)
        try:
            kill_after(page, tmp_path / "profile", chance.uniform(0.05, 1.0))
            page.wait_for_event("close")
        except Error:
            pass  # it is gone
        begun += 1000
        page = open_profile(tmp_path / "profile")
        officer = PhonePage(page).open().unlock()
    officer.on("home")
    officer.waits(0)
    recorded = Counter(each.person.alias for each in Screening.objects.select_related("person"))
    assert seen, "nobody saw anything accepted, so nothing was asked"
    assert {f"Zebrafinch-{n}" for n in seen} <= set(recorded)
    assert max(recorded.values()) == 1
    faults.seen.clear()


def test_an_entry_in_progress_is_kept_for_one_day_and_no_longer(officer: PhonePage) -> None:
    officer.begin()
    officer.answer("documents_held", "yes")
    officer.lock()
    assert len(officer.kept()["drafts"]) == 1
    officer.page.evaluate(AGED, 24 * 60 * 60 * 1000)
    officer.page.reload()
    officer.on("who")
    assert (officer.kept()["drafts"], officer.kept()["shifts"]) == ([], [])


AGED = """async (milliseconds) => {
  const { all, keep } = await import('/static/devices/store.mjs');
  for (const store of ['drafts', 'shifts']) {
    for (const each of await all(store)) await keep(store, { ...each, begun_at: each.begun_at - milliseconds });
  }
}"""


def test_an_entry_that_the_server_does_not_take_keeps_no_other_from_being_sent(officer: PhonePage, faults: Faults) -> None:
    officer.page.context.set_offline(True)
    for _ in range(3):
        officer.begin()
        officer.finish()
        officer.press("Done for now")
        officer.on("home")
    spoilt = officer.page.evaluate(SPOILT)
    officer.page.context.set_offline(False)
    officer.waits(1)
    assert [each["id"] for each in officer.kept()["outbox"]] == [spoilt]
    assert Screening.objects.count() == 2
    faults.seen.clear()  # the answers 400


SPOILT = """async () => {
  const { all, keep } = await import('/static/devices/store.mjs');
  const [row] = await all('outbox');
  await keep('outbox', { ...row, envelope: { ...row.envelope, kind: 'unheard of' } });
  return row.id;
}"""
