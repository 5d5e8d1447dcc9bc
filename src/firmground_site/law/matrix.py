"""The coverage of a day as tables: a block for each purpose, squares with a sign and words, and the cells as rows for a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firmground.law.coverage import Cell, Coverage, Reach
from firmground.law.provision import cited_in_words
from firmground.law.words import REACH, SIGNS, purpose_in_words
from firmground_site.design.library_words import shown
from firmground_site.law.in_words import conduct_of

HEAD = ("territory", "on", "purpose", "minimum", "act", "means", "for_children", "reach", "whole", "within_limits")


@dataclass(frozen=True)
class Square:
    """A cell as shown: a sign, the words behind it, and how many provisions reach it."""

    sign: str
    words: str
    number: int

    @property
    def provisions(self) -> str:
        """How many provisions reach it, in words; empty where none does."""
        return (
            ngettext("{number} provision", "{number} provisions", self.number).format(number=self.number) if self.number else ""
        )


@dataclass(frozen=True)
class Reaching:
    """A provision that reaches something of a purpose; ``within_limits`` where it never reaches it whole."""

    id: str
    cited: str
    conduct: str
    within_limits: bool


@dataclass(frozen=True)
class Block:
    """A purpose: rows of squares with the name of each row, and the provisions that reach some of them."""

    purpose: str
    name: str
    rows: tuple[tuple[str, tuple[Square, ...]], ...]
    provisions: tuple[Reaching, ...]

    @property
    def heading(self) -> str:
        """What its list of provisions is called."""
        number = len(self.provisions)
        if not number:
            return _("{purpose}: no provisions reach some of it").format(purpose=self.name)
        said = ngettext(
            "{purpose}: {number} provision reaches some of it", "{purpose}: {number} provisions reach some of it", number
        )
        return said.format(purpose=self.name, number=number)


def blocks_of(coverage: Coverage) -> tuple[Block, ...]:
    """A block for each minimum purpose: acts as rows, means as columns."""
    return tuple(_block(coverage, purpose) for purpose in coverage.minimum)


def _block(coverage: Coverage, purpose: str) -> Block:
    cells = [[coverage.by_place[act, means, purpose] for means in coverage.means] for act in coverage.acts]
    acts = (coverage.pack.text(f"codes.palermo_acts.{act}") for act in coverage.acts)
    rows = tuple((act, tuple(map(square, row))) for act, row in zip(acts, cells, strict=True))
    name = purpose_in_words(coverage.pack, purpose)
    return Block(purpose, name, rows, _reaching(coverage, [cell for row in cells for cell in row]))


def square(cell: Cell) -> Square:
    """A cell with its sign."""
    return Square(SIGNS[cell.reach], shown(REACH[cell.reach]), len(cell.whole) + len(cell.limited))


def _reaching(coverage: Coverage, cells: Iterable[Cell]) -> tuple[Reaching, ...]:
    listed = list(cells)
    whole = {name for cell in listed for name in cell.whole}
    limited = {name for cell in listed for name in cell.limited}
    return tuple(
        Reaching(each.id, cited_in_words(coverage.pack, each), conduct_of(coverage.pack, each), each.id not in whole)
        for each in coverage.provisions
        if each.id in whole | limited
    )


def children_of(coverage: Coverage, purposes: Iterable[str]) -> list[tuple[str, tuple[Square, ...]]]:
    """For children, for whom no means is needed: purposes as rows, acts as columns."""
    return [
        (
            purpose_in_words(coverage.pack, purpose),
            tuple(square(coverage.by_place[act, None, purpose]) for act in coverage.acts),
        )
        for purpose in purposes
    ]


def counts_of(coverage: Coverage, purposes: Iterable[str]) -> list[tuple[str, tuple[int, ...]]]:
    """How many cells of each purpose are reached how far, in the order of ``Reach``."""
    return [
        (purpose_in_words(coverage.pack, each), tuple(coverage.reached([each])[reach] for reach in Reach)) for each in purposes
    ]


def columns(coverage: Coverage, code_list: str, codes: Iterable[str]) -> list[str]:
    """The heads of columns, from a code list."""
    return [coverage.pack.text(f"codes.{code_list}.{code}") for code in codes]


def legend() -> list[tuple[str, str]]:
    """Each sign with its words."""
    return [(SIGNS[reach], shown(REACH[reach])) for reach in Reach]


def cells_as_rows(coverage: Coverage) -> Iterator[tuple[str, ...]]:
    """A row for each cell, with ids, under ``HEAD``."""
    for cell in (*coverage.cells, *coverage.child_cells):
        yield (
            coverage.pack.id,
            coverage.on.isoformat(),
            cell.purpose,
            "yes" if cell.purpose in coverage.minimum else "no",
            cell.act,
            cell.means or "",
            "yes" if cell.means is None else "no",
            str(cell.reach),
            " ".join(cell.whole),
            " ".join(cell.limited),
        )
