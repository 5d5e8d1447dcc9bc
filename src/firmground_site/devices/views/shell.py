"""The page of the phone, and what a browser needs to install it: the same for everybody, with nothing personal in it.

What it refers to is kept on the phone by ``worker.js``, under a version that is the digest of all of it.
"""

import functools
import hashlib
import json
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import firmground
from firmground_site.access.views import open_to_anyone
from firmground_site.devices.phone_words import words_of_the_phone
from firmground_site.packs.queries import active_pack, case_rules
from firmground_site.screening.asking import pictures, recordings_folder

MODULES = Path(__file__).parents[1] / "static/devices"
BEGINNINGS = ("design/start.mjs", "devices/begin.mjs")
ICONS = {size: f"devices/icon-{size}.png" for size in (192, 512)}  # drawn by script/setup from icon.svg
# The larger icon serves to install the page, which needs a signal.
AROUND = ("design/site.css", "design/icon.svg", "devices/icon.svg", ICONS[192])
IMPORT = re.compile(r'\bfrom "(\.[^"]+)"')
COLOUR = "#0b4144"  # the header's


def kept_files() -> list[str]:
    """The names of all static files that the phone's page needs."""
    return [*AROUND, *modules_from(BEGINNINGS), *(f"screening/pictures/{topic}.svg" for topic in pictures())]


def modules_from(beginnings: Iterable[str]) -> list[str]:
    """The names of some modules and of all that they import, at any depth."""
    found, waiting = set[str](), list(beginnings)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [
                posixpath.normpath(posixpath.join(posixpath.dirname(name), each)) for each in IMPORT.findall(_source(name))
            ]
    return sorted(found)


def _source(name: str) -> str:
    place = finders.find(name)
    return Path(str(place)).read_text(encoding="utf-8") if place else ""


def shell_html() -> str:
    """The page itself. It is written without a request, so that nothing of whoever asks can be in it."""
    context = {
        "territory": active_pack().text("pack.title"),
        "leave_quickly_url": case_rules().emergency.leave_quickly_url,
        "demo": getattr(settings, "DEMO", False),
        "lang": "en",
        "dir": "ltr",
        "words": words_of_the_phone(),
        "pictures": pictures(),
        "lock_after": settings.PHONE_LOCK_SECONDS,
        "version": firmground.__version__,
    }
    with override("en-gb"):
        return render_to_string("devices/phone.html", context)


def version_of(shell: str) -> str:
    """The digest of everything that the phone keeps: another version replaces all of it at once."""
    found = hashlib.sha256(shell.encode())
    for name in kept_files():
        place = finders.find(name)
        found.update(static(name).encode() + (Path(str(place)).read_bytes() if place else b""))
    found.update((MODULES / "worker.js").read_bytes())
    return found.hexdigest()[:16]


@functools.cache
def _version_in_earnest(shell: str) -> str:
    return version_of(shell)


@open_to_anyone
@require_safe
@never_cache
def shell(request: HttpRequest) -> HttpResponse:
    """The page of the phone."""
    return HttpResponse(shell_html())


@open_to_anyone
@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what it keeps."""
    page = shell_html()
    version = version_of(page) if settings.DEBUG else _version_in_earnest(page)
    files = [static(name) for name in kept_files()]
    kept = {"version": version, "shell": reverse("phone:shell"), "files": files, "recordings": recordings_folder()}
    source = (MODULES / "worker.js").read_text(encoding="utf-8")
    return HttpResponse(f"const KEPT = {json.dumps(kept)};\n{source}", content_type="text/javascript; charset=utf-8")


@open_to_anyone
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a browser wants to know before it installs the page."""
    told = {
        "id": reverse("phone:shell"),
        "name": f"Firmground {active_pack().text('pack.title')}",
        "short_name": "Firmground",
        "start_url": reverse("phone:shell"),
        "scope": reverse("phone:shell"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": COLOUR,
        "icons": [
            _icon("devices/icon.svg", "any", "image/svg+xml"),
            *(_icon(name, f"{size}x{size}", "image/png") for size, name in ICONS.items()),
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _icon(name: str, sizes: str, kind: str) -> dict[str, str]:
    """An icon of the manifest. What it shows lies within the circle that every mask leaves, so that it serves both purposes."""
    return {"src": static(name), "sizes": sizes, "type": kind, "purpose": "any maskable"}


urlpatterns = [
    path("", shell, name="shell"),
    path("worker.js", worker, name="worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
]
