"""Screening by columns against the reference evaluator, and against only reading the same columns."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bench.inputs import INSTRUMENTS, answers_path, instrument
from bench.measuring import Prepare, Run
from firmground.rules.columns import PREFIX, findings
from firmground.rules.engine import embedded_engine
from firmground.rules.evaluate import Answer, Answers, evaluate
from firmground.rules.expression import Kind
from firmground.screening.instrument import Instrument
from firmground.screening.table import concluded
from firmground.values import Finding

SAMPLE = 2_000  # persons
LENGTHS = "sum({})", "sum(strlen({}))"  # of a number, of a text
COUNTS = "count({})", "count({})"
Counts = Mapping[str, Mapping[str, int]]


def columns(persons: int) -> Run:
    """Every outcome, dimension and element of both instruments for every person, on all cores.

    The time covers all of it: a new connection, compiling the rules, reading the Parquet files, and counting yes, no and
    not known for each finding, so that each is really worked out.
    """
    paths = [(instrument(name), answers_path(name, persons)) for name in INSTRUMENTS]

    def run() -> dict[str, Counts]:
        return {each.id: _counted(each, path) for each, path in paths}

    return run


def scan(persons: int) -> Run:
    """The same Parquet columns read and nothing concluded: the length of every text and every number, added up.

    Statistics in the file cannot answer a sum of lengths; ``scans_read_everything`` checks that every row is read.
    """
    queries = [_scan_query(name, persons, *LENGTHS) for name in INSTRUMENTS]
    return lambda: [_bare().execute(query).fetchone() for query in queries]


def counting_scan(persons: int) -> Run:
    """The least that reads the same columns: how many values are not null, with the short cut through statistics off.

    DuckDB then unpacks every value but looks at none.
    """
    queries = [_scan_query(name, persons, *COUNTS) for name in INSTRUMENTS]
    return lambda: [_bare().execute(query).fetchone() for query in queries]


def reference(persons: int) -> Run:
    """The reference evaluator, one person at a time on one core, over a sample of persons whose answers are in memory."""
    samples = [(instrument(name), _sample(name, persons).to_pylist()) for name in INSTRUMENTS]
    people = [(each, [_given(row) for row in rows]) for each, rows in samples]

    def run() -> dict[str, Counts]:
        found = {}
        for each, answers in people:
            reached = [evaluate(each.definition, given) for given in answers]
            found[each.id] = {name: Counter(str(one[name].finding) for one in reached) for name in concluded(each)}
        return found

    return run


CONTENDERS: Mapping[str, Prepare] = {"columns": columns, "scan": scan, "counting scan": counting_scan}


def engines_agree(persons: int) -> bool:
    """Whether both engines count the same for the sample that times the reference."""
    counted = {name: _counted(instrument(name), _sample(name, persons)) for name in INSTRUMENTS}
    return counted == reference(persons)()


def scans_read_everything(persons: int) -> bool:
    """Whether the plans of both scans say that they read every row, and at least every byte of the columns' data."""
    for name in INSTRUMENTS:
        parquet = pq.ParquetFile(answers_path(name, persons)).metadata
        groups = [parquet.row_group(place) for place in range(parquet.num_row_groups)]
        stored = sum(group.column(place).total_compressed_size for group in groups for place in range(group.num_columns))
        for number, text in (LENGTHS, COUNTS):
            query = f"EXPLAIN (ANALYZE, FORMAT json) {_scan_query(name, persons, number, text)}"
            profile = json.loads(_bare().execute(query).fetchall()[0][1])
            rows = [each["intermediate_rows"] for each in _operators(profile) if each["type"] == "TABLE_SCAN"]
            if rows != [persons] or profile["io"]["total_bytes_read"] < stored:
                return False
    return True


def sampled(persons: int) -> int:
    """How many persons time the reference."""
    return min(SAMPLE, persons)


def _counted(each: Instrument, answers: Path | pa.Table) -> Counts:
    names = concluded(each)
    with embedded_engine() as engine:
        table = engine.read_parquet(answers) if isinstance(answers, Path) else engine.create_table("sampled", answers)
        found = findings(table, each.definition, names, keep=())
        counts = {f"yes_{name}": found[PREFIX + name].cast("int64").sum() for name in names}
        counts |= {f"known_{name}": found[PREFIX + name].count() for name in names}
        row = found.agg(rows=found.count(), **counts).to_pyarrow().to_pylist()[0]
    return {name: _by_finding(row["rows"], row[f"known_{name}"], row[f"yes_{name}"] or 0) for name in names}


def _by_finding(rows: int, known: int, positive: int) -> Mapping[str, int]:
    counts = {Finding.YES: positive, Finding.NO: known - positive, Finding.NOT_KNOWN: rows - known}
    return {str(finding): count for finding, count in counts.items() if count}


def _scan_query(name: str, persons: int, number: str, text: str) -> str:
    questions = instrument(name).definition.questions
    sums = ", ".join((number if each.kind is Kind.NUMBER else text).format(f'"{each.id}"') for each in questions)
    return f"SELECT {sums} FROM '{answers_path(name, persons)}'"


def _bare() -> duckdb.DuckDBPyConnection:
    """A new connection that may not answer from the statistics in a file."""
    connection = duckdb.connect()
    connection.execute("SET disabled_optimizers = 'statistics_propagation'")
    connection.execute("SET enable_progress_bar = false")
    return connection


def _operators(profile: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for each in (*profile.get("operator", ()), *profile.get("children", ())):
        yield each
        yield from _operators({"children": each.get("children", ())})


def _sample(name: str, persons: int) -> pa.Table:
    group = pq.ParquetFile(answers_path(name, persons)).read_row_group(0)
    return group.slice(0, sampled(persons))


def _given(row: Mapping[str, Answer | None]) -> Answers:
    return {name: answer for name, answer in row.items() if answer is not None}
