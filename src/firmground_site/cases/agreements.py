"""What holds with a partner today: agreements in force, and those that run out soon."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firmground_site.cases.models import Agreement

SOON = datetime.timedelta(days=60)


def state_on(agreement: Agreement, day: datetime.date) -> dict[str, str]:
    """How an agreement stands on a day, in words with the colour of its tag; the colour of one that just holds is green."""
    if agreement.from_on > day:
        return {"text": _("To come"), "colour": "blue"}
    if agreement.until_on is None:
        return {"text": _("In force"), "colour": "green"}
    if agreement.until_on < day:
        return {"text": _("Run out"), "colour": "grey"}
    left = (agreement.until_on - day).days
    if agreement.until_on > day + SOON:
        return {"text": _("In force"), "colour": "green"}
    words = ngettext("Runs out in {days} day", "Runs out in {days} days", left).format(days=left) if left else _("Runs out today")
    return {"text": words, "colour": "orange"}


def alarm_on(agreements: Iterable[Agreement], day: datetime.date) -> dict[str, str] | None:
    """What a list says of a partner's agreements: the first that runs out soon, unless another holds for longer; else nothing."""
    running = [each for each in agreements if each.from_on <= day and (each.until_on is None or each.until_on >= day)]
    if not running or any(each.until_on is None or each.until_on > day + SOON for each in running):
        return None
    return state_on(max(running, key=lambda each: each.until_on or day), day)
