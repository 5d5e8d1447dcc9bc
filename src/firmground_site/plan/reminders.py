"""Who is to be reminded of what on a day: one reminder for each owner that anything is asked of."""

import datetime
from dataclasses import dataclass

from firmground_site.accounts.models import Member
from firmground_site.plan.due import Due, due_on
from firmground_site.plan.measures import the_plan

OWNERS = "measure_owner"


@dataclass(frozen=True)
class Reminder:
    """A body that owns measures, what is asked of it, and the addresses of its measure owners, if it has any."""

    body: str
    dues: tuple[Due, ...]
    addresses: tuple[str, ...]

    @property
    def overdue(self) -> list[Due]:
        """Reports that should be there already."""
        return [each for each in self.dues if each.is_overdue]

    @property
    def soon(self) -> list[Due]:
        """Reports that are due soon."""
        return [each for each in self.dues if each.is_soon]

    @property
    def deadlines(self) -> list[Due]:
        """Measures whose deadline comes near."""
        return [each for each in self.dues if each.near_deadline]


def reminders_on(day: datetime.date) -> list[Reminder]:
    """A reminder for each owner of whom anything is asked, in the plan's order of their first such measure."""
    by_owner: dict[str, list[Due]] = {}
    for each in due_on(day, the_plan().measures):
        if each.asks_for_something and each.measure.owner:
            by_owner.setdefault(each.measure.owner, []).append(each)
    members = Member.objects.filter(role=OWNERS, is_active=True, agency__in=by_owner).order_by("email")
    addresses: dict[str, list[str]] = {}
    for member in members:
        addresses.setdefault(member.agency, []).append(member.email)
    return [Reminder(body, tuple(dues), tuple(addresses.get(body, ()))) for body, dues in by_owner.items()]
