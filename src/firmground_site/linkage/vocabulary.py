"""The closed lists of linkage: where a pair stands, what a reviewer answers, and from what an audit draws. Words, no records."""

OPEN, CONFIRMED, REJECTED, UNDECIDED = "open", "confirmed", "rejected", "undecided"
LAPSED, BELOW, APART = "lapsed", "below", "apart"
STATES = {  # of a pair, in words and a colour
    OPEN: ("To review", "blue"),
    CONFIRMED: ("One person", "green"),
    REJECTED: ("Two people", "red"),
    UNDECIDED: ("Undecided", "yellow"),
    LAPSED: ("No longer proposed", "grey"),
    BELOW: ("Below the threshold", "grey"),
    APART: ("Never proposed", "grey"),
}
DECIDED = (CONFIRMED, REJECTED, UNDECIDED)
NOT_LINKED = (REJECTED, UNDECIDED, LAPSED, BELOW)  # pairs that were proposed once, or came near, and are no link

LINKS, NEAR, FAR = "links", "near", "far"
STRATA = {
    LINKS: "Links that stand",
    NEAR: "Pairs that were compared and are no link",
    FAR: "Pairs that were never proposed",
}
SAME, DIFFERENT, CANNOT_SAY = "same", "different", "cannot_say"
ANSWERS = {SAME: "One person", DIFFERENT: "Two people", CANNOT_SAY: "I cannot say"}
