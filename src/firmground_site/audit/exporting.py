"""Reads the ledger's tables as the values of ``firmground.ledger``, to export and to verify them. Memory does not grow with them.

An export never has contents: they stay sealed in the database, and are compared there by ``verify``.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from firmground.errors import FirmgroundError
from firmground.ledger.chain import Check, Content, Erasure, Fault, Kind, Recorded, Verified
from firmground.ledger.entry import Entry as LedgerEntry
from firmground.ledger.entry import Head, genesis
from firmground.ledger.export import Header
from firmground.ledger.seal import Seal, watched
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit import events
from firmground_site.audit.actions import action, record
from firmground_site.audit.models import Entry, Stream
from firmground_site.audit.recording import moment
from firmground_site.sealed.keys import CannotOpen

CHUNK = 2_000
FIELDS = ("stream_id", "number", "at", "kind", "actor", "subject", "content_digest", "previous", "digest")
MARK = ("erasure__at", "erasure__by", "erasure__reason")


@action(permission=Permission.LEDGER_EXPORT, records=[events.LEDGER_EXPORTED])
def begin_export(*, label: str, by: Actor) -> Header:
    """Record that the ledger is exported, and fix where each stream ends in the export: just before this very event."""
    header = Header(current_heads(), "withheld", made_at=moment(timezone.now()), label=label)
    record(events.LEDGER_EXPORTED, subject="", streams=len(header.heads), entries=sum(head.number for head in header.heads))
    return header


def current_heads() -> tuple[Head, ...]:
    """Where each stream stands, as the streams themselves say."""
    return tuple(map(Head._make, Stream.objects.order_by("name").values_list("name", "number", "digest")))


def exported_entries(heads: Iterable[Head]) -> Iterator[Recorded]:
    """The entries up to these heads, without contents, with the marks of those that were erased."""
    for head in heads:
        yield from _without_contents(_up_to(head))


def verify_stream(head: Head, *, seals: Sequence[Seal] = (), contents: bool = True) -> Verified:
    """Whether the stream holds from its first entry to its head, with its contents unless those are left out.

    Entries that are written meanwhile are left for the next time.
    """
    check = Check(genesis(head.stream), withheld=not contents, watch=watched(seals).get(head.stream, ()))
    unreadable = _take_all(check, head, contents)
    found = check.verified()
    fault = found.fault or unreadable or _fault_at_end(found.head, head)
    return Verified(found.head, found.count, found.erased, fault, found.digests)


def _fault_at_end(found: Head, head: Head) -> Fault | None:
    """What is wrong where the stream should end: an end that is not its head, or entries after it."""
    if found.number < head.number:
        what = f"is where the stream should end, and it ends at entry {found.number}"
        return Fault(Kind.CUT, head.stream, head.number, what)
    if found.digest != head.digest:
        return Fault(Kind.REPLACED, head.stream, head.number, "has another digest than the stream says of its end")
    last = Entry.objects.filter(stream=head.stream).order_by("-number").values_list("number", flat=True).first() or 0
    end = Stream.objects.filter(name=head.stream).values_list("number", flat=True).get()  # read after the last entry was
    if last > end:
        return Fault(Kind.REPLACED, head.stream, end + 1, f"follows entry {end}, where the stream says that it ends")
    return None


def _take_all(check: Check, head: Head, contents: bool) -> Fault | None:
    """Let the check take every entry up to the head; a fault for one that cannot even be read as an entry."""
    rows = _up_to(head)
    try:
        for recorded in _with_contents(rows) if contents else _without_contents(rows):
            check.take(recorded)
    except FirmgroundError as error:
        number = check.verified().head.number + 1
        return Fault(Kind.CONTENT_DIFFERS, head.stream, number, f"cannot be read: {error.where} {error.what}")
    return None


def _up_to(head: Head) -> QuerySet[Entry]:
    return Entry.objects.filter(stream=head.stream, number__lte=head.number).order_by("number")


def _without_contents(rows: QuerySet[Entry]) -> Iterator[Recorded]:
    for row in rows.values_list(*FIELDS, *MARK).iterator(CHUNK):
        yield Recorded(LedgerEntry._make(row[:9]), None, Erasure(*row[9:]) if row[9] else None)


def _with_contents(rows: QuerySet[Entry]) -> Iterator[Recorded]:
    for row in rows.select_related("content", "erasure").iterator(CHUNK):
        yield Recorded(LedgerEntry._make(getattr(row, name) for name in FIELDS), _content_of(row), _mark_of(row))


def _content_of(row: Entry) -> Content | None:
    """What was recorded with an entry; a content that does not open is one that differs."""
    kept = getattr(row, "content", None)
    if kept is None:
        return None
    salt = bytes(kept.salt)
    try:
        return Content(kept.value, salt)
    except CannotOpen as error:
        return Content({"does not open": str(error)}, salt)


def _mark_of(row: Entry) -> Erasure | None:
    mark = getattr(row, "erasure", None)
    return Erasure(mark.at, mark.by, mark.reason) if mark else None
