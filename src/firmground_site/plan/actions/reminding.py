"""Reminding owners of reports that are due and of deadlines that come near."""

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.packs.queries import today
from firmground_site.plan import events
from firmground_site.plan.letters import send_reminder
from firmground_site.plan.measures import body_name, the_plan
from firmground_site.plan.reminders import Reminder, reminders_on


@action(permission=Permission.PLAN_REMIND, records=[events.OWNERS_REMINDED])
def remind_owners(*, by: Actor) -> list[Reminder]:
    """Note which owners are reminded of what, and give the letters to send. Use ``send_reminders``, which sends them.

    Refused when nothing is due, and when nobody could be written to.
    """
    found = reminders_on(today())
    if not found:
        raise Refused("Nothing is due within the next 30 days, so nobody was reminded.")
    reachable = [each for each in found if each.addresses]
    if not reachable:
        names = ", ".join(body_name(each.body) for each in found)
        raise Refused(f"Nobody was reminded: no measure owner of these bodies can sign in: {names}.")
    told = {each.body: [due.measure.id for due in each.dues] for each in reachable}
    record(events.OWNERS_REMINDED, subject=f"plan:{the_plan().head.id}", owners=told)
    return found


def send_reminders(*, link: str, by: Actor) -> list[tuple[Reminder, bool]]:
    """Remind owners, one letter for each body; gives each reminder with whether its letter could be sent."""
    return [(each, bool(each.addresses) and send_reminder(each, link)) for each in remind_owners(by=by)]
