"""Options that several commands share."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

PackOption = Annotated[str, typer.Option("--pack", help="A shipped pack, or a folder with pack.toml.", metavar="PACK")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
ExtractOption = Annotated[Path, typer.Option("--extract", help="A folder with extract.json.", metavar="DIR")]
YearOption = Annotated[int, typer.Option("--year", min=1900, max=2999, help="The year in which the period begins.")]
DayOption = Annotated[
    datetime.datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="The day whose rules apply; today if left out.", metavar="DATE"),
]


def day(chosen: datetime.datetime | None) -> datetime.date:
    """The chosen day, or today; the library itself has no clock."""
    return chosen.date() if chosen else datetime.date.today()
