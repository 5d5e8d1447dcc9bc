"""What a browser fetches: small, from nowhere else, nobody's crown or letters, and right in both directions of writing."""

import json
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import override_settings

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[3]
FETCHED = ("design/site.css", "design/start.mjs", "govuk/govuk-frontend.js", "design/icon.svg")
PHYSICAL = re.compile(r"[;{](?:(?:margin|padding|border)-(?:left|right)[-:]|(?:left|right):|text-align:(?:left|right))")


def content(name: str) -> bytes:
    found = finders.find(name)
    assert found, f"{name} is not there. Run script/setup, which makes it."
    return Path(found).read_bytes()


@pytest.fixture(scope="module")
def sheet() -> str:
    return content("design/site.css").decode()


def on_the_wire(content: bytes) -> int:
    return len(brotli.compress(content))


def test_the_style_sheet_is_small(sheet: str) -> None:
    assert on_the_wire(sheet.encode()) <= 13_000


def test_a_first_page_is_small() -> None:
    page = render_to_string("404.html").encode()
    assert on_the_wire(page) + sum(on_the_wire(content(name)) for name in FETCHED) <= 30_000


def test_the_style_sheet_fetches_nothing(sheet: str) -> None:
    assert re.findall(r"url\(|@import|@font-face|image-set", sheet) == []


@pytest.mark.parametrize("theirs", ["GDS Transport", "crown", "govuk-logo", "licence-logo"])
def test_neither_crown_nor_letters_of_others_are_used(sheet: str, theirs: str) -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/firmground_site").rglob("*.html"))
    assert theirs.lower() not in sheet.lower()
    assert theirs.lower() not in templates.lower()


def test_the_sheet_says_start_and_end_and_never_left_and_right(sheet: str) -> None:
    assert PHYSICAL.findall(sheet) == []
    assert "inset-inline-start:" in sheet
    assert PHYSICAL.findall("a{color:red;margin-left:1px}") == [";margin-left:"]


def test_every_class_that_a_template_names_for_its_looks_is_in_the_sheet(sheet: str) -> None:
    named = {
        each
        for path in (ROOT / "src/firmground_site").rglob("*.html")
        for classes in re.findall(r'class="([^"{]*)"', path.read_text(encoding="utf-8"))
        for each in classes.split()
        if each.startswith(("firm-", "govuk-!"))
    }
    known = {each.replace("\\", "") for each in re.findall(r"\.((?:[\w-]|\\.)+)", sheet)}
    assert len(named) > 20
    assert named - known == set()


def test_on_paper_there_is_no_way_about_and_no_address_of_ours(sheet: str) -> None:
    paper = "".join(sheet.split("@media print{")[1:])
    for left_out in (".govuk-service-navigation", ".govuk-back-link", ".govuk-button", ".govuk-exit-this-page"):
        assert re.search(re.escape(left_out) + r"[^{}]*\{display:none ?!important\}", paper), left_out
    assert re.search(r'a\[href\^="/"\]::after[^{}]*\{content:none ?!important\}', paper)


def test_people_who_want_no_motion_get_none(sheet: str) -> None:
    assert "prefers-reduced-motion:reduce" in sheet.replace(" ", "")


def test_the_lock_file_names_no_place_to_fetch_from() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_in_earnest_every_file_is_named_by_its_digest_and_so_are_imports(tmp_path: Path) -> None:
    storages = {"staticfiles": {"BACKEND": "firmground_site.design.storage.NamedByDigest"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", verbosity=0, interactive=False)
    names = json.loads((tmp_path / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    module = (tmp_path / names["design/start.mjs"]).read_text(encoding="utf-8")
    assert f'"../{names["govuk/govuk-frontend.js"]}"' in module
    assert (tmp_path / (names["design/site.css"] + ".br")).exists()
