"""Functions and files stay small enough to read in one go. Run as a program, it prints how small they are."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for path in (ROOT / "src").rglob("*.py") if path.parent.name != "migrations")  # Django writes those
BROWSER_MODULES = sorted((ROOT / "src").rglob("*.mjs"))
LONGEST_FUNCTION = 50
LONGEST_FILE = 400
LONGEST_BROWSER_MODULE = 120


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_in(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_in(path: Path) -> Iterator[tuple[str, int, int]]:
    """The place of each function, its length with its heading, and the length of its body without its docstring."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            end = node.end_lineno or node.lineno
            yield f"{name_of(path)}:{node.lineno} {node.name}", end - node.lineno + 1, end - body[0].lineno + 1 if body else 0


def functions() -> list[tuple[str, int, int]]:
    return [function for path in SOURCES for function in functions_in(path)]


def files() -> list[tuple[str, int]]:
    return [(name_of(path), lines_in(path)) for path in SOURCES if lines_in(path)]


def ninetieth(lengths: list[int]) -> float:
    return quantiles(lengths, n=10, method="inclusive")[-1]


def table() -> str:
    rows = [("", "number", "median", "90 % up to", "longest")]
    for title, lengths in (
        ("function bodies, lines", [body for _, _, body in functions()]),
        ("files, lines", [length for _, length in files()]),
    ):
        rows.append((title, str(len(lengths)), f"{median(lengths):g}", f"{ninetieth(lengths):g}", str(max(lengths))))
    return "\n".join(f"{row[0]:<24}" + "".join(f"{cell:>12}" for cell in row[1:]) for row in rows)


def test_no_function_is_longer_than_fifty_lines() -> None:
    assert [place for place, length, _ in functions() if length > LONGEST_FUNCTION] == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    assert [f"{name}: {length}" for name, length in files() if length > LONGEST_FILE] == []


@pytest.mark.parametrize("path", BROWSER_MODULES, ids=name_of)
def test_a_browser_module_has_at_most_a_hundred_and_twenty_lines(path: Path) -> None:
    assert lines_in(path) <= LONGEST_BROWSER_MODULE


def test_most_functions_are_short() -> None:
    bodies = [body for _, _, body in functions()]
    assert median(bodies) <= 8, table()
    assert ninetieth(bodies) <= 25, table()


def test_most_files_are_short() -> None:
    lengths = [length for _, length in files()]
    assert ninetieth(lengths) <= 200, table()


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
