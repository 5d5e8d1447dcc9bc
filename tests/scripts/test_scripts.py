"""The scripts are plain sh, refuse what they do not know, and are quick when there is nothing to do."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(path for path in (ROOT / "script").iterdir() if path.is_file())
EXPECTED = {"bench", "check", "docs", "fix", "run", "setup", "test"}
ONLY_IN_BASH = re.compile(r"\[\[|^\s*(?:function|local|source|declare)\b|<<<|\$'|=~|\bpipefail\b|&>", re.MULTILINE)


def called(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )


def bare_copy(folder: Path) -> Path:
    """A copy of what script/setup reads, without a .venv."""
    for room in ("script", "requirements"):
        shutil.copytree(ROOT / room, folder / room)
    (folder / "src").mkdir()
    return folder


def folder_with(folder: Path, *programs: str) -> str:
    """A PATH on which there are only these programs."""
    folder.mkdir()
    for program in programs:
        found = shutil.which(program)
        assert found, program
        (folder / program).symlink_to(found)
    return str(folder)


def test_every_script_is_there() -> None:
    assert {path.name for path in SCRIPTS} == EXPECTED


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_plain_sh_and_may_be_run(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/bin/sh\n# ")
    assert os.access(script, os.X_OK)
    assert called("sh", "-n", str(script)).returncode == 0
    assert ONLY_IN_BASH.findall(text) == []


def test_the_ci_script_is_sound_bash() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert called("bash", "-n", ".ci/run").returncode == 0


@pytest.mark.parametrize("script", ["run", "check", "docs", "fix", "setup"])
def test_a_script_refuses_what_it_does_not_know(script: str) -> None:
    ran = called(f"script/{script}", "--no-such-thing")
    assert ran.returncode != 0
    assert f"usage: script/{script}" in ran.stderr


def test_run_says_what_it_will_do() -> None:
    ran = called("script/run", "--help")
    assert ran.returncode == 0
    assert "build/hong_kong-2019" in ran.stdout


def test_setting_up_again_is_quick_and_says_one_line() -> None:
    called("script/setup", "test")
    began = time.monotonic()
    ran = called("script/setup", "test")
    assert time.monotonic() - began < 20  # usually 0.03 s, and minutes when there is something to do
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[-1] == "setup: Everything is in .venv."


def test_setup_without_python_says_what_to_install(tmp_path: Path) -> None:
    copy = bare_copy(tmp_path / "copy")
    path = folder_with(tmp_path / "bin", "sh", "dirname", "cat", "cksum", "rm", "mkdir")
    ran = called("script/setup", cwd=copy, PATH=path)
    assert ran.returncode == 1
    assert "Python 3.11 or later was not found" in ran.stderr


def test_setup_without_packages_says_so_and_keeps_no_false_stamp(tmp_path: Path) -> None:
    copy = bare_copy(tmp_path / "copy")
    ran = called("script/setup", cwd=copy, PIP_NO_INDEX="1", PIP_FIND_LINKS="", PIP_CONFIG_FILE=os.devnull)
    assert ran.returncode == 1
    assert "could not be fetched" in ran.stderr
    assert not (copy / ".venv/firmground/run").exists()


def test_setup_makes_an_unfinished_venv_anew(tmp_path: Path) -> None:
    copy = bare_copy(tmp_path / "copy")
    (copy / ".venv/bin").mkdir(parents=True)
    (copy / ".venv/bin/python").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    for name in ("run", "node"):
        (copy / f"requirements/{name}.txt").write_text("", encoding="utf-8")
    ran = called("script/setup", cwd=copy)
    assert "unfinished" in ran.stdout
    assert (copy / ".venv/bin/firmground").exists()
