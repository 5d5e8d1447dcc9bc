"""Opening a case's file for a purpose, which is recorded."""

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.cases import events
from firmground_site.cases.models import Case
from firmground_site.cases.queries import cases_visible_to


@action(permission=Permission.CASE_READ, records=[events.CASE_READ])
def open_case_file(*, case: Case, purpose: str, by: Actor) -> Case:
    """Open a case's file for a purpose, which is recorded."""
    if not cases_visible_to(by).filter(pk=case.pk).exists():
        raise NotPermitted(_("There is no such case."))
    if not purpose.strip():
        raise Refused(_("Say why you open this file."))
    record(events.CASE_READ, subject=case, purpose=purpose.strip())
    return case
