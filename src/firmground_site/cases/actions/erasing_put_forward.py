"""Erasing what was told of somebody who was put forward and never linked to a person, when its time has come."""

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.audit.erasing import erase_contents
from firmground_site.cases import events
from firmground_site.cases.models import Referral, ReferralStep
from firmground_site.cases.put_forward import KEPT_AS, TOLD, kept_until, put_forward_due, put_forward_kept_by
from firmground_site.packs.queries import today
from firmground_site.screening.actions.erasing import DUE, REASONS, leave_no_copy

INDEXES = ("name_index", "phone_index", "document_index", "receipt_index")


@action(permission=Permission.PERSON_ERASE, records=[events.PUT_FORWARD_ERASED])
def erase_put_forward(*, referral: Referral, by: Actor) -> Referral:
    """Empty what a referral says of somebody without a person's record, with its contents in the ledger.

    What can be counted stays: from whom, to whom, when, and how it ended. Refused before its time.
    """
    current = Referral.objects.select_for_update(of=("self",)).filter(pk=referral.pk).first()
    if current is None or not put_forward_kept_by(by).filter(pk=current.pk).exists():
        raise NotPermitted(_("There is no such record to erase."))
    until = kept_until(current)
    if until > today():
        raise Refused(_("This is kept until {day}.").format(day=date_format(until)))
    emptied = {**dict.fromkeys(TOLD), **dict.fromkeys(INDEXES, "")}
    Referral.objects.filter(pk=current.pk).update(**emptied, version=F("version") + 1)
    ReferralStep.objects.filter(referral=current).update(words=None)
    contents = erase_contents(subjects=[current], reason=REASONS[DUE], by=by)
    record(events.PUT_FORWARD_ERASED, subject=current, kept_as=KEPT_AS, erase_on=until, contents=contents)
    transaction.on_commit(leave_no_copy)
    return current


def erase_all_put_forward(by: Actor) -> int:
    """Erase each of them that is due, by itself; says how many."""
    due = put_forward_due(by)
    for each in due:
        erase_put_forward(referral=each, by=by)
    return len(due)
