"""The table for the global indicator 16.2.2: detected victims for each 100,000 people, by sex, age and form of exploitation.

A rate needs a population, which is data of the pack with a source. Without one the rate is not known; a withheld count has no
rate either, since the rate would give it away. It is a rate of detection, never of how many there are.
"""

from collections.abc import Iterator
from decimal import Decimal

from firmground.interchange.selection import ALL, Selection, labelled, of_codes
from firmground.interchange.table import Column, Counted, Draft, Table, Value, finished
from firmground.interchange.tally import shown
from firmground.interchange.victims import Victims
from firmground.packs.table_entries import Population, TableShape
from firmground.values import digest

ID = "sdg_16_2_2"
DIGITS = Decimal("0.0001")
NOT_KNOWN, NOT_FOUND = "not known", "not found"
COLUMNS = (
    Column("Indicator", "the number of the global indicator"),
    Column("Series", "the code of the series in the indicator's database; empty where there is none"),
    Column("Iso3_code", "the territory's code of ISO 3166-1"),
    Column("Country", "the territory's name"),
    Column("Year", "the calendar year in which it was decided that they were trafficked"),
    Column("Sex", "the sex of the persons counted, or all of them"),
    Column("Age", "the age of the persons counted, or all ages"),
    Column("Form of exploitation", "the form, or all forms"),
    Column("Victims", "persons identified; 'withheld' where the count is not shown"),
    Column("Population", "people of that sex and age in the middle of the year; 'not found' where no source was found"),
    Column("Population bound", "whether the population is exact, or how it stands to the number given"),
    Column("Rate per 100,000", "victims for each 100,000 people, to four digits; of detection, never of how many there are"),
    Column("Population source", "where the population comes from, and how well it was read"),
)


def sdg_table(victims: Victims) -> Table:
    """The table for the calendar year of the tally; the population of all forms is that of the sex and age."""
    shape = victims.tables.shapes[ID]
    drafts = [_draft(victims, shape, named, cell, people) for named, cell, people in _lines(shape)]
    about = tuple(_cited(each) for each in _of(victims))
    defined = {"shape": shape.model_dump(mode="json"), "population": [each.model_dump(mode="json") for each in _of(victims)]}
    table = Table(ID, shape.title, COLUMNS, about=about, definition_digest=digest(defined))
    return finished(table, drafts, victims.found, shape, victims.scope)


def rate(victims: int, population: int) -> Decimal:
    """How many there are for each 100,000, rounded half to even at the fourth digit."""
    return (Decimal(victims) * 100_000 / Decimal(population)).quantize(DIGITS)


def _lines(shape: TableShape) -> Iterator[tuple[tuple[str, str, str], Selection, Selection]]:
    """Sex, age and form of each row; the cell that it shows; and the people that the rate is of."""
    every = shape.words["total"]
    for sex, by_sex in labelled(shape, "sex"):
        for age, by_age in labelled(shape, "age_band"):
            yield (sex, age, every), by_sex | by_age, by_sex | by_age
    for form, by_form in labelled(shape, "forced_labour")[1:]:
        yield (every, every, form), by_form, ALL


def _draft(victims: Victims, shape: TableShape, named: tuple[str, str, str], cell: Selection, people: Selection) -> Draft:
    row = next((each for each in _of(victims) if _people(each) == people), None)
    persons: Value = row.persons if row and row.persons else NOT_FOUND
    value = shown(victims.found, cell, shape)
    known = isinstance(value, int) and isinstance(persons, int)
    series = _series(shape, named, cell)
    place = victims.territory
    head = (shape.words["indicator"], series, place.iso3, place.name, victims.year, *named)
    shared = rate(value, persons) if known else _why_not(value)  # type: ignore[arg-type]
    return (*head, Counted(cell), persons, row.bound if row else NOT_FOUND, shared, _source(row))


def _series(shape: TableShape, named: tuple[str, str, str], cell: Selection) -> str | None:
    if named[2] == shape.words["total"]:
        return shape.words["series"]
    return shape.words["series_forced_labour"] if cell == of_codes("forced_labour", ["yes"]) else None


def _why_not(value: Value) -> str:
    return NOT_KNOWN if isinstance(value, int) else str(value)


def _of(victims: Victims) -> tuple[Population, ...]:
    return tuple(each for each in victims.tables.population if each.year == victims.year)


def _people(row: Population) -> Selection:
    """The people of a row of the population, as the selection of those among them who would be counted."""
    sex, age = (of_codes(column, codes) if codes else ALL for column, codes in (("sex", row.sex), ("age_band", row.age)))
    return sex | age


def _source(row: Population | None) -> str:
    if row is None:
        return NOT_FOUND
    return f"{' '.join(row.source)} ({row.confidence})"


def _cited(row: Population) -> tuple[str, str]:
    of = " ".join((*row.sex, *row.age)) or "all"
    return f"population {row.year}, {of}", f"{_source(row)}: {row.note}" if row.note else _source(row)
