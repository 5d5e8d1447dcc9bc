"""The documentation is true: its links lead somewhere, its commands exist, and every command is documented."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer.main

from firmground.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = typer.main.get_command(app)
LINK = re.compile(
    r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|<(?:img|a)\b[^>]*?(?:src|href)=\"([^\"]+)\"|^\[[^\]]+\]:\s*(\S+)", re.MULTILINE
)
FENCE = re.compile(r"^\s*```(\w*)[^\n]*\n(.*?)^\s*```", flags=re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"(?<!`)`((?:firmground|script/\w+)(?: [^`\n]*)?)`(?!`)")
OURS = re.compile(r"^(?:\$\s+)?(?:\.venv/bin/)?((?:firmground|script/\w+)(?:\s.*)?)$")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors_in(page: Path) -> set[str]:
    """The anchors of a page's headings, made as GitHub makes them."""
    headings = re.findall(r"^#+\s+(.+?)\s*$", FENCE.sub("", page.read_text(encoding="utf-8")), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(page: Path) -> Iterator[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for found in LINK.finditer(re.sub(r"`[^`\n]*`", "", text)):
        link = found[1] or found[2] or found[3]
        if re.match(r"[a-z]+:", link):
            continue
        address, _, anchor = unquote(link).partition("#")
        target = (page.parent / address).resolve() if address else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors_in(target)):
            yield link


def commands_in(page: Path) -> Iterator[str]:
    """Our own commands in the code of a page, with lines that a backslash continues joined."""
    text = page.read_text(encoding="utf-8")
    for language, code in FENCE.findall(text):
        if language in ("", "sh", "bash", "shell", "console"):
            for line in re.sub(r"\\\n\s*", " ", code).splitlines():
                if ours := OURS.match(line.strip()):
                    yield ours[1]
    yield from INLINE.findall(FENCE.sub("", text))


def fault_in(command: str) -> str | None:
    """What is wrong with a documented command, if anything."""
    try:
        program, *words = shlex.split(command, comments=True)
    except ValueError as error:
        return str(error)
    if program.startswith("script/"):
        return None if (ROOT / program).is_file() else f"there is no {program}"
    return fault_in_words(words)


def fault_in_words(words: list[str]) -> str | None:
    known: Any = COMMANDS
    options = options_of(known)
    for word in words:
        if word in ("|", ">", ">>", "&&", ";", "||"):
            return None
        if hasattr(known, "commands"):
            if not re.match(r"[a-z]", word):  # an option, … or a placeholder
                continue
            choices = word.split("|")
            if absent := [choice for choice in choices if choice not in known.commands]:
                return f"there is no command {absent[0]}"
            known = known.commands[choices[0]]
            options |= options_of(known)
        elif re.match(r"\[?--[a-z]", word) and word.strip("[]").partition("=")[0] not in options:
            return f"there is no option {word}"
    return None


def options_of(command: Any) -> set[str]:
    return {"--help", "--install-completion", "--show-completion"} | {
        name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
    }


def command_names(command: Any, before: str = "firmground") -> Iterator[str]:
    for name, each in command.commands.items():
        if getattr(each, "hidden", False):
            continue
        if hasattr(each, "commands"):
            yield from command_names(each, f"{before} {name}")
        else:
            yield f"{before} {name}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_and_picture_of_a_page_is_there(page: Path) -> None:
    assert list(dead_links(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_on_a_page_exists(page: Path) -> None:
    faults = [f"{command}: {fault}" for command in commands_in(page) if (fault := fault_in(command))]
    assert faults == []


@pytest.mark.parametrize("command", sorted(command_names(COMMANDS)))
def test_every_command_is_in_the_reference(command: str) -> None:
    reference = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs/reference").glob("*.md"))
    assert command in reference


def test_the_readme_shows_a_picture() -> None:
    assert re.search(r"!\[[^\]]+\]\(docs/pictures/|src=\"docs/pictures/", (ROOT / "README.md").read_text(encoding="utf-8"))


def test_every_picture_is_shown_somewhere() -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [picture.name for picture in (ROOT / "docs/pictures").iterdir() if picture.name not in pages] == []


@pytest.mark.parametrize("command", ["firmground dance", "firmground yields --sideways", "script/dance"])
def test_a_command_that_does_not_exist_is_noticed(command: str) -> None:
    assert fault_in(command)
