"""Rating a measure independently, beside what its owner says of it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.plan_entries import MeasureEntry
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.packs.queries import today
from firmground_site.plan import events
from firmground_site.plan.measures import find_measure
from firmground_site.plan.models import Rating
from firmground_site.plan.queries import status_of
from firmground_site.plan.vocabulary import RATINGS

SAID_ALREADY = gettext_lazy(
    "Your last rating of this measure says the same. Change it, or its reasons, if there is something new to say."
)


@action(permission=Permission.PLAN_RATE, records=[events.MEASURE_RATED])
def rate_measure(*, measure: str, rating: str, reasons: str, by: Actor) -> Rating:
    """Rate a measure with reasons. Earlier ratings stay, and nothing that the owner says is changed.

    Refused for whoever is of an agency that carries the measure out, and for anything but "cannot tell" where its text is not
    public.
    """
    entry = find_measure(measure)
    if entry is None:
        raise Refused(_("The plan has no such measure."))
    computed = str(status_of(entry, today()).status)
    faults = {
        _("You are of an agency that carries this measure out, so you cannot rate it."): carries_out(by, entry),
        _("Choose a rating of the list."): rating not in RATINGS,
        _("Its text is not public, so nobody can tell how far it is."): not entry.text_public and rating != "cannot_tell",
        _("Write your reasons."): not reasons.strip(),
        SAID_ALREADY: _is_said_again(by, measure=measure, rating=rating, reasons=reasons.strip(), computed=computed),
    }
    raised = [sentence for sentence, is_so in faults.items() if is_so]
    if raised:
        raise Refused(*raised)
    made = Rating.objects.create(
        measure=measure,
        rating=rating,
        reasons=reasons.strip(),
        computed=computed,
        rated_at=timezone.now(),
        rated_by_id=by.member_id,
    )
    record(events.MEASURE_RATED, subject=made, measure=measure, rating=rating, reasons=made.reasons, computed=made.computed)
    return made


def carries_out(actor: Actor, measure: MeasureEntry) -> bool:
    """Whether somebody is of the agency that owns a measure, or of one that supports it."""
    return bool(actor.agency) and actor.agency in (measure.owner, *measure.supporting)


def _is_said_again(actor: Actor, **said: str) -> bool:
    """Whether the last rating of the measure by somebody was this one, with these reasons, of this status."""
    last = Rating.objects.filter(measure=said["measure"], rated_by=actor.member_id).order_by("rated_at").last()
    return last is not None and all(getattr(last, name) == value for name, value in said.items())
