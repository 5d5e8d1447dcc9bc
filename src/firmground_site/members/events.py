"""The events of members: joining, roles, signing in and out, second factors. Their stream is ``members``.

No password, code, token or address is ever in their content: an address that belongs to nobody is kept as its blind index.
"""

from django.utils.translation import gettext_lazy as _

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

REASONS_KEPT = "identification_identified"  # the pack's kind of record that is kept longest


def _event(name: str, sentence: str, *personal: str) -> EventKind:
    retention = REASONS_KEPT if personal else "permanent"
    readers = Permission.MEMBER_MANAGE
    return register(EventKind(name, sentence, "members", personal=personal, retention=retention, readers=readers))


INVITED = _event("member:invited", _("invited someone to become a member"))
INVITATION_WITHDRAWN = _event("invitation:withdrawn", _("withdrew an invitation"))
JOINED = _event("member:joined", _("let someone join who held an invitation"), "name", "name_invited")
ROLE_CHANGED = _event("member:role_changed", _("changed a member's role or agency"))
DEACTIVATED = _event("member:deactivated", _("deactivated a member"), "reason")
REACTIVATED = _event("member:reactivated", _("reactivated a member"), "reason")
SECOND_FACTOR_RESET = _event("member:second_factor_reset", _("removed a member's lost second factor"), "reason")
LOADED = _event("member:loaded", _("made a member of the demonstration"))

SIGNED_IN = _event("member:signed_in", _("signed in"))
SIGN_IN_FAILED = _event("member:sign_in_failed", _("refused a sign-in"))
SIGNED_OUT = _event("member:signed_out", _("signed out"))
SIGNED_OUT_ELSEWHERE = _event("member:signed_out_elsewhere", _("signed out everywhere else"))
PASSWORD_CHANGED = _event("member:password_changed", _("changed their password"))
PASSWORD_STRENGTHENED = _event("member:password_strengthened", _("signed in with a password whose digest was out of date"))
SECOND_FACTOR_ADDED = _event("member:second_factor_added", _("added a second factor"))
SECOND_FACTOR_REMOVED = _event("member:second_factor_removed", _("removed a second factor"))
RECOVERY_CODES_RENEWED = _event("member:recovery_codes_renewed", _("made new recovery codes"))
LINKED = _event("member:linked", _("linked their staff sign-in"))
