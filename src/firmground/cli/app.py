"""The ``firmground`` command: joins the commands, and turns errors into a sentence and an exit code."""

import io
import sys
from collections.abc import Mapping
from typing import ClassVar

import typer

from firmground.cli import exits
from firmground.cli.on_demand import OnDemand
from firmground.cli.output import notes
from firmground.errors import FirmgroundError, OutputError


class Commands(OnDemand):
    """Every command, in the order of the help, with where it is defined: only the one that is called is imported."""

    places: ClassVar[Mapping[str, str]] = {
        "pack": "firmground.cli.pack:app",
        "yields": "firmground.cli.yields:yields",
        "prevalence": "firmground.cli.prevalence:app",
        "screen": "firmground.cli.screen:screen",
        "screening": "firmground.cli.screening:app",
        "instrument": "firmground.cli.instrument:app",
        "demo-year": "firmground.cli.demo_year:make_demo_year",
        "engines": "firmground.cli.engines:engines",
        "figures": "firmground.cli.figures:figures",
        "estimate": "firmground.cli.estimate:app",
        "disclosure": "firmground.cli.disclosure:app",
        "statement": "firmground.cli.statement:app",
        "tables": "firmground.cli.tables:app",
        "law": "firmground.cli.law:app",
        "plan": "firmground.cli.plan:app",
        "evidence": "firmground.cli.evidence:app",
        "linkage": "firmground.cli.linkage:app",
        "ledger": "firmground.cli.ledger:app",
    }


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Find, protect and count victims of trafficking in persons, and publish figures that stand on firm ground.",
)


@app.callback()
def _every_call() -> None:
    """Nothing is done before a command; that there is a callback makes this a group, although no command is joined yet."""


def main() -> None:
    """Run the command line; errors that a person can put right end in a sentence, not in a trace."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a dash still shows the numbers
    try:
        app()
    except FirmgroundError as error:
        notes().print(f"firmground: {error}")
        sys.exit(exits.WRONG_OUTPUT if isinstance(error, OutputError) else exits.WRONG_INPUT)


if __name__ == "__main__":
    main()
