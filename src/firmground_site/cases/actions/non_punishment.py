"""What was done against the person themselves, the prompt that follows from it, and a prosecutor's answer with reasons.

Nobody should be punished for what they were made to do. Whether they were made to is for a prosecutor to judge: this asks.
"""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, Stale, action
from firmground_site.cases import events
from firmground_site.cases.days import must_have_come, must_not_precede
from firmground_site.cases.file import enter
from firmground_site.cases.kept_words import kept_text
from firmground_site.cases.limits import provision_of
from firmground_site.cases.models import Case, MeasureAgainst, NonPunishment
from firmground_site.cases.moving import held, must_be_open
from firmground_site.packs.queries import choices
from firmground_site.screening.models import Person

SECTION = "case"  # everybody in the case sees that it was asked and answered; the reasons are for the prosecution
RECORDED = [events.MEASURE_RECORDED, events.NON_PUNISHMENT_PROMPTED]


@dataclass(frozen=True)
class Against:
    """A charge or measure against the person: its kind, what it is, under which provision, for conduct of which day."""

    kind: str
    what: str
    from_on: datetime.date
    provision: str = ""
    conduct_on: datetime.date | None = None


@action(permission=Permission.CASE_WORK, records=RECORDED)
def record_measure(*, case: Case, person: Person, key: UUID, given: Against, by: Actor) -> MeasureAgainst:
    """Record a charge or an immigration measure against a person of the case, as who works on it."""
    return _record(case, person, key, given, by)


@action(permission=Permission.PROSECUTION_WORK, records=RECORDED)
def record_measure_as_prosecutor(*, case: Case, person: Person, key: UUID, given: Against, by: Actor) -> MeasureAgainst:
    """Record a charge or an immigration measure against a person of the case, as who prosecutes."""
    return _record(case, person, key, given, by)


@action(permission=Permission.NON_PUNISHMENT_ANSWER, records=[events.NON_PUNISHMENT_ANSWERED])
def answer_prompt(
    *, measure: MeasureAgainst, version: int, discontinued: bool, basis: str, reasons: str, by: Actor
) -> NonPunishment:
    """Answer whether a measure against a person is discontinued or goes on, on a basis, with reasons.

    A later answer replaces an earlier one, and both stay. A case that was closed can still be answered about.
    """
    held(measure.case, by)
    current = MeasureAgainst.objects.select_for_update(of=("self",)).select_related("case", "person").get(pk=measure.pk)
    if current.version != version:
        raise Stale(current)
    if basis not in dict(choices("non_punishment_bases")):
        raise Refused(_("Choose on what your answer rests."))
    if not reasons.strip():
        raise Refused(_("Write your reasons."))
    answer = NonPunishment.objects.create(
        measure=current,
        discontinued=discontinued,
        basis=basis,
        reasons=reasons.strip(),
        answered_at=timezone.now(),
        answered_by_id=by.member_id,
    )
    current.version += 1
    current.save()
    enter(
        current.case,
        events.NON_PUNISHMENT_ANSWERED,
        section=SECTION,
        by=by,
        person=current.person,
        about=current.pk,
        words="It is discontinued." if discontinued else "It goes on.",  # stays in English
    )
    return answer


def _record(case: Case, person: Person, key: UUID, given: Against, by: Actor) -> MeasureAgainst:
    current = held(case, by)
    must_be_open(current)
    if not current.involvements.filter(person=person).exists() or person.merged_into_id or person.erased_at:
        raise NotPermitted(_("There is no such person in this case."))
    _must_be_possible(given)
    if MeasureAgainst.objects.filter(pk=key).exists():
        raise Refused(_("This is recorded already."))
    measure = MeasureAgainst.objects.create(
        pk=key,
        case=current,
        person=person,
        kind=given.kind,
        provision=given.provision,
        what=given.what.strip(),
        conduct_on=given.conduct_on,
        from_on=given.from_on,
        recorded_at=timezone.now(),
        recorded_by_id=by.member_id,
    )
    kind = kept_text(f"codes.measure_kinds.{given.kind}")
    words = f"{kind}: {measure.what}" if measure.what else kind
    told = {"section": SECTION, "by": by, "person": person, "about": measure.pk}
    enter(current, events.MEASURE_RECORDED, on=given.from_on, words=words, **told)
    enter(current, events.NON_PUNISHMENT_PROMPTED, **told)
    return measure


def _must_be_possible(given: Against) -> None:
    if given.kind not in dict(choices("measure_kinds")):
        raise Refused(_("Choose what was done."))
    if given.provision and provision_of(given.provision) is None:
        raise Refused(_("Choose a provision of the register, or leave it open."))
    must_have_come(given.from_on, _("The day on which it began"))
    if given.conduct_on:
        must_have_come(given.conduct_on, _("The day of the conduct"))
        must_not_precede(given.from_on, given.conduct_on, _("It begins after the conduct"))
