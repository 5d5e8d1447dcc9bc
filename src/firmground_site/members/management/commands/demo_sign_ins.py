"""``manage.py demo_sign_ins``: how to sign in as each invented member of the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.members.demo import CODE, PASSWORD, demo_members
from firmground_site.packs.queries import active_pack


class Command(BaseCommand):
    """Prints a table; it changes nothing."""

    help = "Print how to sign in as each invented member of the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table, or refuse where the demonstration is off or its members are not there."""
        if not settings.DEMO:
            raise CommandError("The demonstration is off here (DEMO), so there are no sign-ins to show.")
        there = set(Member.objects.filter(is_active=True).values_list("email", flat=True))
        members = [each for each in demo_members(active_pack()) if each.email in there]
        if not members:
            raise CommandError("Nobody of the demonstration is in this database. Run manage.py load_demo first.")
        rows = [(ROLES[each.role].title, each.name, each.agency, each.email) for each in members]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        self.stdout.write(f"\nThe password of each is {PASSWORD} and, where a code is asked for, {CODE}.")
