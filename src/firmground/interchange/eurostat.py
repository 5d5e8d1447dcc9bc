"""The tables of Eurostat's ``crim_thb``: persons by legal status and sex, victims by citizenship and by form of exploitation.

Nought is known to be none; an empty cell is not known. Source: Eurostat's reference metadata and its slides on the collection
(``EUROSTAT_THB``, ``EUROSTAT_VILLUND`` in the packs).
"""

from collections.abc import Sequence

from firmground.interchange.followed import CONVICTED
from firmground.interchange.selection import ALL, labelled
from firmground.interchange.table import Column, Counted, Draft, Table, finished
from firmground.interchange.victims import GROUPS, Victims
from firmground.packs.table_entries import TableShape
from firmground.values import digest

GEO = Column("geo", "the territory's code of ISO 3166-1")
TIME = Column("time", "the calendar year in which it was decided that they were trafficked")
STATUS = Column("leg_stat", "the legal status of the persons")
VALUE = Column("value", "the number of persons; 0 is known to be none, empty is not known, ':c' is not shown")
NOTE = Column("note", "why a cell is empty")
NOT_RECORDED, NO_CODE = "not recorded here", "the territory's list has no code for it"


def eurostat_tables(victims: Victims) -> tuple[Table, ...]:
    """The three tables for the calendar year of the tally."""
    return _by_status(victims), _by_citizenship(victims), _by_form(victims)


def _by_status(victims: Victims) -> Table:
    shape = victims.tables.shapes["eurostat_status"]
    columns = (GEO, TIME, STATUS, Column("sex", "the sex of the persons, or all of them"), VALUE, NOTE)
    named = labelled(shape, "sex")
    drafts: list[Draft] = [(*_head(victims), shape.words["victims"], sex, Counted(cell), None) for sex, cell in named]
    drafts += [(*_head(victims), shape.words["suspected"], sex, None, NOT_RECORDED) for sex, _ in named]
    for sex, cell in named:
        convicted, why = (Counted(cell | CONVICTED.cell), None) if CONVICTED in victims.followed else (None, NOT_RECORDED)
        drafts.append((*_head(victims), shape.words["convicted"], sex, convicted, why))
    return _table(victims, shape, columns, drafts)


def _by_citizenship(victims: Victims) -> Table:
    shape = victims.tables.shapes["eurostat_citizenship"]
    columns = (GEO, TIME, STATUS, Column("citizen", "the group of the persons' citizenship, or all of them"), VALUE, NOTE)
    head, words = (*_head(victims), shape.words["victims"]), shape.words
    drafts: list[Draft] = [(*head, words["total"], Counted(ALL), None)]
    for group in GROUPS:
        codes = [each.nationality for each in victims.tables.citizenships if each.group == group]
        cell = next((victims.citizenships.cell(each) for each in victims.citizenships.groups if set(each) == set(codes)), None)
        drafts.append((*head, words[group], Counted(cell) if cell else None, None if cell else NO_CODE))
    return _table(victims, shape, columns, drafts)


def _by_form(victims: Victims) -> Table:
    shape = victims.tables.shapes["eurostat_form"]
    columns = (GEO, TIME, STATUS, Column("exploit", "the form of exploitation, or all forms"), VALUE, NOTE)
    head, words = (*_head(victims), shape.words["victims"]), shape.words
    drafts: list[Draft] = [(*head, form, Counted(cell), None) for form, cell in labelled(shape, "forced_labour")]
    drafts += [(*head, words[form], None, NOT_RECORDED) for form in ("sexual", "other")]
    return _table(victims, shape, columns, drafts)


def _head(victims: Victims) -> tuple[str, int]:
    return victims.territory.iso3, victims.year


def _table(victims: Victims, shape: TableShape, columns: tuple[Column, ...], drafts: Sequence[Draft]) -> Table:
    table = Table(shape.id, shape.title, columns, definition_digest=digest(shape.model_dump(mode="json")))
    return finished(table, drafts, victims.found, shape, victims.scope)
