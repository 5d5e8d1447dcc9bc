"""Shared by the tests of packs: a copy of the fictional pack in which one thing can be changed."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from firmground.cli.pack import CHECKS
from firmground.packs.pack import Pack, read_pack, shipped_folder


@dataclass(frozen=True)
class CopiedPack:
    """A folder with a pack that may be spoilt."""

    folder: Path

    def path(self, name: str) -> Path:
        return self.folder / name

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the first place of some text in a file of the pack."""
        text = self.path(name).read_text(encoding="utf-8")
        if old not in text:
            raise LookupError(f"{name} does not say {old!r}")
        self.path(name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def add(self, name: str, more: str) -> None:
        """Write some text at the end of a file, which is made if it is not there."""
        before = self.path(name).read_text(encoding="utf-8") if self.path(name).exists() else ""
        self.path(name).write_text(before + more, encoding="utf-8")

    def read(self) -> Pack:
        return read_pack(str(self.folder))

    def problems(self) -> list[str]:
        """What all sets of checks find, each as "P001 place"."""
        pack = self.read()
        return [f"{problem.check} {problem.where}" for check in CHECKS for problem in check(pack)]


@pytest.fixture(scope="session")
def copy_to():
    """Copy a shipped pack into a folder, whose name is the id of the pack."""

    def copy(folder: Path, name: str = "freeport") -> CopiedPack:
        return CopiedPack(Path(shutil.copytree(shipped_folder() / name, folder / name)))

    return copy


@pytest.fixture
def freeport(tmp_path, copy_to) -> CopiedPack:
    """A copy of the fictional pack, which extends the shipped international pack."""
    return copy_to(tmp_path)
