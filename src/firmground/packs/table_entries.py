"""The shape of a pack's ``interchange/``: what publishers call our codes, what a territory is to them, and its population.

It gives shapes only; the tables are made in ``firmground.interchange``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, StringConstraints, model_validator

from firmground.packs.entries import Bound, Cited, CodeId, Dataset, Entry, Id, Keys, Named, WholeNumber
from firmground.values import Citation

Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
Codes = Annotated[tuple[CodeId, ...], Field(min_length=1)]
Group = Literal["national", "foreign_union", "foreign_other", "not_known"]


class Category(Entry):
    """What a publisher calls some codes of a column; without a citation of its own it has the table's."""

    column: Id
    codes: Codes
    label: Text
    cite: Citation | None = None


class CountRow(Named):
    """A row of a sheet of counts. Without a ``dataset`` it is not recorded; ``series`` is what was published of it.

    What became of people is not recorded either for a period of which its table has nothing: then no nought is counted.
    """

    label: Text
    unit: Text
    dataset: Dataset | None = None
    where: dict[Id, Codes] = Field(default_factory=dict)
    counting: Literal["event", "person"] = "event"
    series: Id | None = None
    cite: Citation

    @model_validator(mode="after")
    def _counts_what_can_be_counted(self) -> Self:
        if self.where and self.dataset is None:
            raise ValueError("says where to look and not in which table; give dataset")
        if self.dataset in ("screenings", "investigations") and self.counting == "person":
            raise ValueError(f'counts persons, which {self.dataset} have not here; write counting = "event"')
        if self.dataset == "waits":
            raise ValueError("counts waits, which these tables do not have")
        return self


class TableShape(Named):
    """A table that a publisher asks for: what is counted, and what its words are.

    ``below`` is the publisher's own smallest count and ``suppressed`` what it writes for a smaller one; ``withheld`` stands for
    any other count that is not shown. ``words`` are the publisher's other words, by what they stand for.
    """

    title: Text
    publisher: Text
    dataset: Dataset = "decisions"
    where: dict[Id, Codes] = Field(default_factory=dict)
    counting: Literal["event", "person"]
    below: Annotated[StrictInt, Field(ge=1)] = 1
    suppressed: Text | None = None
    withheld: Text
    not_recorded: tuple[Text, ...] = ()
    words: dict[Id, Text] = Field(default_factory=dict)
    cite: Citation
    categories: tuple[Category, ...] = ()
    rows: tuple[CountRow, ...] = ()


class Territory(Entry):
    """What a territory is to the publishers: its code of ISO 3166, its name and where it lies."""

    iso3: Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{3}$")]
    invented: StrictBool = False  # the code is in the range that ISO 3166 leaves to users
    name: Text
    region: Text
    subregion: Text
    cite: Citation


class Citizenship(Entry):
    """What publishers call a nationality of the pack's list, and whether it is the territory's own."""

    nationality: CodeId
    name: Text
    group: Group
    cite: Citation


class Population(Cited):
    """How many people lived there in the middle of a year; ``sex`` and ``age`` are codes, or empty for all."""

    year: WholeNumber
    sex: Keys = ()
    age: Keys = ()
    persons: WholeNumber | None = None
    bound: Bound

    @model_validator(mode="after")
    def _has_a_number_or_says_not_found(self) -> Self:
        if (self.persons is None) != (self.bound == "not_found"):
            raise ValueError('has no number without bound = "not_found", or both')
        if self.persons is not None and self.persons < 1:
            raise ValueError("has nobody in it")
        return self


class ShapeFile(Entry):
    """``interchange/tables.toml``."""

    tables: tuple[TableShape, ...] = ()


class TerritoryFile(Entry):
    """``interchange/territory.toml``."""

    territory: Territory
    citizenships: tuple[Citizenship, ...] = ()


@dataclass(frozen=True)
class TableRegister:
    """Everything that a pack and those it extends say in ``interchange/``; shapes by id."""

    shapes: Mapping[str, TableShape]
    territory: Territory | None
    citizenships: tuple[Citizenship, ...]
    population: tuple[Population, ...]

    def citations(self) -> Iterator[tuple[str, Citation | Cited]]:
        """Everything here that carries a citation, with its place."""
        for shape in self.shapes.values():
            yield f"table {shape.id}", shape.cite
            yield from ((f"table {shape.id} {each.label}", each.cite) for each in shape.categories if each.cite)
            yield from ((f"table {shape.id} {row.id}", row.cite) for row in shape.rows)
        if self.territory:
            yield "territory", self.territory.cite
        yield from ((f"citizenship {each.nationality}", each.cite) for each in self.citizenships)
        yield from ((f"population {each.year}", each) for each in self.population)
