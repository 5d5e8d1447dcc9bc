"""What may lie in the repository: the rooms that the architecture names, and nothing of the machine it was written on."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = {".ci", "bench", "docs", "requirements", "script", "src", "tests"}
PAPERS = {"CHANGELOG.md", "CONTRIBUTING.md", "GLOSSARY.md", "LICENSE", "README.md", "SECURITY.md", "pyproject.toml"}
LATER = {"manage.py", "package-lock.json", "package.json"}
NOT_KEPT = {".git", "__pycache__"} | {
    line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line.endswith("/")
}

# In two halves each, so that this file does not contain them.
REGISTRIES = re.compile(r"py" r"pi\.org|python" r"hosted\.|registry\.npm" r"js|deb\.deb" r"ian\.")
MACHINE_PATHS = re.compile(r"(?<![\w.~}/])/(?:root|home|work|Users|opt|tmp|usr/local|usr/lib)/")
DRIVE_PATHS = re.compile(r"\b[A-Z]:\\\\?Users")


def kept_files(folder: Path = ROOT) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in NOT_KEPT or path.relative_to(ROOT).as_posix() in NOT_KEPT:
            continue
        if path.is_dir():
            yield from kept_files(path)
        else:
            yield path


def kept_text() -> Iterator[tuple[str, str]]:
    for path in kept_files():
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8", errors="replace")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number} {line.strip()[:100]}"
        for name, text in kept_text()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_the_root_holds_only_what_the_architecture_names() -> None:
    there = {path.name for path in ROOT.iterdir()} - NOT_KEPT - {".gitignore"}
    assert sorted(there - ROOMS - PAPERS - LATER) == []


def test_the_root_holds_every_room_and_paper() -> None:
    assert sorted(name for name in ROOMS | PAPERS if not (ROOT / name).exists()) == []
    assert sorted(name for name in PAPERS if not (ROOT / name).read_text(encoding="utf-8").strip()) == []


def test_packs_hold_no_python() -> None:
    packs = ROOT / "src/firmground_packs"
    assert sorted(path.name for path in packs.rglob("*.py")) == ["__init__.py"]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert lines_with(REGISTRIES) == []


def test_no_file_names_a_place_on_one_machine() -> None:
    assert lines_with(MACHINE_PATHS) == []
    assert lines_with(DRIVE_PATHS) == []


def test_a_place_on_a_machine_is_recognised() -> None:
    assert MACHINE_PATHS.search("see /ho" + "me/ana/notes")
    assert not MACHINE_PATHS.search("https://example.org/ho" + "me/page")
