"""What the auditor's pages read: entries by filter, a page at a time, and entries as sentences.

Pages follow a key, not a count, so the last of a million entries comes as quickly as the first.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.reach import Scope
from firmground_site.accounts.models import Member
from firmground_site.audit.kinds import KINDS
from firmground_site.audit.models import Entry, Stream
from firmground_site.audit.recording import moment

PAGE = 50
MOST_ACTORS = 20  # members of the same name that a filter follows
MEMBER = "member:"


@dataclass(frozen=True)
class Line:
    """An entry as people read it."""

    stream: str
    number: int
    at: datetime.datetime
    who: str
    deed: str
    subject: str
    is_erased: bool

    @property
    def sentence(self) -> str:
        """Who did what, and to which record, in short: ``person:1a2b3c4d-…`` is person 1a2b3c4d."""
        return _("{who} {did_what}").format(who=self.who, did_what=self.deed) + _about(self.subject)


@dataclass(frozen=True)
class Lines:
    """A page of lines, newest first; ``newer`` and ``older`` are keys for the pages beside it, where there are any."""

    lines: Sequence[Line]
    newer: int | None
    older: int | None


def stream_names() -> list[str]:
    """The streams there are."""
    return list(Stream.objects.order_by("name").values_list("name", flat=True))


def entries_matching(
    *,
    stream: str = "",
    kind: str = "",
    actor: str = "",
    subject: str = "",
    from_day: datetime.date | None = None,
    to_day: datetime.date | None = None,
) -> QuerySet[Entry]:
    """The entries that fit all that is given; days are the territory's, both of them included."""
    exact = {"stream": stream, "kind": kind, "subject": subject}
    found = Entry.objects.filter(**{key: value for key, value in exact.items() if value})
    if actor:
        found = found.filter(actor__in=_actor_keys(actor))
    if from_day:
        found = found.filter(at__gte=_start_of(from_day))
    if to_day:
        found = found.filter(at__lt=_start_of(to_day + datetime.timedelta(days=1)))
    return found


def page_of(found: QuerySet[Entry], *, by: str, before: int | None = None, after: int | None = None) -> Lines:
    """The newest entries before a key, the oldest after a key, or the newest.

    ``by`` is what they are ordered by, so that an index leads to them: ``number`` in one stream, ``at`` between days, else
    ``id``. The key is a number, and for ``at`` an id.
    """
    forward = after is not None
    if forward or before is not None:
        found = _beyond(found, by, after if forward else before, "gt" if forward else "lt")
    order = ("at", "id") if by == "at" else (by,)
    ordered = found.order_by(*(each if forward else f"-{each}" for each in order))
    rows = list(ordered.select_related("erasure")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if forward:
        rows.reverse()
    keys = [getattr(row, order[-1]) for row in rows]
    has_newer = more if forward else before is not None
    has_older = True if forward else more
    return Lines(lines_of(rows), keys[0] if keys and has_newer else None, keys[-1] if keys and has_older else None)


def _beyond(found: QuerySet[Entry], by: str, key: int | None, side: str) -> QuerySet[Entry]:
    """The entries on one side of a key: ``lt`` or ``gt``."""
    if by != "at":
        return found.filter(**{f"{by}__{side}": key})
    at = Entry.objects.filter(pk=key).values_list("at", flat=True).first()
    if at is None:
        return found.none()
    return found.filter(Q(**{f"at__{side}": at}) | Q(**{f"id__{side}": key}), **{f"at__{side}e": at})


def lines_of(rows: Iterable[Entry]) -> list[Line]:
    """Entries as sentences, with the names that members have now."""
    rows = list(rows)
    names = names_of({row.actor for row in rows})
    return [
        Line(
            row.stream_id,
            row.number,
            datetime.datetime.fromisoformat(row.at),
            names.get(row.actor, row.actor),
            _deed(row.kind),
            row.subject,
            getattr(row, "erasure", None) is not None,
        )
        for row in rows
    ]


def entry_numbered(stream: str, number: int) -> Entry | None:
    """One entry, with the mark of its erasure."""
    return Entry.objects.select_related("erasure").filter(stream=stream, number=number).first()


def readable_content(entry: Entry, actor: Actor) -> dict[str, object] | None:
    """What an entry is about, for whoever may read such contents of everyone; ``None`` for others, and when it was erased.

    This app knows no record's scope, so a permission that reaches less far opens nothing here.
    """
    kind = KINDS.get(entry.kind)
    if kind is None or actor.scope(kind.readers) is not Scope.ALL or not hasattr(entry, "content"):
        return None
    return entry.content.value


def _deed(kind: str) -> str:
    """What was done; a kind that is no longer registered is named as it was recorded."""
    return str(KINDS[kind].sentence) if kind in KINDS else _("did {kind}").format(kind=kind)


def _about(subject: str) -> str:
    """The record, in short, with the words that its model's name is made of."""
    model, _, key = subject.partition(":")
    named = _record_names().get(model, model.replace("_", " "))
    return f" ({named} {key[:8] if _is_uuid(key) else key})" if subject else ""


@cache
def _record_names() -> dict[str, Any]:
    """What records are called in the ledger, as words: ``statementdraft`` is a statement draft."""
    return {str(each._meta.model_name): each._meta.verbose_name for each in apps.get_models()}


def names_of(keys: set[str]) -> dict[str, str]:
    """The names of actors by their keys: members by name, the system by its command."""
    members = {key.removeprefix(MEMBER) for key in keys if key.startswith(MEMBER)}
    found = Member.objects.filter(pk__in=filter(_is_uuid, members)).values_list("pk", "name")
    names = {f"{MEMBER}{key}": name for key, name in found}
    return names | {
        key: _("The system ({command})").format(command=key.partition(":")[2]) for key in keys if key.startswith("system:")
    }


def _actor_keys(typed: str) -> list[str]:
    """The actors whom somebody means: by key, by address, or by a part of the name."""
    if ":" in typed:
        return [typed]
    members = Member.objects.filter(Q(email__iexact=typed) | Q(name__icontains=typed)).order_by("pk")[:MOST_ACTORS]
    return [f"{MEMBER}{member.pk}" for member in members]


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _start_of(day: datetime.date) -> str:
    return moment(timezone.make_aware(datetime.datetime.combine(day, datetime.time.min)))
