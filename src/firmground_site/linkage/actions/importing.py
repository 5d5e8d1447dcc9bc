"""Importing a list of people that a department or a partner keeps: whole or not at all, and sealed."""

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.cases.parties import is_there
from firmground_site.linkage import events
from firmground_site.linkage.keeping import keep_list
from firmground_site.linkage.models import PartnerList
from firmground_site.linkage.reading_list import ReadList

YEARS = range(1950, 2101)


@action(permission=Permission.LIST_IMPORT, records=[events.LIST_IMPORTED])
def import_list(*, title: str, party: str, year: int, read: ReadList, by: Actor) -> PartnerList:
    """Keep a list that was read, for the actor's agency. Its entries are compared with everybody at the next run.

    Refused without a title, for a party that is not there, for a year that is none, and for a file that is there already.
    """
    if not by.agency:
        raise Refused(_("A list is kept by an agency, and you belong to none."))
    if not title.strip():
        raise Refused(_("Say what the list is called."))
    if not is_there(party):
        raise Refused(_("Choose whose list it is, among agencies and partners."))
    if year not in YEARS:
        raise Refused(_("{year} is not a year. Write it with four digits.").format(year=year))
    if PartnerList.objects.filter(digest=read.digest).exists():
        raise Refused(_("This very file was imported already."))
    made = keep_list(title.strip(), party, year, read, by)
    record(events.LIST_IMPORTED, subject=made, title=made.title, party=party, year=year, entries=len(read.rows))
    return made
