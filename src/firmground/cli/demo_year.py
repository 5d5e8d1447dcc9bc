"""``firmground demo-year``: make a year of invented screenings that meets the published totals."""

from pathlib import Path
from typing import Annotated

import typer

from firmground.cli.options import JsonOption, PackOption, YearOption
from firmground.cli.output import console, notes, print_json
from firmground.packs.pack import read_pack
from firmground.screening.demo_year import demo_totals, demo_year
from firmground.statistics.extract import write_extract


def make_demo_year(
    pack: PackOption,
    year: YearOption,
    out: Annotated[Path, typer.Option("--out", help="The folder of the extract.", metavar="DIR")],
    persons: Annotated[int, typer.Option("--persons", help="How many people are screened.")] = 7512,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same year.")] = 1,
    json: JsonOption = False,
) -> None:
    """Make an extract of invented people, labelled synthetic, through every stage of screening."""
    read = read_pack(pack)
    totals = demo_totals(read, year, persons)
    with notes().status(f"inventing {persons:,} persons"):
        extract = write_extract(demo_year(read, year=year, persons=persons, seed=seed), out, pack=read, year=year, synthetic=True)
    shown = {"persons": totals.persons, "debriefed": totals.debriefed, "identified": totals.identified}
    if json:
        print_json({"extract": str(out), "digest": extract.digest, "synthetic": True, "year": year, "seed": seed, **shown})
        return
    invented = f"{persons:,} invented persons screened in {year}, {totals.debriefed} debriefed, {totals.identified} identified"
    console().print(f"SYNTHETIC: {invented}")
    console().print(f"Extract: {out}\nData: {extract.digest}")
