"""``firmground estimate linked``: how many people no list has, when the links between lists were audited."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from firmground.cli.estimate_linked_printed import print_through_linkage
from firmground.cli.options import JsonOption
from firmground.cli.output import console, notes, print_json, progress_bar, write_file
from firmground.statistics.multiple_systems.linkage_error.audit_file import read_audit
from firmground.statistics.multiple_systems.linkage_error.methods import METHODS, chosen_methods
from firmground.statistics.multiple_systems.linkage_error.through_linkage import ThroughLinkage, through_linkage
from firmground.statistics.multiple_systems.reader import read_histories


def linked(
    file: Annotated[Path, typer.Argument(help="Capture histories as CSV: a column of 0 and 1 for each list, and a count.")],
    audit: Annotated[Path, typer.Option("--audit", help="Counts of an audit of links, as JSON or CSV.", metavar="FILE")],
    method: Annotated[
        list[str] | None,
        typer.Option("--method", help=f"One of {', '.join(METHODS)}. May be repeated; all in good time if left out."),
    ] = None,
    draws: Annotated[int, typer.Option("--draws", min=100, max=100_000, help="Corrected tables to be drawn.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same numbers on every machine.")] = 1,
    level: Annotated[float, typer.Option("--level", min=0.5, max=0.999, help="How much an interval is to cover.")] = 0.95,
    chart: Annotated[Path | None, typer.Option("--chart", help="Also draw the error budget into this SVG file.")] = None,
    json: JsonOption = False,
) -> None:
    """Estimate from lists whose links were audited, and tell how much of the doubt comes from where."""
    read, audited = read_histories(file), read_audit(audit)
    for warning in read.warnings:
        notes().print(f"{file}: {warning}")
    methods = chosen_methods(method or (), len(read.histories.lists))
    rng = np.random.Generator(np.random.PCG64(seed))
    with progress_bar() as tell:
        found = through_linkage(read.histories, audited, methods, draws=draws, rng=rng, level=level, progress=tell)
    if chart:
        _draw(chart, found, file.stem)
    if json:
        print_json({"file": str(file), "audit_file": str(audit), "seed": seed, "level": level, **found.to_json()})
        return
    print_through_linkage(read.histories, found)
    if chart and found.budget:
        console().print(f"Chart: {chart}")


def _draw(path: Path, found: ThroughLinkage, name: str) -> None:
    """The chart of the budget; there is none where no method has an estimate."""
    reported = next((each.population for each in found.estimates if each.method == found.reported), None)
    if reported is not None:
        from firmground.statistics.multiple_systems.linkage_error.chart import budget_chart  # noqa: PLC0415 - slow to load

        write_file(path, budget_chart(found.budget, reported, title=f"{name}: error budget of {found.reported}").encode())
