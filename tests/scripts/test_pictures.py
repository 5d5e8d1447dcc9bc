"""Every address of the site has its picture, and the page that shows them is the list from which they are taken."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver
from journeys.pictured import LISTED, NOT_PICTURED, PICTURES, SIZES, page_of_pictures

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs/pictures"
NOT_HERE = "firmground_site.members.account_urls.not_here"  # what allauth has and this site has not
MOST = 18_000_000  # bytes of pictures of the site, so that a clone stays quick
TALLEST = {size: most for size, (_, _, most) in SIZES.items()}


def addresses(resolver: Any = None, space: str = "") -> Iterator[str]:
    """The name of every address of the site."""
    for each in (resolver or get_resolver()).url_patterns:
        if not isinstance(each, URLPattern):
            yield from addresses(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif f"{each.callback.__module__}.{each.callback.__name__}" != NOT_HERE:
            yield f"{space}{each.name}"


SHOWN = {picture.address for picture in PICTURES.values()}


@pytest.mark.parametrize("address", sorted(set(addresses())))
def test_every_address_has_a_picture_or_a_reason_for_having_none(address: str) -> None:
    assert (address in SHOWN) != (address in NOT_PICTURED), (
        f"add {address} to tests/site/journeys/pictures.csv, and run script/docs"
    )


def test_the_list_names_no_address_that_is_gone() -> None:
    assert (SHOWN | NOT_PICTURED.keys()) - {*addresses(), ""} == set()


def test_no_two_pictures_have_the_same_name() -> None:
    assert len(PICTURES) == len(LISTED)


def test_the_page_of_pictures_is_as_script_docs_writes_it() -> None:
    assert (ROOT / "docs/reference/pages.md").read_text(encoding="utf-8") == page_of_pictures()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_its_width_and_no_taller_than_agreed(name: str, size: str) -> None:
    width, height = measures(FOLDER / PICTURES[name].file(size))
    assert width == SIZES[size][0]
    assert 300 < height <= TALLEST[size]


def measures(picture: Path) -> tuple[int, int]:
    """The width and height of a WebP picture, from its extended header (RFC 9649, 2.7)."""
    begins = picture.read_bytes()[:30]
    assert begins[12:16] == b"VP8X", f"{picture.name} is no WebP picture as Chromium makes it"
    width, height = (int.from_bytes(begins[at : at + 3], "little") + 1 for at in (24, 27))
    return width, height


def test_all_pictures_together_are_quick_to_fetch() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.webp")) < MOST


def test_only_pictures_of_the_list_are_kept() -> None:
    assert {path.name for path in FOLDER.glob("*.webp")} == {each.file(size) for each in PICTURES.values() for size in SIZES}
