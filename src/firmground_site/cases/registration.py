"""Tells screening, which knows nothing of cases, what cases hold, what is erased with a person, and which ways lead on to them.

It is loaded once, by the app; loading it is all that it does.
"""

from firmground_site.cases import erasing, events, ways_on
from firmground_site.screening.erased_with import AlsoErased, erase_also
from firmground_site.screening.held_by import hold_for
from firmground_site.screening.ways_on import lead_on

__all__ = ["events"]
FIRST = "Close it first; then the record can be erased."

hold_for(erasing.people_in_open_cases, because="A case of this person is open.", instead=FIRST)
hold_for(erasing.suspects_in_open_cases, because="A case in which this person is suspected is open.", instead=FIRST)
erase_also(AlsoErased(erasing.hold, erasing.subjects, erasing.clear, erasing.who_worked))
lead_on(from_identification=ways_on.from_identification, from_person=ways_on.from_person)
