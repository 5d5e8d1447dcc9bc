"""The extract: a year's screenings, decisions and what became of people as Parquet without names, frozen by digests.

An extract is a folder with ``extract.json`` and one Parquet file for each table. Persons, defendants and cases are pseudonyms.
The manifest says whether the data are synthetic and has the digest of every file, so that a figure can name the data it was
computed from.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from firmground.errors import InputError, OutputError
from firmground.files import folder_beside, read_json
from firmground.packs.lists import codes_in
from firmground.packs.pack import Pack
from firmground.values import digest, digest_of_bytes, type_of_json

SCHEMA = "firmground-extract-2"
READ = ("firmground-extract-1", SCHEMA)  # the first had only screenings, decisions and answers, as they still are
MANIFEST = "extract.json"
WORD = pa.dictionary(pa.int32(), pa.string())
ABOUT_A_PERSON = {"sex": (WORD, "sexes"), "age_band": (WORD, "age_bands"), "nationality": (WORD, "nationalities")}
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
    "services": {
        "person": (pa.string(), ""),
        "began_on": (pa.date32(), ""),
        "agency": (WORD, "agencies"),
        "service": (WORD, "casework.services"),
        "protects": (WORD, "findings"),
        "reached": (WORD, "counted.service_steps"),
        **ABOUT_A_PERSON,
    },
    "referrals": {
        "person": (pa.string(), ""),
        "sent_on": (pa.date32(), ""),
        "from_party": (WORD, "counted.parties"),
        "to_party": (WORD, "counted.parties"),
        "purpose": (WORD, "casework.purposes"),
        "state": (WORD, "casework.referral_states"),
        "answered": (WORD, "counted.answers"),
        **ABOUT_A_PERSON,
    },
    "waits": {
        "person": (pa.string(), ""),
        "ended_on": (pa.date32(), ""),
        "wait": (WORD, "counted.waits"),
        "band": (WORD, "casework.bands"),
        "agency": (WORD, "agencies"),
        **ABOUT_A_PERSON,
    },
    "investigations": {
        "case": (pa.string(), ""),
        "opened_on": (pa.date32(), ""),
        "agency": (WORD, "agencies"),
        "result": (WORD, "counted.results"),
    },
    "charges": {
        "defendant": (pa.string(), ""),
        "laid_on": (pa.date32(), ""),
        "agency": (WORD, "agencies"),
        "offence_group": (WORD, "casework.offence_groups"),
        "sex": (WORD, "sexes"),
        "nationality": (WORD, "nationalities"),
    },
    "outcomes": {
        "defendant": (pa.string(), ""),
        "ended_on": (pa.date32(), ""),
        "agency": (WORD, "agencies"),
        "offence_group": (WORD, "casework.offence_groups"),
        "ended_as": (WORD, "casework.outcomes"),
        "convicts": (WORD, "findings"),
        "sentence": (WORD, "casework.sentences"),
        "sex": (WORD, "sexes"),
        "nationality": (WORD, "nationalities"),
    },
}
DAY_OF = {
    "screenings": "screened_on",
    "decisions": "decided_on",
    "services": "began_on",
    "referrals": "sent_on",
    "waits": "ended_on",
    "investigations": "opened_on",
    "charges": "laid_on",
    "outcomes": "ended_on",
}
# Whom the rows of a table are about: who is counted once where different persons are counted.
SUBJECT_OF = {name: next(each for each in ("person", "defendant", "case") if each in COLUMNS[name]) for name in COLUMNS}
# What became of people. An extract may lack these tables; where one has no row, nothing of the kind was recorded.
OF_CASES = ("services", "referrals", "waits", "investigations", "charges", "outcomes")
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
    schema: str = SCHEMA

    @property
    def digest(self) -> str:
        """The digest of all tables together, and of whether the people are invented."""
        return digest({"tables": dict(self.tables), "schema": self.schema, "synthetic": self.synthetic})

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
    return tuple(code for code in codes_in(pack, listed) if code != "not_known") if listed else ()


def write_extract(tables: Mapping[str, pa.Table], out: Path, *, pack: Pack, year: int, synthetic: bool) -> Extract:
    """Write an extract into a folder that is new, empty, or holds an earlier synthetic extract.

    Everything is written beside the folder first and then put in its place, so a reader never meets half of it. Raises
    ``OutputError`` when the folder holds something else or cannot be written.
    """
    _must_be_free(out)
    with folder_beside(out) as folder:
        digests = {name: _write_table(name, table, folder, synthetic) for name, table in tables.items()}
        manifest = {
            "schema": SCHEMA,
            "pack": pack.id,
            "pack_digest": pack.digest,
            "year": year,
            "synthetic": synthetic,
            "label": "SYNTHETIC: invented people, made for demonstration" if synthetic else "",
            "tables": {name: {"digest": digests[name], "rows": table.num_rows} for name, table in tables.items()},
        }
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return Extract(out, pack.id, pack.digest, year, synthetic, digests)


def read_extract(folder: Path) -> Extract:
    """The extract in a folder; ``InputError`` when it is not one or when a file differs from its digest."""
    if not (folder / MANIFEST).is_file():
        raise InputError("is not an extract", where=str(folder), remedy="give the folder with extract.json")
    extract = _as_extract(folder, read_json(folder / MANIFEST))
    for name, expected in extract.tables.items():
        _must_match(folder / f"{name}.parquet", expected, extract.synthetic)
    return extract


def _as_extract(folder: Path, manifest: type_of_json) -> Extract:
    where = str(folder / MANIFEST)
    try:
        schema, year, synthetic = manifest["schema"], manifest["year"], manifest["synthetic"]
        tables = {name: str(each["digest"]) for name, each in manifest["tables"].items()}
        extract = Extract(folder, str(manifest["pack"]), str(manifest["pack_digest"]), year, synthetic, tables, str(schema))
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError("its manifest cannot be read", where=where, remedy="make the extract again") from error
    if schema not in READ:
        raise InputError(f"has schema {schema!r}", where=where, remedy=f"make it again as {SCHEMA}")
    if type(year) is not int or not 1900 <= year <= 2999 or type(synthetic) is not bool:
        raise InputError("its year or its mark as synthetic makes no sense", where=where, remedy="make the extract again")
    return extract


def day_range(year: int, period: str, financial_year_starts: int) -> tuple[datetime.date, datetime.date]:
    """The first and last day of a period that begins in ``year``: calendar, April to March, or the financial year."""
    month = {"calendar": 1, "april_march": 4, "financial_year": financial_year_starts}[period]
    first = datetime.date(year, month, 1)
    return first, first.replace(year=year + 1) - datetime.timedelta(days=1)


def days_covered(pack: Pack, year: int) -> tuple[datetime.date, datetime.date]:
    """From the first to the last day that any figure of the pack counts for a year: what an extract of that year holds."""
    periods = {figure.period for figure in pack.figures} or {"calendar"}
    ranges = [day_range(year, period, pack.manifest.financial_year_starts) for period in periods]
    return min(first for first, _ in ranges), max(last for _, last in ranges)


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
    """Whether a folder holds a synthetic extract and nothing else."""
    try:
        manifest = read_json(folder / MANIFEST)
        ours = {MANIFEST, *(f"{name}.parquet" for name in manifest["tables"])}
        return manifest["synthetic"] is True and {path.name for path in folder.iterdir()} <= ours
    except (InputError, KeyError, TypeError):
        return False


def _must_match(path: Path, expected: str, synthetic: bool) -> None:
    try:
        found = digest_of_bytes(path.read_bytes())
        label = (pq.read_schema(path).metadata or {}).get(b"firmground.synthetic") if found == expected else None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="make the extract again") from error
    except pa.ArrowInvalid as error:
        raise InputError("is not a Parquet file", where=str(path), remedy="make the extract again") from error
    if found != expected:
        raise InputError("differs from the digest in extract.json", where=str(path), remedy="use the extract as it was made")
    if label != (b"yes" if synthetic else b"no"):
        remedy = "use the extract as it was made"
        raise InputError("does not agree with extract.json whether the people are invented", where=str(path), remedy=remedy)
