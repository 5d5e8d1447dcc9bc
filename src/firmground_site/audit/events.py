"""The events of the ledger itself."""

from django.utils.translation import gettext_lazy as _

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

LEDGER_SEALED = register(
    EventKind(name="ledger:sealed", sentence=_("sealed the ledger"), stream="ledger", readers=Permission.LEDGER_READ)
)
LEDGER_EXPORTED = register(
    EventKind(name="ledger:exported", sentence=_("exported the ledger"), stream="ledger", readers=Permission.LEDGER_READ)
)
KEYS_ROTATED = register(
    EventKind(
        name="keys:rotated", sentence=_("sealed records with the newest key"), stream="keys", readers=Permission.LEDGER_READ
    )
)
