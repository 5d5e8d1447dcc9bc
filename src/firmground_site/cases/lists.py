"""The lists that go across cases, for the links at the head of the list of cases."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission


@dataclass(frozen=True)
class Across:
    """A list across cases: its words, its address and the permission that it needs."""

    text: str
    page: str
    permission: Permission

    @property
    def url(self) -> str:
        """Where it is."""
        return reverse(self.page)


ACROSS = (
    Across(_("Waiting for a prosecutor’s answer"), "cases:prompts", Permission.NON_PUNISHMENT_ANSWER),
    Across(_("Time limits"), "cases:time_limits", Permission.PROSECUTION_READ),
    Across(_("Two records of one person"), "cases:merges", Permission.MERGE_PROPOSE),
)


def lists_for(actor: Actor) -> list[Across]:
    """The lists that the actor may open."""
    return [each for each in ACROSS if actor.may(each.permission)]
