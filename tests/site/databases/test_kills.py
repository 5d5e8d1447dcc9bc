"""Nothing accepted is lost: processes that record screenings are killed, and what they acknowledged is there and whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from databases.screenings import environment

KILLS = 10  # script/bench kills more of them


@pytest.mark.slow
def test_what_was_acknowledged_is_there_after_kills(own_database: str) -> None:
    command = [sys.executable, "-P", Path(__file__).with_name("kills.py"), str(KILLS)]
    ran = subprocess.run(command, env=environment(own_database), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(ran.stdout)
    assert told["kills"] == KILLS
    assert told["acknowledged"] > KILLS // 2  # one in each round of two, and the first
    assert (told["lost"], told["faults"]) == (0, [])
