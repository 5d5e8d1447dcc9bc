"""The closed lists of words by which entries of phones are sorted: where they come from, how they stand, and why one is held."""

from django.utils.translation import gettext_lazy as _

SCREENING, DEBRIEFING, PREPARED = "screening", "debriefing", "prepared"
KINDS = (SCREENING, DEBRIEFING)

RECORDED, HELD, REFUSED, DECLINED, ERASED = "recorded", "held", "refused", "declined", "erased"
STATES = {
    RECORDED: _("Recorded"),
    HELD: _("Waits for a person"),
    REFUSED: _("Cannot be opened"),
    DECLINED: _("Declined"),
    ERASED: _("Erased"),
}

REPLACED, LEFT, ENDED = "replaced", "left", "ended"
WAYS_OF_ENDING = {
    REPLACED: _("Replaced by newer keys of the officer"),
    LEFT: _("The officer stopped using the phone"),
    ENDED: _("Ended by somebody who looks after the phone"),
}
REASONS = {
    "signature": _("The signature of the officer is missing or wrong."),
    "officer": _("The officer may not record now, or has no keys on this phone any more."),
    "revoked": _("The phone was revoked before this arrived."),
    "not_taken": _("Something in it is not taken as it is."),
    "conflict": _("Somebody else answered the same questions differently meanwhile."),
    "instrument": _("The questions that were asked are not known here."),
    "again": _("Another entry with the same number arrived before."),
    "clock": _("The clock of the phone was wrong."),
    "key": _("It was sealed with a key that is not here."),
    "altered": _("It was altered, or is not what it says."),
}
