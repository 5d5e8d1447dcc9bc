"""Taking capture histories away: counts only, and noted in the ledger, since small ones are among them."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from firmground.errors import FirmgroundError
from firmground.statistics.multiple_systems.histories import Histories
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.linkage import events
from firmground_site.linkage.overlaps import overlaps_in


@action(permission=Permission.FIGURES_READ_SMALL_COUNTS, records=[events.HISTORIES_TAKEN])
def take_histories(*, year: int, by: Actor) -> Histories:
    """The capture histories of a year for an estimate.

    Refused with fewer than two lists or too many, and when invented people and others are in it together.
    """
    with translation.override(settings.LANGUAGE_CODE):  # what is taken away names its lists the same in every language
        found = overlaps_in(year)
    if len(found.invented) > 1:
        raise Refused(_("Invented people and others are together in {year}. An estimate must be of one kind.").format(year=year))
    try:
        histories = found.histories()
    except FirmgroundError as error:
        raise Refused(str(error)) from error
    record(
        events.HISTORIES_TAKEN,
        subject=f"histories:{year}",
        year=year,
        people=found.observed,
        links=found.links,
        lists=list(found.parties),
        synthetic=True in found.invented,
    )
    return histories
