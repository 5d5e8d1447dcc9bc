"""The closed lists of linkage: where a pair stands, what a reviewer answers, and from what an audit draws. Words, no records."""

from django.utils.translation import gettext_lazy as _

OPEN, CONFIRMED, REJECTED, UNDECIDED = "open", "confirmed", "rejected", "undecided"
LAPSED, BELOW, APART = "lapsed", "below", "apart"
STATES = {  # of a pair, in words and a colour
    OPEN: (_("To review"), "blue"),
    CONFIRMED: (_("One person"), "green"),
    REJECTED: (_("Two people"), "red"),
    UNDECIDED: (_("Undecided"), "yellow"),
    LAPSED: (_("No longer proposed"), "grey"),
    BELOW: (_("Below the threshold"), "grey"),
    APART: (_("Never proposed"), "grey"),
}
DECIDED = (CONFIRMED, REJECTED, UNDECIDED)
NOT_LINKED = (REJECTED, UNDECIDED, LAPSED, BELOW)  # pairs that were proposed once, or came near, and are no link

LINKS, NEAR, FAR = "links", "near", "far"
STRATA = {
    LINKS: _("Links that stand"),
    NEAR: _("Pairs that were compared and are no link"),
    FAR: _("Pairs that were never proposed"),
}
SAME, DIFFERENT, CANNOT_SAY = "same", "different", "cannot_say"
ANSWERS = {SAME: _("One person"), DIFFERENT: _("Two people"), CANNOT_SAY: _("I cannot say")}
