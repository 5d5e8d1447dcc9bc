"""Opens a table of answers, CSV or Parquet, as something DuckDB can read, checking the file as a whole first."""

import contextlib
import itertools
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from firmground.errors import InputError
from firmground.rules.expression import Kind, Question
from firmground.screening.csv_text import BLOCK, CsvText, check_csv_text
from firmground.screening.instrument import Instrument

ROW = "source_row"
ID_COLUMN = "screening"
PLAIN_NAME = re.compile(r"\w[\w -]{0,60}")
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Rejected:
    """A row that could not be read: its number in the file (the heading of a CSV is row 1), the column, and why."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class Source:
    """A table to screen. ``relation`` is what to select from in DuckDB; it has the column ``source_row``."""

    relation: str
    columns: frozenset[str]
    carried: tuple[str, ...]
    is_number: Mapping[str, bool]
    rejected: tuple[Rejected, ...] = ()


@contextlib.contextmanager
def open_source(path: Path, instrument: Instrument, keep: Sequence[str], progress: Progress) -> Iterator[Source]:
    """The rows of a CSV or Parquet file; raises ``InputError`` when the file as a whole cannot be used."""
    if not path.exists():
        raise InputError("there is no such file", where=str(path), remedy="check the name")
    if path.is_dir():
        raise InputError("is a folder", where=str(path), remedy="name a CSV or Parquet file")
    if path.suffix.lower() not in {".parquet", ".csv"}:
        raise InputError("is neither .csv nor .parquet", where=str(path), remedy="convert it to one of them")
    with tempfile.TemporaryDirectory(prefix="firmground-") as folder:
        if path.suffix.lower() == ".parquet":
            yield _parquet(path, instrument, keep, Path(folder) / "rows.parquet")
        else:
            yield _csv(path, instrument, keep, Path(folder) / "rows.parquet", progress)


def _parquet(path: Path, instrument: Instrument, keep: Sequence[str], link: Path) -> Source:
    """``link`` is a plain name for the file, since DuckDB takes ``year[1].parquet`` for a pattern."""
    try:
        schema, rows = pq.read_schema(path), pq.read_metadata(path).num_rows
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"is not a Parquet file ({error})", where=str(path), remedy="make it again") from error
    if rows == 0:
        raise InputError("has no rows", where=str(path), remedy="give it at least one")
    carried = _checked_columns(schema.names, instrument, keep, path)
    questions = instrument.definition.questions
    is_number = {each.id: _is_number(schema.field(each.id).type, each, path) for each in questions}
    link.symlink_to(path.resolve())
    answers = (f'"{name}"' if number else f'CAST("{name}" AS VARCHAR) AS "{name}"' for name, number in is_number.items())
    columns = ", ".join([*(f'"{name}"' for name in carried), *answers, f"file_row_number + 1 AS {ROW}"])
    relation = f"(SELECT {columns} FROM read_parquet('{link}', file_row_number = true))"
    return Source(relation, frozenset(is_number), carried, is_number)


def _is_number(kind: pa.DataType, question: Question, path: Path) -> bool:
    """Whether a column holds numbers; ``InputError`` when it can hold no answer to its question."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind):
        return False
    if question.kind is Kind.NUMBER and (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
        return True
    remedy = "write whole numbers" if question.kind is Kind.NUMBER else "write words such as yes and no"
    raise InputError(f"has answers of type {kind}", where=f"{path}, column {question.id}", remedy=remedy)


def _csv(path: Path, instrument: Instrument, keep: Sequence[str], made: Path, progress: Progress) -> Source:
    text = check_csv_text(path, progress)
    carried = _checked_columns(text.heading, instrument, keep, path)
    rejected = _to_parquet(path, text, made)
    questions = [question.id for question in instrument.definition.questions]
    return Source(f"read_parquet('{made}')", frozenset(questions), carried, dict.fromkeys(questions, False), rejected)


def _to_parquet(path: Path, text: CsvText, made: Path) -> tuple[Rejected, ...]:
    """Copy the rows as text, each with its line in the file; empty lines are nobody. What could not be read comes back."""
    rejected: dict[int, Rejected] = {}

    def skip(row: pyarrow.csv.InvalidRow) -> str:
        number = row.number or 0
        rejected[number] = Rejected(number, "", f"has {row.actual_columns} cells, the heading {row.expected_columns}")
        return "skip"

    read = pyarrow.csv.ReadOptions(use_threads=False, block_size=BLOCK)
    parse = pyarrow.csv.ParseOptions(invalid_row_handler=skip, ignore_empty_lines=False)
    convert = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(text.heading, pa.string()), strings_can_be_null=False)
    schema = pa.schema([*((name, pa.string()) for name in text.heading), (ROW, pa.int64())])
    lines, kept = (line for line in itertools.count(2) if line not in rejected), 0
    try:
        with pyarrow.csv.open_csv(path, read, parse, convert) as rows, pq.ParquetWriter(made, schema) as writer:
            for batch in rows:
                numbers = list(itertools.islice(lines, batch.num_rows))
                numbered = pa.record_batch([*batch.columns, pa.array(numbers, pa.int64())], schema=schema)
                filled = numbered.filter(pa.array([line not in text.empty_lines for line in numbers], pa.bool_()))
                writer.write_batch(filled)
                kept += filled.num_rows
    except pa.ArrowInvalid as error:
        raise InputError(f"is not valid CSV: {error}", where=str(path), remedy="check quotes and commas") from error
    if not kept:
        raise InputError("has no rows that can be read", where=str(path), remedy="give it at least one row below the heading")
    return tuple(rejected.values())


def _checked_columns(heading: Sequence[str], instrument: Instrument, keep: Sequence[str], path: Path) -> tuple[str, ...]:
    """The columns to carry over, once the heading has every question and nothing that nobody asked for."""
    asked = [question.id for question in instrument.definition.questions]
    repeated = next((name for name in heading if list(heading).count(name) > 1), None)
    if repeated is not None:
        raise InputError(f"has two columns {repeated!r}", where=f"{path}, heading", remedy="rename or remove one")
    missing = [name for name in asked if name not in heading]
    if missing:
        others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        remedy = "add the column, with empty cells where it was not asked"
        raise InputError(f"has no column {missing[0]!r}{others}", where=f"{path}, heading", remedy=remedy)
    for name in keep:
        _must_be_free(name, heading, instrument)
    carried = tuple(name for name in heading if name in {ID_COLUMN, *keep} and name not in asked)
    extra = [name for name in heading if name not in asked and name not in carried]
    if extra:
        remedy = f"correct its name, remove it, or carry it over with --keep {extra[0]}"
        raise InputError(f"column {extra[0]!r} is not a question of {instrument.id}", where=f"{path}, heading", remedy=remedy)
    return carried


def _must_be_free(name: str, heading: Sequence[str], instrument: Instrument) -> None:
    """A column to carry over must be there, have a plain name, and not be in the way of answers or findings."""
    taken = {ROW, *(question.id for question in instrument.definition.questions), *instrument.definition.rule}
    if name not in heading:
        raise InputError(f"has no column {name!r}", where="--keep", remedy="check the name")
    if name.lower() in taken or not PLAIN_NAME.fullmatch(name):
        remedy = "rename it in the table, in letters, digits, spaces and _"
        raise InputError(f"column {name!r} cannot be carried over", where="--keep", remedy=remedy)
