"""The ``firmground`` command: joins the commands, and turns errors into a sentence and an exit code."""

import io
import sys

import typer

from firmground.cli import disclosure, evidence, exits, instrument, law, ledger, pack, plan, screening, statement, tables
from firmground.cli.demo_year import make_demo_year
from firmground.cli.engines import engines
from firmground.cli.figures import figures
from firmground.cli.output import notes
from firmground.cli.screen import screen
from firmground.cli.yields import yields
from firmground.errors import FirmgroundError, OutputError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Find, protect and count victims of trafficking in persons, and publish figures that stand on firm ground.",
)
app.add_typer(pack.app, name="pack")
app.command("yields")(yields)
app.command("screen")(screen)
app.add_typer(screening.app, name="screening")
app.add_typer(instrument.app, name="instrument")
app.command("demo-year")(make_demo_year)
app.command("engines")(engines)
app.command("figures")(figures)
app.add_typer(disclosure.app, name="disclosure")
app.add_typer(statement.app, name="statement")
app.add_typer(tables.app, name="tables")
app.add_typer(law.app, name="law")
app.add_typer(plan.app, name="plan")
app.add_typer(evidence.app, name="evidence")
app.add_typer(ledger.app, name="ledger")


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
