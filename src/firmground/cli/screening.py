"""``firmground screening``: what screening instruments ask about, and two of them side by side."""

from typing import Annotated

import typer

from firmground.cli import screening_printed
from firmground.cli.options import DayOption, JsonOption, PackOption, day
from firmground.cli.output import print_json
from firmground.packs.pack import read_pack
from firmground.screening.crosswalk import crosswalk as laid_side_by_side
from firmground.screening.crosswalk_json import crosswalk_to_json, source_to_json
from firmground.screening.indicator_source import sources_on

app = typer.Typer(no_args_is_help=True, help="What screening instruments ask about, and two of them side by side.")
First = Annotated[str, typer.Argument(help="The first instrument or list.", metavar="FIRST")]
Second = Annotated[str, typer.Argument(help="The second instrument or list.", metavar="SECOND")]


@app.command()
def instruments(pack: PackOption, on: DayOption = None, json: JsonOption = False) -> None:
    """List what can be laid side by side on a day, and what cannot, with the reason."""
    read, chosen = read_pack(pack), day(on)
    found, left_out = sources_on(read, chosen)
    if json:
        sources = [source_to_json(read, each) for each in found]
        unable = [{"id": name, "why": why} for name, why in left_out]
        print_json(
            {"pack": read.id, "pack_digest": read.digest, "on": chosen.isoformat(), "sources": sources, "left_out": unable}
        )
        return
    screening_printed.sources(read, found, left_out)


@app.command()
def crosswalk(first: First, second: Second, pack: PackOption, on: DayOption = None, json: JsonOption = False) -> None:
    """Lay two instruments side by side by the indicator each question asks about, with what only one of them asks."""
    found = laid_side_by_side(read_pack(pack), first, second, on=day(on))
    if json:
        print_json(crosswalk_to_json(found))
    else:
        screening_printed.crosswalk(found)
