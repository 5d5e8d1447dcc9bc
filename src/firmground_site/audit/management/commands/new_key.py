"""``manage.py new_key``: a key for SEALING_KEYS, INDEX_KEY or PSEUDONYM_KEY."""

from typing import Any

from django.core.management.base import BaseCommand

from firmground_site.sealed.keys import new_key


class Command(BaseCommand):
    """Prints a new key; nothing is kept."""

    help = "Print a new key of 32 random bytes, for SEALING_KEYS, INDEX_KEY or PSEUDONYM_KEY."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        self.stdout.write(new_key())
