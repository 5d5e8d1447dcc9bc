"""Deciding on the parts of a report, one by one: a claim in our own words, or left out with a reason; joined or cut before."""

from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.errors import InputError
from firmground.evidence.splitting import cut
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, Stale, action, record
from firmground_site.design.library_words import translated
from firmground_site.evidence import events
from firmground_site.evidence.actions.importing import held
from firmground_site.evidence.models import ImportedReport, ReportPart
from firmground_site.evidence.queries import standing_parts
from firmground_site.evidence.told import LONGEST, ClaimTold, faults_in_claim
from firmground_site.evidence.vocabulary import CONFIRMED, JOINED, LEFT_OUT, OPEN, STATE_WORDS
from firmground_site.plan.told import INVISIBLE, has_invisible

NOTHING_SAID = dict.fromkeys(ClaimTold.__dataclass_fields__, "")
DECIDED = gettext_lazy("Only what nobody decided on yet can be joined or cut.")


@action(permission=Permission.EVIDENCE_IMPORT, records=[events.CLAIM_CONFIRMED])
def confirm_claim(*, part: ReportPart, version: int, told: ClaimTold, by: Actor) -> ReportPart:
    """Say that a part is a claim, in our own words and with its marks; also where it was decided otherwise before.

    ``Stale`` when somebody decided on it, joined or cut it since ``version`` was read; refused once the report is published.
    """
    report, current = _to_decide(part, version)
    if faults := faults_in_claim(told):
        raise Refused(*dict.fromkeys(each.text for each in faults))
    _decided(report, current, CONFIRMED, by, **asdict(told))
    record(events.CLAIM_CONFIRMED, subject=report, part=current.pk, claim=asdict(told))
    return current


@action(permission=Permission.EVIDENCE_IMPORT, records=[events.PART_LEFT_OUT])
def leave_out(*, part: ReportPart, version: int, reason: str, by: Actor) -> ReportPart:
    """Leave a part out with a reason, such as a heading or a page number; also where it was decided otherwise before."""
    report, current = _to_decide(part, version)
    if not reason.strip():
        raise Refused(_("Write why it is left out."))
    if len(reason) > LONGEST["reasons"] or has_invisible(reason, allowed="\n\t"):
        raise Refused(INVISIBLE if len(reason) <= LONGEST["reasons"] else _("The reason is too long."))
    _decided(report, current, LEFT_OUT, by, reason=reason.strip())
    record(events.PART_LEFT_OUT, subject=report, part=current.pk, reason=current.reason)
    return current


@action(permission=Permission.EVIDENCE_IMPORT, records=[events.PARTS_JOINED])
def join_with_next(*, part: ReportPart, version: int, by: Actor) -> ReportPart:
    """Join a part with the next one of the text, since both make one claim. Both must still be undecided."""
    report, current = _to_decide(part, version)
    following = standing_parts(report).filter(begins__gte=current.ends).select_for_update(of=("self",)).first()
    if following is None:
        raise Refused(_("This is the last part. There is none to join it with."))
    if current.state != OPEN or following.state != OPEN:
        raise Refused(DECIDED)
    _decided(report, following, JOINED, by)
    current.ends = following.ends
    current.version += 1
    current.save()
    record(events.PARTS_JOINED, subject=report, part=current.pk, joined=following.pk)
    return current


@action(permission=Permission.EVIDENCE_IMPORT, records=[events.PART_CUT])
def cut_in_two(*, part: ReportPart, version: int, after: str, by: Actor) -> ReportPart:
    """Cut a part in two behind the words ``after``, since it makes two claims; gives the second. It must still be undecided."""
    report, current = _to_decide(part, version)
    if current.state != OPEN:
        raise Refused(DECIDED)
    try:
        place = cut(report.text, current.begins, current.ends, after)
    except InputError as error:
        what, remedy = map(translated, error.told)
        raise Refused(_("It was not cut: {what}. What to do: {remedy}.").format(what=what, remedy=remedy)) from error
    rest = report.text[place : current.ends]
    begins = place + len(rest) - len(rest.lstrip())
    ends, current.ends = current.ends, place
    current.version += 1
    current.save()
    second = ReportPart.objects.create(report=report, begins=begins, ends=ends)
    _changed(report)
    record(events.PART_CUT, subject=report, part=current.pk, second=second.pk)
    return second


def _to_decide(part: ReportPart, version: int) -> tuple[ImportedReport, ReportPart]:
    """The report and the part as they are now, held until the action ends: the report first, so that nobody waits in a ring."""
    report = held(part.report)
    current = ReportPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if report.state != "split":
        raise Refused(_("This report was {state}, so nothing in it can be decided on.").format(state=STATE_WORDS[report.state]))
    if current.version != version or current.state == JOINED:
        current.report = report
        raise Stale(current)
    return report, current


def _decided(report: ImportedReport, part: ReportPart, state: str, by: Actor, **said: str) -> None:
    for name, words in {**NOTHING_SAID, "reason": "", **said}.items():
        setattr(part, name, words.strip())
    part.state, part.decided_at, part.decided_by_id = state, timezone.now(), by.member_id
    part.version += 1
    part.save()
    _changed(report)


def _changed(report: ImportedReport) -> None:
    report.version += 1
    report.save(update_fields=["version"])
