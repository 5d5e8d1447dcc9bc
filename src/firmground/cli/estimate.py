"""``firmground estimate``: how many people no list has, by several methods side by side, and whether any number may be used."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from firmground.cli.estimate_linked import linked
from firmground.cli.estimate_printed import print_comparison
from firmground.cli.options import JsonOption
from firmground.cli.output import console, notes, print_json, progress_bar, write_file
from firmground.statistics.multiple_systems.comparison import Comparison, compared
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.latent_classes import DRAWS
from firmground.statistics.multiple_systems.methods import METHODS, Settings, Tell
from firmground.statistics.multiple_systems.reader import read_histories
from firmground.statistics.multiple_systems.resampling import resampled

app = typer.Typer(no_args_is_help=True, help="How many people no list has, by several methods side by side.")
Draws = dict[str, NDArray[np.float64]]


@app.callback()
def _every_call() -> None:
    """Nothing is done before a command; that there is a callback makes this a group, although it has one command."""


@app.command()
def lists(
    file: Annotated[Path, typer.Argument(help="Capture histories as CSV: a column of 0 and 1 for each list, and a count.")],
    method: Annotated[
        list[str] | None, typer.Option("--method", help=f"One of {', '.join(METHODS)}. May be repeated; all if left out.")
    ] = None,
    bootstrap: Annotated[
        int, typer.Option("--bootstrap", min=0, max=1_000_000, help="Resampled tables for intervals; 0 for none.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same numbers on every machine.")] = 1,
    level: Annotated[float, typer.Option("--level", min=0.5, max=0.999, help="How much an interval is to cover.")] = 0.95,
    draws: Annotated[
        int, typer.Option("--draws", min=100, max=10_000_000, help="Draws of each chain of the latent classes.")
    ] = DRAWS,
    html: Annotated[Path | None, typer.Option("--html", help="Also write the report as a page.", metavar="FILE")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Also write the report as PDF.", metavar="FILE")] = None,
    charts: Annotated[Path | None, typer.Option("--charts", help="Also write the pictures as SVG.", metavar="FOLDER")] = None,
    json: JsonOption = False,
) -> None:
    """Estimate from overlapping lists how many people there are; refuse a single number where methods disagree."""
    read = read_histories(file)
    for warning in read.warnings:
        notes().print(f"{file}: {warning}")
    drawn: Draws = {}
    with progress_bar() as tell:
        settings = _settings(read.histories, bootstrap, seed, level, draws, tell)
        if html or pdf or charts:
            settings = settings.recorded_by(drawn.__setitem__)
        found = compared(read.histories, settings, methods=method or ())
    told = {"file": str(file), "seed": seed, "bootstrap": bootstrap, "level": level}
    if html or pdf or charts:
        made_by = f"firmground estimate lists {file.name} --seed {seed} --bootstrap {bootstrap} --level {level:g} --draws {draws}"
        _write(
            found,
            drawn,
            {"html": html, "pdf": pdf, "charts": charts},
            f"How many people are on none of the lists: {file.stem}",
            made_by,
        )
    if json:
        print_json({**told, **found.to_json()})
        return
    print_comparison(found)
    for path in (html, pdf, charts):
        if path:
            console().print(f"Written: {path}")


def _settings(histories: Histories, bootstrap: int, seed: int, level: float, draws: int, tell: Tell) -> Settings:
    """Resamples and chains with a generator each, so that the numbers of one do not hang on the other."""
    first, second = (np.random.Generator(np.random.PCG64([seed, place])) for place in range(2))
    resamples = resampled(histories, bootstrap, first) if bootstrap else None
    return Settings(second, resamples, level, draws, tell)


def _write(found: Comparison, drawn: Draws, places: Mapping[str, Path | None], title: str, made_by: str) -> None:
    """Write what was asked for; pictures and pages take a second to load, and are not needed for numbers."""
    from firmground.statistics.multiple_systems import report  # noqa: PLC0415
    from firmground.statistics.multiple_systems.charts import charts  # noqa: PLC0415

    pictures = charts(found, drawn)
    if path := places["html"]:
        write_file(path, report.as_html(found, pictures, title=title, made_by=made_by))
    if path := places["pdf"]:
        write_file(path, report.as_pdf(found, pictures, title=title, made_by=made_by))
    if path := places["charts"]:
        for name, svg in pictures.items():
            write_file(path / f"{name}.svg", svg.encode())


app.command()(linked)
