"""``manage.py new_phone_key``: make a new key to which phones seal, or destroy one that was retired."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from firmground_site.access.actors import the_system
from firmground_site.audit.actions import Refused
from firmground_site.devices.actions.keys import destroy_phone_key, make_phone_key
from firmground_site.devices.models import SealingKey


class Command(BaseCommand):
    """Makes a key, and says which others still open what arrives."""

    help = "Make a new key to which phones seal; the one before stays, and opens what was sealed to it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which key to destroy, if any."""
        parser.add_argument("--destroy", metavar="KEY", help="Destroy a retired key instead: what was sealed to it is lost.")

    def handle(self, *args: Any, destroy: str | None, **options: Any) -> None:
        """Make or destroy, and tell what there is."""
        by = the_system("new_phone_key")
        try:
            key = destroy_phone_key(key=destroy, by=by) if destroy else make_phone_key(by=by)
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        self.stdout.write(
            f"Key {key.pk} was destroyed." if destroy else f"Phones seal to key {key.pk} from their next contact on."
        )
        for each in SealingKey.objects.filter(retired_at__isnull=False, destroyed_at__isnull=True):
            self.stdout.write(
                f"Key {each.pk} is retired since {each.retired_at:%d %B %Y}, and still opens what was sealed to it."
            )
