"""The events of the plan and of proposals. Their stream is ``plan``; nothing in them is about a person, so they are kept."""

from django.utils.translation import gettext_lazy as _

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register


def _event(name: str, sentence: str, readers: Permission = Permission.PLAN_READ) -> EventKind:
    return register(EventKind(name, sentence, "plan", readers=readers))


PROGRESS_REPORTED = _event("plan:progress_reported", _("reported progress on a measure"))
REPORT_CONFIRMED = _event("plan:report_confirmed", _("confirmed a report on a measure"))
REPORT_RETURNED = _event("plan:report_returned", _("returned a report on a measure"))
REPORT_WITHDRAWN = _event("plan:report_withdrawn", _("withdrew a report on a measure"))
MEASURE_RATED = _event("plan:measure_rated", _("rated a measure"))
OWNERS_REMINDED = _event("plan:owners_reminded", _("tried to remind owners of what is due"), Permission.PLAN_REMIND)
LETTERS_NOT_SENT = _event("plan:letters_not_sent", _("could not send reminders to some owners"), Permission.PLAN_REMIND)

PROPOSAL_MADE = _event("proposal:made", _("made a proposal"), Permission.PROPOSAL_DECIDE)
PROPOSAL_DECIDED = _event("proposal:decided", _("decided on a proposal"), Permission.PROPOSAL_DECIDE)
PROPOSAL_FOLLOWED_UP = _event("proposal:followed_up", _("followed a proposal up"), Permission.PROPOSAL_DECIDE)
