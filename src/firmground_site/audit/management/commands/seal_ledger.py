"""``manage.py seal_ledger``: seal all streams, for a daily timer, and print the seal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from firmground_site.access.actors import the_system
from firmground_site.audit.actions import Refused
from firmground_site.audit.sealing import seal_streams


class Command(BaseCommand):
    """Prints the seal to the standard output."""

    help = "Seal all streams of the ledger and print the seal, to be sent to whoever keeps it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal."""
        try:
            self.stdout.write(str(seal_streams(by=the_system("seal_ledger"))), ending="")
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
