"""A command loads what it needs: whoever screens one person does not wait for charts and solvers."""

import json
import subprocess
import sys

HEAVY = ("altair", "duckdb", "firmground.cli.pack", "ibis", "pyarrow", "scipy")
TELL = f"""
import json, sys
from firmground.cli.app import main
try:
    main()
finally:
    json.dump([name for name in {HEAVY} if name in sys.modules], sys.stderr)
"""


def loaded_by(*arguments):
    command = [sys.executable, "-P", "-c", TELL, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stderr)


def test_one_persons_answers_are_screened_without_charts_tables_and_solvers(tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text('{"in_danger_now": "no", "age": 30}', encoding="utf-8")
    asked = ("--pack", "freeport", "--instrument", "quay_questions", "--on", "2022-08-01")
    assert loaded_by("screen", *asked, "--answers", answers) == []


def test_the_check_of_a_pack_loads_itself_and_neither_charts_nor_solvers():
    assert loaded_by("pack", "check", "international") == ["firmground.cli.pack", "pyarrow"]
