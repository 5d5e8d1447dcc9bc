"""``manage.py erase_due``: erases every record whose time has come, and sessions that ended. For a timer, once a day.

That is people's records, and what was told of somebody put forward who was never met.
"""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from firmground_site.access.actors import Actor, the_system
from firmground_site.packs.queries import today
from firmground_site.screening.actions.erasing import erase_all_due
from firmground_site.screening.erased_with import BY_ITSELF
from firmground_site.screening.retention import can_be_erased_now, to_erase_by


class Command(BaseCommand):
    """Erases what is due, and says how many records it erased and how many are held."""

    help = "Erase the records of people whose time has come, and sessions that ended. What can be counted is kept."

    def add_arguments(self, parser: Any) -> None:
        """Allow a look beforehand."""
        parser.add_argument("--dry-run", action="store_true", help="say how many would be erased, and erase nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and tell."""
        by = the_system("erase_due")
        held = to_erase_by(by, today()).exclude(held_because="").count()
        due = _due(by) if options["dry_run"] else _erased(by)
        if not options["dry_run"]:
            call_command("clearsessions")
        done = "would be erased" if options["dry_run"] else "erased"
        self.stdout.write(f"{due} {done}; {held} due but held, since something that needs them has not ended.")


def _due(by: Actor) -> int:
    return can_be_erased_now(by).count() + sum(each.due(by) for each in BY_ITSELF)


def _erased(by: Actor) -> int:
    return erase_all_due(by=by) + sum(each.erase(by) for each in BY_ITSELF)
