"""What a cell of a figure's table is called, in a language of the pack."""

from firmground.packs.lists import code_in_words
from firmground.packs.pack import Pack
from firmground.statistics.extract import COLUMNS
from firmground.statistics.figure import BETWEEN


def cell_label(pack: Pack, group: str, code: str, language: str | None = None) -> str:
    """The words for a cell: those of its code, or of each code of a combination, in the order of the columns."""
    pairs = zip(group.split(BETWEEN), code.split(BETWEEN), strict=True)
    return " · ".join(code_in_words(pack, listed_in(column), each, language) for column, each in pairs)


def listed_in(column: str) -> str:
    """The code list of a column, whichever table it is in; empty for a column without one."""
    return next((columns[column][1] for columns in COLUMNS.values() if column in columns), "")
