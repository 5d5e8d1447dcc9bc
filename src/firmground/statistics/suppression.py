"""Protects small counts in a single table with one dimension whose total is known.

Tables that hang together with others are protected with them, in ``firmground.statistics.disclosure``.
"""

from collections.abc import Mapping

from firmground.statistics.disclosure.protection import protect
from firmground.statistics.disclosure.system import one_table


def suppressed(counts: Mapping[str, int], minimum: int, *, key: str = "") -> frozenset[str]:
    """The cells to withhold. Noughts are shown: nobody can be found in them.

    Where the total gives a count away whatever is withheld, all but the noughts are. ``key`` is text that readers do not have;
    it chooses among cells of the same count.
    """
    return protect(one_table(counts), minimum, key=key).withheld
