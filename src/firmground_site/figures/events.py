"""The events of figures. Their stream is ``figures``; nothing in them is about a person."""

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

EXTRACT_MADE = register(
    EventKind("extract:made", "made an extract without names", "figures", readers=Permission.FIGURES_READ_SMALL_COUNTS)
)
