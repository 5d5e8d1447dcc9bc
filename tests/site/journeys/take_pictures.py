"""Takes every picture of the site in docs/pictures/, and writes the page that shows them: ``take_pictures.py``.

It makes a database of its own, loads the demonstration, serves the site on a free port of this machine, and walks it in
Chromium as the members of the demonstration do (``scenes``). It must not touch another database. The clock is set to one
morning, so that the pictures of an unchanged page stay the same.
"""

import base64
import datetime
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "docs/pictures"
MORNING = datetime.datetime(2026, 11, 16, 2, 0, tzinfo=datetime.UTC)  # ten o'clock in Hong Kong, a Monday
QUALITY = 20
YEARS = {"hong_kong": 2019, "freeport": 2023}
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
WIDEST = """() => [...document.querySelectorAll('main *')].sort((a, b) =>
    b.getBoundingClientRect().right - a.getBoundingClientRect().right)[0].outerHTML.slice(0, 200)"""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def set_the_site_up(database: Path, pack: str) -> None:
    """Point Django at an empty database, and set its clock."""
    for name in [
        name
        for name in os.environ
        if name.startswith(("SEALING_", "INDEX_KEY", "PSEUDONYM_", "SECRET_", "OPENID_", "STATEMENT_"))
    ]:
        del os.environ[name]
    os.environ.update(DEMO="1", DEBUG="1", PACK=pack, DATABASE_URL=f"sqlite:///{database}")
    os.environ.update(FROZEN_EXTRACTS=str(database.parent / "frozen-extracts"))
    # Playwright keeps a loop running in this thread; nothing of the site runs inside that loop.
    os.environ.update(DJANGO_SETTINGS_MODULE="firmground_site.settings", DJANGO_ALLOW_ASYNC_UNSAFE="1", EMAIL_HOST="")
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests/site")]
    from django.utils import timezone

    began = time.monotonic()
    timezone.now = lambda: MORNING + datetime.timedelta(seconds=time.monotonic() - began)
    import django

    django.setup()
    from django.conf import settings

    logging.disable()  # refusals are photographed too
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def load(pack: str) -> None:
    """The demonstration's members and year."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_demo", year=YEARS[pack], stdout=sys.stderr)


@contextmanager
def served() -> Iterator[str]:
    """Serve the site from a thread; gives its origin."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing of each request."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"  # a passkey belongs to a name, and not to a number
    finally:
        server.shutdown()
        server.server_close()


class Camera:
    """Opens pages as members of the demonstration, and takes pictures of them. ``taken`` are the names so far."""

    def __init__(self, browser: Any, origin: str) -> None:
        self.browser, self.origin, self.taken = browser, origin, list[str]()
        self._pages: dict[str, Any] = {}

    def page(self, script: bool = True) -> Any:
        """A page that nobody is signed in on."""
        context = self.browser.new_context(base_url=self.origin, locale="en-GB", java_script_enabled=script)
        context.set_default_timeout(15_000)
        return context.new_page()

    def page_of(self, key: str) -> Any:
        """The page of a member of the demonstration, who is signed in."""
        if key not in self._pages:
            self._pages[key] = self.signed_in(key)
        return self._pages[key]

    def signed_in(self, key: str) -> Any:
        """A page of the member with a session of its own, for a walk that ends the session."""
        from django.test import Client

        client, page = Client(), self.page()
        client.force_login(member(key), backend=BACKEND)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.origin}])
        return page

    def take(self, page: Any, name: str) -> None:
        """Take a picture in each size; it refuses a page other than the one that the list names, or one that is too wide."""
        from django.urls import Resolver404, resolve
        from journeys.pictured import PICTURES, SIZES

        picture, path = PICTURES[name], page.url.removeprefix(self.origin).partition("?")[0]
        try:
            found = resolve(path).view_name
        except Resolver404:
            found = ""
        if picture.address and found != picture.address:
            raise RuntimeError(f"The picture {name} is of {picture.address}, and this is {path}: {page.inner_text('body')[:300]}")
        for size, (width, height, most) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("window.scrollTo(0, 0)")
            wide, tall = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
            if wide > width:
                raise RuntimeError(f"{path} is {wide} px wide on a screen of {width}, because of {page.evaluate(WIDEST)}")
            page.set_viewport_size({"width": width, "height": max(height, min(tall, most))})  # what sticks is then at the foot
            (FOLDER / picture.file(size)).write_bytes(photograph(page, width, min(tall, most)))
        self.taken.append(name)
        print(f"docs: made {name}", flush=True)


def photograph(page: Any, width: int, height: int) -> bytes:
    """What a page shows, as WebP: a page of text takes a third of the room that it takes as JPEG or PNG."""
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    asked = {"format": "webp", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True}
    devtools = page.context.new_cdp_session(page)
    taken = devtools.send("Page.captureScreenshot", asked)
    devtools.detach()
    return base64.b64decode(taken["data"])


def member(key: str) -> Any:
    """A member of the demonstration by their key in ``members.demo``."""
    from firmground_site.accounts.models import Member

    return Member.objects.get(email=f"{key.replace('_', '.')}@demo.example")


def take_all(pack: str) -> list[str]:
    """Take the pictures of one territory's site; gives their names."""
    with tempfile.TemporaryDirectory() as folder:
        set_the_site_up(Path(folder) / "site.sqlite3", pack)
        load(pack)
        from journeys import (
            scenes,
            scenes_asking,
            scenes_cases,
            scenes_crosswalk,
            scenes_devices,
            scenes_evidence,
            scenes_help,
            scenes_law,
            scenes_linkage,
            scenes_phone,
            scenes_plan,
            scenes_statement,
        )
        from journeys.find_browser import find_chromium
        from playwright.sync_api import sync_playwright

        with served() as origin, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
            camera = Camera(browser, origin)
            law, plan = scenes_law.walk_law, scenes_plan.walk_plan
            walks = (
                scenes_asking.walk_asking,
                scenes_cases.walk_cases,
                scenes_linkage.walk_linkage,
                law,
                plan,
                scenes_crosswalk.walk_crosswalk,
                scenes_evidence.walk_evidence,
                scenes_help.walk_help,
                scenes_phone.walk_phone,
            )
            scenes.walk(camera, pack, *walks, scenes_statement.walk_statement, scenes_devices.walk_devices)
            browser.close()
            return camera.taken


def main(words: list[str]) -> int:
    """Without words: all pictures, each territory in a process of its own, and the page. With one: that territory's."""
    if words:
        take_all(words[0])
        return 0
    sys.path.insert(0, str(ROOT / "tests/site"))
    from journeys.pictured import PICTURES, SIZES, page_of_pictures

    before = time.time()
    for pack in YEARS:
        subprocess.run([sys.executable, "-P", __file__, pack], check=True)
    wanted = {picture.file(size): picture for picture in PICTURES.values() for size in SIZES}
    for old in FOLDER.glob("*.webp"):
        if old.name not in wanted:
            old.unlink()
    if missed := [name for name in wanted if not (FOLDER / name).exists() or (FOLDER / name).stat().st_mtime < before]:
        print(f"docs: not taken: {', '.join(missed)}", file=sys.stderr)
        return 1
    (ROOT / "docs/reference/pages.md").write_text(page_of_pictures(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
