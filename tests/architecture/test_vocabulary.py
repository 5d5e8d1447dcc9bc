"""Names say what a thing is; a screening says what it found, never who somebody is."""

import ast
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from firmground.screening.assessment import Decision

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "core", "base", "misc"}
SAYS_NOTHING |= {"manager", "handler", "service", "data", "info"}
# What a person is given is a service (GLOSSARY.md); only where cases are told of does the word say something.
TOLD_OF_CASES = {"cases", "figures", "casework_entries"}
JUDGES = re.compile(r"\b(victim|score)", re.IGNORECASE)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def words_in(name: str) -> set[str]:
    """The words of a name, whether written_like_this or LikeThis."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def says_nothing(path: Path) -> set[str]:
    """The words that say nothing in the names of a file."""
    told = {*path.relative_to(ROOT).parts, path.stem} & TOLD_OF_CASES
    return SAYS_NOTHING - ({"service"} if told else set())


def definitions_in(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def docstrings_in(tree: ast.Module) -> set[ast.Constant]:
    owners = [
        node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    firsts = [owner.body[0] for owner in owners if owner.body]
    return {first.value for first in firsts if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)}


def strings_in(path: Path) -> Iterator[tuple[int, str]]:
    """The strings that a program can show: all but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explained = docstrings_in(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explained:
            yield node.lineno, node.value


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    places = {part for path in SOURCES for part in (path, *path.relative_to(ROOT / "src").parents)}
    assert sorted(str(place) for place in places if words_in(place.stem) & SAYS_NOTHING) == []


def test_no_function_or_class_has_a_name_that_says_nothing() -> None:
    found = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in definitions_in(path)
        if words_in(node.name) & says_nothing(path)
    ]
    assert found == []


def test_nothing_that_screening_says_calls_a_person_a_victim_or_scores_them() -> None:
    found = [
        f"{name_of(path)}:{line} {text!r}"
        for path in sorted((ROOT / "src/firmground/screening").rglob("*.py"))
        for line, text in strings_in(path)
        if JUDGES.search(text)
    ]
    assert found == []


def test_a_decision_has_no_field_that_judges_a_person() -> None:
    assert [field.name for field in dataclasses.fields(Decision) if re.search("victim|score", field.name)] == []


def test_a_service_is_named_where_cases_are_told_of_and_nowhere_else() -> None:
    assert "service" not in says_nothing(ROOT / "src/firmground/packs/casework_entries.py")
    assert says_nothing(ROOT / "src/firmground/packs/entries.py") == SAYS_NOTHING


@pytest.mark.parametrize(("name", "words"), [("load_data", {"load", "data"}), ("DataManager", {"data", "manager"})])
def test_the_words_of_a_name_are_found(name: str, words: set[str]) -> None:
    assert words_in(name) == words
