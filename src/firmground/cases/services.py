"""What happens with a service to a person: asked for, offered, accepted or declined, delivered, ended; in which order.

It knows no service of any territory and no person. Every step is dated by whoever records it.
"""

from collections.abc import Sequence
from typing import get_args

from firmground.errors import NotAllowed
from firmground.packs.casework_entries import ServiceStep

Step = ServiceStep
STEPS: tuple[Step, ...] = get_args(Step)
# What was declined or has ended can be asked for and offered again; what was delivered without an offer first, as in an
# emergency, is told as offered and accepted too.
FOLLOWS: dict[Step | None, tuple[Step, ...]] = {
    None: ("asked", "offered"),
    "asked": ("offered", "ended"),
    "offered": ("accepted", "declined", "ended"),
    "accepted": ("delivered", "declined", "ended"),
    "declined": ("asked", "offered"),
    "delivered": ("ended",),
    "ended": ("asked", "offered"),
}


def next_steps(last: Step | None) -> tuple[Step, ...]:
    """The steps that may follow the last one; before the first step, ``None``."""
    return FOLLOWS[last]


def check_step(last: Step | None, step: str) -> None:
    """Raise ``NotAllowed``, telling what may come instead, unless a step may follow the last one."""
    allowed = next_steps(last)
    if step not in allowed:
        remedy = f"allowed now: {', '.join(allowed)}"
        raise NotAllowed(f"{step!r} cannot follow {last or 'nothing'}", where="service", remedy=remedy, allowed=allowed)


def reached(steps: Sequence[Step]) -> Step | None:
    """How far a service came: the last step; ``None`` when nobody asked for it or offered it."""
    return steps[-1] if steps else None
