"""The browser's evaluator passes the same cases under Node, stays small, and needs nothing but the language."""

import os
import re
import subprocess
from pathlib import Path

import firmground

HERE = Path(__file__).parent
EVALUATOR = Path(firmground.__file__).parent / "rules" / "evaluate.mjs"
WRONG_CASES = """{"title": "wrong", "definition": {"questions": [{"id": "a", "kind": "yes_no"}], "rules": [
  {"id": "r", "when": {"equals": ["a", "yes"]}}]},
  "cases": [{"title": "missing is no", "answers": {}, "expect": {"r": {"finding": "no", "could_change": []}}}]}"""


def run_cases(node, folder):
    command = [node, "--test", str(HERE / "evaluate.test.mjs")]
    surroundings = {**os.environ, "FIRMGROUND_CONFORMANCE": str(folder)}
    return subprocess.run(command, env=surroundings, capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_the_browser_answers_the_conformance_cases(node):
    done = run_cases(node, HERE / "conformance")
    assert done.returncode == 0, done.stdout
    assert re.search(r"fail 0$", done.stdout, re.MULTILINE)


def test_a_case_that_the_browser_answers_otherwise_is_noticed(node, tmp_path):
    (tmp_path / "refused").mkdir()
    (tmp_path / "refused" / "answers.json").write_bytes((HERE / "conformance" / "refused" / "answers.json").read_bytes())
    (tmp_path / "wrong.json").write_text(WRONG_CASES, encoding="utf-8")
    done = run_cases(node, tmp_path)
    assert done.returncode == 1
    assert re.search(r"fail 1$", done.stdout, re.MULTILINE)
    assert "missing is no" in done.stdout


def test_the_browser_says_which_answer_it_refuses(browser):
    definition = {"questions": [{"id": "age", "kind": "number", "least": 0, "most": 120}], "rules": []}
    assert browser(definition, [{"age": 18}, {"age": 121}]) == [{}, {"refused": "121 is not an answer to age"}]


def test_the_browser_s_evaluator_can_be_read_in_one_sitting():
    assert len(EVALUATOR.read_text(encoding="utf-8").splitlines()) <= 120


def test_the_browser_s_evaluator_depends_on_nothing():
    source = EVALUATOR.read_text(encoding="utf-8")
    assert re.findall(r"\b(import|require|eval|Function|process|window|document|fetch|globalThis)\b", source) == []
    assert re.findall(r"^export \w+ (\w+)", source, re.MULTILINE) == ["evaluate"]
