"""Opening two records to compare them: for a purpose, which is recorded for each person and for the pair."""

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.linkage import events
from firmground_site.linkage.models import Pair
from firmground_site.linkage.queries import pairs_visible_to
from firmground_site.linkage.seen import files_of
from firmground_site.screening.actions.reading import open_file


@action(permission=Permission.LINKAGE_REVIEW, records=[events.PAIR_READ])
def open_pair(*, pair: Pair, purpose: str, by: Actor) -> Pair:
    """Open the records of a pair that the actor may see, for a purpose."""
    found = pairs_visible_to(by).filter(pk=pair.pk).first()
    if found is None:
        raise NotPermitted(_("There is no such pair."))
    if not purpose.strip():
        raise Refused(_("Say why you open these records."))
    for person in files_of(found):
        open_file(person=person, purpose=purpose.strip(), by=by)
    record(events.PAIR_READ, subject=found, purpose=purpose.strip())
    return found
