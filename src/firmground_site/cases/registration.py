"""Tells screening, which knows nothing of cases, what cases hold, what is erased with a person, and which ways lead on to them.

It is loaded once, by the app; loading it is all that it does.
"""

from django.utils.translation import gettext_lazy as _

from firmground_site.cases import erasing, events, ways_on
from firmground_site.cases.actions.erasing_put_forward import erase_all_put_forward
from firmground_site.cases.put_forward import put_forward_due
from firmground_site.screening.erased_with import AlsoErased, ErasedByItself, erase_also, erase_by_itself
from firmground_site.screening.held_by import hold_for
from firmground_site.screening.ways_on import lead_on, leave_out

__all__ = ["events"]
FIRST = _("Close it first; then the record can be erased.")
ENDED = _("Wait until it has ended, or ask whoever sent it to revoke it; then the record can be erased.")
ANSWERED = _("Wait until they have answered; then the record can be erased.")

hold_for(erasing.people_in_open_cases, because=_("A case of this person is open."), instead=FIRST)
hold_for(
    erasing.suspects_in_open_cases, because=_("Something else needs this record."), instead=_("Ask the agency that keeps it.")
)
hold_for(erasing.running_referrals, because=_("A referral of this person has not ended."), instead=ENDED)
hold_for(
    erasing.consents_with_unanswered_notices,
    because=_("Somebody who was told of this person has not answered that they withdrew."),
    instead=ANSWERED,
)
erase_also(AlsoErased(erasing.hold, erasing.subjects, erasing.clear, erasing.who_worked))
erase_by_itself(ErasedByItself(lambda by: len(put_forward_due(by)), erase_all_put_forward))
lead_on(from_identification=ways_on.from_identification, from_person=ways_on.from_person)
leave_out(ways_on.without_cases_not_seen)
