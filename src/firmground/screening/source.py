"""Opens a table of answers, CSV or Parquet, as something DuckDB can read, checking the file as a whole first."""

import codecs
import contextlib
import csv
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from firmground.errors import InputError
from firmground.rules.expression import Kind
from firmground.screening.instrument import Instrument

ROW = "source_row"
ID_COLUMN = "screening"
LONGEST_LINE = 1_000_000
BLOCK = 4_000_000
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
    if path.suffix.lower() == ".parquet":
        yield _parquet(path, instrument, keep)
    elif path.suffix.lower() == ".csv":
        with tempfile.TemporaryDirectory(prefix="firmground-") as folder:
            yield _csv(path, instrument, keep, Path(folder) / "rows.parquet", progress)
    else:
        raise InputError("is neither .csv nor .parquet", where=str(path), remedy="convert it to one of them")


def _parquet(path: Path, instrument: Instrument, keep: Sequence[str]) -> Source:
    try:
        schema, rows = pq.read_schema(path), pq.read_metadata(path).num_rows
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"is not a Parquet file ({error})", where=str(path), remedy="make it again") from error
    if rows == 0:
        raise InputError("has no rows", where=str(path), remedy="give it at least one")
    carried = _checked_columns(schema.names, instrument, keep, path)
    is_number = {}
    for question in instrument.definition.questions:
        kind = schema.field(question.id).type
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind)
        number = pa.types.is_integer(kind) or pa.types.is_floating(kind)
        if not text and not (number and question.kind is Kind.NUMBER):
            remedy = "write whole numbers" if question.kind is Kind.NUMBER else "write words such as yes and no"
            raise InputError(f"has answers of type {kind}", where=f"{path}, column {question.id}", remedy=remedy)
        is_number[question.id] = number
    quoted = str(path).replace("'", "''")
    relation = f"(SELECT *, file_row_number + 1 AS {ROW} FROM read_parquet('{quoted}', file_row_number = true))"
    return Source(relation, frozenset(is_number), carried, is_number)


def _csv(path: Path, instrument: Instrument, keep: Sequence[str], made: Path, progress: Progress) -> Source:
    heading = _checked_text(path, progress)
    carried = _checked_columns(heading, instrument, keep, path)
    rejected: list[Rejected] = []

    def skip(row: pyarrow.csv.InvalidRow) -> str:
        reason = f"has {row.actual_columns} cells, the heading {row.expected_columns}"
        rejected.append(Rejected(row.number or 0, "", reason))
        return "skip"

    _to_parquet(path, heading, skip, rejected, made)
    questions = [question.id for question in instrument.definition.questions]
    return Source(f"read_parquet('{made}')", frozenset(questions), carried, dict.fromkeys(questions, False), tuple(rejected))


def _to_parquet(
    path: Path, heading: Sequence[str], skip: Callable[[pyarrow.csv.InvalidRow], str], rejected: Sequence[Rejected], made: Path
) -> None:
    """Copy the rows as text, each with its number in the file."""
    read = pyarrow.csv.ReadOptions(use_threads=False, block_size=BLOCK)
    parse = pyarrow.csv.ParseOptions(invalid_row_handler=skip, ignore_empty_lines=False)
    convert = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(heading, pa.string()), strings_can_be_null=False)
    schema = pa.schema([*((name, pa.string()) for name in heading), (ROW, pa.int64())])
    number, seen = 1, 0
    try:
        with pyarrow.csv.open_csv(path, read, parse, convert) as rows, pq.ParquetWriter(made, schema) as writer:
            for batch in rows:
                numbers = []
                skipped = {each.row for each in rejected[seen:]}
                for _ in range(batch.num_rows):
                    number += 1
                    while number in skipped:
                        number += 1
                    numbers.append(number)
                writer.write_batch(pa.record_batch([*batch.columns, pa.array(numbers, pa.int64())], schema=schema))
            if number == 1:
                raise InputError(
                    "has no rows that can be read", where=str(path), remedy="give it at least one row below the heading"
                )
    except pa.ArrowInvalid as error:
        raise InputError(f"is not valid CSV: {error}", where=str(path), remedy="check quotes and commas") from error


def _checked_text(path: Path, progress: Progress) -> list[str]:
    """The heading of a CSV file whose bytes are UTF-8 in lines of a sensible length."""
    size, line, since_newline, seen, head = path.stat().st_size, 1, 0, 0, b""
    if size == 0:
        raise InputError("is empty", where=str(path), remedy="give it a heading and rows")
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if not seen and block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise InputError("is UTF-16", where=str(path), remedy='save it as "CSV UTF-8"')
            head = head or block[: LONGEST_LINE + 1]
            _check_block(block, decoder, line, since_newline, path)
            line += block.count(b"\n")
            last = block.rfind(b"\n")
            since_newline = since_newline + len(block) if last < 0 else len(block) - last - 1
            seen += len(block)
            progress("reading", seen / size)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise InputError("ends in the middle of a letter", where=str(path), remedy="copy the whole file again") from error
    heading = next(csv.reader([head.decode("utf-8-sig", errors="ignore").splitlines()[0]]), [])
    return [name.strip() for name in heading]


def _check_block(block: bytes, decoder: codecs.IncrementalDecoder, line: int, since_newline: int, path: Path) -> None:
    try:
        decoder.decode(block)
    except UnicodeDecodeError as error:
        found = line + block[: error.start].count(b"\n")
        raise InputError("is not UTF-8", where=f"{path}, line {found}", remedy='save it as "CSV UTF-8"') from error
    if b"\0" in block:
        found = line + block[: block.index(b"\0")].count(b"\n")
        raise InputError("has a byte that is no text", where=f"{path}, line {found}", remedy="export it again as CSV")
    lengths = [len(part) for part in block.split(b"\n")]
    lengths[0] += since_newline
    if max(lengths) > LONGEST_LINE:
        found = line + lengths.index(max(lengths))
        raise InputError(
            f"has a line longer than {LONGEST_LINE:,} bytes", where=f"{path}, line {found}", remedy="check the quotes"
        )


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
    carried = tuple(name for name in heading if name in {ID_COLUMN, *keep} and name not in asked)
    extra = [name for name in heading if name not in asked and name not in carried]
    if extra:
        remedy = f"correct its name, remove it, or carry it over with --keep {extra[0]}"
        raise InputError(f"column {extra[0]!r} is not a question of {instrument.id}", where=f"{path}, heading", remedy=remedy)
    absent = [name for name in keep if name not in heading]
    if absent:
        raise InputError(f"has no column {absent[0]!r}", where="--keep", remedy="check the name")
    return carried
