"""``firmground disclosure round``: every count to a multiple of a base, so that the table still adds up."""

import sys
from typing import Annotated

import typer

from firmground.cli.options import JsonOption
from firmground.cli.output import console, notes, print_json, write_file
from firmground.cli.table_options import (
    CountOption,
    HierarchyOption,
    KeyOption,
    OutOption,
    OverlappingOption,
    TableArgument,
    TotalOption,
    key_text,
    layout,
)
from firmground.errors import FigureError
from firmground.statistics.disclosure.csv_table import read_table
from firmground.statistics.disclosure.rounding import Rounding, narrowed_by, rounded
from firmground.statistics.disclosure.system import System

BaseOption = Annotated[int, typer.Option("--base", min=2, max=1000, help="Every count becomes a multiple of it.")]
StepsOption = Annotated[
    int, typer.Option("--steps", min=0, max=5, help="How many multiples further than those beside it a count may go.")
]


def round_command(
    table: TableArgument,
    base: BaseOption = 5,
    steps: StepsOption = 0,
    out: OutOption = None,
    count: CountOption = "",
    total: TotalOption = "Total",
    overlapping: OverlappingOption = None,
    hierarchy: HierarchyOption = None,
    key_file: KeyOption = None,
    json: JsonOption = False,
) -> None:
    """Write a table in which every count is a multiple of a base and all still adds up, as near to the true counts as can be."""
    read = read_table(table, layout(count, total, overlapping=overlapping, hierarchy=hierarchy))
    system, rows = read.system(), read.names()
    found = rounded(system, base, steps=steps, key=key_text(key_file, read) if None not in read.rows.values() else "")
    narrowed = narrowed_by(system, found)
    if narrowed:
        cells = "; ".join(
            f"{' / '.join(rows[name])} is from {each.low} to {each.high}" for name, each in list(narrowed.items())[:3]
        )
        remedy = "join categories, or withhold instead (firmground disclosure protect)"
        raise FigureError(f"tells too much of small counts although it is rounded: {cells}", where=str(table), remedy=remedy)
    content = read.with_counts({row: found.counts[name] for name, row in rows.items()})
    if out is not None:
        write_file(out, content)
    if json:
        print_json(_result(found, system, str(out) if out else None) | {"rows": _rows(found, rows)})
        return
    if out is None:
        sys.stdout.write(content.decode())
    _tell(_result(found, system, str(out) if out else None))


def _rows(found: Rounding, rows: dict[str, tuple[str, ...]]) -> dict[str, int]:
    return {" / ".join(row): found.counts[name] for name, row in rows.items()}


def _result(found: Rounding, system: System, out: str | None) -> dict[str, object]:
    moves = [abs(count - (system.cells[name].count or 0)) for name, count in found.counts.items()]
    kept = {"base": found.base, "steps": found.steps, "reach": found.reach - 1, "is_least": found.is_least}
    return {"table": out, "counts": len(moves), "changed": sum(map(bool, moves)), "distance": found.distance, **kept}


def _tell(result: dict[str, object]) -> None:
    """In words: on standard error where the table itself is on standard output."""
    say = console() if result["table"] else notes()
    say.print(
        f"{result['changed']} of {result['counts']} counts changed, by {result['distance']} together; the table adds up.\n"
        f"A reader knows of each count that it is at most {result['reach']} away from what is printed, and not below nought."
    )
    if not result["is_least"]:
        say.print("A nearer rounding may exist: the search was ended.")
    if result["table"]:
        say.print(f"Table: {result['table']}")
