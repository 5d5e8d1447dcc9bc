"""``manage.py invite_administrator EMAIL NAME``: invites the first administrator, and prints the link to hand over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from firmground_site.access.actors import the_system
from firmground_site.audit.actions import Refused
from firmground_site.members.actions import invite_member
from firmground_site.members.letters import send_invitation


class Command(BaseCommand):
    """Invites an administrator, who then invites everyone else."""

    help = "Invite an administrator: the first one, or another when none can sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and under which address the site answers."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--agency", default="", help="A code of the pack's agencies; may be left out.")
        parser.add_argument("--site", default="http://localhost:8000", help="Where the site answers, for the link.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Invite."""
        try:
            invitation, token = invite_member(
                name=options["name"],
                email=options["email"],
                agency=options["agency"],
                role="administrator",
                by=the_system("invite_administrator"),
            )
        except Refused as refusal:
            raise CommandError(" ".join(refusal.reasons)) from refusal
        link = options["site"].rstrip("/") + reverse("members:join", args=[token])
        sent = send_invitation(invitation, link)
        self.stdout.write(f"Invited {invitation.name} until {invitation.expires_at:%Y-%m-%d %H:%M} UTC.")
        self.stdout.write("The letter was sent." if sent else "The letter could not be sent. Hand the link over yourself:")
        self.stdout.write(link)
