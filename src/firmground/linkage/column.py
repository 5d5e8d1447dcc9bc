"""Which columns of a list are compared, and as what kind of thing. A model knows its columns; a file is mapped onto them."""

import re
from dataclasses import dataclass

from firmground.errors import InputError

KINDS = ("name", "birth", "code", "document", "words", "place_code")
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class Column:
    """A thing that is compared.

    ``kind`` says how: "name"; "birth" (a date, or part of one); "code" (equal or not); "document" (numbers and phones, ";"
    between several); "words" (employer, place, occupation); "place_code" (a postcode, whose beginning says something).
    Raises ``InputError`` for another kind or an id that is no plain word.
    """

    id: str
    kind: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InputError(f"{self.kind!r} is no kind of column", where=self.id, remedy=f"use {', '.join(KINDS)}")
        if not _ID.fullmatch(self.id):
            raise InputError("is no name of a column", where=self.id, remedy="use small letters, digits and _")


RECORD_COLUMNS = (
    Column("name", "name"),
    Column("birth", "birth"),
    Column("sex", "code"),
    Column("nationality", "code"),
    Column("document", "document"),
    Column("phone", "document"),
    Column("employer", "words"),
)
