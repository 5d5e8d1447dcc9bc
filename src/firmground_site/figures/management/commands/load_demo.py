"""``manage.py load_demo``: load the demonstration's members, an invented year and its cases, and publish an example statement."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from rich.console import Console
from rich.progress import track

from firmground.errors import FirmgroundError
from firmground_site.access.actors import Actor, the_system
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused
from firmground_site.cases.actions.loading import load_courses
from firmground_site.figures.example import publish_example
from firmground_site.linkage.actions.loading import load_list
from firmground_site.linkage.actions.running import propose_links
from firmground_site.members.actions import load_members
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack
from firmground_site.screening.actions.loading import AlreadyThere, load_year

LINKED_FROM = 0.5  # how probable a pair of the demonstration must be to be reviewed


class Command(BaseCommand):
    """Loads members who are not there yet, then the year; run again, it changes nothing and says so."""

    help = "Load the demonstration: its members, and an invented year of screenings."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which year, how many people, and the seed: the same seed gives the same year."""
        parser.add_argument("--year", type=int, required=True, help="A year of which the screenings were published.")
        parser.add_argument("--persons", type=int, default=7512, help="How many people are screened (7512).")
        parser.add_argument("--seed", type=int, default=1, help="The same seed gives the same year (1).")

    def handle(self, *args: Any, year: int, persons: int, seed: int, **options: Any) -> None:
        """Load, or say why not."""
        by = the_system("load_demo")
        try:
            loaded = self._load(year, persons, seed, by)
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        except FirmgroundError as error:
            raise CommandError(str(error)) from error
        if loaded:
            _let_the_database_look()
            if made := publish_example(year):
                self.stdout.write(f"SYNTHETIC: published as an example: {made.title}, number {made.number}.")

    def _load(self, year: int, persons: int, seed: int, by: Actor) -> bool:
        """Load the members, the year and its cases, and say what is new; gives whether anything is."""
        members, what = _load_members(by), {"year": year, "persons": persons, "seed": seed}
        screenings = self._unless_there(load_year, **what, by=by, progress=_shown)
        if screenings:
            self.stdout.write(f"SYNTHETIC: {screenings:,} invented screenings of {year} loaded, and {members} members.")
        cases = self._unless_there(load_courses, **what, by=by, progress=_shown) if active_pack().casework else None
        if cases is not None:
            self.stdout.write(f"SYNTHETIC: {cases:,} invented cases of {year} loaded, and a few recent ones.")
        if active_pack().casework and (listed := self._unless_there(load_list, by=by)):
            run = propose_links(at_least=LINKED_FROM, by=the_system("propose_links"))
            self.stdout.write(f"SYNTHETIC: {listed} loaded; {run.proposed:,} pairs wait to be reviewed.")
        return screenings is not None or cases is not None

    def _unless_there(self, load: Callable[..., Any], **what: Any) -> Any:
        """What was loaded; ``None`` when it was there already."""
        try:
            return load(**what)
        except AlreadyThere as there:
            self.stdout.write(" ".join(there.reasons))
            return None


def _load_members(by: Actor) -> int:
    listed = demo_members(active_pack())
    there = set(Member.objects.filter(email__in=[each.email for each in listed]).values_list("email", flat=True))
    missing = [each for each in listed if each.email not in there]
    return len(load_members(members=missing, by=by)) if missing else 0


def _let_the_database_look() -> None:
    """Let PostgreSQL count at once what was loaded; until it did, it plans its queries as for empty tables."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _shown(rows: Sequence[Any], what: str) -> Iterable[Any]:
    """Show how far it is, on a terminal, beside the output."""
    console = Console(stderr=True)
    return track(rows, what, console=console, transient=True, disable=not console.is_terminal)
