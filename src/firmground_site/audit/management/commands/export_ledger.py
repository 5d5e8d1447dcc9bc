"""``manage.py export_ledger OUT``: the whole ledger, without contents, for ``firmground ledger verify``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from firmground.errors import FirmgroundError
from firmground.ledger.export import write_export
from firmground_site.access.actors import the_system
from firmground_site.audit.exporting import begin_export, exported_entries


class Command(BaseCommand):
    """Writes a file whole or not at all."""

    help = "Export the ledger without the contents of its entries, for: firmground ledger verify OUT"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("out", type=Path, metavar="OUT", help="a file; compressed when its name ends in .gz")

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        """Export."""
        header = begin_export(label=settings.SITE_NAME, by=the_system("export_ledger"))
        try:
            write_export(out, header, exported_entries(header.heads))
        except FirmgroundError as error:
            raise CommandError(str(error)) from error
        entries = sum(head.number for head in header.heads)
        self.stdout.write(f"{entries:,} entries of {len(header.heads)} streams, without contents: {out}")
