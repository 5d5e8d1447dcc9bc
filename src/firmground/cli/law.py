"""``firmground law``: what provisions reach on a day, which of them facts suggest, and how days or territories differ."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from firmground.cli import law_printed
from firmground.cli.options import DayOption, JsonOption, PackOption, day
from firmground.cli.output import console, print_json, write_file
from firmground.errors import InputError
from firmground.law.candidates import candidates as suggested
from firmground.law.comparison import compare as difference
from firmground.law.coverage import coverage_on
from firmground.law.provision import provisions_on
from firmground.law.recorded import facts_from
from firmground.law.to_json import candidates_to_json, comparison_to_json, coverage_to_json, provision_to_json
from firmground.packs.pack import Pack, read_pack
from firmground.rules.evaluate import Answer
from firmground.screening.answers import read_answers

app = typer.Typer(no_args_is_help=True, help="What the law of a territory reaches, on a day.")
FORMATS = ["%Y-%m-%d"]


@app.command()
def provisions(pack: PackOption, on: DayOption = None, json: JsonOption = False) -> None:
    """List the provisions in force on a day, each with its maximum penalty then and how it is known."""
    read, chosen = read_pack(pack), day(on)
    listed = provisions_on(read, chosen)
    if json:
        shown = [provision_to_json(read, each, chosen) for each in listed]
        print_json({"pack": read.id, "pack_digest": read.digest, "on": chosen.isoformat(), "provisions": shown})
        return
    law_printed.provisions(read, listed, chosen)


@app.command()
def coverage(
    pack: PackOption,
    on: DayOption = None,
    chart: Annotated[
        Path | None, typer.Option("--chart", help="Also draw the matrix into this SVG file.", metavar="FILE.svg")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show what the provisions of a day reach of act, means and purpose, the gaps, and answers to what is said of them."""
    found = coverage_on(read_pack(pack), day(on))
    if chart:
        from firmground.law.charts import coverage_chart  # noqa: PLC0415 - half a second to load, for a chart only

        write_file(chart, coverage_chart(found).encode())
    if json:
        print_json(coverage_to_json(found))
        return
    law_printed.coverage(found)
    if chart:
        console().print(f"Chart: {chart}")


@app.command()
def candidates(
    pack: PackOption,
    on: DayOption = None,
    facts: Annotated[Path | None, typer.Option("--facts", help="A JSON file: fact to answer.", metavar="FILE")] = None,
    answers: Annotated[Path | None, typer.Option("--answers", help="A JSON file: question to answer.", metavar="FILE")] = None,
    instrument: Annotated[str | None, typer.Option("--instrument", help="Whose questions the answers are.")] = None,
    today: Annotated[
        datetime.datetime | None,
        typer.Option("--today", formats=FORMATS, help="The day to reckon time limits on.", metavar="DATE"),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show which provisions in force on the day of the conduct recorded facts suggest: an aid with limits, never advice."""
    read = read_pack(pack)
    found = suggested(read, _facts(read, facts, answers, instrument), on=day(on), today=day(today))
    if json:
        print_json(candidates_to_json(read, found))
    else:
        law_printed.candidates(read, found)


def _facts(pack: Pack, facts: Path | None, answers: Path | None, instrument: str | None) -> dict[str, Answer]:
    if facts and not (answers or instrument):
        return read_answers(facts)
    if answers and instrument and not facts:
        return facts_from(pack, instrument, read_answers(answers))
    raise InputError(
        "says neither facts nor answers, or both", where="law candidates", remedy="give --facts, or --answers with --instrument"
    )


@app.command()
def compare(
    pack: PackOption,
    on: DayOption = None,
    with_day: Annotated[
        datetime.datetime | None, typer.Option("--with-day", formats=FORMATS, help="The other day.", metavar="DATE")
    ] = None,
    with_pack: Annotated[str | None, typer.Option("--with-pack", help="The other territory.", metavar="PACK")] = None,
    json: JsonOption = False,
) -> None:
    """Show what differs between two days of one territory, or between two territories."""
    if with_day is None and with_pack is None:
        raise InputError(
            "has nothing to compare with", where="law compare", remedy="give --with-day DATE, --with-pack PACK, or both"
        )
    before = coverage_on(read_pack(pack), day(on))
    after = coverage_on(read_pack(with_pack or pack), day(with_day) if with_day else before.on)
    found = difference(before, after)
    if json:
        print_json(comparison_to_json(found))
    else:
        law_printed.comparison(found)
