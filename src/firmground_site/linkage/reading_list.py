"""Reads a list that was sent as CSV, before anything is written: every fault with its row and column, or all of its entries."""

import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from firmground.values import digest_of_bytes
from firmground_site.audit.actions import Refused
from firmground_site.packs.queries import choices

NEEDED = ("id", "name")
COLUMNS = (*NEEDED, "alias", "birth", "sex", "nationality", "document", "phone", "employer")
CODED = {"sex": "sexes", "nationality": "nationalities"}
MOST_ROWS, LONGEST_CELL, MOST_FAULTS = 5_000, 200, 20
BIRTH = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
Row = Mapping[str, str]


@dataclass(frozen=True)
class ReadList:
    """A list that was read. ``digest`` is of its bytes as they were sent; ``rows`` have every column, empty where nothing is."""

    digest: str
    rows: tuple[Row, ...]


def read_list(content: bytes) -> ReadList:
    """Read a list; ``Refused`` says each fault in a sentence, with row and column and what to do."""
    table = _table(content)
    _columns_must_fit(table[0] if table else [])
    names = [each.strip().lower() for each in table[0]]
    rows = [(number, row) for number, row in enumerate(table[1:], start=2) if any(cell.strip() for cell in row)]
    if not rows:
        raise Refused(_("The list has no row below its heading."))
    if len(rows) > MOST_ROWS:
        raise Refused(_("The list has more than {most:,} rows. Send it in parts.").format(most=MOST_ROWS))
    given = [(number, _row(names, row)) for number, row in rows]
    faults = [*_uneven(rows, len(names)), *_faults(given)]
    if faults:
        more = [_("And {number} more.").format(number=len(faults) - MOST_FAULTS)] if len(faults) > MOST_FAULTS else []
        raise Refused(*faults[:MOST_FAULTS], *more)
    return ReadList(digest_of_bytes(content), tuple(row for _number, row in given))


def _table(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("The file is not text in UTF-8. Save it as “CSV UTF-8” and send it again.")) from error
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Refused(_("The file cannot be read as CSV: a quotation mark is left open. Mend it and send it again.")) from error


def _columns_must_fit(heading: list[str]) -> None:
    names = [each.strip().lower() for each in heading]
    missing = [each for each in NEEDED if each not in names]
    strange = [each for each in heading if each.strip().lower() not in COLUMNS]
    faults = [_("The column “{column}” is missing. The first row must name it.").format(column=each) for each in missing]
    faults += [
        _("The column “{column}” is not known. Use {columns}, and leave others out.").format(
            column=each[:40], columns=", ".join(COLUMNS)
        )
        for each in strange
    ]
    faults += [
        _("The column “{column}” is there twice.").format(column=each) for each in dict.fromkeys(names) if names.count(each) > 1
    ]
    if faults:
        raise Refused(*faults)


def _row(names: list[str], cells: list[str]) -> Row:
    found = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    for name in CODED:
        found[name] = found.get(name, "").lower()
    return {name: found.get(name, "") for name in COLUMNS}


def _uneven(rows: list[tuple[int, list[str]]], columns: int) -> Iterator[str]:
    for number, row in rows:
        if len(row) != columns:
            yield _(
                "Row {number} has {cells} cells, and the heading has {columns}. A comma in a cell needs quotation marks."
            ).format(number=number, cells=len(row), columns=columns)


def _faults(rows: list[tuple[int, Row]]) -> Iterator[str]:
    codes = {name: {code for code, _words in choices(listed)} for name, listed in CODED.items()}
    first: dict[str, int] = {}
    for number, row in rows:
        yield from _faults_in(number, row, codes)
        if row["id"] and first.setdefault(row["id"], number) != number:
            yield _("Row {number}, column id: it is the same as in row {first}. Each entry needs its own.").format(
                number=number, first=first[row["id"]]
            )


def _faults_in(number: int, row: Row, codes: Mapping[str, set[str]]) -> Iterator[str]:
    if not row["id"]:
        yield _("Row {number}, column id: it is empty. Give what the list calls the entry by, such as a number.").format(
            number=number
        )
    if not (row["name"] or row["alias"] or row["document"] or row["phone"]):
        yield _("Row {number}, column name: it is empty, and so are alias, document and phone. Leave the row out.").format(
            number=number
        )
    for name, cell in row.items():
        if len(cell) > LONGEST_CELL:
            yield _("Row {number}, column {name}: it has more than {most} characters.").format(
                number=number, name=name, most=LONGEST_CELL
            )
    if not _is_birth(row["birth"]):
        yield _("Row {number}, column birth: it is no date. Write 1990-02-28, 1990-02 or 1990, or nothing.").format(number=number)
    for name, allowed in codes.items():
        if row[name] and row[name] not in allowed:
            yield _("Row {number}, column {name}: “{code}” is not a code of this territory, as {some} are.").format(
                number=number, name=name, code=row[name][:40], some=_some(allowed)
            )


def _is_birth(written: str) -> bool:
    if not written:
        return True
    found = BIRTH.fullmatch(written)
    if found is None:
        return False
    year, month, day = (int(each or 1) for each in found.groups())
    try:
        return 1900 <= datetime.date(year, month, day).year <= 2100
    except ValueError:
        return False


def _some(codes: set[str]) -> str:
    return ", ".join(sorted(codes)[:3])
