"""What the ledger says about one record, for the page of that record. The auditor's own pages ask elsewhere.

Whether the actor may see the record at all is for the page to have asked; here only what each kind of event lets them read.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.audit.actions import OF_THE_ACTOR
from firmground_site.audit.kinds import KINDS, EventKind
from firmground_site.audit.models import Entry
from firmground_site.audit.recording import subject_key

MOST = 500


@dataclass(frozen=True)
class EntryAbout:
    """An event about a record. ``by`` is who acted, as they were called then, and ``actor`` how the ledger names them;
    ``content`` is empty once it was erased.
    """

    kind: EventKind
    at: datetime.datetime
    by: str
    actor: str
    content: Mapping[str, Any]
    was_erased: bool = False


def entries_about(subject: Any, actor: Actor) -> list[EntryAbout]:
    """The latest events about a record (or about a key such as ``"year:2019"``) that the actor may read, oldest first.

    Kinds whose contents the actor may not read are left out altogether: that something happened can tell as much as what did.
    At most ``MOST`` entries.
    """
    readable = [name for name, kind in KINDS.items() if actor.may(kind.readers)]
    entries = Entry.objects.filter(subject=subject_key(subject), kind__in=readable).select_related("content")
    return [_entry(each) for each in reversed(entries.order_by("-id")[:MOST])]


def _entry(entry: Entry) -> EntryAbout:
    content = getattr(entry, "content", None)
    said = dict(content.value) if content else {}
    named = said.pop(OF_THE_ACTOR, {}).get("name")
    by = named if named and not entry.actor.startswith("system:") else _plain_name(entry.actor)
    at = datetime.datetime.fromisoformat(entry.at)
    return EntryAbout(KINDS[entry.kind], at, by, entry.actor, said, was_erased=content is None)


def _plain_name(key: str) -> str:
    return _("The system") if key.startswith("system:") else _("A member")
