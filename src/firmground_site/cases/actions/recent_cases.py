"""A few recent invented cases in different states: in care with a team, waiting for a case worker, closed, and two referrals.

They are of the recent invented people of ``screening``; those who are not there are left out. Only ``loading`` uses it, inside
its action.
"""

import datetime

from django.utils import timezone

from firmground.cases.course import CareCourse, Course, ReferralCourse, SuspectCourse
from firmground.cases.demo_course import INVENTED_PARTNER
from firmground.law.deadlines import limit_for, months_before
from firmground.law.provision import Provision, provisions_of
from firmground.packs.pack import Pack
from firmground_site.cases import events
from firmground_site.cases.actions.invented_case import CaseCast, join_invented, open_invented, refer_invented
from firmground_site.cases.file import enter
from firmground_site.cases.models import Case, Charge, MeasureAgainst, Suspect
from firmground_site.packs.queries import casework, choices, today
from firmground_site.screening.actions.loading import invented_id
from firmground_site.screening.models import NamedReader, Person, Screening

IN_CARE, WAITING, CLOSED, PUT_FORWARD = "Esther Invented", "Dewi Invented", "Indah Invented", "Budi Invented"
NEAR = 20  # days from today to the last day of the charge that is considered


def load_recent(cast: CaseCast, pack: Pack) -> int:
    """Open the recent cases and send the referrals; gives how many cases were opened."""
    if any(Case.objects.filter(involvements__person=person).exists() for person in _people(IN_CARE, WAITING, CLOSED)):
        return 0
    opened = [_open(name, cast) for name in (IN_CARE, WAITING, CLOSED)]
    if (case := opened[0]) is not None:
        join_invented(case, cast.prosecutor, today(), cast)
        _near_limit(case, cast, pack)
        _against_the_person(case, cast, pack)
    for person in _people(PUT_FORWARD):
        waiting = ReferralCourse(INVENTED_PARTNER, cast.case_worker.agency, _purpose(), today(), ())
        refer_invented(person, None, waiting, cast)
    return sum(case is not None for case in opened)


def _people(*names: str) -> list[Person]:
    ids = [invented_id("recent", name) for name in names]
    return [each.person for each in Screening.objects.filter(pk__in=ids).select_related("person")]


def _open(name: str, cast: CaseCast) -> Case | None:
    screening = Screening.objects.filter(pk=invented_id("recent", name)).select_related("person").first()
    if screening is None:
        return None
    case = open_invented(screening.person, None, _course(name, screening, cast), cast)
    if case is not None and name == WAITING:
        case.officer_id = None
        case.save()
    _shared(screening.person, cast)
    return case


def _shared(person: Person, cast: CaseCast) -> None:
    """Let the case worker open the file of the person, as whoever met them would."""
    reader = cast.case_worker
    shared = {"purpose": "Invented purpose.", "role": reader.role.key, "agency": reader.agency, "named_at": timezone.now()}
    NamedReader.objects.get_or_create(
        person=person, member_id=reader.member_id, ended_at=None, defaults=shared | {"named_by_id": person.met_by_id}
    )


def _course(name: str, screening: Screening, cast: CaseCast) -> Course:
    met, agency = screening.screened_on, cast.case_worker.agency
    plain = Course(str(screening.person_id), screening.agency, None, None, None, met, case_agency=agency, opened_on=met)
    protecting = [each.id for each in casework().services_on(today()) if each.protects]
    others = [each.id for each in casework().services_on(today()) if not each.protects]
    given = tuple((step, met) for step in ("offered", "accepted", "delivered"))
    if name == CLOSED:
        reasons = [code for code, _ in choices("closing_reasons")]
        services = (CareCourse(protecting[0], (*given, ("ended", today()))),)
        return _with(plain, services=services, closed_on=today(), closing_reason=reasons[0])
    if name == WAITING:
        return plain
    services = (CareCourse(protecting[0], given), *(CareCourse(each, (("offered", today()),)) for each in others[:1]))
    suspect = SuspectCourse("invented-recent", "male", "", met)
    sent = ReferralCourse(agency, INVENTED_PARTNER, _purpose(), today(), ())
    return _with(plain, services=services, referrals=(sent,), investigated_by=cast.investigator.agency, suspects=(suspect,))


def _with(course: Course, **more: object) -> Course:
    return Course(**{**vars(course), **more})  # type: ignore[arg-type]


def _purpose() -> str:
    return next(each.id for each in casework().consent.purposes if each.recipient == "one")


def _near_limit(case: Case, cast: CaseCast, pack: Pack) -> None:
    """A charge that is considered and whose last day is near, under the first provision with a limit in months."""
    suspect, provision = Suspect.objects.filter(case=case).first(), _with_a_limit(pack)
    if suspect is None or provision is None:
        return
    limit = limit_for(provision, today()).limit
    conduct = months_before(today() + datetime.timedelta(days=NEAR), (limit.months if limit else 0) or 0)
    charge = Charge.objects.create(
        case=case,
        suspect=suspect,
        provision=provision.id,
        conduct_on=conduct,
        last_day=limit_for(provision, conduct).last_day,
        limit_is_known=limit_for(provision, conduct).known,
        recorded_at=timezone.now(),
        recorded_by_id=cast.prosecutor.member_id,
    )
    enter(case, events.PROSECUTION_LOADED, section="prosecution", by=cast.prosecutor, about=charge.pk)


def _with_a_limit(pack: Pack) -> Provision | None:
    limited = (each for each in provisions_of(pack) if (limit := limit_for(each, today()).limit) and limit.months)
    return next((each for each in limited if limit_for(each, _year_ago()).last_day), None) if pack.law else None


def _year_ago() -> datetime.date:
    return today() - datetime.timedelta(days=365)


def _against_the_person(case: Case, cast: CaseCast, pack: Pack) -> None:
    """A charge against the person themselves that waits for a prosecutor, under a provision that falls chiefly on such people."""
    person = case.involvements.get().person
    falls = [each.id for each in provisions_of(pack) if each.entry.falls_on_person == "chiefly"] if pack.law else []
    measure = MeasureAgainst.objects.create(
        case=case,
        person=person,
        kind=choices("measure_kinds")[0][0],
        provision=falls[0] if falls else "",
        what="Invented measure.",
        from_on=today(),
        recorded_at=timezone.now(),
        recorded_by_id=cast.investigator.member_id,
    )
    about = {"person": person, "about": measure.pk}
    enter(case, events.PROSECUTION_LOADED, section="prosecution", by=cast.investigator, **about)  # type: ignore[arg-type]
