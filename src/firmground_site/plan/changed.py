"""What changed between two days, as its page lists it: statuses, documents, and reports confirmed or withdrawn since."""

import dataclasses
import datetime
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from firmground.packs.plan_entries import EvidenceEntry
from firmground.plan.progress import MeasureChange, changes_between
from firmground.plan.status import statuses_on
from firmground_site.design.joining import listed
from firmground_site.plan.as_evidence import is_report
from firmground_site.plan.evidence_words import day_in_words, item_in_words
from firmground_site.plan.measures import the_plan
from firmground_site.plan.queries import evidence_of_reports
from firmground_site.plan.rows import Row


@dataclass(frozen=True)
class Changed:
    """A measure as it was and as it is, with what was written, confirmed or withdrawn between, in words."""

    before: Row
    after: Row
    documents: tuple[str, ...]

    @property
    def is_of_status(self) -> bool:
        """Whether the status itself, or how it is told, differs."""
        before, after = ((each.tag, each.asks_to_verify, each.alone) for each in (self.before, self.after))
        return before != after


def changed_between(since: datetime.date, until: datetime.date) -> list[Changed]:
    """The measures that changed from a day to a later one, in the plan's order, each day seen as it was known then."""
    plan, reports = the_plan(), evidence_of_reports()
    gone = [each for each in reports if each.known_until and since < each.known_until <= until]
    found = {each.after.measure.id: each for each in changes_between(plan, since, until, more=reports)}
    names = {each.measure for each in gone} - set(found)
    rest = dataclasses.replace(plan, measures=tuple(each for each in plan.measures if each.id in names))
    sides = (statuses_on(rest, day, known_by=day, more=reports) for day in (since, until))
    found |= {after.measure.id: MeasureChange(before, after, ()) for before, after in zip(*sides, strict=True)}
    return [_changed(found[each.id], gone) for each in plan.measures if each.id in found]


def _changed(change: MeasureChange, gone: list[EvidenceEntry]) -> Changed:
    ended = [each for each in gone if each.measure == change.after.measure.id]
    return Changed(Row(change.before), Row(change.after), (*map(_new, change.documents), *map(_ended, ended)))


def _new(item: EvidenceEntry) -> str:
    days = [_("dated {day}").format(day=day_in_words(item.dated))]
    if is_report(item) and item.known_from:
        days.append(_("confirmed on {day}").format(day=day_in_words(item.known_from)))
    return listed([capfirst(item_in_words(item)), *days])


def _ended(item: EvidenceEntry) -> str:
    named = ((_("confirmed on {day}"), item.known_from), (_("withdrawn on {day}"), item.known_until))
    days = [words.format(day=day_in_words(day)) for words, day in named if day]
    return listed([capfirst(item_in_words(item)), *days])
