"""The persons identified in a calendar year, counted once for all the tables that ask for them, and protected together.

What a person's records do not divide further, no table divides. A person counts once, as in the last decision of the year.
"""

from dataclasses import dataclass

from firmground.errors import FigureError, PackError
from firmground.interchange.followed import CONVICTED, PROSECUTED, Status, recorded, with_defendants
from firmground.interchange.periods import Days, calendar_year, in_words
from firmground.interchange.records import Records
from firmground.interchange.selection import Axis, Sum, axis_of, grid, group_of
from firmground.interchange.tally import Tally, tally
from firmground.packs.pack import Pack
from firmground.packs.table_entries import Citizenship, Group, TableRegister, TableShape, Territory

GROUPS: tuple[Group, ...] = ("national", "foreign_union", "foreign_other", "not_known")
BY_SEX_AND_AGE, BY_FORM_AND_SEX, BY_SEX, BY_FORM = ("glotip", "sdg_16_2_2"), ("glotip",), ("eurostat_status",), ("eurostat_form",)


@dataclass(frozen=True)
class Victims:
    """A year's tally, and what the pack says of the territory and of publishers.

    ``followed`` are the statuses of defendants that were recorded; they are in the tally beside the victims.
    """

    year: int
    found: Tally
    tables: TableRegister
    territory: Territory
    nationalities: Axis
    citizenships: Axis
    followed: tuple[Status, ...] = ()

    @property
    def scope(self) -> str:
        """What all tables of this tally count."""
        return f"persons identified in {self.year}"


def shape_of(pack: Pack, name: str) -> TableShape:
    """What the pack says of a table; ``PackError`` when it says nothing."""
    if pack.tables is None or name not in pack.tables.shapes:
        raise PackError(f"says nothing of the table {name!r}", where=f"pack {pack.id}", remedy="add interchange/tables.toml")
    return pack.tables.shapes[name]


def count_victims(pack: Pack, records: Records, year: int) -> Victims:
    """Count the persons identified in a calendar year by all that some table asks for.

    Raises ``FigureError`` when the extracts leave out a day of the year, and ``PackError`` when the pack does not say what the
    territory is.
    """
    if pack.tables is None or pack.tables.territory is None:
        raise PackError("does not say what the territory is", where=f"pack {pack.id}", remedy="add interchange/territory.toml")
    days = calendar_year(year)
    must_cover(records, days, f"the calendar year {year}")
    shape = shape_of(pack, "glotip")
    nationalities = Axis("nationality", tuple((each.nationality,) for each in pack.tables.citizenships))
    citizenships = Axis("nationality", _by_group(pack.tables.citizenships))
    sums = (*_sums(pack), *grid(nationalities), *grid(citizenships))
    persons = records.persons(shape.where, days)
    found = tally(pack, persons, sums, tuple(pack.tables.shapes.values()))
    followed = recorded(records, (PROSECUTED, CONVICTED), days)
    found = with_defendants(pack, records, found, followed, [shape, *(shape_of(pack, name) for name in BY_SEX)], days)
    return Victims(year, found, pack.tables, pack.tables.territory, nationalities, citizenships, followed)


def must_cover(records: Records, days: Days, what: str) -> None:
    """Refuse a period of which the extracts leave out a day; ``FigureError`` names the days."""
    missing = records.missing(days)
    if missing:
        remedy = "give the extract of those days too, with another --extract"
        raise FigureError(f"the extracts have nothing on {in_words(missing)}", where=what, remedy=remedy)


def _sums(pack: Pack) -> tuple[Sum, ...]:
    """What adds up to what in the tables by sex, age and form."""
    sums: list[Sum] = []
    for name in BY_SEX_AND_AGE:
        sums += grid(axis_of(shape_of(pack, name), "sex"), axis_of(shape_of(pack, name), "age_band"))
    for name in BY_FORM_AND_SEX:
        sums += grid(axis_of(shape_of(pack, name), "forced_labour"), axis_of(shape_of(pack, name), "sex"))
    for name, column in (*((name, "sex") for name in BY_SEX), *((name, "forced_labour") for name in BY_FORM)):
        sums += grid(axis_of(shape_of(pack, name), column))
    return tuple(dict.fromkeys(sums))


def _by_group(citizenships: tuple[Citizenship, ...]) -> tuple[tuple[str, ...], ...]:
    """The nationalities of each group that has some; a group without any is not known, and no cell."""
    groups = (group_of(each.nationality for each in citizenships if each.group == group) for group in GROUPS)
    return tuple(group for group in groups if group)
