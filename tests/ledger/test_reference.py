"""The reference page tells the truth: its program, and its seal, verify what Firmground makes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from firmground.ledger.chain import Kind
from firmground.ledger.export import verify_export
from firmground.ledger.seal import seal_from_text

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference/ledger.md").read_text(encoding="utf-8")
EXAMPLE, SEAL = DOCS / "how-to/ledger-example.jsonl", DOCS / "how-to/ledger-example-seal.txt"


@pytest.fixture
def recompute(tmp_path):
    """Run the program on the page over a file."""
    program = tmp_path / "recompute.py"
    program.write_text(re.search(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)[1], encoding="utf-8")
    command = [sys.executable, "-I", program]
    return lambda path: subprocess.run([*command, path], capture_output=True, text=True, check=False)


def test_the_program_on_the_page_and_firmground_agree_that_a_ledger_holds(recompute, export, events, erased):
    one = events(8)
    one[2] = erased(one[2])
    for path in (EXAMPLE, export(one, events(3, "harbour")), export(one, contents="withheld", name="b.jsonl")):
        assert verify_export(path).holds
        assert recompute(path).stdout == "holds\n"


@pytest.mark.parametrize("change", [("officer:5", "officer:6"), ("a safe place", "no place"), ('"number":5}', '"number":4}')])
def test_they_agree_that_a_changed_one_does_not(recompute, tmp_path, change):
    path = tmp_path / "changed.jsonl"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    assert not verify_export(path).holds
    assert "AssertionError" in recompute(path).stderr


def test_the_seal_on_the_page_is_that_of_the_example_and_the_example_agrees_with_it():
    assert SEAL.read_text(encoding="utf-8") in PAGE
    assert verify_export(EXAMPLE, [seal_from_text(SEAL.read_text(encoding="utf-8"))]).holds


def test_the_page_names_every_fault():
    table = PAGE.partition("## Faults")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([^`]+)` \|", table, flags=re.MULTILINE)) == set(Kind)
