"""Which browser the journeys take: one that opens pages quickly where there is one, and a whole one where that is asked for."""

import os
from pathlib import Path

import pytest
from journeys.find_browser import find_chromium, find_quick


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which this machine looks for programs, and nowhere else."""
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    return tmp_path


def install(folder: Path, name: str) -> str:
    program = folder / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return os.fspath(program)


def test_a_browser_without_a_window_is_taken_where_there_is_one(installed: Path) -> None:
    whole, quick = install(installed, "chromium"), install(installed, "chromium-headless-shell")
    assert find_quick() == quick
    assert find_chromium() == whole


def test_without_one_the_whole_browser_is_taken(installed: Path) -> None:
    whole = install(installed, "google-chrome")
    assert find_quick() == whole
