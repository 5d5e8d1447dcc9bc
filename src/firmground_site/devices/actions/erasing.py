"""Erasing what declined entries said, when their time has come."""

from django.db import transaction
from django.utils.translation import gettext_noop

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, action, record
from firmground_site.audit.erasing import erase_contents
from firmground_site.devices import events
from firmground_site.devices.models import Entry
from firmground_site.devices.queries import declined_due
from firmground_site.devices.vocabulary import ERASED
from firmground_site.packs.queries import today
from firmground_site.screening.actions.erasing import leave_no_copy

REASON = gettext_noop("The declined entry is kept no longer.")  # as the ledger keeps it


@action(permission=Permission.PERSON_ERASE, records=[events.ENTRY_ERASED])
def erase_entry(*, entry: Entry, by: Actor) -> Entry:
    """Erase what a declined entry said and why it was declined. That it arrived, and when, stays."""
    current = Entry.objects.select_for_update(of=("self",)).filter(pk__in=declined_due(by, today()).filter(pk=entry.pk)).first()
    if current is None:
        raise NotPermitted("There is no such entry to erase.")
    contents = erase_contents(subjects=[current], reason=REASON, by=by)
    current.content = current.envelope = current.told = {}
    current.words, current.state, current.version = "", ERASED, current.version + 1
    current.save()
    record(events.ENTRY_ERASED, subject=current, contents=contents)
    transaction.on_commit(leave_no_copy)
    return current


def erase_entries_due(by: Actor) -> int:
    """Erase every declined entry whose time has come, each by itself; says how many."""
    due = list(declined_due(by, today()))
    for each in due:
        erase_entry(entry=each, by=by)
    return len(due)
