"""``firmground demo-year``: make a year of invented screenings that meets the published totals, and what became of people."""

from pathlib import Path
from typing import Annotated

import typer

from firmground.cases.demo_course import demo_tables
from firmground.cli.options import JsonOption, PackOption, YearOption
from firmground.cli.output import console, notes, print_json
from firmground.packs.pack import read_pack
from firmground.screening.demo_year import demo_totals, demo_year
from firmground.statistics.extract import OF_CASES, write_extract


def make_demo_year(
    pack: PackOption,
    year: YearOption,
    out: Annotated[Path, typer.Option("--out", help="The folder of the extract.", metavar="DIR")],
    persons: Annotated[int, typer.Option("--persons", help="How many people are screened.")] = 7512,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same year.")] = 1,
    json: JsonOption = False,
) -> None:
    """Make an extract of invented people, labelled synthetic: screened, decided about, and what became of them."""
    read = read_pack(pack)
    totals = demo_totals(read, year, persons)
    with notes().status(f"inventing {persons:,} persons"):
        tables = demo_year(read, year=year, persons=persons, seed=seed)
        tables |= demo_tables(read, tables, year=year, seed=seed)
        extract = write_extract(tables, out, pack=read, year=year, synthetic=True)
    shown = {"persons": totals.persons, "debriefed": totals.debriefed, "identified": totals.identified}
    if json:
        print_json({"extract": str(out), "digest": extract.digest, "synthetic": True, "year": year, "seed": seed, **shown})
        return
    invented = f"{persons:,} invented persons screened in {year}, {totals.debriefed} debriefed, {totals.identified} identified"
    console().print(f"SYNTHETIC: {invented}")
    if became := ", ".join(f"{tables[name].num_rows} {name}" for name in OF_CASES if name in tables):
        console().print(f"What became of them, all invented: {became}")
    console().print(f"Extract: {out}\nData: {extract.digest}")
