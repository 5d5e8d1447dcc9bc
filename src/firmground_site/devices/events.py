"""The events of phones and of what they send. None tells about a person, but for words that somebody wrote."""

from django.utils.translation import gettext_lazy as _

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

LONGEST = "identification_identified"  # the pack's kind of record that is kept longest
MANAGE, RESOLVE = Permission.DEVICE_MANAGE, Permission.ENTRY_RESOLVE


def _event(name: str, sentence: str, *personal: str, readers: Permission = MANAGE) -> EventKind:
    retention = LONGEST if personal else "permanent"
    return register(EventKind(name, sentence, "devices", personal=personal, retention=retention, readers=readers))


def _about_a_person(name: str, sentence: str) -> EventKind:
    return register(EventKind(name, sentence, "people", readers=Permission.IDENTIFICATION_READ))


DEVICE_ENROLLED = _event("device:enrolled", _("prepared a phone for work without a signal"))
OFFICER_ENROLLED = _event("device:officer_enrolled", _("made keys of their own on a phone"))
OFFICER_ENDED = _event("device:officer_ended", _("ended the keys of an officer on a phone"))
OFFICER_LEFT = _event("device:officer_left", _("told that an officer stopped using it"))
DEVICE_REVOKED = _event("device:revoked", _("revoked a phone"))
DEVICE_SEEN = _event("device:seen", _("was in contact"))
KEY_MADE = _event("device:key_made", _("made a new key to which phones seal"))
KEY_DESTROYED = _event("device:key_destroyed", _("destroyed a key to which phones sealed"))

ENTRY_RECORDED = _event("entry:recorded", _("sent an entry that was recorded"), readers=RESOLVE)
ENTRY_HELD = _event("entry:held", _("sent an entry that waits for a person"), readers=RESOLVE)
ENTRY_REFUSED = _event("entry:refused", _("sent something that cannot be opened"))
ENTRY_CLEARED = _event("entry:cleared", _("put aside something that could not be opened"), "words")
ENTRY_READ = _event("entry:read", _("opened an entry that waits"), readers=RESOLVE)
ENTRY_RESOLVED = _event("entry:resolved", _("recorded an entry that waited"), "words", readers=RESOLVE)
ENTRY_DECLINED = _event("entry:declined", _("declined an entry that waited"), "words", readers=RESOLVE)
ENTRY_ERASED = _event("entry:erased", _("erased what a declined entry said"), readers=RESOLVE)

DEBRIEFING_PREPARED = _about_a_person("debriefing:prepared", _("prepared a debriefing for a phone"))
PREPARATION_ENDED = _about_a_person("debriefing:preparation_ended", _("took a prepared debriefing back from a phone"))
