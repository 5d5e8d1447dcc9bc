"""A browser for the journeys: pages at a desk and on a phone, signed-in members, and faults that fail a test by themselves.

A fault is an error in the console, a part of a page that could not be loaded, or a request to another origin. A journey that
leaves the site on purpose says so with ``faults.leaves_for(address)``.
"""

import io
import os
import re
from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.management import call_command
from django.core.servers.basehttp import WSGIRequestHandler
from django.test import Client, override_settings
from journeys.find_browser import find_chromium, find_quick
from journeys.looking import (
    ALL_BUT_CONTRAST,
    EVERYTHING,
    is_new,
    must_be_in_its_language,
    must_be_told_apart,
    must_have_a_shape,
    must_have_no_findings,
)
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from firmground_site.audit.guard import writing
from firmground_site.members.demo import PASSWORD

HERE = Path(__file__).parent
PICTURES = Path(__file__).parents[3] / "build/failures"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # whatever leaves the site finds nobody
)
PATIENCE = 30_000  # milliseconds, on a busy machine: for a page, an element, or what is expected of it
expect.set_options(timeout=PATIENCE)
DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NOT_LOADED = "Failed to load resource"  # the console says it of whole pages too; parts are noticed by their answer
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey is marked, so that ``-m 'not browser'`` leaves them out."""
    for item in items:
        if HERE in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(autouse=True, scope="session")
def _static_files_come_from_their_sources() -> Iterator[None]:
    """As with DEBUG on: nobody needs to have collected them, and WhiteNoise does not look for a folder that is not there."""
    with override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(autouse=True, scope="session")
def _answers_are_sent_at_once() -> Iterator[None]:
    """The head and the body of an answer are written apart; the second would wait 40 ms for the browser to confirm the first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a file of journeys.

    Not for the whole session: Playwright keeps an event loop running in this thread while it is started, in which tests of
    other files could not run one of their own.
    """
    path = find_quick()
    if path is None:
        pytest.skip("Chromium was not found; on Debian: apt-get install chromium.")
    with pytest.MonkeyPatch.context() as patch:
        # Django refuses its models in a thread with a running loop, since code inside that loop would block it. Here the
        # loop is Playwright's, and the test is not inside it.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
            yield started
            started.close()


@dataclass
class Faults:
    """What went wrong in the pages of a test. ``allowed`` are addresses of others that it leaves for on purpose."""

    origin: str
    allowed: set[str] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)
    watched: list[BrowserContext] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Notice faults in every page of a context."""
        self.watched.append(context)
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.seen.append(f"script: {error.error}"))
        context.on("response", self._answered)

    def leaves_for(self, address: str) -> None:
        """Another site answers at this address, in the pages that are open."""
        self.allowed.add(address)
        for context in self.watched:
            context.route(address, lambda route: route.fulfill(status=200, content_type="text/plain", body="another site"))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:", *self.allowed)):
            self.seen.append(f"request to another origin: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NOT_LOADED):
            self.seen.append(f"console: {message.text} ({message.location['url']})")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.seen.append(f"{response.status} for {response.url}")


@pytest.fixture
def faults(live_server: LiveServer) -> Iterator[Faults]:
    """The faults of this test, which fail it at its end."""
    found = Faults(live_server.url)
    yield found
    assert found.seen == [], "\n".join(["faults in the browser:", *found.seen])


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, transactional_db: None, live_server: LiveServer, browser: Browser, faults: Faults
) -> Iterator[Callable[..., Page]]:
    """Open a page: ``open_page(PHONE, script=False)``. Each has cookies of its own. Pictures are taken when the test fails."""
    opened: list[Page] = []

    def open_one(size: dict[str, Any] = DESK, *, script: bool = True) -> Page:
        context = browser.new_context(base_url=live_server.url, java_script_enabled=script, locale="en-GB", **size)
        context.set_default_timeout(PATIENCE)
        faults.watch(context)
        opened.append(context.new_page())
        return opened[-1]

    yield open_one
    for number, page in enumerate(opened):
        if request.node.stash.get(FAILED, False):
            PICTURES.mkdir(parents=True, exist_ok=True)
            name = re.sub(r"[^\w]+", "-", request.node.nodeid.partition("::")[2]).strip("-")
            page.screenshot(path=PICTURES / f"{name}-{number}.png", full_page=True)
        page.context.close()


@pytest.fixture
def open_profile(
    transactional_db: None, live_server: LiveServer, browser: Browser, faults: Faults, sign_in_as: Callable[[str, Page], Page]
) -> Iterator[Callable[..., Page]]:
    """Open a phone's page on a folder that keeps what a browser keeps: ``open_profile(folder, "officer_immd")``."""
    opened: list[BrowserContext] = []

    def open_one(folder: Path, member: str | None = None) -> Page:
        flags = [*FLAGS, "--disable-features=Translate"]
        context = browser.browser_type.launch_persistent_context(
            folder, executable_path=find_chromium(), args=flags, base_url=live_server.url, locale="en-GB", **PHONE
        )
        context.set_default_timeout(PATIENCE)
        faults.watch(context)
        opened.append(context)
        page = context.pages[0]
        return sign_in_as(member, page) if member else page

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page at a desk."""
    return open_page()


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A page on a phone."""
    return open_page(PHONE)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def either_page(request: pytest.FixtureRequest, open_page: Callable[..., Page]) -> Page:
    """A page at a desk, once with JavaScript and once without."""
    return open_page(script=request.param)


@pytest.fixture
def give_session(live_server: LiveServer) -> Callable[[Client, Page], Page]:
    """Give a page the session of a test client, with the files that are open in it."""

    def give(client: Client, page: Page) -> Page:
        cookie = client.cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        return page

    return give


@pytest.fixture
def sign_in_as(as_member: Callable[[str], Client], give_session: Callable[[Client, Page], Page]) -> Callable[[str, Page], Page]:
    """Give a page the session of one of the cast: ``sign_in_as("supervisor", page)``. ``sign_in`` goes through the pages."""
    return lambda key, page: give_session(as_member(key), page)


@pytest.fixture
def demonstration(transactional_db: None, cast: Any) -> None:
    """A small year of the demonstration, with its cases, referrals, lists and an example statement."""
    with override_settings(DEBUG=True):  # it is loaded where nothing is real
        call_command("load_demo", year=2019, persons=300, stdout=io.StringIO())


@pytest.fixture
def look_at_links_of(
    demonstration: None,
    as_member: Callable[[str], Client],
    open_page: Callable[..., Page],
    give_session: Callable[[Client, Page], Page],
) -> Callable[[Collection[str]], int]:
    """Look at the pages to which the links of some roles lead in the demonstration; gives how many there are."""
    from journeys.by_links import look_at_links  # loading it reads the pack, which most journeys need not wait for

    return lambda roles: look_at_links(roles, as_member, open_page, give_session)


@pytest.fixture
def sign_in(cast: Any, settings: Any) -> Callable[[str, Page], Page]:
    """Sign in as a person does: address, password, and the code of an authenticator, which is a real one here."""
    settings.MFA_TOTP_INSECURE_BYPASS_CODE = None

    def sign_in_by_hand(key: str, page: Page) -> Page:
        member, secret = getattr(cast, key), totp.generate_totp_secret()
        member.authenticator_set.all().delete()
        with writing("an authenticator for a test"):
            totp.TOTP.activate(member, secret)
        page.goto("/account/login/")
        page.fill("input[name=login]", member.email)
        page.fill("input[name=password]", PASSWORD)
        page.locator("main button[type=submit]").first.click()
        page.fill("input[name=code]", code_of(secret))
        page.locator("main button[type=submit]").first.click()
        return page

    return sign_in_by_hand


def code_of(secret: str) -> str:
    """The six digits that an authenticator shows now."""
    _, counter, _ = totp.yield_hotp_counters_from_time()  # one before and one after are taken too
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


@pytest.fixture
def well_made() -> Callable[[Page], None]:
    """Assert what holds for every page: one h1, a language, a title, nothing beside the screen, nothing that axe finds.

    Also that its controls have names that tell them apart, and that a page in Chinese is in Chinese.
    """

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a click may just have led to a page that is still coming
        must_have_a_shape(page)
        must_have_no_findings(page, EVERYTHING if is_new(page) else ALL_BUT_CONTRAST)
        must_be_told_apart(page)
        must_be_in_its_language(page)

    return check
