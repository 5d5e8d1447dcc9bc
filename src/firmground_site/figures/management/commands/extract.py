"""``manage.py extract``: write a year's extract, on which ``firmground figures`` and ``firmground statement`` run."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from firmground.errors import FirmgroundError
from firmground_site.access.actors import the_system
from firmground_site.audit.actions import Refused
from firmground_site.figures.actions.extracting import extract_year


class Command(BaseCommand):
    """Writes the folder and says under which digest the ledger has it."""

    help = "Write the extract of a year, without names, as Parquet."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which year, and where to."""
        parser.add_argument("--year", type=int, required=True, help="The year in which the period begins.")
        parser.add_argument("--out", type=Path, required=True, help="A folder that is new or empty.")

    def handle(self, *args: Any, year: int, out: Path, **options: Any) -> None:
        """Write it, or say why not."""
        try:
            extract = extract_year(year=year, out=out, by=the_system("extract"))
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        except FirmgroundError as error:
            raise CommandError(str(error)) from error
        kind = "SYNTHETIC: the people in it are invented. " if extract.synthetic else ""
        self.stdout.write(f"{kind}Extract of {year}: {out}\nData: {extract.digest}")
