"""Evidence as the page of a measure shows it: of the pack and of reports alike, and what each report changes."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from firmground.packs.plan_entries import EvidenceEntry
from firmground.plan.status import MeasureStatus, Status
from firmground_site.law.citations import Cited, cited, host_of, web_address
from firmground_site.packs.queries import active_pack, text
from firmground_site.plan.as_evidence import ANOTHER, OWNER, SECRETARIAT, counts_for, evidence_id, evidence_of, whose
from firmground_site.plan.measures import agency_name
from firmground_site.plan.models import ProgressReport
from firmground_site.plan.queries import status_of
from firmground_site.plan.words import dated_in_words, digest_in_words, happened_in_words, shown_in_words, status_in_a_sentence

Said = tuple[str, int | None, datetime.date | None, datetime.date | None, datetime.date]
TAGS = {OWNER: _("Owner’s report"), SECRETARIAT: _("Secretariat’s report"), ANOTHER: _("Another agency’s report")}


@dataclass(frozen=True)
class Item:
    """One document and what it shows, in words. ``report`` is set where one was reported; ``cited`` where the pack has it."""

    entry: EvidenceEntry
    url: str
    says: str
    shows: str
    happened: str
    dated: str
    digest_of: str
    cited: Cited | None = None
    report: ProgressReport | None = None

    @property
    def title(self) -> str:
        """What the document is called: by its key in the pack, or in quotation marks as whoever reported it typed it."""
        return self.entry.document

    @property
    def host(self) -> str:
        """Where the address of a report leads."""
        return host_of(self.url) if self.report else ""

    @property
    def whose(self) -> str:
        """Whose report it is, as a tag."""
        return TAGS[whose(self.report)] if self.report else ""

    @property
    def agency(self) -> str:
        """The agency whose report it is."""
        return agency_name(self.report.agency) if self.report else ""


def items_of(status: MeasureStatus, reports: Sequence[ProgressReport]) -> list[Item]:
    """Everything that bears on a measure, in the order of the documents' days; ``reports`` are the measure's."""
    by_id = {evidence_id(each): each for each in reports}
    return [_item(each, status, by_id.get(each.id)) for each in status.evidence]


def _item(entry: EvidenceEntry, status: MeasureStatus, report: ProgressReport | None) -> Item:
    pack = active_pack()
    said = {
        "shows": shown_in_words(entry, status.measure.indicator),
        "happened": happened_in_words(entry),
        "dated": dated_in_words(entry),
        "digest_of": digest_in_words(entry),
    }
    if report is not None:
        return Item(entry, web_address(report.address), report.says, **said, report=report)
    url, says = web_address(pack.sources.get(entry.document, "")), text(f"plan.evidence.{entry.id}")
    return Item(entry, url, says, **said, cited=cited(pack, entry.cite))


@dataclass(frozen=True)
class Withdrawn:
    """A report that is evidence no longer, and what the measure's status would be on the day if it still were."""

    item: Item
    withdrawn_on: datetime.date
    reason: str
    with_it: Status
    without_it: Status

    @property
    def with_it_in_words(self) -> str:
        """The status with it, within a sentence."""
        return status_in_a_sentence(str(self.with_it))

    @property
    def without_it_in_words(self) -> str:
        """The status without it, within a sentence."""
        return status_in_a_sentence(str(self.without_it))

    @property
    def changes_status(self) -> bool:
        """Whether the status is another without it."""
        return self.with_it is not self.without_it


def withdrawn_of(status: MeasureStatus, reports: Sequence[ProgressReport]) -> list[Withdrawn]:
    """The withdrawn reports of a measure, each with what its withdrawal changed; ``reports`` are the measure's.

    A status follows from what is said, however often it is said: it is worked out once for all reports that say the same.
    """
    listed = [evidence_of(each) for each in reports if each.withdrawn_at is None and counts_for(each, status.measure)]
    standing = {_said(each): each for each in listed}
    found: dict[Said, Status] = {}

    def with_it(entry: EvidenceEntry) -> Status:
        said = _said(entry)
        if said not in found:
            again = entry.model_copy(update={"known_until": None})
            found[said] = status_of(status.measure, status.on, (*standing.values(), again)).status
        return found[said]

    gone = [each for each in reports if each.withdrawn_at is not None]
    return [_withdrawn(each, status, with_it if counts_for(each, status.measure) else None) for each in gone]


def _said(entry: EvidenceEntry) -> Said:
    return entry.shows, entry.value, entry.from_, entry.to, entry.dated


def _withdrawn(report: ProgressReport, status: MeasureStatus, counted: Callable[[EvidenceEntry], Status] | None) -> Withdrawn:
    entry = evidence_of(report)
    with_it = counted(entry) if counted else status.status
    item = _item(entry, status, report)
    return Withdrawn(item, timezone.localdate(report.withdrawn_at), report.withdrawal_reason, with_it, status.status)
