"""Which estimators are run on corrected tables, and for how many lists each is made. What they do is theirs to say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pkgutil import resolve_name

import numpy as np
from numpy.typing import NDArray

from firmground.errors import InputError
from firmground.statistics.multiple_systems.histories import MOST_LISTS, Histories

Populations = Callable[[Histories, NDArray[np.int64]], NDArray[np.float64]]
PACKAGE = "firmground.statistics.multiple_systems"


@dataclass(frozen=True)
class Method:
    """An estimator by its id, in which module it is, and from how many to how many lists it takes.

    For more than ``unasked`` lists it is too slow to be run thousands of times unless it is asked for by name. A ``bound``
    is no estimate of everybody: it is shown, and is not compared with what the others say.
    """

    id: str
    place: str
    fewest: int = 2
    most: int = MOST_LISTS
    unasked: int = MOST_LISTS
    bound: bool = False

    @property
    def populations(self) -> Populations:
        """The function that answers N for each row of counts; its module is loaded when it is asked for."""
        found: Populations = resolve_name(f"{PACKAGE}.{self.place}:populations")
        return found


METHODS: Mapping[str, Method] = {
    each.id: each
    for each in (
        Method("main_effects", "main_effects"),
        Method("stepwise", "stepwise", fewest=3),
        Method("stepwise_aic", "stepwise_aic", fewest=3, unasked=4),
        Method("bic", "bic", fewest=3, most=6, unasked=3),
        Method("decomposable", "decomposable", most=6, unasked=3),
        Method("chao", "chao", bound=True),
        Method("chapman", "chapman", most=2),
        Method("pooled_pairs", "linkage_error.pooled_pairs"),
    )
}


def chosen_methods(names: Sequence[str], lists: int) -> tuple[Method, ...]:
    """The methods of these names, or when none is named all that take so many lists in good time.

    Raises ``InputError`` for a name that is not there and for a method that does not take so many lists.
    """
    if not names:
        return tuple(each for each in METHODS.values() if each.fewest <= lists <= min(each.most, each.unasked))
    for name in names:
        if name not in METHODS:
            raise InputError(f"there is no method {name!r}", where="--method", remedy=f"use {', '.join(METHODS)}")
        each = METHODS[name]
        if not each.fewest <= lists <= each.most:
            raise InputError(
                f"{name} takes {each.fewest} to {each.most} lists, not {lists}", where="--method", remedy="name another method"
            )
    return tuple(METHODS[name] for name in dict.fromkeys(names))
