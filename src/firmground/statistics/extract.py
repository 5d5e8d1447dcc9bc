"""The extract: a year's screenings and decisions as Parquet without names, frozen by digests.

An extract is a folder with ``extract.json`` and one Parquet file for each table. Persons are pseudonyms. The manifest says
whether the data are synthetic and has the digest of every file, so that a figure can name the data it was computed from.
"""

import datetime
import json
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from firmground.errors import InputError, OutputError
from firmground.packs.pack import Pack
from firmground.values import digest, digest_of_bytes, type_of_json

SCHEMA = "firmground-extract-1"
MANIFEST = "extract.json"
WORD = pa.dictionary(pa.int32(), pa.string())
# Each table's columns: the Arrow type, and the pack's code list whose codes the column holds.
COLUMNS: Mapping[str, Mapping[str, tuple[pa.DataType, str]]] = {
    "screenings": {
        "screening": (pa.int64(), ""),
        "person": (pa.string(), ""),
        "screened_on": (pa.date32(), ""),
        "stage": (WORD, "stages"),
        "agency": (WORD, "agencies"),
        "group": (WORD, "groups"),
        "trigger": (WORD, "triggers"),
        "sex": (WORD, "sexes"),
        "age_band": (WORD, "age_bands"),
        "nationality": (WORD, "nationalities"),
        "language": (WORD, ""),
        "instrument": (WORD, ""),
        "outcome": (WORD, "findings"),
    },
    "decisions": {
        "screening": (pa.int64(), ""),
        "person": (pa.string(), ""),
        "decided_on": (pa.date32(), ""),
        "agency": (WORD, "agencies"),
        "group": (WORD, "groups"),
        "sex": (WORD, "sexes"),
        "age_band": (WORD, "age_bands"),
        "nationality": (WORD, "nationalities"),
        "decision": (WORD, "decisions"),
        "forced_labour": (WORD, "findings"),
    },
}
DAY_OF = {"screenings": "screened_on", "decisions": "decided_on"}
ANSWERS = "answers_"


@dataclass(frozen=True)
class Extract:
    """An extract that was read and whose files have the digests its manifest names."""

    folder: Path
    pack: str
    pack_digest: str
    year: int
    synthetic: bool
    tables: Mapping[str, str]

    @property
    def digest(self) -> str:
        """The digest of all tables together."""
        return digest({"tables": dict(self.tables), "schema": SCHEMA})

    def path(self, table: str) -> Path:
        """The Parquet file of a table; ``InputError`` when the extract has none."""
        if table not in self.tables:
            remedy = f"it has {', '.join(self.tables)}"
            raise InputError(f"has no table {table!r}", where=str(self.folder), remedy=remedy)
        return self.folder / f"{table}.parquet"


def table_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table of the extract."""
    return pa.schema([(name, kind) for name, (kind, _) in COLUMNS[table].items()])


def codes_of(pack: Pack, table: str, column: str) -> tuple[str, ...]:
    """The codes that a column may hold and that are known; empty for a column without a code list."""
    listed = COLUMNS[table][column][1]
    return tuple(code.code for code in pack.codes.get(listed, ()) if code.code != "not_known") if listed else ()


def write_extract(tables: Mapping[str, pa.Table], out: Path, *, pack: Pack, year: int, synthetic: bool) -> Extract:
    """Write an extract into a folder that is new, empty, or holds an earlier synthetic extract.

    Everything is written beside the folder first and then put in its place, so a reader never meets half of it. Raises
    ``OutputError`` when the folder holds something else or cannot be written.
    """
    _must_be_free(out)
    beside = out.with_name(f".{out.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        beside.mkdir(parents=True)
        digests = {name: _write_table(name, table, beside, synthetic) for name, table in tables.items()}
        manifest = {
            "schema": SCHEMA,
            "pack": pack.id,
            "pack_digest": pack.digest,
            "year": year,
            "synthetic": synthetic,
            "label": "SYNTHETIC: invented people, made for demonstration" if synthetic else "",
            "tables": {name: {"digest": digests[name], "rows": table.num_rows} for name, table in tables.items()},
        }
        (beside / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        _put_in_place(beside, out)
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", where=str(out), remedy="choose another folder") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Extract(out, pack.id, pack.digest, year, synthetic, digests)


def read_extract(folder: Path) -> Extract:
    """The extract in a folder; ``InputError`` when it is not one or when a file differs from its digest."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        tables = {name: str(each["digest"]) for name, each in manifest["tables"].items()}
        extract = Extract(
            folder, manifest["pack"], manifest["pack_digest"], int(manifest["year"]), bool(manifest["synthetic"]), tables
        )
    except OSError as error:
        raise InputError(
            f"is not an extract ({error.strerror})", where=str(folder), remedy="give the folder with extract.json"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("its manifest cannot be read", where=str(path), remedy="make the extract again") from error
    if manifest.get("schema") != SCHEMA:
        raise InputError(f"has schema {manifest.get('schema')!r}", where=str(path), remedy=f"make it again as {SCHEMA}")
    for name, expected in tables.items():
        _must_match(folder / f"{name}.parquet", expected)
    return extract


def day_range(year: int, period: str, financial_year_starts: int) -> tuple[datetime.date, datetime.date]:
    """The first and last day of a period that begins in ``year``: calendar, April to March, or the financial year."""
    month = {"calendar": 1, "april_march": 4, "financial_year": financial_year_starts}[period]
    first = datetime.date(year, month, 1)
    return first, first.replace(year=year + 1) - datetime.timedelta(days=1)


def _write_table(name: str, table: pa.Table, folder: Path, synthetic: bool) -> str:
    label = {"firmground.schema": SCHEMA, "firmground.synthetic": "yes" if synthetic else "no"}
    path = folder / f"{name}.parquet"
    pq.write_table(table.replace_schema_metadata(label), path, compression="zstd", row_group_size=250_000)
    return digest_of_bytes(path.read_bytes())


def _must_be_free(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise OutputError("is a file", where=str(out), remedy="name a folder")
    if any(out.iterdir()) and not _is_synthetic(out):
        raise OutputError("holds other files", where=str(out), remedy="name a new or an empty folder")


def _is_synthetic(folder: Path) -> bool:
    try:
        manifest: type_of_json = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return bool(manifest["synthetic"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _put_in_place(beside: Path, out: Path) -> None:
    if out.exists():
        old = beside.with_suffix(".old")
        out.rename(old)
        beside.rename(out)
        shutil.rmtree(old)
    else:
        beside.rename(out)


def _must_match(path: Path, expected: str) -> None:
    try:
        found = digest_of_bytes(path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="make the extract again") from error
    if found != expected:
        raise InputError("differs from the digest in extract.json", where=str(path), remedy="use the extract as it was made")
