"""Loads an invented list beside the demonstration's people, some of whom are on it under another spelling, so that pairs wait.

Nobody else is added: the people of the demonstration are counted as before. It must not run on a site in earnest.
"""

import csv
import io

from django.conf import settings

from firmground_site.access.actors import Actor, actor_for
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused, action, record
from firmground_site.cases.parties import PARTNER, parties_to_choose
from firmground_site.linkage import events
from firmground_site.linkage.keeping import keep_list
from firmground_site.linkage.models import PartnerList
from firmground_site.linkage.reading_list import COLUMNS, read_list
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack, today
from firmground_site.screening.actions.loading import AlreadyThere
from firmground_site.screening.models import Person

TITLE = "Invented shelter register"
HOLDER = "supervisor"
MOST_PEOPLE = 6
# Two entries of one invented person, as a register writes them that somebody entered twice; and two who are nobody else.
OF_ITS_OWN = (
    {"id": "R-90", "name": "Kartika Invented", "birth": "1994-03-11", "document": "INVENTED-90", "phone": "5550 0190"},
    {"id": "R-91", "name": "Invented Kartica", "birth": "1994-11-03", "document": "INVENTED-90", "phone": ""},
    {"id": "R-92", "name": "Liza Invented", "birth": "1988", "document": "INVENTED-92", "phone": "5550 0192"},
    {"id": "R-93", "name": "Nok Invented", "birth": "1999-07", "document": "", "phone": "5550 0193"},
)


@action(permission=Permission.DEMO_LOAD, records=[events.LIST_LOADED])
def load_list(*, by: Actor) -> PartnerList:
    """Load the invented list for the demonstration's first agency.

    Raises ``AlreadyThere`` when it was loaded before, and ``Refused`` where the demonstration is off or its members are missing.
    """
    if not settings.DEMO:
        raise Refused("The demonstration is off here (DEMO). Invented people are never loaded beside real ones.")
    if PartnerList.objects.filter(title=TITLE, synthetic=True).exists():
        raise AlreadyThere("The invented list is there already. Nothing was changed.")
    made = keep_list(TITLE, _party(), today().year, read_list(_written()), _holder(), synthetic=True)
    record(events.LIST_LOADED, subject=made, entries=made.entries.count())
    return made


def _holder() -> Actor:
    wanted = next(each for each in demo_members(active_pack()) if each.key == HOLDER)
    member = Member.objects.filter(email=wanted.email, is_active=True).first()
    if member is None:
        raise Refused("The demonstration's members are not all there. Load them first: manage.py load_demo does.")
    return actor_for(member)


def _party() -> str:
    """The invented partner where there is one, else the agency that is named last."""
    parties = [party for party, _ in parties_to_choose()]
    return next((each for each in parties if each.startswith(PARTNER)), parties[-1])


def _written() -> bytes:
    """The list as its keeper would send it."""
    out = io.StringIO()
    rows = csv.DictWriter(out, COLUMNS, restval="")
    rows.writeheader()
    rows.writerows([*(_other_spelling(number, each) for number, each in enumerate(_people(), start=1)), *OF_ITS_OWN])
    return out.getvalue().encode()


def _people() -> list[Person]:
    """The demonstration's people who have a name, those of the holder's agency first."""
    named = Person.objects.filter(synthetic=True, name__isnull=False, erased_at__isnull=True, merged_into__isnull=True)
    return sorted(named, key=lambda each: (each.agency != _holder().agency, each.name))[:MOST_PEOPLE]


def _other_spelling(number: int, person: Person) -> dict[str, str]:
    """The person as another office wrote them: the family name first, a letter doubled, or just the same."""
    first, _, last = person.name.partition(" ")
    spelt = (person.name, f"{last.upper()}, {first}", f"{first}{first[-1]} {last}")[number % 3]
    employer = person.named_parties.filter(kind="employer").first()
    return {
        "id": f"R-{number:02}",
        "name": spelt,
        "sex": person.sex,
        "nationality": person.nationality,
        "employer": employer.name if employer else "",
    }
