"""Seals: where every stream stands at a moment, to be given to others, who can then hold us to it."""

from itertools import groupby
from operator import itemgetter
from pathlib import Path

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground.ledger.entry import Head
from firmground.ledger.seal import Seal as LedgerSeal
from firmground.typesetting import pdf
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit import events
from firmground_site.audit.actions import Refused, action, record
from firmground_site.audit.models import Seal, Stream
from firmground_site.audit.recording import moment

PAPER = Path(__file__).with_name("seal.typ")


@action(permission=Permission.LEDGER_SEAL, records=[events.LEDGER_SEALED])
def seal_streams(*, by: Actor) -> LedgerSeal:
    """Seal all streams as they stand. The seal's own event comes after it, and is in the next one."""
    seal = seal_within_action(by=by)
    record(events.LEDGER_SEALED, subject=f"seal:{seal.sealed_at}", streams=len(seal.heads), check=seal.check)
    return seal


def seal_within_action(*, by: Actor) -> LedgerSeal:
    """Seal all streams as part of the action under way, whose own event tells of it; such a seal is kept like any other."""
    at = moment(timezone.now())
    streams = list(Stream.objects.filter(number__gt=0).order_by("name"))
    if not streams:
        raise Refused(_("The ledger has no entries yet, so there is nothing to seal."))
    seal = LedgerSeal(tuple(Head(each.name, each.number, each.digest) for each in streams), at)
    Seal.objects.bulk_create(Seal(stream=each, number=each.number, digest=each.digest, at=at, by=by.key) for each in streams)
    return seal


def seal_made_at(at: str) -> LedgerSeal | None:
    """The seal of that moment, with all its streams; ``None`` when there is none."""
    heads = Seal.objects.filter(at=at).order_by("stream_id").values_list("stream_id", "number", "digest")
    return LedgerSeal(tuple(Head._make(each) for each in heads), at) if heads else None


def seal_paper(seal: LedgerSeal, *, site: str, territory: str) -> bytes:
    """The seal as a page that a third party can keep."""
    return pdf(PAPER, {"text": str(seal), "sealed_at": seal.sealed_at, "site": site, "territory": territory})


def own_seals() -> list[LedgerSeal]:
    """Every seal that the site made itself, oldest first: a chain must agree with all of them."""
    rows = Seal.objects.order_by("at", "stream_id").values_list("at", "stream_id", "number", "digest")
    return [LedgerSeal(tuple(Head._make(row[1:]) for row in of), at) for at, of in groupby(rows, key=itemgetter(0))]


def newest_seals(most: int = 100) -> list[dict[str, object]]:
    """The newest seals: when, by whose key, and over how many streams."""
    return list(Seal.objects.order_by("-at").values("at", "by").annotate(streams=Count("id"))[:most])
