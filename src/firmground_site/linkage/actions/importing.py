"""Importing a list of people that a department or a partner keeps: whole or not at all, and sealed."""

from django.utils import timezone

from firmground.cases.retention import erase_on
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.cases.parties import is_there
from firmground_site.linkage import events
from firmground_site.linkage.models import ListEntry, PartnerList
from firmground_site.linkage.reading_list import ReadList
from firmground_site.packs.queries import case_rules, today

KEPT_AS = "screening_without_indicators"  # the pack's kind of record whose period runs, from the day of the import
YEARS = range(1950, 2101)


@action(permission=Permission.LIST_IMPORT, records=[events.LIST_IMPORTED])
def import_list(*, title: str, party: str, year: int, read: ReadList, by: Actor, synthetic: bool = False) -> PartnerList:
    """Keep a list that was read, for the actor's agency. Its entries are compared with everybody at the next run.

    Refused without a title, for a party that is not there, for a year that is none, and for a file that is there already.
    """
    if not by.agency:
        raise Refused("A list is kept by an agency, and you belong to none.")
    if not title.strip():
        raise Refused("Say what the list is called.")
    if not is_there(party):
        raise Refused("Choose whose list it is, among agencies and partners.")
    if year not in YEARS:
        raise Refused(f"{year} is not a year. Write it with four digits.")
    if PartnerList.objects.filter(digest=read.digest).exists():
        raise Refused("This very file was imported already.")
    made = _kept(title.strip(), party, year, read, by, synthetic)
    record(events.LIST_IMPORTED, subject=made, title=made.title, party=party, year=year, entries=len(read.rows))
    return made


def _kept(title: str, party: str, year: int, read: ReadList, by: Actor, synthetic: bool) -> PartnerList:
    day = today()
    made = PartnerList.objects.create(
        title=title,
        party=party,
        agency=by.agency,
        year=year,
        digest=read.digest,
        synthetic=synthetic,
        retention_kind=KEPT_AS,
        erase_on=erase_on(case_rules().retention_rule(KEPT_AS, on=day), day),
        imported_at=timezone.now(),
        imported_by_id=by.member_id,
    )
    ListEntry.objects.bulk_create(
        ListEntry(of_list=made, row=number, reference=row["id"], **{name: row[name] for name in row if name != "id"})
        for number, row in enumerate(read.rows, start=1)
    )
    return made
