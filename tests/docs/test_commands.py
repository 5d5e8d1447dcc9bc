"""The documentation works: its commands are run, in order, as a reader would run them; its links lead somewhere.

Each page gets a folder of its own that looks like a fresh clone. Commands in blocks marked ``sh`` must end with 0, or with
the code that a trailing ``# exits 1`` states. Scripts that set up or do everything, and lines marked ``# not run here``,
are left out; ``tests/scripts`` runs them. ``firmground`` is the one of ``tests/site/forked.py``, a process for each command
as everywhere, which need not load the library first.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from forked import launchers

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```sh\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
SCRIPTS = r"script/(?:setup|test|run|check|bench|docs|fix)"
LEFT_OUT = re.compile(rf"\s*(?:{SCRIPTS}|pip|git)\b|\s*(?:#|$)|.*# not run here\s*$", flags=re.DOTALL)
STATED = re.compile(r"# exits (\d+)\s*$")
HEREDOC = re.compile(r"<<\s*'?(\w+)'?")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
AT_ONCE = 2
PATIENCE = 300  # seconds for one command, on a busy machine


@dataclass(frozen=True)
class Ran:
    """One command of a page, and how it ended."""

    command: str
    stated: int
    found: int
    printed: str

    def __str__(self) -> str:
        return f"$ {self.command}\nended with {self.found}, the page says {self.stated}\n{self.printed}"


def commands_in(text: str) -> Iterator[str]:
    """The commands of a page, each with its continued lines, open quotes and the text that it is given."""
    for block in BLOCK.findall(text):
        command, until = "", ""
        for line in block.splitlines():
            command += line + "\n"
            if until and line != until:
                continue
            until = "" if until else heredoc_in(command)
            if not until and is_whole(command):
                if not LEFT_OUT.match(command):
                    yield command.rstrip("\n")
                command = ""
        assert command == "", f"a block ends inside a command: {command}"


def heredoc_in(command: str) -> str:
    """The word that ends the text after a command, or nothing when the text is complete or there is none."""
    found = HEREDOC.search(command.splitlines()[0])
    return found[1] if found and command.splitlines()[-1] != found[1] else ""


def is_whole(command: str) -> bool:
    """Whether the shell would run it now: no line to be continued and no quote left open."""
    if HEREDOC.search(command.splitlines()[0]):
        return True
    try:
        shlex.split(command, comments=True)
    except ValueError:
        return False
    return not command.endswith("\\\n")


def like_a_clone(folder: Path) -> Path:
    """A folder in which the paths of the documentation exist, without a copy of anything."""
    folder.mkdir()
    for name in ("src", "docs"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "build").mkdir()
    return folder


def run_page(page: Path, folder: Path) -> list[Ran]:
    """Run the commands of a page until one ends otherwise than stated."""
    first = (launchers(folder.with_name(f"{folder.name}-commands")), Path(sys.executable).parent)
    environment = os.environ | {"PATH": os.pathsep.join([*map(str, first), os.environ["PATH"]])}
    ran = []
    for command in commands_in(page.read_text(encoding="utf-8")):
        stated = STATED.search(command)
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
        printed = done.stdout.decode("utf-8", errors="replace")
        ran.append(Ran(command, int(stated[1]) if stated else 0, done.returncode, printed))
        if ran[-1].stated != ran[-1].found:
            break
    return ran


def with_commands() -> list[Path]:
    return [page for page in PAGES if page.exists() and any(commands_in(page.read_text(encoding="utf-8")))]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[Ran]]:
    """What became of the commands of every page; two pages are run at once."""
    place = tmp_path_factory.mktemp("pages")
    pages = with_commands()
    folders = [like_a_clone(place / str(number)) for number in range(len(pages))]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(pages, pool.map(run_page, pages, folders), strict=True))


@pytest.mark.slow
@pytest.mark.node
@pytest.mark.parametrize("page", with_commands(), ids=name_of)
def test_every_command_on_a_page_does_what_the_page_says(page: Path, ran: dict[Path, list[Ran]]) -> None:
    assert [str(each) for each in ran[page] if each.found != each.stated] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_and_picture_is_there(page: Path) -> None:
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    links = [link.partition("#")[0] for link in LINK.findall(text) if not re.match(r"[a-z]+:|#", link)]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_and_the_tutorial_have_commands() -> None:
    assert {"README.md", "docs/tutorial/first-year.md"} <= {name_of(page) for page in with_commands()}


@pytest.mark.parametrize(
    ("block", "commands"),
    [
        ("one\ntwo  # exits 1\n", ["one", "two  # exits 1"]),
        ("one \\\n  --more\n", ["one \\\n  --more"]),
        ("cat > a <<'END'\nit's\n\nEND\ntwo\n", ["cat > a <<'END'\nit's\n\nEND", "two"]),
        ("sed 's/a/&\\\nb/' c\n", ["sed 's/a/&\\\nb/' c"]),
        ("script/run\n# a comment\n. .venv/bin/activate  # not run here\n\nlast\n", ["last"]),
    ],
)
def test_the_commands_of_a_block_are_told_apart(block: str, commands: list[str]) -> None:
    assert list(commands_in(f"Text\n```sh\n{block}```\n")) == commands


def test_a_command_that_ends_otherwise_than_stated_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```sh\ntrue\nfalse\ntrue\n```\n", encoding="utf-8")
    ran = run_page(page, tmp_path)
    assert [(each.command, each.found == each.stated) for each in ran] == [("true", True), ("false", False)]
