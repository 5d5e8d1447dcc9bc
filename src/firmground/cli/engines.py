"""``firmground engines``: check that the three engines agree on every answer in an extract."""

import datetime

import typer

from firmground.cli import exits
from firmground.cli.options import ExtractOption, JsonOption, PackOption
from firmground.cli.output import console, print_json
from firmground.errors import InputError
from firmground.packs.pack import read_pack
from firmground.screening.agreement import Disagreement, compare_engines, read_answers_table
from firmground.screening.instrument import find_instrument
from firmground.statistics.extract import ANSWERS, read_extract


def engines(pack: PackOption, extract: ExtractOption, json: JsonOption = False) -> None:
    """Evaluate every row of answers with the reference, the browser's and the columnar engine, and compare."""
    read, data = read_pack(pack), read_extract(extract)
    names = [name.removeprefix(ANSWERS) for name in data.tables if name.startswith(ANSWERS)]
    if not names:
        raise InputError("has no table of answers", where=str(extract), remedy="make it with demo-year")
    differences: dict[str, list[Disagreement]] = {}
    for name in names:
        instrument = find_instrument(read, name, datetime.date(data.year, 12, 31))
        answers = read_answers_table(data.path(ANSWERS + name))
        differences[name] = compare_engines(instrument, answers)
        if not json:
            found = (
                f"{len(differences[name])} differences" if differences[name] else "reference, browser and columnar engine agree"
            )
            rules = len(instrument.definition.rules)
            console().print(f"{name}: {answers.num_rows:,} persons × {rules} rules: {found}")
            for each in differences[name][:10]:
                console().print(f"  row {each.row}, {each.rule}: {each.engine} says {each.found}, the reference {each.reference}")
    if json:
        print_json({name: [vars(each) for each in listed] for name, listed in differences.items()})
    if any(differences.values()):
        raise typer.Exit(exits.DOES_NOT_HOLD)
