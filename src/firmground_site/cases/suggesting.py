"""Which provisions the recorded answers of a case's people suggest, for whoever considers a charge; kept nowhere."""

import datetime

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.models import Case
from firmground_site.law.queries import first_day
from firmground_site.law.suggested import Suggested, suggestions_for
from firmground_site.packs.queries import active_pack, today
from firmground_site.screening.queries import identifications_visible_to
from firmground_site.screening.shown_facts import facts_shown


def suggested_in(case: Case, actor: Actor, *, on: datetime.date) -> list[Suggested]:
    """The provisions that the answers suggest for conduct of a day, each once, those with every element first.

    Only answers that the actor may read are used. What can fall on the person themselves is left out: it is no charge against
    somebody who is suspected of having exploited them.
    """
    pack = active_pack()
    if pack.law is None or not actor.may(Permission.LAW_APPLY) or on < first_day():
        return []
    seen = identifications_visible_to(actor).filter(person__involvements__case=case).distinct().order_by("opened_at")
    shown = [facts_shown(each, actor, pack).facts for each in seen]
    found = [suggestions_for(pack, facts, on=on, today=today()).listed for facts in shown if facts]
    first = {each.id: each for listed in reversed(found) for each in listed}
    return sorted(first.values(), key=lambda each: not each.is_complete)


def day_of_conduct(case: Case) -> datetime.date:
    """The day to begin with: that of the first screening that led to the case, or of its opening."""
    return case.opened_from.opened_from.screened_on if case.opened_from else case.opened_on
