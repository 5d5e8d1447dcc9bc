"""Writes books into a folder, whole or not at all, with a manifest: what they were made from, and the digest of every file."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from firmground.errors import InputError, OutputError
from firmground.files import folder_beside, read_json
from firmground.interchange.book import Book
from firmground.interchange.csv_files import csv_files
from firmground.interchange.ods_file import ods_bytes
from firmground.interchange.reconciliation import must_agree, reconcile
from firmground.interchange.records import Records
from firmground.interchange.xlsx_file import xlsx_bytes
from firmground.packs.pack import Pack
from firmground.values import digest_of_bytes, type_of_json

SCHEMA, MANIFEST = "firmground-tables-1", "tables.json"
FORMATS: Mapping[str, Callable[[Book], Iterable[tuple[str, bytes]]]] = {
    "csv": csv_files,
    "xlsx": lambda book: [(_named(book, "xlsx"), xlsx_bytes(book))],
    "ods": lambda book: [(_named(book, "ods"), ods_bytes(book))],
}


def write_books(
    books: Sequence[Book], out: Path, formats: Sequence[str], *, pack: Pack, records: Records
) -> dict[str, type_of_json]:
    """Write every book in every format; the manifest that was written too.

    Nothing is written when a table disagrees with itself or with another (``FigureError``), or when the folder holds other
    files than those of earlier tables (``OutputError``).
    """
    must_agree(reconcile([table for book in books for table in book.tables]))
    _must_be_free(out)
    made = {name: content for book in books for each in dict.fromkeys(formats) for name, content in FORMATS[each](book)}
    manifest = _manifest(books, made, pack, records)
    with folder_beside(out) as folder:
        for name, content in made.items():
            (folder / name).write_bytes(content)
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return manifest


def _named(book: Book, ending: str) -> str:
    return f"{'synthetic-' if book.synthetic else ''}{book.id}.{ending}"


def _manifest(books: Sequence[Book], made: Mapping[str, bytes], pack: Pack, records: Records) -> dict[str, type_of_json]:
    return {
        "schema": SCHEMA,
        "pack": pack.id,
        "pack_digest": pack.digest,
        "synthetic": records.synthetic,
        "data_digests": list(records.digests),
        "books": {
            book.id: {
                "year": book.year,
                "from": book.days[0].isoformat(),
                "to": book.days[1].isoformat(),
                "tables": {
                    table.id: {"rows": len(table.rows), "definition_digest": table.definition_digest} for table in book.tables
                },
            }
            for book in books
        },
        "files": {name: digest_of_bytes(content) for name, content in made.items()},
    }


def _must_be_free(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise OutputError("is a file", where=str(out), remedy="name a folder")
    if any(out.iterdir()) and not _is_of_tables(out):
        raise OutputError("holds other files", where=str(out), remedy="name a new or an empty folder")


def _is_of_tables(folder: Path) -> bool:
    """Whether a folder holds tables that were written earlier, and nothing else."""
    try:
        manifest = read_json(folder / MANIFEST)
        return manifest["schema"] == SCHEMA and {path.name for path in folder.iterdir()} <= {MANIFEST, *manifest["files"]}
    except (InputError, KeyError, TypeError):
        return False
