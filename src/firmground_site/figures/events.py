"""The events of figures and of statements, in a stream each; nothing in them is about a person."""

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

EXTRACT_MADE = register(
    EventKind("extract:made", "made an extract without names", "figures", readers=Permission.FIGURES_READ_SMALL_COUNTS)
)


def _event(name: str, sentence: str) -> EventKind:
    return register(EventKind(name, sentence, "statements", readers=Permission.STATEMENT_READ))


DRAFT_STARTED = _event("statement:draft_started", "started the draft of a statement")
SENTENCE_WRITTEN = _event("statement:sentence_written", "wrote a sentence of a statement")
SENTENCE_MOVED = _event("statement:sentence_moved", "moved a sentence of a statement")
SENTENCE_REMOVED = _event("statement:sentence_removed", "removed a sentence of a statement")
DRAFT_SUBMITTED = _event("statement:submitted", "put a statement to review")
STATEMENT_REVIEWED = _event("statement:reviewed", "reviewed a statement")
DRAFT_RETURNED = _event("statement:returned", "returned a statement to its writers")
STATEMENT_PUBLISHED = _event("statement:published", "published a statement")
