"""Recording what a person answered when asked, and their withdrawal, which closes every outlet in the same transaction."""

import datetime
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, Stale, action
from firmground_site.cases import events
from firmground_site.cases.answered import answers_of, standing
from firmground_site.cases.answers import Answer, must_be_recordable
from firmground_site.cases.file_of_person import enter_of_person
from firmground_site.cases.held_people import held_person
from firmground_site.cases.models import Consent
from firmground_site.cases.outlets import Closed, close_without_basis, notify
from firmground_site.cases.queries import people_in_cases_visible_to
from firmground_site.packs.queries import today
from firmground_site.screening.models import Person

WITHDRAWN, CHANGED = "consent_withdrawn", "person_changed_mind"  # codes of the pack's revocation_reasons


def held_of_case(person: Person, by: Actor, version: int | None = None) -> Person:
    """The person, held until the action ends, if the actor may still see them; ``Stale`` when more was answered meanwhile."""
    if not people_in_cases_visible_to(by).filter(pk=person.pk).exists():
        raise NotPermitted(_("There is no such person."))
    current = held_person(person)
    answers = answers_of(current)
    if version is not None and answers.version != version:
        raise Stale(answers)
    return current


@action(permission=Permission.CONSENT_RECORD, records=[events.CONSENT_RECORDED, events.REFERRAL_REVOKED])
def record_answer(*, person: Person, version: int, answer: Answer, by: Actor) -> Consent:
    """Record a person's answer for one purpose and recipient; it takes the place of what they answered before.

    A no, and a yes to less than before, close at once what was open on the earlier yes; whoever was told more hears of it.
    """
    current = held_of_case(person, by, version)
    must_be_recordable(current, answer)
    consent = _kept(current, answer, by)
    closed = close_without_basis(current, purpose=consent.purpose, recipient=consent.recipient, reason=CHANGED, by=by)
    told = notify(consent, by, keeps=consent.fields)
    _entered(events.CONSENT_RECORDED, consent, replace(closed, told=told), consent.from_on, answer.evidence, by)
    return consent


@action(permission=Permission.CONSENT_RECORD, records=[events.CONSENT_WITHDRAWN, events.REFERRAL_REVOKED])
def withdraw_consent(*, consent: Consent, on: datetime.date, words: str, by: Actor) -> Consent:
    """Record that a person withdrew a consent on a day, with their words and how they told it.

    In one piece: sharings on it end, running referrals on it are revoked, and everyone who was told gets a notice.
    """
    person = held_of_case(consent.person, by)
    current = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    _must_be_withdrawable(person, current, on, words)
    current.withdrawn_on, current.withdrawal_words = on, words.strip()
    current.withdrawn_at, current.withdrawn_by_id = timezone.now(), by.member_id
    current.save()
    closed = close_without_basis(person, purpose=current.purpose, recipient=current.recipient, reason=WITHDRAWN, by=by)
    told = notify(current, by)
    _entered(events.CONSENT_WITHDRAWN, current, replace(closed, told=told), on, words.strip(), by)
    return current


def _kept(person: Person, answer: Answer, by: Actor) -> Consent:
    return Consent.objects.create(
        person=person,
        purpose=answer.purpose,
        recipient=answer.recipient,
        fields=sorted(answer.fields) if answer.agreed else [],
        given=answer.agreed,
        from_on=answer.from_on,
        until_on=answer.until_on,
        language=answer.language,
        interpreter=answer.interpreter,
        guardian=answer.guardian.strip(),
        guardian_basis=answer.guardian_basis,
        assent=answer.assent,
        evidence=answer.evidence.strip(),
        recorded_at=timezone.now(),
        recorded_by_id=by.member_id,
    )


def _must_be_withdrawable(person: Person, consent: Consent, on: datetime.date, words: str) -> None:
    if consent.withdrawn_at is not None:
        raise Refused(_("This consent was withdrawn already."))
    if not consent.given or standing(person, consent.purpose, consent.recipient).consent != consent:
        raise Refused(_("This is not what the person last agreed to. Go back and look at how their answers stand now."))
    if on > today():
        raise Refused(_("The day of the withdrawal cannot be to come. A withdrawal counts at once."))
    if on < consent.from_on:
        raise Refused(_("The day of the withdrawal lies before the person agreed."))
    if not words.strip():
        raise Refused(_("Write what the person said, and how they told it."))


def _entered(kind: events.EventKind, consent: Consent, closed: Closed, on: datetime.date, words: str, by: Actor) -> None:
    said = {"purpose": consent.purpose, "recipient": consent.recipient, "given": consent.given, "fields": consent.fields}
    about = {"about": consent.pk, "words": words.strip(), "consent": str(consent.pk)}
    enter_of_person(consent.person, kind, by=by, on=on, **about, **said, **closed.as_content())
