"""The PostgreSQL of the tests is there for one command only, and leaves nothing behind, however the command ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases.private_postgresql import NOT_HERE, programs

pytestmark = pytest.mark.once

PROGRAM = [sys.executable, "-P", Path(__file__).with_name("private_postgresql.py")]


@pytest.fixture(autouse=True)
def _needs_postgresql(request: pytest.FixtureRequest) -> None:
    if programs() is None and "without_its_programs" not in request.node.name:
        pytest.skip("PostgreSQL was not found; on Debian: apt-get install postgresql.")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder of this test only that the server's user may enter too."""
    folder = Path(f"/var/tmp/firmground-test-{os.getpid()}")
    folder.mkdir(mode=0o755)
    yield folder
    folder.rmdir()  # which fails when anything was left in it


def started(place: Path, code: str) -> subprocess.Popen[str]:
    command = [*PROGRAM, sys.executable, "-c", code]
    return subprocess.Popen(command, env=os.environ | {"TMPDIR": str(place)}, stdout=-1, stderr=-2, text=True)


def test_the_command_finds_a_database_and_nothing_is_left(place: Path) -> None:
    code = "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute('SELECT 6 * 7').fetchone()[0])"
    with started(place, code) as ran:
        printed, _ = ran.communicate()
    assert (ran.returncode, printed) == (0, "42\n")


def test_a_command_that_fails_is_told_by_its_code(place: Path) -> None:
    with started(place, "raise SystemExit(3)") as ran:
        ran.communicate()
    assert ran.returncode == 3


def test_a_command_that_is_ended_leaves_nothing(place: Path) -> None:
    with started(place, "import time; print('here', flush=True); time.sleep(60)") as ran:
        assert ran.stdout.readline() == "here\n"
        began = time.monotonic()
        ran.send_signal(signal.SIGTERM)
        ran.communicate()
    assert ran.returncode == 128 + signal.SIGTERM
    assert time.monotonic() - began < 30


def test_without_its_programs_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("databases.private_postgresql.programs", lambda: None)
    from databases.private_postgresql import main

    assert main(["true"]) == NOT_HERE
    assert "PostgreSQL was not found" in capsys.readouterr().err
