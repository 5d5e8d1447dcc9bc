"""``firmground yields``: what the published screening figures are, and what they can show."""

from pathlib import Path
from typing import Annotated

import typer

from firmground.cli.options import JsonOption, PackOption
from firmground.cli.output import console, print_json, print_table, write_file
from firmground.packs.pack import read_pack
from firmground.statistics.yields import SHOWS, SHOWS_NOT, YearlyYield, in_words, published_yields


def yields(
    pack: PackOption,
    chart: Annotated[
        Path | None, typer.Option("--chart", help="Also draw a chart into this SVG file.", metavar="FILE.svg")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show the published screenings and persons identified, with the yield and its exact 95 % limits."""
    read = read_pack(pack)
    years = published_yields(read)
    if chart:
        from firmground.statistics.charts import yields_chart  # noqa: PLC0415 - half a second to load, for a chart only

        write_file(
            chart, yields_chart(years, title=f"{read.text('pack.title')}: persons identified among initial screenings").encode()
        )
    if json:
        print_json(
            {
                "pack": read.id,
                "pack_digest": read.digest,
                "years": [y.to_json() for y in years],
                "shows": SHOWS,
                "shows_not": SHOWS_NOT,
            }
        )
        return
    rows = [(str(y.year), in_words(y.screened), _debriefed(y), in_words(y.identified), y.in_words, _sources(y)) for y in years]
    heading = ("year", "screened", "debriefed", "identified", "yield (exact 95 % limits)", "sources")
    print_table(f"{read.text('pack.title')}: published screenings", heading, rows, numbers=(1, 2, 3))
    console().print("* not read in a primary source: unverified\n")
    console().print("The yield shows " + ";\n  ".join(SHOWS) + ".")
    console().print("It does not show\n  " + ";\n  ".join(SHOWS_NOT) + ".")
    if chart:
        console().print(f"Chart: {chart}")


def _debriefed(year: YearlyYield) -> str:
    return in_words(year.debriefed) if year.debriefed else "not found"


def _sources(year: YearlyYield) -> str:
    rows = [row for row in (year.screened, year.identified) if row.value is not None]
    marks = [key + ("" if row.confidence == "primary" else "*") for row in rows for key in row.source]
    return " ".join(dict.fromkeys(marks))
