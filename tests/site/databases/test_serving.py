"""The site as it is served in earnest: it is well, small, quick to load, and stops in order."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from databases.serving import Serving, on_the_wire, parts_of, sessions

LARGEST_FIRST_PAGE = 60_000  # bytes on the wire, with everything that the page needs
MOST_MEMORY = 512  # megabytes, idle
NAMED_BY_DIGEST = re.compile(r"\.[0-9a-f]{12}\.\w+$")


@pytest.mark.once
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

    assert site.megabytes() <= MOST_MEMORY
    assert site.get("/no/such/page")[0] == 404
    assert site.stop() == 0
    assert "Traceback" not in site.log.read_text(encoding="utf-8")


@pytest.mark.once
@pytest.mark.slow
def test_a_first_page_is_small_on_the_wire_and_refused_without_https(
    served: Callable[[], Serving], in_earnest: dict[str, str]
) -> None:
    site = served()
    signed_in = {"Cookie": f"sessionid={sessions(in_earnest, 1)[0]}"}
    for path, headers in (("/account/login/", {}), ("/screening/new/", signed_in)):
        sizes = on_the_wire(site, path, **headers)
        assert any("govuk-frontend" in part for part in sizes), "a script's imports count too"
        assert sum(sizes.values()) <= LARGEST_FIRST_PAGE, sizes
    assert site.get("/health", **{"X-Forwarded-Proto": "http"})[0] == 200
    status, headers, _ = site.get("/account/login/", **{"X-Forwarded-Proto": "http"})
    assert status == 301
    assert headers["Location"].startswith("https://")


@pytest.mark.slow
def test_a_database_that_is_away_is_told_in_words_until_it_is_back(
    served: Callable[[], Serving], database_away: Callable[[], AbstractContextManager[None]]
) -> None:
    site = served()
    signed_in = {"Cookie": "sessionid=abcdefghijklmnopqrstuvwxyz012345"}
    for path in ("/health", "/", "/account/login/"):
        before = site.get(path, **signed_in)[0]
        assert before in (200, 302)
        with database_away():
            status, headers, page = site.get(path, **{"Accept-Encoding": "identity"}, **signed_in)
        assert (status, headers.get("Retry-After")) == (503, "30"), path
        assert "The records cannot be reached" in page.decode()
        assert site.get(path, **signed_in)[0] == before
