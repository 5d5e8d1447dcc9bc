"""Why a measure has its status, and a claim its answer, in the words of the interface.

The library decides, and says the same in English as ``MeasureStatus.why`` and ``PlanAnswer.why``; a test holds the two against
each other for every measure, on days on which each sentence is said.
"""

import datetime

from django.utils.translation import gettext as _

from firmground.packs.plan_entries import EvidenceEntry
from firmground.plan.claims import PlanAnswer
from firmground.plan.reading import as_at, begun_on, done_on, in_time
from firmground.plan.status import Asked, MeasureStatus, Status, still_counts_from
from firmground.values import Finding
from firmground_site.plan.evidence_words import claims_in_words, day_in_words, item_in_words, items_in_words
from firmground_site.plan.measures import the_plan


def why_in_words(status: MeasureStatus) -> str:
    """Why a measure has its status, naming every document."""
    if not status.measure.text_public:
        return _("Its text is not public, so nothing can be shown of it.")
    if status.status is Status.EVIDENCE_CONFLICTS:
        return _conflict(status)
    if status.status in (Status.DONE, Status.DONE_LATE):
        return _done(status)
    return _not_shown_done(status)


def _saying(status: MeasureStatus, asked: Asked, finding: Finding, day: datetime.date | None = None) -> list[EvidenceEntry]:
    return [each for each in status.evidence if asked(each, status.measure, day or status.on) is finding]


def _deadline(status: MeasureStatus) -> datetime.date | None:
    return status.measure.indicator.deadline if status.measure.indicator else None


def _conflict(status: MeasureStatus) -> str:
    """The first day on which two sides speak: the day itself, else the deadline and the days of claims before it."""
    earlier = {day for day in (_deadline(status), *(each.by for each in status.claims)) if day and day < status.on}
    for day in (status.on, *sorted(earlier)):
        yes, no = _saying(status, done_on, Finding.YES, day), _saying(status, done_on, Finding.NO, day)
        claims = claims_in_words(each for each in status.claims if each.by <= day)
        if no and (yes or claims):
            return _sides([*map(item_in_words, yes), *claims], no)
    begun = _saying(status, begun_on, Finding.YES)
    return _sides([item_in_words(each) for each in begun], _saying(status, begun_on, Finding.NO))


def _sides(one: list[str], other: list[EvidenceEntry]) -> str:
    return _("One side: {one}. The other: {other}.").format(one=_("; ").join(one), other=items_in_words(other, bare=False))


def _done(status: MeasureStatus) -> str:
    deadline, is_late = _deadline(status), status.status is Status.DONE_LATE
    timely, late = (
        [each for each in status.evidence if in_time(each, status.measure) is is_so] for is_so in (Finding.YES, Finding.NO)
    )
    items = items_in_words(late if is_late else timely or _saying(status, done_on, Finding.YES))
    if deadline is None:
        return _("Done: {items}.").format(items=items)
    told = _("Done: {items}. Its deadline was {deadline}.")
    if is_late:
        told = _("Done after its deadline: {items}. Its deadline was {deadline}.")
    elif not timely and deadline < status.on:
        told = _("Done, though whether in time is not known: {items}. Its deadline was {deadline}.")
    return told.format(items=items, deadline=day_in_words(deadline))


def _not_shown_done(status: MeasureStatus) -> str:
    deadline, no = _deadline(status), _saying(status, done_on, Finding.NO)
    begun = _saying(status, begun_on, Finding.YES)
    overdue = deadline if deadline and deadline <= status.on else None
    if overdue and not no:
        told = _("Nothing shows it done by its deadline, {day}.").format(day=day_in_words(overdue))
        partly = _("Only a beginning is shown: {items}.").format(items=items_in_words(begun))
        return f"{told} {partly}" if begun else told
    return _begun(status, begun, overdue) if begun else _not_shown_begun(status, no)


def _not_shown_begun(status: MeasureStatus, no: list[EvidenceEntry]) -> str:
    if not_begun := _saying(status, begun_on, Finding.NO):
        return _("It had not begun: {items}.").format(items=items_in_words(not_begun, bare=False))
    if status.status is Status.NOT_STARTED:
        return _("The plan was not published yet.")
    if no:
        items = items_in_words(no, bare=False)
        return _("Not done yet, and nothing shows whether it had begun: {items}.").format(items=items)
    return _("Nothing dated shows that it has begun, or that it has not.")


def _begun(status: MeasureStatus, begun: list[EvidenceEntry], overdue: datetime.date | None) -> str:
    if status.status is Status.EVIDENCE_MISSING:
        last, since = max(map(as_at, begun)), still_counts_from(the_plan().head, status.on)
        told = _("Last shown in operation on {last}; nothing dated shows it since {since}.")
        return told.format(last=day_in_words(last), since=day_in_words(since))
    told = _("In operation: {items}.") if status.measure.kind == "ongoing" else _("Begun: {items}.")
    late = _("Its deadline, {day}, has passed.").format(day=day_in_words(overdue)) if overdue else ""
    return f"{told.format(items=items_in_words(begun))} {late}".strip()


def answer_in_words(answer: PlanAnswer) -> str:
    """How many measures of a claim are shown, and how many not, in a sentence."""
    counted = (
        (_("evidence read in a primary source shows {count}"), answer.shown),
        (_("such evidence shows the opposite of {count}"), answer.not_done),
        (_("evidence conflicts on {count}"), answer.conflicting),
        (_("only other sources speak of {count}"), answer.unverified),
        (_("nothing dated shows {count}"), answer.open),
    )
    unread = sum(not each.measure.text_public for each in answer.open)
    told = (
        _("Of {total} measures on {day}: {parts}, of which the text of {unread} is not public.")
        if unread
        else _("Of {total} measures on {day}: {parts}.")
    )
    parts = _("; ").join(words.format(count=len(listed)) for words, listed in counted if listed)
    total = sum(len(listed) for _words, listed in counted)
    return told.format(total=total, day=day_in_words(answer.claim.by), parts=parts, unread=unread)
