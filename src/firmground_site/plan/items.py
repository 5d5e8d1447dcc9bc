"""Evidence as the page of a measure shows it: of the pack and of reports alike, and what each report changes."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from firmground.packs.plan_entries import EvidenceEntry
from firmground.plan.status import MeasureStatus, Status
from firmground_site.law.citations import Cited, cited, web_address
from firmground_site.packs.queries import active_pack, text
from firmground_site.plan.measures import agency_name
from firmground_site.plan.models import ProgressReport
from firmground_site.plan.queries import evidence_id, evidence_of, evidence_of_reports, standing_reports, statuses
from firmground_site.plan.words import dated_in_words, digest_in_words, happened_in_words, shown_in_words


@dataclass(frozen=True)
class Item:
    """One document and what it shows, in words. ``report`` is set where an owner reported it; ``cited`` where the pack has it."""

    entry: EvidenceEntry
    title: str
    url: str
    says: str
    shows: str
    happened: str
    dated: str
    digest_of: str
    cited: Cited | None = None
    report: ProgressReport | None = None

    @property
    def agency(self) -> str:
        """Whose report it is."""
        return agency_name(self.report.agency) if self.report else ""


def items_of(status: MeasureStatus) -> list[Item]:
    """Everything that bears on a measure, in the order of the documents' days."""
    reports = {evidence_id(each): each for each in standing_reports().filter(measure=status.measure.id)}
    return [_item(each, status, reports.get(each.id)) for each in status.evidence]


def _item(entry: EvidenceEntry, status: MeasureStatus, report: ProgressReport | None) -> Item:
    pack = active_pack()
    said = {
        "shows": shown_in_words(entry, status.measure.indicator),
        "happened": happened_in_words(entry),
        "dated": dated_in_words(entry),
        "digest_of": digest_in_words(entry),
    }
    if report is not None:
        return Item(entry, report.document, web_address(report.address), report.says, **said, report=report)
    url, says = web_address(pack.sources.get(entry.document, "")), text(f"plan.evidence.{entry.id}")
    return Item(entry, entry.document, url, says, **said, cited=cited(pack, entry.cite))


@dataclass(frozen=True)
class Withdrawn:
    """A report that is evidence no longer, and what the measure's status would be on the day if it still were."""

    item: Item
    withdrawn_on: datetime.date
    reason: str
    with_it: Status
    without_it: Status

    @property
    def changes_status(self) -> bool:
        """Whether the status is another without it."""
        return self.with_it is not self.without_it


def withdrawn_of(status: MeasureStatus) -> list[Withdrawn]:
    """The withdrawn reports of a measure, each with what its withdrawal changed."""
    gone = ProgressReport.objects.filter(measure=status.measure.id, withdrawn_at__isnull=False)
    return [_withdrawn(each, status) for each in gone]


def _withdrawn(report: ProgressReport, status: MeasureStatus) -> Withdrawn:
    more = (*evidence_of_reports(), evidence_of(report))
    with_it = next(each.status for each in statuses(status.on, more=more) if each.measure.id == status.measure.id)
    item = _item(evidence_of(report), status, report)
    return Withdrawn(item, timezone.localdate(report.withdrawn_at), report.withdrawal_reason, with_it, status.status)
