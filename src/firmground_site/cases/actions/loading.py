"""Loads what became of the people of an invented year as cases, and a few recent cases, so that every list has something in it.

The courses are the library's; they are written by ``invented_case``. Everybody in them is marked as invented, and the actor of
every event is the command, since nobody did any of it. It must not run on a site in earnest.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground.cases.course import Course
from firmground.cases.demo_course import INVENTED_PARTNER, demo_courses
from firmground.screening.demo_year import demo_year
from firmground_site.access.actors import Actor, actor_for
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused, action, record
from firmground_site.cases import events
from firmground_site.cases.actions.invented_case import CaseCast, open_invented
from firmground_site.cases.actions.recent_cases import load_recent
from firmground_site.cases.models import Case, Partner, PartnerMember, Referral
from firmground_site.cases.parties import PARTNER
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack, choices
from firmground_site.screening.actions.loading import AlreadyThere, invented_id
from firmground_site.screening.models import Identification, Screening

Progress = Callable[[Sequence[Any], str], Iterable[Any]]
WHO = ("case_worker", "investigator", "prosecutor", "partner", "secretariat")


def _without_showing(rows: Sequence[Any], _what: str) -> Iterable[Any]:
    return rows


@action(
    permission=Permission.DEMO_LOAD,
    records=[
        events.COURSES_LOADED,
        events.CASE_OPENED,
        events.PERSON_INVOLVED,
        events.CASE_TAKEN_UP,
        events.CASE_PLAN_AGREED,
        events.CASE_CLOSED,
        events.TEAM_JOINED,
        events.CARE_LOADED,
        events.REFERRAL_LOADED,
        events.INVESTIGATION_LOADED,
        events.PROSECUTION_LOADED,
        events.PARTNER_LOADED,
    ],
)
def load_courses(*, year: int, persons: int, seed: int, by: Actor, progress: Progress = _without_showing) -> int:
    """Load what became of an invented year's people whole or not at all, with a few recent cases; gives the number of cases.

    The year itself must be loaded already, with the same number of people and seed. Raises ``AlreadyThere`` when this was loaded
    before, and ``Refused`` where the demonstration is off, its members or the year are missing, or the territory has no casework.
    """
    if not settings.DEMO:
        raise Refused(_("The demonstration is off here (DEMO). Invented people are never loaded beside real ones."))
    pack, cast = active_pack(), _cast()
    if pack.casework is None:
        raise Refused(_("This territory says nothing of what follows a decision, so there are no cases to load."))
    tables = demo_year(pack, year=year, persons=persons, seed=seed)
    courses = demo_courses(pack, tables, seed=seed)
    met = {row["person"]: row["screening"] for row in reversed(tables["screenings"].to_pylist())}
    wanted = {course.person: invented_id(f"{year}/{seed}", met[course.person]) for course in courses}
    screened = {each.pk: each for each in Screening.objects.filter(pk__in=wanted.values()).select_related("person")}
    last = invented_id(f"{year}/{seed}", persons)
    if len(screened) < len(wanted) or not Screening.objects.filter(pk=last).exists():
        raise Refused(
            _("The invented people of {year} are not there. Load that year first, with as many people and the same seed.").format(
                year=year
            )
        )
    if Referral.objects.filter(person__screenings__in=screened).exists() or _has_cases(screened):
        raise AlreadyThere(
            _("What became of the invented people of {year} is there already. Nothing was changed.").format(year=year)
        )
    _add_partner(cast)
    cases = [_load(course, screened[wanted[course.person]], cast) for course in progress(courses, _("Opening cases"))]
    recent = load_recent(cast, pack)
    count = sum(case is not None for case in cases)
    record(events.COURSES_LOADED, subject=f"year:{year}", year=year, cases=count, recent=recent)
    return count


def _has_cases(screened: Mapping[Any, Screening]) -> bool:
    return Case.objects.filter(involvements__person__screenings__in=screened).exists()


def _load(course: Course, screening: Screening, cast: CaseCast) -> Case | None:
    found = Identification.objects.filter(opened_from=screening).first() if course.opened_on else None
    return open_invented(screening.person, found, course, cast)


def _cast() -> CaseCast:
    listed = {each.key: each.email for each in demo_members(active_pack())}
    members = {each.email: actor_for(each) for each in Member.objects.filter(email__in=listed.values(), is_active=True)}
    if any(listed[key] not in members for key in WHO):
        raise Refused(_("The demonstration's members are not all there. Load them first: manage.py load_demo does."))
    named = (members[listed[key]] for key in WHO)
    officers = {each.agency: each for each in members.values() if each.role.key == "screening_officer"}
    agencies = {each.agency: each for each in reversed(members.values()) if each.agency}
    of_agency = {code: officers.get(code) or agencies[code] for code, _ in choices("agencies") if code in agencies}
    return CaseCast(*named, of_agency=of_agency)


def _add_partner(cast: CaseCast) -> None:
    """The invented partner, for whom the demonstration's partner speaks; one that is there stays as it is."""
    kinds = [code for code, _ in choices("partner_kinds")]
    defaults = {
        "name": "Invented Shelter Society",  # stays in English
        "kind": "shelter" if "shelter" in kinds else kinds[0],
        "languages": "English",  # stays in English
        "contact": "Invented contact. Nobody answers there.",  # stays in English
        "added_at": timezone.now(),
        "added_by_id": cast.secretariat.member_id,
    }
    partner, is_new = Partner.objects.get_or_create(key=INVENTED_PARTNER.removeprefix(PARTNER), defaults=defaults)
    if is_new:
        PartnerMember.objects.create(
            partner=partner,
            member_id=cast.partner.member_id,
            role=cast.partner.role.key,
            named_at=timezone.now(),
            named_by_id=cast.secretariat.member_id,
        )
        record(events.PARTNER_LOADED, subject=partner, key=partner.key)
