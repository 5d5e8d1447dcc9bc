"""``firmground screen``: assess one person's answers, or a table of any size."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from firmground.cli import exits
from firmground.cli.options import DayOption, JsonOption, PackOption, day
from firmground.cli.output import console, notes, print_json, print_table, progress_bar
from firmground.packs.pack import Pack, read_pack
from firmground.rules.evaluate import Answer
from firmground.screening.answers import read_answers
from firmground.screening.assessment import Decision, Outcome, assess
from firmground.screening.instrument import Instrument, find_instrument


def screen(
    pack: PackOption,
    instrument: Annotated[str, typer.Option("--instrument", help="The instrument's id.", metavar="ID")],
    answers: Annotated[Path | None, typer.Option("--answers", help="One person's answers.", metavar="FILE.json")] = None,
    table: Annotated[
        Path | None, typer.Option("--table", help="Many persons' answers, .csv or .parquet.", metavar="FILE")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="With --table: where the findings go.", metavar="OUT.parquet")] = None,
    keep: Annotated[
        list[str] | None, typer.Option("--keep", help="With --table: a column to carry over.", metavar="COLUMN")
    ] = None,
    on: DayOption = None,
    language: Annotated[
        str | None, typer.Option("--language", help="The language in which the questions were put.", metavar="TAG")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say which outcomes an instrument reaches, and why. It never says what a person is: a person decides that."""
    if (answers is None) == (table is None):
        raise typer.BadParameter("give either --answers or --table", param_hint="--answers")
    if (table is None) != (out is None):
        raise typer.BadParameter("--table and --out go together", param_hint="--out")
    read = read_pack(pack)
    found = find_instrument(read, instrument, day(on))
    if answers:
        _one(read, found, read_answers(answers), day(on), language, json)
    elif table and out:
        _many(found, table, out, keep or [], json)


def _one(
    pack: Pack, instrument: Instrument, answers: dict[str, Answer], on: datetime.date, language: str | None, json: bool
) -> None:
    decision = assess(instrument, answers, on=on, language=language)
    if json:
        print_json(decision.to_json())
        return
    title = pack.text(f"instruments.{instrument.id}.title")
    console().print(f"{title} ({instrument.id} {decision.version}, {decision.on})\n")
    for outcome in decision.outcomes:
        _show(pack, instrument, outcome)
    if decision.elements:
        rows = [(pack.text(f"rules.{name}"), str(finding)) for name, finding in decision.elements.items()]
        print_table("Elements of the definition (Palermo Protocol, Art. 3)", ("element", "present"), rows)
    if decision.dimensions:
        _show_dimensions(pack, decision)
    for note in decision.notes:
        console().print(f"Note: {note}")
    console().print(f"Rules: {decision.digest}")


def _show(pack: Pack, instrument: Instrument, outcome: Outcome) -> None:
    key = f"instruments.{instrument.id}.outcomes.{outcome.id}"
    questions = f"instruments.{instrument.id}.questions"
    console().print(f"{pack.text(f'{key}.name')}: {outcome.finding}")
    advice = outcome.finding.replace(" ", "_")
    console().print(f"  {pack.text(f'{key}.{advice}')}")
    for name, answer in outcome.because if outcome.finding == "yes" else ():
        console().print(f"  because {name} = {answer}: {pack.text(f'{questions}.{name}')}")
    for name in outcome.could_change:
        console().print(f"  could change with {name}: {pack.text(f'{questions}.{name}')}")
    console().print()


def _show_dimensions(pack: Pack, decision: Decision) -> None:
    rows = []
    for each in decision.dimensions:
        for column, counts in each.counts.items():
            found = ", ".join(f"{strength} {low}–{high}" for strength, (low, high) in counts.items())
            rows.append((pack.text(f"dimensions.{each.id}"), each.state, column, found))
    print_table("Dimensions: indicators found at least and at most", ("dimension", "state", "list", "indicators"), rows)


def _many(instrument: Instrument, table: Path, out: Path, keep: list[str], json: bool) -> None:
    from firmground.screening.table import screen_table  # noqa: PLC0415 - one person's answers need no columnar engine

    with progress_bar() as progress:
        screened = screen_table(instrument, table, out, keep=keep, progress=progress)
    shown = {"out": str(screened.out), "kept": screened.kept, "rejected": screened.rejected, "rejects": str(screened.rejects)}
    if json:
        print_json({**shown, "instrument": instrument.id, "digest": instrument.digest})
    else:
        console().print(f"{screened.kept:,} rows screened: {screened.out}")
    if screened.rejected:
        notes().print(f"{screened.rejected:,} rows could not be read. What to do: correct the rows listed in {screened.rejects}")
        raise typer.Exit(exits.DOES_NOT_HOLD)
