"""CSV as files carry it: lines read with every fault named, and cells that no spreadsheet runs. It knows no table."""

import csv
from collections.abc import Iterator
from pathlib import Path

from firmground.errors import InputError

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell of text that begins with one of these would be run by a spreadsheet


def csv_lines(path: Path) -> Iterator[list[str]]:
    """The lines of a CSV file in UTF-8, with or without a byte-order mark; an empty line is an empty list.

    Raises ``InputError`` for what cannot be read, is not UTF-8 or not CSV, at the latest when it comes to that line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.reader(file, strict=True)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="check the name") from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", where=str(path), remedy="save it as CSV in UTF-8") from error
    except csv.Error as error:
        raise InputError(f"is not CSV ({error})", where=str(path), remedy="save it again as CSV") from error


def begins_a_formula(cell: str) -> bool:
    """Whether a spreadsheet would run the text of a cell."""
    return cell.startswith(BEGINS_A_FORMULA)


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if begins_a_formula(cell) else cell
