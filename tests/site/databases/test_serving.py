"""The site as it is served in earnest: it is well, small, quick to load, and stops in order."""

import re
from collections.abc import Callable

import pytest
from databases.serving import Serving

LARGEST_FIRST_PAGE = 60_000  # bytes on the wire, with everything that the page needs
MOST_MEMORY = 512  # megabytes, idle
PART = re.compile(r"<(?:link|script|img)\b[^>]*?\s(?:href|src)=\"(/static/[^\"#?]+)")
NAMED_BY_DIGEST = re.compile(r"\.[0-9a-f]{12}\.\w+$")


def parts_of(page: bytes) -> list[str]:
    """The files that a page needs, each once."""
    return list(dict.fromkeys(PART.findall(page.decode())))


def on_the_wire(site: Serving, path: str, **headers: str) -> dict[str, int]:
    """The compressed bytes of a page, and of each of the files it needs."""
    status, _, body = site.get(path, **headers)
    assert status == 200, f"{path} answers {status}"
    _, _, plain = site.get(path, **{"Accept-Encoding": "identity"}, **headers)
    sizes = {path: len(body)}
    for part in parts_of(plain):
        status, _, content = site.get(part)
        assert status == 200, f"{part} answers {status}"
        sizes[part] = len(content)
    return sizes


@pytest.mark.slow
def test_the_site_serves_what_it_should_and_stops_in_order(served: Callable[[], Serving]) -> None:
    site = served()
    status, headers, body = site.get("/health")
    assert (status, body) == (200, b"well\n")
    assert "no-store" in headers["Cache-Control"]

    _, _, page = site.get("/account/login/", **{"Accept-Encoding": "identity"})
    parts = parts_of(page)
    assert any(part.endswith(".css") for part in parts)
    assert [part for part in parts if not NAMED_BY_DIGEST.search(part)] == []
    for part in parts:
        status, headers, _ = site.get(part)
        assert status == 200
        assert "immutable" in headers["Cache-Control"]

    sizes = on_the_wire(site, "/account/login/")
    assert sum(sizes.values()) <= LARGEST_FIRST_PAGE, sizes
    assert site.megabytes() <= MOST_MEMORY
    assert site.get("/no/such/page")[0] == 404
    assert site.stop() == 0
    assert "Traceback" not in site.log.read_text(encoding="utf-8")


@pytest.mark.slow
def test_without_https_a_page_is_refused_but_health_is_told(served: Callable[[], Serving]) -> None:
    site = served()
    assert site.get("/health", **{"X-Forwarded-Proto": "http"})[0] == 200
    status, headers, _ = site.get("/account/login/", **{"X-Forwarded-Proto": "http"})
    assert status == 301
    assert headers["Location"].startswith("https://")
