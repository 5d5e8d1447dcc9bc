"""The shape of a reading for the crosswalk: which indicators each question of an instrument asks about, or each item of a list.

A reading is ours, never the author's, so no row of it may call itself primary. It says neither how a question is put nor what
follows from an answer.
"""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import StrictStr, model_validator

from firmground.packs.entries import Cited, CodeId, Dated, Id, Keys
from firmground.values import Citation

NONE, NOT_KNOWN = "none", "not_known"
VOCABULARY = "indicators"  # the code list in whose words every reading is written


class CrosswalkRow(Cited):
    """What one item asks about: codes of the list ``indicators``, or the word ``none``, or the word ``not_known``.

    ``none`` is a finding: the item was read, and shows no indicator. ``not_known`` says that it was read and that this cannot
    be said. An item without a row was not read. ``list`` is the code list that an item of a standard is from.
    """

    list: Id | None = None
    item: CodeId
    indicators: Keys

    @model_validator(mode="after")
    def _is_a_reading(self) -> Self:
        if not self.indicators:
            raise ValueError("names no indicator; write none, or not_known")
        if len(self.indicators) > 1 and {NONE, NOT_KNOWN} & set(self.indicators):
            raise ValueError("says none or not_known beside something else")
        if self.confidence not in (None, "inferred", "unverified"):
            raise ValueError("is a reading of our own: its confidence is inferred or unverified")
        return self

    @property
    def key(self) -> str:
        """What tells the item from the others: its id, after its list where it is from one."""
        return f"{self.list}.{self.item}" if self.list else self.item

    @property
    def asks(self) -> tuple[str, ...] | None:
        """The indicators; empty for none on purpose, ``None`` where it is not known."""
        if self.indicators == (NOT_KNOWN,):
            return None
        return () if self.indicators == (NONE,) else self.indicators


class CrosswalkEntry(Dated):
    """One version of a reading; ``partial`` says why its items are not all, where they are not.

    An ``instrument`` and an ``indicator_set`` have the id of what they read. Code lists, and topics of a form that was not
    found, are sources of indicators of their own.
    """

    id: Id
    version: StrictStr
    kind: Literal["instrument", "indicator_set", "code_lists", "topics"]
    code_lists: tuple[Id, ...] = ()
    partial: StrictStr = ""
    cite: Citation
    rows: tuple[CrosswalkRow, ...] = ()

    @property
    def has_its_own_items(self) -> bool:
        """Whether it is a source of indicators by itself, and not the reading of something else in the pack."""
        return self.kind in ("code_lists", "topics")

    def citations(self) -> Iterator[tuple[str, Citation | Cited]]:
        """Everything in it that carries a citation, with its place."""
        yield f"crosswalk {self.id}", self.cite
        yield from ((f"crosswalk {self.id} {row.key}", row) for row in self.rows)
