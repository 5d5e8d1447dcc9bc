"""``firmground disclosure``: audit what tables give away together, and withhold what it takes, beside rounding and noise."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from firmground.cli import exits
from firmground.cli.noise import noise_command
from firmground.cli.options import JsonOption
from firmground.cli.output import console, print_json, print_table, write_file
from firmground.cli.rounding import round_command
from firmground.cli.table_options import (
    CountOption,
    HierarchyOption,
    KeepOption,
    KeyOption,
    MarkOption,
    MinimumOption,
    OverlappingOption,
    TotalOption,
    key_text,
    layout,
)
from firmground.errors import FigureError, InputError
from firmground.evidence.files import read_statement
from firmground.packs.pack import read_pack
from firmground.statistics.disclosure.audit import Audit, audit
from firmground.statistics.disclosure.csv_table import MARK, CsvTable, read_table
from firmground.statistics.disclosure.protection import protect
from firmground.statistics.disclosure.releases import Release
from firmground.statistics.extract import read_extract
from firmground.statistics.tabulation import audit_figures

app = typer.Typer(no_args_is_help=True, help="Audit what tables give away together; withhold, round or blur what it takes.")
app.command("round")(round_command)
app.command("noise")(noise_command)

EarlierOption = Annotated[
    list[Path] | None,
    typer.Option("--earlier", help="What was published before: statement.json, or a table. May be repeated.", metavar="FILE"),
]


@app.command("audit")
def audit_command(
    pack: Annotated[str | None, typer.Option("--pack", help="A pack; with --extract and --year.", metavar="PACK")] = None,
    extract: Annotated[Path | None, typer.Option("--extract", help="A folder with extract.json.", metavar="DIR")] = None,
    year: Annotated[int | None, typer.Option("--year", min=1900, max=2999, help="The year in which the period begins.")] = None,
    table: Annotated[Path | None, typer.Option("--table", help="A table as CSV, instead of a pack.", metavar="FILE")] = None,
    earlier: EarlierOption = None,
    minimum: MinimumOption = 5,
    count: CountOption = "",
    total: TotalOption = "Total",
    mark: MarkOption = MARK,
    overlapping: OverlappingOption = None,
    hierarchy: HierarchyOption = None,
    keep_totals: KeepOption = False,
    json: JsonOption = False,
) -> None:
    """Say what a reader can work out from the figures of a year, or from a table, with what was published before."""
    if table is not None and not (pack or extract or year):
        shape = layout(count, total, mark, overlapping, hierarchy, keep_totals=keep_totals)
        found = _audited(read_table(table, shape), [read_table(each, shape) for each in earlier or ()], minimum)
    elif table is None and pack and extract and year:
        releases = [_release(each) for each in earlier or ()]
        found = audit_figures(read_pack(pack), read_extract(extract), year, earlier=releases)
    else:
        raise typer.BadParameter("give either --table, or --pack, --extract and --year")
    _print(found, as_json=json)
    if not found.holds:
        raise typer.Exit(exits.DOES_NOT_HOLD)


@app.command("protect")
def protect_command(
    table: Annotated[Path, typer.Option("--table", help="A table as CSV, with all its counts.", metavar="FILE")],
    out: Annotated[Path, typer.Option("--out", help="Where the protected table goes.", metavar="FILE")],
    earlier: EarlierOption = None,
    minimum: MinimumOption = 5,
    count: CountOption = "",
    total: TotalOption = "Total",
    mark: MarkOption = MARK,
    overlapping: OverlappingOption = None,
    hierarchy: HierarchyOption = None,
    keep_totals: KeepOption = False,
    key_file: KeyOption = None,
    json: JsonOption = False,
) -> None:
    """Write a table in which small counts cannot be worked out. It is not written when its total gives one away."""
    shape = layout(count, total, mark, overlapping, hierarchy, keep_totals=keep_totals)
    read = read_table(table, shape)
    if None in read.rows.values():
        raise InputError("has withheld counts already", where=str(table), remedy="give the table with all its counts")
    system = read.system([read_table(each, shape) for each in earlier or ()])
    protection = protect(system, minimum, key=key_text(key_file, read))
    rows = read.names()
    if protection.exposed:
        cells = ", ".join(_label(rows, name) for name in protection.exposed[:3])
        remedy = "join categories, leave out the total, or publish less detail"
        raise FigureError(f"small counts can be worked out whatever is withheld: {cells}", where=str(table), remedy=remedy)
    write_file(out, read.written(protection.withheld))
    small = [name for name in protection.withheld if (system.cells[name].count or 0) < minimum]
    result = {"table": str(out), "counts": len(rows), "withheld": len(protection.withheld), "small": len(small)}
    if json:
        print_json(result)
    else:
        beside = len(protection.withheld) - len(small)
        console().print(f"{len(small)} small counts withheld, {beside} others for their sake, of {len(rows):,}\nTable: {out}")


def _audited(table: CsvTable, earlier: Sequence[CsvTable], minimum: int) -> Audit:
    rows = table.names()
    found = audit(table.system(earlier), frozenset(), minimum)
    return found.renamed(lambda name: _label(rows, name))


def _label(rows: dict[str, tuple[str, ...]], name: str) -> str:
    return " / ".join(rows[name]) if name in rows else name


def _release(path: Path) -> Release:
    stated = read_statement(path)
    return Release(str(path), stated["year"], stated["figures"])


def _print(found: Audit, *, as_json: bool) -> None:
    if as_json:
        print_json(found.to_json())
        return
    told = {
        "worked out": found.recoverable,
        "narrowed": found.narrowed,
        "small, and shown": found.small_shown,
        "small difference, worked out": found.told_apart,
        "small, shown by choice": found.small_by_choice,
    }
    rows = [(name, what, found.range_of(name)) for what, names in told.items() for name in names]
    if rows:
        print_table("", ("cell", "what a reader sees", "from … to"), rows)
    console().print(f"{len(found.intervals)} counts withheld; smallest count {found.minimum}")
    console().print("No small count can be worked out" if found.holds else "Small counts can be worked out, or are shown")
