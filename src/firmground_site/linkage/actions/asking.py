"""Asking the agency that keeps the other record of a pair, and saying that it was answered. Nobody is named."""

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.linkage import events
from firmground_site.linkage.models import ListEntry, Pair, Question
from firmground_site.linkage.queries import questions_to, seen_by_half


@action(permission=Permission.LINKAGE_REVIEW, records=[events.AGENCY_ASKED])
def ask_agency(*, pair: Pair, by: Actor) -> Question:
    """Ask the agency that keeps the record that the actor may not see. It learns who asks, and about which of its records."""
    current = seen_by_half(by).filter(pk=pair.pk).first()
    if current is None:
        raise NotPermitted(_("There is no such pair."))
    if current.questions.filter(from_agency=by.agency, answered_at__isnull=True).exists():
        raise Refused(_("Your agency has asked already. Wait for the answer."))
    unseen = current.right if current.left_seen else current.left
    question = Question.objects.create(
        pair=current,
        from_agency=by.agency,
        to_agency=unseen.of_list.agency if isinstance(unseen, ListEntry) else unseen.agency,
        asked_at=timezone.now(),
        asked_by_id=by.member_id,
    )
    record(events.AGENCY_ASKED, subject=current, question=question.pk)
    return question


@action(permission=Permission.LINKAGE_REVIEW, records=[events.AGENCY_ANSWERED])
def answer_question(*, question: Question, by: Actor) -> Question:
    """Say that whoever asked was answered: by sharing the file with them, or by telling them that it will not be."""
    current = Question.objects.select_for_update(of=("self",)).filter(pk__in=questions_to(by).filter(pk=question.pk)).first()
    if current is None:
        raise NotPermitted(_("There is no such question."))
    current.answered_at, current.answered_by_id = timezone.now(), by.member_id
    current.save()
    record(events.AGENCY_ANSWERED, subject=current.pair, question=current.pk)
    return current
