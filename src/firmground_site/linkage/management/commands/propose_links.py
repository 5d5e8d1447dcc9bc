"""``manage.py propose_links``: compare all records, and keep the pairs that may be of one person for review. For a timer."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import track

from firmground.errors import FirmgroundError
from firmground_site.access.actors import the_system
from firmground_site.audit.actions import Refused
from firmground_site.linkage.actions.running import propose_links


class Command(BaseCommand):
    """Runs linkage, and says how many pairs there are to review. It merges nothing, and names nobody."""

    help = "Look for records that may be of one person, and put them into the queue for review. Nothing is merged."

    def add_arguments(self, parser: CommandParser) -> None:
        """How probable a pair must be."""
        parser.add_argument("--at-least", type=float, default=0.5, help="How probable a pair must be to be reviewed (0.5).")

    def handle(self, *args: Any, at_least: float, **options: Any) -> None:
        """Run, or say why not."""
        try:
            run = propose_links(at_least=at_least, by=the_system("propose_links"), progress=_shown)
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        except FirmgroundError as error:
            raise CommandError(str(error)) from error
        found = f"{run.proposed:,} pairs at least {at_least:g} probable, {run.near:,} somewhat below"
        self.stdout.write(f"{run.records:,} records compared: {found}.")


def _shown(rows: Sequence[Any], what: str) -> Iterable[Any]:
    """Show how far it is, on a terminal, beside the output."""
    console = Console(stderr=True)
    return track(rows, what, console=console, transient=True, disable=not console.is_terminal)
