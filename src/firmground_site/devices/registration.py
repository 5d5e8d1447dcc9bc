"""Tells screening and cases, which know nothing of phones, what is erased with a person, and where a debriefing leads.

It is loaded once, by the app; loading it is all that it does.
"""

from firmground_site.cases.unnamed_with import unname_also
from firmground_site.devices import erasing, events, ways_on
from firmground_site.devices.actions.erasing import erase_entries_due
from firmground_site.devices.queries import declined_due
from firmground_site.packs.queries import today
from firmground_site.screening.erased_with import AlsoErased, ErasedByItself, erase_also, erase_by_itself
from firmground_site.screening.ways_on import lead_on_from_debriefing

__all__ = ["events"]

erase_also(AlsoErased(erasing.hold, erasing.subjects, erasing.clear, erasing.who_worked))
erase_by_itself(ErasedByItself(lambda by: declined_due(by, today()).count(), erase_entries_due))
unname_also(erasing.clear)
lead_on_from_debriefing(ways_on.from_debriefing)
