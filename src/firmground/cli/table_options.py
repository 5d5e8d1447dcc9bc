"""Options of the commands that read a table of counts, and the layout that they make together."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from firmground.errors import InputError
from firmground.statistics.disclosure.csv_table import MARK, CsvTable, Layout
from firmground.statistics.disclosure.hierarchy import read_hierarchy

TableArgument = Annotated[Path, typer.Argument(help="A table as CSV, with all its counts.", metavar="TABLE")]
OutOption = Annotated[
    Path | None, typer.Option("--out", help="Where the table goes; standard output if left out.", metavar="FILE")
]
MinimumOption = Annotated[int, typer.Option("--minimum", min=1, max=1000, help="The smallest count that may be shown.")]
CountOption = Annotated[str, typer.Option("--count", help="The column of counts; the last if left out.", metavar="COLUMN")]
TotalOption = Annotated[str, typer.Option("--total", help="The code that marks a row as a margin.", metavar="CODE")]
MarkOption = Annotated[str, typer.Option("--mark", help="What stands in the place of a withheld count.", metavar="TEXT")]
OverlappingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--overlapping", help="A column in several cells of which one person may be. May be repeated.", metavar="COLUMN"
    ),
]
HierarchyOption = Annotated[
    list[str] | None,
    typer.Option("--hierarchy", help="A column and a CSV of code,within. May be repeated.", metavar="COLUMN=FILE"),
]
KeepOption = Annotated[bool, typer.Option("--keep-totals", help="Margins are printed whatever happens.")]
KeyOption = Annotated[Path | None, typer.Option("--key-file", help="Text that readers do not have; breaks ties.", metavar="FILE")]


def layout(
    count: str,
    total: str,
    mark: str = MARK,
    overlapping: Sequence[str] | None = None,
    hierarchy: Sequence[str] | None = None,
    *,
    keep_totals: bool = False,
) -> Layout:
    """How a table is to be read, with its hierarchies from their files."""
    hierarchies = {}
    for each in hierarchy or ():
        column, _, path = each.partition("=")
        if not (column and path):
            raise typer.BadParameter(f"{each!r} is not COLUMN=FILE", param_hint="--hierarchy")
        hierarchies[column] = read_hierarchy(Path(path), total=total)
    return Layout(count, total, mark, tuple(overlapping or ()), keep_totals, hierarchies)


def key_text(path: Path | None, table: CsvTable) -> str:
    """The text of the key file, or else of the table itself."""
    if path is None:
        return table.written(frozenset()).decode()
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("cannot be read as text", where=str(path), remedy="give a file with a few random words") from error
