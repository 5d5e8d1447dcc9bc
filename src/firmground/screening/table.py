"""Screens a table of any size with the columnar engine: good rows are kept, the others are listed with the reason.

Nothing half-written is ever seen: the result is made beside its place and renamed at the end.
"""

import concurrent.futures
import contextlib
import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import ibis

from firmground.errors import InputError, OutputError
from firmground.files import file_beside
from firmground.rules.columns import PREFIX, findings
from firmground.rules.engine import embedded_engine
from firmground.rules.evaluate import allowed_words
from firmground.rules.expression import UNKNOWN_ANSWERS, Kind, Question
from firmground.screening.instrument import ELEMENTS, Instrument
from firmground.screening.source import ROW, Source, open_source

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Screened:
    """What became of a table: rows kept in ``out``, and rows listed in ``rejects`` with column and reason."""

    out: Path
    rejects: Path
    kept: int
    rejected: int


def screen_table(
    instrument: Instrument, table: Path, out: Path, *, keep: Sequence[str] = (), progress: Progress = lambda step, share: None
) -> Screened:
    """Screen every row of a CSV or Parquet file and write one row of findings for each to a Parquet file.

    ``table`` has a column for each question of the instrument, with words or whole numbers; an empty cell is not asked.
    A column ``screening`` and those in ``keep`` are carried over. The findings are ``yes``, ``no`` and ``not known``.
    Raises ``InputError`` when the file as a whole cannot be used and ``OutputError`` when ``out`` cannot be written.
    """
    rejects = out.with_name(out.name + ".rejects.csv")
    if table.resolve() in {out.resolve(), rejects.resolve()}:
        raise OutputError("is the table that is to be screened", where=str(out), remedy="write to another file")
    with contextlib.ExitStack() as stack:
        made, listed = stack.enter_context(file_beside(out)), stack.enter_context(file_beside(rejects))
        source = stack.enter_context(open_source(table, instrument, keep, progress))
        engine = stack.enter_context(embedded_engine())
        try:
            rejected = _list_rejects(engine.con, source, instrument, listed)
            kept = _write_findings(engine, source, instrument, made, progress)
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            what = f"could not be screened to the end: {str(error).splitlines()[0]}"
            raise OutputError(what, where=str(out), remedy="check the disk, the memory and the table") from error
        if kept == 0:
            first = _first_reject(listed)
            raise InputError(f"has no row that can be read{first}", where=str(table), remedy="correct the rows")
    return Screened(out, rejects, kept, rejected)


def concluded(instrument: Instrument) -> tuple[str, ...]:
    """The rules whose findings are written: outcomes, dimensions and elements."""
    elements = tuple(name for name in ELEMENTS if name in instrument.definition.rule)
    return (*instrument.outcomes, *instrument.dimensions, *elements)


def _list_rejects(connection: duckdb.DuckDBPyConnection, source: Source, instrument: Instrument, listed: Path) -> int:
    asked = [question for question in instrument.definition.questions if question.id in source.columns]
    wrong = ", ".join(f"CASE WHEN NOT {_is_answer(source, each)} THEN '{each.id}' END" for each in asked)
    rows = set()
    with listed.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("row", "column", "reason"))
        for each in source.rejected:
            rows.add(each.row)
            writer.writerow((each.row, each.column, each.reason))
        columns = f"unnest(list_filter([{wrong}], lambda name: name IS NOT NULL))"
        cursor = connection.execute(f"SELECT {ROW}, {columns} FROM {source.relation} WHERE NOT {_is_readable(source, asked)}")
        while batch := cursor.fetchmany(10_000):
            for row, column in batch:
                rows.add(row)
                writer.writerow((row, column, _reason(instrument.definition.question[column])))
    return len(rows)


def _write_findings(engine: ibis.BaseBackend, source: Source, instrument: Instrument, made: Path, progress: Progress) -> int:
    asked = [question for question in instrument.definition.questions if question.id in source.columns]
    carried = ", ".join([ROW, *(f'"{name}"' for name in source.carried)])
    answers = ", ".join(f'{_as_answer(source, each)} AS "{each.id}"' for each in asked)
    engine.raw_sql(
        f"CREATE TEMP VIEW accepted AS SELECT {carried}, {answers} FROM {source.relation} WHERE {_is_readable(source, asked)}"
    )
    names = concluded(instrument)
    found = findings(engine.table("accepted"), instrument.definition, names, keep=(ROW, *source.carried))
    spelled = {
        name: ibis.cases((found[PREFIX + name], "yes"), (~found[PREFIX + name], "no"), else_="not known") for name in names
    }
    query = ibis.to_sql(found.select(ROW, *source.carried, **spelled), dialect="duckdb")
    metadata = f"{{'firmground.instrument': '{instrument.id}', 'firmground.digest': '{instrument.digest}'}}"
    place = str(made).replace("'", "''")
    statement = f"COPY ({query}) TO '{place}' (FORMAT parquet, COMPRESSION zstd, KV_METADATA {metadata})"
    return _run(engine.con, statement, lambda share: progress("screening", share))


def _run(connection: duckdb.DuckDBPyConnection, statement: str, progress: Callable[[float], None]) -> int:
    """Run a COPY in a thread of its own, telling how far it is; the number of rows written."""
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        work = pool.submit(lambda: connection.execute(statement).fetchall())
        try:
            while not concurrent.futures.wait([work], timeout=0.1).done:
                progress(max(0.0, connection.query_progress()) / 100)
        except KeyboardInterrupt:
            connection.interrupt()
            raise
    progress(1.0)
    return int(work.result()[0][0])


def _is_readable(source: Source, asked: Sequence[Question]) -> str:
    return "(" + " AND ".join(_is_answer(source, each) for each in asked) + ")"


def _is_answer(source: Source, question: Question) -> str:
    """A condition in SQL that is true exactly for what the reference evaluator would accept, and for empty cells."""
    column = f'"{question.id}"'
    if source.is_number[question.id]:
        finite = f"isfinite(CAST({column} AS DOUBLE))"  # DuckDB's statistics of a file leave out what is not a number
        whole = f"{finite} AND {column} = floor({column}) AND {column} BETWEEN {question.least} AND {question.most}"
        return f"({column} IS NULL OR ({whole}))"
    words = ", ".join(f"'{word}'" for word in ("", *allowed_words(question)))
    accepted = f"{column} IS NULL OR {column} IN ({words})"
    if question.kind is Kind.NUMBER:
        number = f"CASE WHEN regexp_full_match({column}, '-?[0-9]{{1,10}}') THEN CAST({column} AS BIGINT) END"
        accepted += f" OR coalesce({number} BETWEEN {question.least} AND {question.most}, false)"
    return f"({accepted})"


def _as_answer(source: Source, question: Question) -> str:
    column = f'"{question.id}"'
    if source.is_number[question.id]:
        return f"TRY_CAST({column} AS BIGINT)"
    if question.kind is Kind.NUMBER:
        unknown = ", ".join(f"'{word}'" for word in ("", *UNKNOWN_ANSWERS))
        return f"CASE WHEN {column} NOT IN ({unknown}) THEN CAST({column} AS BIGINT) END"
    return column


def _reason(question: Question) -> str:
    number = f"a whole number from {question.least} to {question.most}, " if question.kind is Kind.NUMBER else ""
    return f"the answer must be {number}{', '.join(allowed_words(question))} or empty"


def _first_reject(listed: Path) -> str:
    with listed.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:2]
    return f": row {rows[0][0]}, column {rows[0][1]}: {rows[0][2]}" if rows else ""
