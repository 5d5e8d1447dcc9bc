"""The measures as rows: of the table of the plan, of its download, and of the numbers behind its picture."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.cache.backends.locmem import LocMemCache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from firmground.packs.plan_entries import EvidenceEntry
from firmground.plan.charts import Labels, timeline_chart
from firmground.plan.status import MeasureStatus, Status
from firmground.values import digest
from firmground_site.design.joining import listed
from firmground_site.packs.queries import active_pack
from firmground_site.plan.evidence_words import item_in_words
from firmground_site.plan.measures import body_name, theme_name, title_of
from firmground_site.plan.resting import alone, asks_to_verify, is_verified, rests_on
from firmground_site.plan.why import why_in_words
from firmground_site.plan.words import IN_A_SENTENCE, KINDS, STATUSES, Tag, in_short, status_tag, tag_of

KEPT = LocMemCache("plan", {"TIMEOUT": 3600, "OPTIONS": {"MAX_ENTRIES": 100}})  # pictures, in the memory of this process
COLUMNS = ("measure", "kind", "text", "themes", "owner", "supporting", "deadline", "status")
COLUMNS += ("verified", "rests_on", "why", "documents")


@dataclass(frozen=True)
class Row:
    """A measure with its status, in words."""

    status: MeasureStatus

    @property
    def id(self) -> str:
        """The measure's id."""
        return self.status.measure.id

    @property
    def title(self) -> str:
        """The measure's text."""
        return title_of(self.id)

    @property
    def kind(self) -> str:
        """Whether it is new or ongoing."""
        return KINDS[self.status.measure.kind]

    @property
    def themes(self) -> str:
        """Its themes."""
        return listed(map(theme_name, self.status.measure.themes)) or _("Not known")

    @property
    def owner(self) -> str:
        """Who owns it."""
        return body_name(self.status.measure.owner)

    @property
    def supporting(self) -> str:
        """Who supports it."""
        return listed(map(body_name, self.status.measure.supporting))

    @property
    def deadline(self) -> datetime.date | None:
        """By when it is to be done, if that is known."""
        indicator = self.status.measure.indicator
        return indicator.deadline if indicator else None

    @property
    def tag(self) -> Tag:
        """Its status as a tag."""
        return tag_of(self.status)

    @property
    def asks_to_verify(self) -> bool:
        """Whether no primary source decides it, though something dated does."""
        return asks_to_verify(self.status)

    @property
    def alone(self) -> str:
        """That reports alone decide it, and whose; empty where anything else does too."""
        return alone(self.status)

    @property
    def short(self) -> str:
        """Why, in a few words."""
        return in_short(self.status)

    @property
    def why(self) -> str:
        """Why, naming every document."""
        return why_in_words(self.status)

    @property
    def documents(self) -> list[str]:
        """What each document shows, and when that happened."""
        return [item_in_words(each) for each in self.status.evidence]


def rows_matching(found: Iterable[MeasureStatus], *, kind: str, theme: str, owner: str, status: str) -> list[Row]:
    """The measures that fit; what is empty does not narrow."""
    return [
        Row(each)
        for each in found
        if kind in ("", each.measure.kind)
        and theme in ("", *each.measure.themes)
        and owner in ("", each.measure.owner)
        and status in ("", str(each.status))
    ]


def counts_of(found: Iterable[MeasureStatus]) -> list[tuple[Tag, int]]:
    """How many measures have each status, in the order of the statuses."""
    counted = Counter(each.status for each in found)
    return [(status_tag(status), counted[status]) for status in Status]


def cells_of(rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """The measures as a table of text, with ``COLUMNS``."""
    for row in rows:
        limit, status = row.deadline, row.status
        yield (
            row.id,
            row.kind,
            row.title,
            row.themes,
            row.owner,
            row.supporting,
            limit.isoformat() if limit else "",
            STATUSES[str(status.status)],
            "yes" if is_verified(status) else "no",
            rests_on(status),
            status.why,
            " ".join(dict.fromkeys(each.document for each in status.evidence)),
        )


def picture_of(found: tuple[MeasureStatus, ...], day: datetime.date) -> str:
    """The plan on a line of time as SVG, drawn once for the same statuses in a language."""
    key = picture_key(found, day)
    svg: str | None = KEPT.get(key)
    if svg is None:
        svg = timeline_chart(active_pack(), found, day, _labels())
        KEPT.set(key, svg)
    return svg


def _labels() -> Labels:
    return Labels(
        done=_("shown done"),
        begun=_("shown begun or in operation"),
        not_done=_("shown not done yet"),
        statuses={status: str(IN_A_SENTENCE[str(status)]) for status in Status},
    )


def picture_key(found: Iterable[MeasureStatus], day: datetime.date) -> str:
    """What tells one picture from another: everything that is drawn in it."""
    about = [active_pack().digest, get_language(), day.isoformat()]
    return digest([*about, [[str(each.status), *map(_drawn, each.evidence)] for each in found]])


def _drawn(item: EvidenceEntry) -> list[str]:
    return [item.shows, str(item.value), str(item.from_), str(item.to), str(item.dated)]
