"""A recipient's answer to a notice of withdrawal: what they did with what they had."""

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action
from firmground_site.cases import events
from firmground_site.cases.erasing import kept_of
from firmground_site.cases.file_of_person import enter_of_person
from firmground_site.cases.models import WithdrawalNotice
from firmground_site.cases.notices import notices_to


@action(permission=Permission.REFERRAL_ANSWER, records=[events.NOTICE_ACKNOWLEDGED])
def acknowledge_notice(*, notice: WithdrawalNotice, done_with_it: str, by: Actor) -> WithdrawalNotice:
    """Say for a recipient that its notice was read, and what was done with what had been told.

    Nothing of it is kept in words once the person's record was erased.
    """
    if not notices_to(by).filter(pk=notice.pk).exists():
        raise NotPermitted(_("There is no such notice."))
    current = WithdrawalNotice.objects.select_for_update(of=("self",)).select_related("consent__person").get(pk=notice.pk)
    if current.acknowledged_at is not None:
        raise Refused(_("This notice was answered already."))
    if not done_with_it.strip():
        raise Refused(_("Write what you did with what you had been told."))
    current.done_with_it = kept_of(current.consent.person, done_with_it.strip())
    current.acknowledged_at, current.acknowledged_by_id = timezone.now(), by.member_id
    current.save()
    said = {"recipient": current.recipient, "words": current.done_with_it, "consent": str(current.consent_id)}
    enter_of_person(current.consent.person, events.NOTICE_ACKNOWLEDGED, by=by, about=current.pk, **said)
    return current
