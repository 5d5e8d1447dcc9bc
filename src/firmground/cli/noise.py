"""``firmground disclosure noise``: differentially private counts, by OpenDP, with what they cost."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from firmground.cli.options import JsonOption
from firmground.cli.output import console, notes, print_json, write_file
from firmground.cli.table_options import CountOption, HierarchyOption, OutOption, TableArgument, TotalOption, layout
from firmground.statistics.disclosure.csv_table import read_table
from firmground.statistics.disclosure.noise import Budget, drowned, opendp_sampler, with_noise

EpsilonOption = Annotated[
    float, typer.Option("--epsilon", min=0.001, max=20.0, help="What the whole table may tell of one person: less is safer.")
]
CellsOption = Annotated[
    int, typer.Option("--cells-of-a-person", min=1, max=1000, help="In how many of the most detailed rows one person may be.")
]
SplitOption = Annotated[bool, typer.Option("--split", help="Noise of its own for each set of margins; nothing adds up then.")]
AnySizeOption = Annotated[bool, typer.Option("--any-size", help="Also for counts that noise drowns.")]


def noise_command(
    table: TableArgument,
    epsilon: EpsilonOption,
    out: OutOption = None,
    cells: CellsOption = 1,
    split: SplitOption = False,
    any_size: AnySizeOption = False,
    count: CountOption = "",
    total: TotalOption = "Total",
    hierarchy: HierarchyOption = None,
    json: JsonOption = False,
) -> None:
    """Write a table with noise for a differentially private release. Counts of a few people do not survive it."""
    read = read_table(table, layout(count, total, hierarchy=hierarchy))
    found = with_noise(read, epsilon, opendp_sampler, cells=cells, split=split, any_size=any_size)
    content, lost = read.with_counts(found.rows), drowned(read, found.budget)
    if out is not None:
        write_file(out, content)
    if json:
        rows = {" / ".join(row): count for row, count in found.rows.items()}
        print_json(_result(found.budget, str(out) if out else None) | {"counts": len(rows), "drowned": lost, "rows": rows})
        return
    if out is None:
        sys.stdout.write(content.decode())
    _tell(found.budget, lost, len(found.rows), out)


def _result(budget: Budget, out: str | None) -> dict[str, object]:
    noise = budget.noise
    shown = {"deviation": round(noise.deviation, 6), "within_95": noise.within(), "unchanged": round(noise.probability(0), 6)}
    composition = {"parts": budget.parts, "epsilon_of_each": noise.epsilon, "cells_of_a_person": budget.cells}
    return {"table": out, "epsilon": budget.epsilon, **composition, **shown}


def _tell(budget: Budget, lost: int, counts: int, out: Path | None) -> None:
    """In words: on standard error where the table itself is on standard output."""
    noise, parts = budget.noise, budget.parts
    how = (
        f"{parts} sets of margins, each with noise of its own and {noise.epsilon:g} of it (they add up: sequential composition)"
        if parts > 1
        else "each person is in one most detailed row, so that each row has all of it (parallel composition); margins are sums"
        if budget.cells == 1
        else f"each person is in up to {budget.cells} most detailed rows, so that noise is {budget.cells} times as wide"
    )
    of_three = (
        f"A count of 3 comes out as {3 - noise.within()} to {3 + noise.within()}: counts of three cannot live here."
        if noise.within()
        else f"A count of 3 comes out as 3, {noise.probability(0):.0%} of the time: so little noise protects nobody."
    )
    drawn, sums = ("a count", "") if parts > 1 else ("a most detailed count", " A sum of n rows has √n times that.")
    say = console() if out else notes()
    say.print(
        f"Epsilon {budget.epsilon:g} for the whole table: {how}.\n"
        f"Noise on {drawn}: standard deviation {noise.deviation:.2f}; at most {noise.within()} away 95 times of 100.{sums}\n"
        f"{of_three}\n"
        f"{lost} of {counts} counts are above nought and below ten standard deviations of their noise: do not read them alone.\n"
        "Noise was drawn by OpenDP from the operating system: it has no seed, and another run gives other counts.\n"
        "Release this table once: each further release of the same people adds its epsilon."
    )
    if out:
        say.print(f"Table: {out}")
