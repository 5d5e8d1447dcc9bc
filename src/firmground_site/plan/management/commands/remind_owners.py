"""``manage.py remind_owners``: writes to measure owners what is overdue and what is due soon. For a timer, once a week."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from firmground_site.access.actors import the_system
from firmground_site.audit.actions import Refused
from firmground_site.packs.queries import active_pack, today
from firmground_site.plan.actions.reminding import NOTHING_DUE, send_reminders
from firmground_site.plan.measures import body_name
from firmground_site.plan.reminders import reminders_on


class Command(BaseCommand):
    """Reminds each owner of whom anything is asked, and says who was reminded of how much."""

    help = "Remind measure owners of reports that are due and of deadlines within 30 days, one letter for each agency."

    def add_arguments(self, parser: CommandParser) -> None:
        """Under which address the site answers, and a look beforehand."""
        parser.add_argument("--site", default="http://localhost:8000", help="Where the site answers, for the link.")
        parser.add_argument("--dry-run", action="store_true", help="say who would be reminded, and write to nobody")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind, and tell; end with a sentence when nobody could be reminded."""
        if active_pack().plan is None:
            raise CommandError("The territory has no action plan, so there is nobody to remind.")
        if options["dry_run"]:
            for each in reminders_on(today()):
                self.stdout.write(f"{body_name(each.body)}: {len(each.dues)} measures, {len(each.addresses)} to write to.")
            return
        link = options["site"].rstrip("/") + reverse("plan:work")
        try:
            sent = send_reminders(link=link, by=the_system("remind_owners"))
        except Refused as refusal:
            if NOTHING_DUE not in refusal.reasons:
                raise CommandError(" ".join(refusal.reasons)) from None
            self.stdout.write(str(NOTHING_DUE))
            return
        for reminder, was_sent in sent:
            self.stdout.write(
                f"{body_name(reminder.body)}: {len(reminder.dues)} measures, {outcome(reminder.addresses, was_sent)}."
            )


def outcome(addresses: tuple[str, ...], was_sent: bool) -> str:
    """What became of a letter."""
    if not addresses:
        return "nobody to write to"
    return "written to" if was_sent else "the letter could not be sent"
