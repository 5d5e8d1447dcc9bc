"""Reminding owners of reports that are due and of deadlines that come near."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.design.joining import listed
from firmground_site.packs.queries import today
from firmground_site.plan import events
from firmground_site.plan.letters import send_reminder
from firmground_site.plan.measures import body_name
from firmground_site.plan.reminded import plan_key, reminded_within_a_day
from firmground_site.plan.reminders import Reminder, reminders_on

NOTHING_DUE = gettext_lazy("Nothing is due within the next 30 days, so nobody was reminded.")
TOO_SOON = gettext_lazy("Everybody who can be written to was reminded within the last day. Remind them again tomorrow.")


@action(permission=Permission.PLAN_REMIND, records=[events.OWNERS_REMINDED])
def remind_owners(*, by: Actor) -> list[Reminder]:
    """Note which owners are reminded of what, and give the letters to send. Use ``send_reminders``, which sends them.

    Whoever got a letter within the last day gets none. Refused when nothing is due, when everybody got one, and when nobody
    could be written to.
    """
    found = reminders_on(today())
    if not found:
        raise Refused(NOTHING_DUE)
    recent = reminded_within_a_day(by)
    left = [each for each in found if each.body not in recent]
    reachable = [each for each in left if each.addresses]
    if recent and not reachable:
        raise Refused(TOO_SOON)
    if not reachable:
        names = listed(body_name(each.body) for each in found)
        raise Refused(_("Nobody was reminded: no measure owner of these bodies can sign in: {names}.").format(names=names))
    told = {each.body: [due.measure.id for due in each.dues] for each in reachable}
    record(events.OWNERS_REMINDED, subject=plan_key(), owners=told)
    return left


@action(permission=Permission.PLAN_REMIND, records=[events.LETTERS_NOT_SENT])
def note_unsent_letters(*, bodies: list[str], by: Actor) -> None:
    """Note to which bodies a letter could not be sent, so that they can be reminded again at once."""
    if not bodies:
        raise Refused(_("Name the bodies whose letter could not be sent."))
    record(events.LETTERS_NOT_SENT, subject=plan_key(), bodies=bodies)


def send_reminders(*, link: str, by: Actor) -> list[tuple[Reminder, bool]]:
    """Remind owners, one letter for each body; gives each reminder with whether its letter could be sent."""
    sent = [(each, bool(each.addresses) and send_reminder(each, link)) for each in remind_owners(by=by)]
    unsent = [each.body for each, was_sent in sent if each.addresses and not was_sent]
    if unsent:
        note_unsent_letters(bodies=unsent, by=by)
    return sent
