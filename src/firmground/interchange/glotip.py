"""The table of UNODC's Global Report on Trafficking in Persons: thirteen columns, one row for each count.

Source of the columns: public programs that read the workbook (``GLOTIP_READERS`` in the packs). A count below five is the text
``<5``, which is the publisher's own rule. What is not recorded has no row, and the definitions say so; it is never nought.
"""

from collections.abc import Iterator

from firmground.interchange.followed import Status
from firmground.interchange.selection import Selection, labelled, of_codes
from firmground.interchange.table import Column, Counted, Table, Value, finished
from firmground.interchange.victims import Victims
from firmground.packs.table_entries import TableShape
from firmground.values import digest

ID = "glotip"
COLUMNS = (
    Column("Iso3_code", "the territory's code of ISO 3166-1"),
    Column("Country", "the territory's name"),
    Column("Region", "the region that it lies in"),
    Column("Subregion", "the part of the region"),
    Column("Indicator", "what is counted"),
    Column("Dimension", "by what the count is divided"),
    Column("Category", "the part of the dimension"),
    Column("Sex", "the sex of the persons counted, or all of them"),
    Column("Age", "the age of the persons counted, or all ages"),
    Column("Year", "the calendar year in which it was decided that they were trafficked"),
    Column("Unit of measurement", "what a count counts"),
    Column("txtVALUE", "the number of persons, as text; below five the text <5; 'withheld' where it would give another away"),
    Column("Source", "who counted, by which data"),
)


def glotip_table(victims: Victims, source: str) -> Table:
    """The table for the calendar year of the tally, by sex and age, form of exploitation and citizenship."""
    shape = victims.tables.shapes[ID]
    place, words = victims.territory, shape.words
    head: tuple[Value, ...] = (place.iso3, place.name, place.region, place.subregion, words["indicator"])
    drafts = [
        (*head, *named, victims.year, words["unit"], Counted(cell, as_text=True), source)
        for named, cell in _lines(victims, shape)
    ]
    drafts += [
        (*head[:4], words[status.name], *named, victims.year, words["unit"], Counted(cell, as_text=True), source)
        for status, named, cell in _defendants(victims)
    ]
    table = Table(ID, shape.title, COLUMNS, definition_digest=digest(shape.model_dump(mode="json")))
    return finished(table, drafts, victims.found, shape, victims.scope)


def _lines(victims: Victims, shape: TableShape) -> Iterator[tuple[tuple[str, str, str, str], Selection]]:
    """Dimension, category, sex and age of each row, and the cell that it shows."""
    words, every = shape.words, shape.words["total"]
    for sex, by_sex in labelled(shape, "sex"):
        for age, by_age in labelled(shape, "age_band"):
            yield (every, every, sex, age), by_sex | by_age
    for form, by_form in labelled(shape, "forced_labour")[1:]:
        for sex, by_sex in labelled(shape, "sex"):
            yield (words["by_form"], form, sex, every), by_form | by_sex
    for each in victims.tables.citizenships:
        yield (words["by_citizenship"], each.name, every, every), of_codes("nationality", (each.nationality,))


def _defendants(victims: Victims) -> Iterator[tuple[Status, tuple[str, str, str, str], Selection]]:
    """The rows of persons prosecuted and convicted, where any were recorded, by sex."""
    shape = victims.tables.shapes[ID]
    every = shape.words["total"]
    for status in victims.followed:
        for sex, by_sex in labelled(shape, "sex"):
            yield status, (every, every, sex, every), by_sex | status.cell
