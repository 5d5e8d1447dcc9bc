"""What is erased with a person's record beyond screening: what lies above says so here when it is loaded.

Called by ``actions.erasing`` inside its action, and by the command that erases what is due. It knows nothing of what it erases.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from firmground_site.access.actors import Actor
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


@dataclass(frozen=True)
class ErasedByItself:
    """What an app above keeps of somebody who has no person's record: how many there are whose time has come, and erasing them.

    ``erase`` erases each through an action of its own and says how many.
    """

    due: Callable[[Actor], int]
    erase: Callable[[Actor], int]


ALSO: list[AlsoErased] = []
BY_ITSELF: list[ErasedByItself] = []


def erase_also(also: AlsoErased) -> None:
    """Let these be erased with each person."""
    if also not in ALSO:
        ALSO.append(also)


def erase_by_itself(by_itself: ErasedByItself) -> None:
    """Let these be erased when their time has come, beside the records of people."""
    if by_itself not in BY_ITSELF:
        BY_ITSELF.append(by_itself)
