"""What is erased with a person's record beyond screening: what lies above says so here when it is loaded.

Called by ``actions.erasing`` inside its action only. It knows nothing of what it erases.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from firmground_site.screening.models import Person


@dataclass(frozen=True)
class AlsoErased:
    """Records about a person that an app above keeps.

    ``hold`` keeps them from changing until the action ends, before the person is held; ``subjects`` are those by which the
    ledger may know them, read before anything is cleared; ``clear`` empties what tells of the person; ``who_worked`` are the
    keys of members whose work it is.
    """

    hold: Callable[[Person], None]
    subjects: Callable[[Person], Iterable[object]]
    clear: Callable[[Person], None]
    who_worked: Callable[[Person], Iterable[object]]


ALSO: list[AlsoErased] = []


def erase_also(also: AlsoErased) -> None:
    """Let these be erased with each person."""
    if also not in ALSO:
        ALSO.append(also)
