"""Investigations and prosecutions brought about through actions, for the tests of cases."""

import datetime
import uuid
from typing import Any

from cases.casework import all_agree

from firmground_site.access.actors import actor_for
from firmground_site.accounts.models import Member
from firmground_site.cases.actions.non_punishment import Against, record_measure
from firmground_site.cases.actions.prosecuting import consider_charge, end_charge, lay_charge
from firmground_site.cases.actions.suspecting import Suspected, record_suspect
from firmground_site.cases.actions.teaming import join_team
from firmground_site.cases.models import Case, Charge, MeasureAgainst, Suspect
from firmground_site.packs.queries import today

SINCE = datetime.date(2026, 11, 10)
TRADER = Suspected(
    kind="individual", basis="named_by_person", from_on=SINCE, part="employer", name="Wong Trading", phone="2345 6789"
)
REMOVAL = Against(kind="removal_order", what="To leave within a week.", from_on=SINCE)
LIMITED = "employment_57"  # a provision of Hong Kong's register


def joined(case: Case, member: Member) -> None:
    """A member of another agency in the team of a case, to which everybody in it agreed."""
    all_agree(case, member)
    join_team(case=case, member=member, task="Help.", by=actor_for(case.opened_by))


def a_suspect(case: Case, cast: Any, given: Suspected = TRADER) -> Suspect:
    """Somebody suspected, recorded by the investigator."""
    return record_suspect(case=case, key=uuid.uuid4(), given=given, by=cast.actor("investigator"))


def a_charge(
    suspect: Suspect, cast: Any, *, provision: str = "crimes_129", conduct_on: datetime.date = SINCE, offence: str = ""
) -> Charge:
    """A charge that the prosecutor considers."""
    return consider_charge(
        suspect=suspect,
        key=uuid.uuid4(),
        provision=provision,
        offence=offence,
        conduct_on=conduct_on,
        by=cast.actor("prosecutor"),
    )


def laid(charge: Charge, cast: Any, on: datetime.date = SINCE) -> Charge:
    """The charge, laid."""
    return lay_charge(charge=charge, version=charge.version, laid_on=on, court="District Court", by=cast.actor("prosecutor"))


def ended(charge: Charge, cast: Any, outcome: str = "pleaded_guilty", on: datetime.date | None = None) -> Charge:
    """The charge, ended."""
    return end_charge(
        charge=charge,
        version=charge.version,
        outcome=outcome,
        ended_on=on or today(),
        words="The court said so.",
        by=cast.actor("prosecutor"),
    )


def a_measure(case: Case, cast: Any, given: Against = REMOVAL) -> MeasureAgainst:
    """A measure against the first person of the case, recorded by the investigator."""
    person = case.involvements.select_related("person").first().person
    return record_measure(case=case, person=person, key=uuid.uuid4(), given=given, by=cast.actor("investigator"))
