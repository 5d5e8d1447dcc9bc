"""Erasing the entries of a list, when their time has come or before."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, action, record
from firmground_site.audit.erasing import erase_contents
from firmground_site.linkage import events
from firmground_site.linkage.erasing import clear_entries, pairs_of_entries
from firmground_site.linkage.models import PartnerList
from firmground_site.linkage.queries import lists_due, lists_kept_by
from firmground_site.screening.actions.erasing import leave_no_copy

REASON = gettext_noop("The list is kept no longer.")  # as the ledger keeps it


@action(permission=Permission.PERSON_ERASE, records=[events.LIST_ERASED])
def erase_list(*, of_list: PartnerList, by: Actor) -> PartnerList:
    """Erase the entries of a list, and what was said of their pairs. That there were so many, and which were linked, stays."""
    current = PartnerList.objects.select_for_update(of=("self",)).filter(pk__in=lists_kept_by(by).filter(pk=of_list.pk)).first()
    if current is None:
        raise NotPermitted(_("There is no such list to erase."))
    keys = list(current.entries.values_list("pk", flat=True))
    pairs = list(pairs_of_entries(keys).select_for_update(of=("self",)).order_by("pk"))
    contents = erase_contents(subjects=pairs, reason=REASON, by=by) if pairs else 0
    clear_entries(current.entries.all(), by=by.key)
    current.digest, current.erased_at, current.erased_by = "", timezone.now(), by.key
    current.save()
    record(events.LIST_ERASED, subject=current, entries=len(keys), contents=contents)
    transaction.on_commit(leave_no_copy)
    return current


def erase_lists_due(by: Actor) -> int:
    """Erase every list whose time has come, each by itself; says how many."""
    due = list(lists_due(by))
    for each in due:
        erase_list(of_list=each, by=by)
    return len(due)
