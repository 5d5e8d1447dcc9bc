"""The tests themselves: in CI none may be left out."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

RULE = Path(__file__).parents[1] / "conftest.py"
LEFT_OUT = {
    "by a mark": "import pytest\n@pytest.mark.skip(reason='tired')\ndef test_it(): pass\n",
    "half-way": "import pytest\ndef test_it(): pytest.skip('tired')\n",
    "as a whole file": "import pytest\npytest.importorskip('no_such_module')\ndef test_it(): pass\n",
}


def outcome(folder: Path, tests: Iterable[str], *, ci: str) -> str:
    shutil.copy(RULE, folder / "conftest.py")
    for place, test in enumerate(tests):
        (folder / f"test_it_{place}.py").write_text(test, encoding="utf-8")
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
        "--continue-on-collection-errors",
    ]
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}  # no site there
    environment = kept | {"CI": ci, "PYTEST_ADDOPTS": "-p no:django"}
    done = subprocess.run([*command, "--rootdir", "."], cwd=folder, env=environment, capture_output=True, check=False, text=True)
    return done.stdout.splitlines()[-1]


def test_a_test_left_out_in_any_way_is_a_failure_in_ci(tmp_path: Path) -> None:
    assert outcome(tmp_path, LEFT_OUT.values(), ci="true").startswith("1 failed, 2 errors in ")


def test_a_test_left_out_at_home_is_not_a_failure(tmp_path: Path) -> None:
    assert outcome(tmp_path, LEFT_OUT.values(), ci="").startswith("3 skipped in ")
