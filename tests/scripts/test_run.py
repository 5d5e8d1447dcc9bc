"""The main job, as somebody who has just cloned the repository does it."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.node
def test_one_command_does_the_main_job() -> None:
    ran = subprocess.run(["script/run"], cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    ending = ran.stdout.partition("7/7")[2]
    assert "0.040 %" in ending
    report = ending.strip().splitlines()[-1].partition("The statement: ")[2]
    assert (ROOT / report).is_file()
