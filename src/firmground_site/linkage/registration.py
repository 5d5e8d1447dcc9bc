"""Tells screening and cases, which know nothing of linkage, what is erased with a person and what stays when two are merged.

It is loaded once, by the app; loading it is all that it does.
"""

from firmground_site.cases.merging import leave_there
from firmground_site.cases.unnamed_with import unname_also
from firmground_site.linkage import erasing, events
from firmground_site.linkage.actions.erasing import erase_lists_due
from firmground_site.linkage.queries import lists_due
from firmground_site.screening.erased_with import AlsoErased, ErasedByItself, erase_also, erase_by_itself

__all__ = ["events"]

leave_there("linkage.pair", "left_person", "right_person")
erase_also(AlsoErased(erasing.hold, erasing.subjects, erasing.clear, erasing.who_worked))
erase_by_itself(ErasedByItself(lambda by: lists_due(by).count(), erase_lists_due))
unname_also(erasing.clear)
