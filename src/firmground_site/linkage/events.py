"""The events of linkage. Their stream is ``linkage``; their contents name no one, but for words that a reviewer wrote."""

from django.utils.translation import gettext_lazy as _

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

LONGEST = "case_closed"  # the pack's kind of record that is kept longest
REVIEW, SAMPLE = Permission.LINKAGE_REVIEW, Permission.LINKAGE_SAMPLE


def _event(name: str, sentence: str, *personal: str, readers: Permission = REVIEW) -> EventKind:
    retention = LONGEST if personal else "permanent"
    return register(EventKind(name, sentence, "linkage", personal=personal, retention=retention, readers=readers))


LIST_IMPORTED = _event("list:imported", _("imported a list of people that somebody else keeps"))
LIST_LOADED = _event("list:loaded", _("loaded an invented list"))
LIST_ERASED = _event("list:erased", _("erased the entries of a list"))
LINKS_PROPOSED = _event("linkage:proposed", _("looked for records of the same people"), readers=SAMPLE)
PAIR_READ = _event("pair:read", _("opened two records to compare them"), "purpose")
LINK_CONFIRMED = _event("link:confirmed", _("confirmed that two records are of one person"), "words")
LINK_REJECTED = _event("link:rejected", _("said that two records are of two people"), "words")
LINK_UNDECIDED = _event("link:undecided", _("could not say whether two records are of one person"), "words")
LINK_UNDONE = _event("link:undone", _("undid what was said of two records"), "words")
AGENCY_ASKED = _event("link:agency_asked", _("asked another agency about its record"))
AGENCY_ANSWERED = _event("link:agency_answered", _("answered another agency that asked about a record"))
SAMPLE_DRAWN = _event("sample:drawn", _("drew a random sample of pairs"), readers=SAMPLE)
SAMPLE_ANSWERED = _event("sample:answered", _("looked at a pair of a sample"), readers=SAMPLE)
HISTORIES_TAKEN = _event("histories:taken", _("took capture histories away"), readers=Permission.FIGURES_READ_SMALL_COUNTS)
