"""``firmground tables``: make the tables that others ask for each year, and list them."""

from pathlib import Path
from typing import Annotated

import typer

from firmground.cli.options import JsonOption, PackOption, YearOption
from firmground.cli.output import console, notes, print_json, print_table
from firmground.errors import InputError
from firmground.interchange.book import KINDS, SYNTHETIC, Book, make_books
from firmground.interchange.records import read_records
from firmground.interchange.victims import shape_of
from firmground.interchange.writing import FORMATS, write_books
from firmground.packs.pack import read_pack
from firmground.statistics.extract import read_extract

app = typer.Typer(no_args_is_help=True, help="Make the tables that others ask for each year, and list them.")
Extracts = Annotated[
    list[Path],
    typer.Option("--extract", help="A folder with extract.json; several times where a period needs it.", metavar="DIR"),
]
Names = Annotated[
    list[str] | None, typer.Option("--table", help="A table, several times for several; all if left out.", metavar="TABLE")
]
Formats = Annotated[
    list[str] | None, typer.Option("--format", help="csv, xlsx or ods, several times; all if left out.", metavar="FORMAT")
]


@app.command()
def build(
    pack: PackOption,
    extract: Extracts,
    year: YearOption,
    out: Annotated[Path, typer.Option("--out", help="The folder of the tables.", metavar="DIR")],
    table: Names = None,
    format_: Formats = None,
    json: JsonOption = False,
) -> None:
    """Make the tables of a year from extracts, each with a sheet of definitions. Nothing is written that disagrees."""
    formats = _known(format_ or list(FORMATS))
    read = read_pack(pack)
    records = read_records(read, [read_extract(folder) for folder in extract])
    books = make_books(read, records, year, table or list(KINDS))
    manifest = write_books(books, out, formats, pack=read, records=records)
    if json:
        print_json({"out": str(out), **manifest})
        return
    if records.synthetic:
        console().print(f"{SYNTHETIC}\n")
    rows = [
        (each.id, f"{book.days[0]} to {book.days[1]}", each.title, str(len(each.rows))) for book in books for each in book.tables
    ]
    print_table(f"Tables {year}", ("table", "period", "title", "rows"), rows, numbers=(3,))
    console().print(f"{len(manifest['files'])} files: {out}")
    _warn(books)


@app.command(name="list")
def list_(pack: PackOption, json: JsonOption = False) -> None:
    """List the tables, who asks for them, and the period that each covers."""
    read = read_pack(pack)
    listed = [
        {
            "id": name,
            "title": kind.title,
            "publisher": shape_of(read, kind.shapes[0]).publisher,
            "first_month": kind.period(2000)[0].strftime("%B"),
            "sheets": list(kind.shapes),
        }
        for name, kind in KINDS.items()
    ]
    if json:
        print_json({"pack": read.id, "pack_digest": read.digest, "formats": list(FORMATS), "tables": listed})
        return
    rows = [(str(each["id"]), str(each["title"]), str(each["publisher"]), f"from {each['first_month']}") for each in listed]
    print_table("", ("table", "what", "who asks for it", "twelve months"), rows)


def _known(formats: list[str]) -> list[str]:
    for name in formats:
        if name not in FORMATS:
            raise InputError(f"there is no format {name!r}", where="--format", remedy=f"use {', '.join(FORMATS)}")
    return formats


def _warn(books: tuple[Book, ...]) -> None:
    for book in books:
        for each in book.tables:
            for what, why in each.about:
                if what == "not known":
                    notes().print(f"{each.id}: some counts are not known: {why}")
