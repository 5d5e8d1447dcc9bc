"""What tests of the design share: the elements of a page, a template in a string, and pages in a browser without a server."""

import os
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

ORIGIN = "http://localhost"


class Elements(HTMLParser):
    """Every start tag of a page, in order, as its name and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, *names: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.found if name in names]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.found if "id" in attributes]


@pytest.fixture(scope="session")
def elements() -> type[Elements]:
    return Elements


@pytest.fixture(scope="session")
def drawn() -> Callable[..., str]:
    """What a template that is written here comes out as."""
    return lambda source, **context: engines["django"].from_string("{% load design %}" + source).render(context)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One for each file: while it is there, no other browser, and no loop of its own, can be started in this process."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop; the test client has none
        options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        yield browser
        browser.close()


class Visit:
    """A page in a browser that gets everything from the test client and the static files, and what it did."""

    def __init__(self, page: Page) -> None:
        self.page, self.strangers, self.complaints = page, list[str](), list[str]()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        place = urlsplit(route.request.url)
        if f"{place.scheme}://{place.netloc}" != ORIGIN:
            self.strangers.append(route.request.url)
            route.fulfill(body="elsewhere", content_type="text/plain")
        elif place.path.startswith("/static/"):
            route.fulfill(path=Path(finders.find(place.path.removeprefix("/static/")) or ""))
        else:
            response = Client().get(f"{place.path}?{place.query}")
            route.fulfill(status=response.status_code, headers=dict(response.headers), body=response.content)


@pytest.fixture
def visit(chromium: Browser, db: None) -> Iterator[Callable[..., Visit]]:
    """Open a page at a width, with or without scripts."""
    contexts = []

    def opened(path: str, *, width: int = 1280, scripts: bool = True) -> Visit:
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts))
        visit = Visit(contexts[-1].new_page())
        visit.page.goto(ORIGIN + path)
        return visit

    yield opened
    for context in contexts:
        context.close()
