"""The tests themselves: in CI none may be left out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

RULE = Path(__file__).parents[1] / "conftest.py"
LEFT_OUT = {
    "by a mark": "import pytest\n@pytest.mark.skip(reason='tired')\ndef test_it(): pass\n",
    "half-way": "import pytest\ndef test_it(): pytest.skip('tired')\n",
    "as a whole file": "import pytest\npytest.importorskip('no_such_module')\ndef test_it(): pass\n",
}


def outcome(folder: Path, test: str, *, ci: str) -> int:
    shutil.copy(RULE, folder / "conftest.py")
    (folder / "test_it.py").write_text(test, encoding="utf-8")
    command = [
        sys.executable,
        "-P",
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:hypothesispytest",
    ]
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}  # no site there
    environment = kept | {"CI": ci, "PYTEST_ADDOPTS": "-p no:django"}
    return subprocess.run([*command, "--rootdir", "."], cwd=folder, env=environment, capture_output=True, check=False).returncode


@pytest.mark.parametrize("test", LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_a_test_left_out_is_a_failure_in_ci(test: str, tmp_path: Path) -> None:
    assert outcome(tmp_path, test, ci="true") in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)


def test_a_test_left_out_at_home_is_not_a_failure(tmp_path: Path) -> None:
    assert outcome(tmp_path, LEFT_OUT["half-way"], ci="") == pytest.ExitCode.OK
