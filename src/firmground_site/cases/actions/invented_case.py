"""Writes an invented course into the records as a case: services, consents, referrals, suspects, charges, on given days.

It uses the functions below the actions of cases, in the name of the demonstration's members. Only ``loading`` uses it, inside
its action, and only for people who are marked as invented.
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from firmground.cases.course import CareCourse, ChargeCourse, Course, ReferralCourse, SuspectCourse
from firmground.law.deadlines import limit_for
from firmground_site.access.actors import Actor
from firmground_site.cases import events
from firmground_site.cases.care import people_in
from firmground_site.cases.file import enter
from firmground_site.cases.kept_words import kept_text
from firmground_site.cases.models import (
    Case,
    Charge,
    Consent,
    Disclosure,
    Involvement,
    Referral,
    SentencePassed,
    Service,
    ServiceStep,
    Suspect,
    TeamMember,
)
from firmground_site.cases.moving import move, set_clock
from firmground_site.cases.moving_referrals import step
from firmground_site.cases.parties import PARTNER
from firmground_site.cases.sharing import basis_key
from firmground_site.cases.team_places import covering_purpose, shown_to
from firmground_site.cases.telling import told_of
from firmground_site.law.queries import find_provision_or_none
from firmground_site.packs.queries import case_lifecycle, casework, referral_lifecycle
from firmground_site.screening.actions.invented_course import at_time
from firmground_site.screening.models import Identification, Person

WORKED_AT = datetime.time(14)


@dataclass(frozen=True)
class CaseCast:
    """The demonstration's members who do what happens in a case; whoever an agency has not, the case worker stands in for."""

    case_worker: Actor
    investigator: Actor
    prosecutor: Actor
    partner: Actor
    secretariat: Actor
    of_agency: Mapping[str, Actor]

    def of(self, party: str) -> Actor:
        """Somebody who speaks for a party."""
        return self.partner if party.startswith(PARTNER) else self.of_agency.get(party, self.case_worker)


def open_invented(person: Person, found: Identification | None, course: Course, cast: CaseCast) -> Case | None:
    """Write a course of a person; gives the case, or ``None`` when there is none in it."""
    if not course.counted:
        _left_out(person, course, cast)
    case = _case(person, found, course, cast) if course.opened_on else None
    for referral in course.referrals:
        refer_invented(person, case, referral, cast)
    if case is None:
        return None
    for service in course.services:
        give_invented(person, case, service, cast)
    if course.suspects:
        join_invented(case, cast.investigator, course.suspects[0].from_on, cast)
    for suspect in course.suspects:
        suspect_invented(case, suspect, cast)
    if course.closed_on:
        case.closed_at, case.closed_by_id = at_time(course.closed_on, WORKED_AT), cast.case_worker.member_id
        case.closing_reason, case.closing_words = course.closing_reason, "Invented case. What was agreed has been done."
        move(case, "closed", at=case.closed_at)
        enter(case, events.CASE_CLOSED, section="case", by=cast.case_worker, on=course.closed_on, words=case.closing_words)
    return case


def _left_out(person: Person, course: Course, cast: CaseCast) -> None:
    declined = [each.id for each in casework().consent.purposes if each.rule == "unless_declined"]
    for purpose in declined:
        agree_invented(person, purpose, "", course.opened_on or course.screened_on, cast.case_worker, given=False)


def _case(person: Person, found: Identification | None, course: Course, cast: CaseCast) -> Case:
    assert course.opened_on is not None, "only a course with a case gets here"
    opened, day, by = at_time(course.opened_on, WORKED_AT), course.opened_on, cast.case_worker
    case = Case(
        opened_from=found,
        agency=course.case_agency,
        officer_id=by.member_id,
        summary="Invented case, made for the demonstration.",
        state=case_lifecycle().starts,
        opened_on=day,
        opened_at=opened,
        opened_by_id=by.member_id,
        changed_at=opened,
    )
    set_clock(case, "case", day)
    case.save(force_insert=True)
    enter(case, events.CASE_OPENED, section="case", by=by, on=day, words=case.summary)
    role, basis = ("victim", "decision") if found else ("presumed_victim", "indicators")
    part = Involvement.objects.create(
        case=case, person=person, role=role, basis=basis, from_on=day, recorded_at=opened, recorded_by_id=by.member_id
    )
    enter(case, events.PERSON_INVOLVED, section="case", by=by, on=day, person=person, about=part.pk, role=role, basis=basis)
    if course.services:
        for event, kind in (("taken_up", events.CASE_TAKEN_UP), ("plan_agreed", events.CASE_PLAN_AGREED)):
            move(case, event, at=opened)
            enter(case, kind, section="case", by=by, on=day)
    return case


def give_invented(person: Person, case: Case, course: CareCourse, cast: CaseCast) -> Service:
    """Write a service, step by step; the agency of the case provides it."""
    by, (_, first) = cast.case_worker, course.steps[0]
    service = Service.objects.create(
        case=case,
        person=person,
        service=course.service,
        reached=course.steps[-1][0],
        began_on=first,
        began_at=at_time(first, WORKED_AT),
        began_by_id=by.member_id,
        version=len(course.steps),
    )
    for place, (name, day) in enumerate(course.steps):
        at = at_time(day, WORKED_AT) + datetime.timedelta(minutes=place)
        provider = case.agency if name == "delivered" else ""
        ServiceStep.objects.create(
            service=service, step=name, on=day, provider=provider, recorded_at=at, recorded_by_id=by.member_id
        )
        told = f"{kept_text(f'casework.services.{course.service}')}: {kept_text(f'counted.service_steps.{name}')}"
        enter(case, events.CARE_LOADED, section="care", by=by, on=day, person=person, about=service.pk, words=told)
    return service


def agree_invented(person: Person, purpose: str, recipient: str, day: datetime.date, by: Actor, *, given: bool = True) -> Consent:
    """Write a person's answer for a purpose and recipient: to everything that may be told for it, or no."""
    return Consent.objects.create(
        person=person,
        purpose=purpose,
        recipient=recipient,
        fields=list(casework().purpose(purpose).fields) if given else [],
        given=given,
        from_on=day,
        evidence="Invented. Signed on paper, which does not exist.",
        recorded_at=at_time(day, WORKED_AT),
        recorded_by_id=by.member_id,
    )


def refer_invented(person: Person, case: Case | None, course: ReferralCourse, cast: CaseCast) -> Referral:
    """Write a referral under a consent to that recipient, and what followed; between agencies and partners alike."""
    sender, day = cast.of(course.from_party), course.sent_on
    consent = agree_invented(person, course.purpose, course.to_party, day, sender)
    fields = [name for name in ("profile", "needs") if name in consent.fields]
    referral = Referral(
        person=person,
        case=case,
        from_party=course.from_party,
        to_party=course.to_party,
        purpose=course.purpose,
        fields=fields,
        details=told_of(person, fields),
        reason="Invented referral.",
        consent=consent,
        state=referral_lifecycle().starts,
        sent_on=day,
        sent_at=at_time(day, WORKED_AT),
        sent_by_id=sender.member_id,
        changed_at=at_time(day, WORKED_AT),
    )
    set_clock(referral, "referral", day)
    referral.save(force_insert=True)
    Disclosure.objects.create(
        person=person,
        recipient=course.to_party,
        purpose=course.purpose,
        fields=fields,
        outlet="referral",
        consent=consent,
        told_at=referral.sent_at,
        told_by_id=sender.member_id,
    )
    receiver = cast.of(course.to_party)
    for event, on in course.events:
        reason = "no_capacity" if event == "refused" else ""
        step(referral, event, party=course.to_party, by=receiver, reason=reason, words="Invented answer.", on=on)
    if case is not None:
        told = kept_text(f"casework.referral_states.{referral.state}")
        enter(case, events.REFERRAL_LOADED, section="referral", by=sender, on=day, person=person, about=referral.pk, words=told)
    return referral


def join_invented(case: Case, member: Actor, day: datetime.date, cast: CaseCast) -> None:
    """Put a member into the team of a case; beyond its agency everybody in it agreed to that, for as long as it lasts.

    Nobody joins where the territory has no purpose for which people could agree.
    """
    place: dict[str, Any] = {"purpose": "", "party": "", "basis": []}
    if member.agency != case.agency:
        purpose = covering_purpose(member.role.key)
        if purpose is None:
            return
        place["purpose"], place["party"] = purpose, member.agency
        place["basis"] = [_told_in_team(person, place, shown_to(member.role.key), day, cast) for person in people_in(case)]
    TeamMember.objects.create(
        case=case,
        member_id=member.member_id,
        role=member.role.key,
        agency=member.agency,
        **place,
        task="Invented task.",
        joined_at=at_time(day, WORKED_AT),
        joined_by_id=cast.case_worker.member_id,
    )
    enter(case, events.TEAM_JOINED, section="case", by=cast.case_worker, on=day, role=member.role.key)


def _told_in_team(person: Person, place: Mapping[str, Any], fields: Collection[str], day: datetime.date, cast: CaseCast) -> str:
    """Write that a person agreed and what was told, and give the key of the consent."""
    by = cast.case_worker
    consent = agree_invented(person, place["purpose"], place["party"], day, by)
    Disclosure.objects.create(
        person=person,
        recipient=place["party"],
        purpose=place["purpose"],
        fields=sorted(fields),
        outlet="page",
        consent=consent,
        told_at=at_time(day, WORKED_AT),
        told_by_id=by.member_id,
    )
    return basis_key("consent", consent.pk)


def suspect_invented(case: Case, course: SuspectCourse, cast: CaseCast) -> Suspect:
    """Write somebody who is suspected, and what they were charged with."""
    by = cast.investigator
    suspect = Suspect.objects.create(
        case=case,
        kind="individual",
        name=f"Invented Suspect {course.key.rpartition('-')[2]}",
        basis="named_by_person",
        sex=course.sex,
        nationality=course.nationality,
        from_on=course.from_on,
        recorded_at=at_time(course.from_on, WORKED_AT),
        recorded_by_id=by.member_id,
    )
    enter(case, events.INVESTIGATION_LOADED, section="investigation", by=by, on=course.from_on, about=suspect.pk)
    for charge in course.charges:
        charge_invented(case, suspect, charge, cast)
    return suspect


def charge_invented(case: Case, suspect: Suspect, course: ChargeCourse, cast: CaseCast) -> Charge:
    """Write a charge and how it ended, with the last day for it as the register of law reckons it."""
    provision = find_provision_or_none(course.provision)
    limit = limit_for(provision, course.conduct_on) if provision else None
    charge = Charge.objects.create(
        case=case,
        suspect=suspect,
        provision=course.provision,
        conduct_on=course.conduct_on,
        last_day=limit.last_day if limit else None,
        limit_is_known=bool(limit and limit.known),
        laid_on=course.laid_on,
        outcome=course.outcome,
        ended_on=course.ended_on,
        recorded_at=at_time(course.laid_on, WORKED_AT),
        recorded_by_id=cast.prosecutor.member_id,
    )
    for kind, amount in course.sentences:
        SentencePassed.objects.create(
            charge=charge,
            kind=kind,
            amount=amount,
            on=course.ended_on,
            recorded_at=timezone.now(),
            recorded_by_id=cast.prosecutor.member_id,
        )
    enter(case, events.PROSECUTION_LOADED, section="prosecution", by=cast.prosecutor, on=course.laid_on, about=charge.pk)
    return charge
