"""The events of figures and of statements, in a stream each; nothing in them is about a person."""

from django.utils.translation import gettext_lazy as _

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

EXTRACT_MADE = register(
    EventKind("extract:made", _("made an extract without names"), "figures", readers=Permission.FIGURES_READ_SMALL_COUNTS)
)


def _event(name: str, sentence: str) -> EventKind:
    return register(EventKind(name, sentence, "statements", readers=Permission.STATEMENT_READ))


DRAFT_STARTED = _event("statement:draft_started", _("started the draft of a statement"))
SENTENCE_WRITTEN = _event("statement:sentence_written", _("wrote a sentence of a statement"))
SENTENCE_MOVED = _event("statement:sentence_moved", _("moved a sentence of a statement"))
SENTENCE_REMOVED = _event("statement:sentence_removed", _("removed a sentence of a statement"))
DRAFT_SUBMITTED = _event("statement:submitted", _("put a statement to review"))
STATEMENT_REVIEWED = _event("statement:reviewed", _("reviewed a statement"))
DRAFT_RETURNED = _event("statement:returned", _("returned a statement to its writers"))
STATEMENT_PUBLISHED = _event("statement:published", _("published a statement"))
