"""A table to be handed out: text only, with what it is about above and what was counted below. It knows no kind of file."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Every row has a cell for each column; ``counts`` are sentences, the first of which introduces the others."""

    title: str
    language: str
    direction: str
    published_on: datetime.date
    about: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    counts: tuple[str, ...]
    note: str
