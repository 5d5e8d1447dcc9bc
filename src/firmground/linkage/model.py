"""A linkage model: which columns are compared, what each level of agreement weighs, and how common names are.

It is a value: the same model gives the same probabilities on every engine. It holds no records; of names it holds those that
many people share, with how often they are met.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

from firmground.errors import InputError
from firmground.files import read_json
from firmground.linkage.column import Column
from firmground.linkage.comparing import levels_of
from firmground.linkage.preparing import Frequencies
from firmground.values import digest, type_of_json

VERSION = 1
MOST_LIKELY = 0.01  # of two entries, before anything is compared: with two records only, nothing else would limit it
SHIPPED = Path(__file__).parent / "default_model.json"


@dataclass(frozen=True)
class Level:
    """How far two values agree: ``m`` is how usual that is among pairs that are one person, ``u`` among pairs that are not."""

    id: str
    m: float
    u: float

    @property
    def weight(self) -> float:
        """What the level says, in bits: the logarithm of ``m`` over ``u``."""
        return log2(self.m / self.u)


@dataclass(frozen=True)
class Model:
    """``levels`` has those of each column, the closest first. ``others`` is how many further records, on average, there are
    of the person of a record.

    ``frequencies`` says for columns with names how usual their parts are. Raises ``InputError`` for levels that are not those of
    the columns, and for probabilities that are none.
    """

    columns: tuple[Column, ...]
    levels: Mapping[str, tuple[Level, ...]]
    others: float
    frequencies: Mapping[str, Frequencies] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 < self.others < float("inf"):
            raise InputError(f"{self.others} further records of a person cannot be", remedy="train the model again")
        for column in self.columns:
            expected = tuple(name for name, _ in levels_of(column, "duckdb"))
            found = self.levels.get(column.id, ())
            if tuple(level.id for level in found) != expected:
                raise InputError("has other levels than this version compares", where=column.id, remedy="train the model again")
            if not all(0 < level.m <= 1 and 0 < level.u <= 1 for level in found):
                raise InputError("has a level without a probability", where=column.id, remedy="train the model again")

    def probability(self, records: int) -> float:
        """The probability that two of so many records, taken at random, are one person; never above one in a hundred."""
        return min(MOST_LIKELY, self.others / max(records - 1, 1))

    def prior(self, records: int) -> float:
        """What is known of a pair before anything is compared, in bits."""
        probability = self.probability(records)
        return log2(probability / (1 - probability))

    @property
    def digest(self) -> str:
        """The digest of the model as JSON: another one when anything that decides a probability is another."""
        return digest(self.to_json())

    def to_json(self) -> dict[str, type_of_json]:
        """The model as data; numbers are text, with all their digits."""
        return {
            "version": VERSION,
            "others": repr(self.others),
            "columns": [
                {
                    "id": column.id,
                    "kind": column.kind,
                    "levels": [{"id": each.id, "m": repr(each.m), "u": repr(each.u)} for each in self.levels[column.id]],
                }
                for column in self.columns
            ],
            "frequencies": {
                name: {"records": each.records, "counts": dict(sorted(each.counts.items()))}
                for name, each in sorted(self.frequencies.items())
            },
        }

    @classmethod
    def from_json(cls, value: type_of_json, *, where: str = "model") -> "Model":
        """The model that ``to_json`` wrote; ``InputError`` for what is no such model."""
        try:
            return _read(value)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(
                "is no linkage model of this version", where=where, remedy="train a model and use its file"
            ) from error


def _read(value: Mapping[str, Any]) -> Model:
    if value["version"] != VERSION:
        raise ValueError(value["version"])
    columns = tuple(Column(each["id"], each["kind"]) for each in value["columns"])
    levels = {
        each["id"]: tuple(Level(level["id"], float(level["m"]), float(level["u"])) for level in each["levels"])
        for each in value["columns"]
    }
    frequencies = {
        name: Frequencies(int(each["records"]), {key: int(count) for key, count in each["counts"].items()})
        for name, each in value["frequencies"].items()
    }
    return Model(columns, levels, float(value["others"]), frequencies)


def read_model(path: Path) -> Model:
    """The model in a file that ``firmground linkage train`` wrote."""
    return Model.from_json(read_json(path), where=str(path))


@cache
def default_model() -> Model:
    """The model that ships: trained on made-up people of several language groups, for lists too short to train on."""
    return read_model(SHIPPED)


def known_frequencies(frequencies: Mapping[str, Frequencies], columns: Sequence[Column]) -> Mapping[str, Frequencies]:
    """The keys that are common enough to be told: of one record in 500, and of at least ten. Others would point at people."""
    return {
        column.id: Frequencies(
            (found := frequencies[column.id]).records,
            {key: count for key, count in found.counts.items() if count >= max(10, found.records / 500)},
        )
        for column in columns
        if column.id in frequencies
    }
