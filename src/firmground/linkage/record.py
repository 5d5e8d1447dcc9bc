"""What linkage reads and what it answers: entries of lists, and pairs of entries with the reasons for and against."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from firmground.values import type_of_json


@dataclass(frozen=True)
class Record:
    """One entry of one list about one person. Whatever is not known is empty text, and is evidence neither way.

    ``id`` is unique over all lists that are linked together. ``birth`` is ISO: a day, a month, or a year alone. ``sex`` and
    ``nationality`` are codes. ``alias`` holds other names, with ";" between them.
    """

    id: str
    list: str
    name: str = ""
    alias: str = ""
    birth: str = ""
    sex: str = ""
    nationality: str = ""
    document: str = ""
    phone: str = ""
    employer: str = ""


FIELDS = tuple(Record.__dataclass_fields__)


def table_of(records: Sequence[Record]) -> pa.Table:
    """Records as an Arrow table of text, with the names of their fields."""
    return pa.table({name: pa.array([getattr(record, name) for record in records], pa.string()) for name in FIELDS})


@dataclass(frozen=True)
class Weighed:
    """How one thing that was compared speaks: ``weight`` in bits, above nought for the same person, nought for nothing known.

    ``compared`` is its id ("name", "birth"); ``level`` the id of how far they agree ("exact", "swapped_parts", "not_known").
    """

    compared: str
    level: str
    weight: float


@dataclass(frozen=True)
class Proposal:
    """Two entries that may be one person.

    ``probability`` is between 0 and 1, as the model has it; ``weight`` is the sum in bits of ``prior`` and all ``weighed``, which
    together explain it (the waterfall). ``left`` and ``right`` are ids of records, the smaller first.
    """

    left: str
    right: str
    probability: float
    weight: float
    prior: float
    weighed: tuple[Weighed, ...]

    def to_json(self) -> dict[str, type_of_json]:
        """The proposal as data: ids and weights, nothing that says who anybody is."""
        return {
            "left": self.left,
            "right": self.right,
            "probability": self.probability,
            "weight": self.weight,
            "prior": self.prior,
            "weighed": [{"compared": each.compared, "level": each.level, "weight": each.weight} for each in self.weighed],
        }
