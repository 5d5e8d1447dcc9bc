"""The way that leads from a debriefing to preparing it for a phone, for officers who have keys on one."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.devices.queries import own_officers
from firmground_site.screening.models import Identification
from firmground_site.screening.procedure import is_being_debriefed
from firmground_site.screening.ways_on import Way


def from_debriefing(identification: Identification, actor: Actor) -> Iterator[Way]:
    """Preparing a debriefing that is the actor's own and under way."""
    is_theirs = identification.agency == actor.agency and identification.officer_id == actor.member_id
    if is_theirs and is_being_debriefed(identification) and actor.may(Permission.DEBRIEFING_CONDUCT) and own_officers(actor):
        yield Way(_("Prepare for a phone without a signal"), reverse("devices:prepare", args=[identification.pk]))
