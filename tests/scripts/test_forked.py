"""What the tests of commands rely on: a forked command says, and ends as, one that starts cold."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from forked import command_for, launchers

COLD = [str(Path(sys.executable).parent / "firmground")]


def ran(command: list[str], folder: Path, **environment: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run(command, cwd=folder, env=os.environ | environment, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["pack", "check", "freeport"], 0),
        (["yields", "--pack", "nowhere"], 3),
        (["no-such-command"], 2),
    ],
    ids=["well", "wrong input", "wrong words"],
)
def test_a_forked_command_says_and_ends_as_one_that_starts_cold(words: list[str], code: int, tmp_path: Path) -> None:
    forked = ran([*command_for("firmground"), *words], tmp_path)
    assert forked[0] == code
    assert forked == ran([*COLD, *words], tmp_path)


def test_a_forked_command_has_the_environment_and_the_folder_of_its_caller(tmp_path: Path) -> None:
    (tmp_path / "manage.py").write_text("import os, sys\nsys.exit(f\"{os.getcwd()} {os.environ['ASKED']} {sys.argv}\")\n")
    code, out, told = ran([*command_for("manage.py"), "a b", "ü"], tmp_path, ASKED="now")
    assert (code, out, told.decode()) == (1, b"", f"{tmp_path} now ['manage.py', 'a b', 'ü']\n")


def test_a_forked_command_that_breaks_off_or_is_killed_has_failed(tmp_path: Path) -> None:
    (tmp_path / "manage.py").write_text("import os, sys\nos.kill(os.getpid(), 9) if sys.argv[1:] else 1 / 0\n")
    code, _, told = ran(command_for("manage.py"), tmp_path)
    assert code == 1
    assert b"ZeroDivisionError" in told
    assert ran([*command_for("manage.py"), "die"], tmp_path)[0] == 128 + 9


def test_a_shell_finds_the_forked_command_first(tmp_path: Path) -> None:
    first = launchers(tmp_path / "bin")
    line = "echo '{}' | firmground no-such-command 2>/dev/null || echo ended with $?"
    code, out, _ = ran(["sh", "-c", line], tmp_path, PATH=f"{first}{os.pathsep}{os.environ['PATH']}")
    assert (code, out) == (0, b"ended with 2\n")
