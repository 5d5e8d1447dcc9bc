"""Named checks of the tables that are handed in: references (P001), nothing given twice (P006), codes without a category (P025).

P025 a code that a table has no category for, or two. Citations (P002) are checked with the rest of the pack.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from firmground.packs.checks import Problem, not_in_list
from firmground.packs.lists import codes_in
from firmground.packs.pack import Pack
from firmground.packs.table_entries import TableRegister, TableShape

LISTS = {  # the code list of each column of the extract that a table may use
    "stage": "stages",
    "agency": "agencies",
    "group": "groups",
    "trigger": "triggers",
    "sex": "sexes",
    "age_band": "age_bands",
    "nationality": "nationalities",
    "outcome": "findings",
    "decision": "decisions",
    "forced_labour": "findings",
    "service": "casework.services",
    "protects": "findings",
    "reached": "counted.service_steps",
    "from_party": "counted.parties",
    "to_party": "counted.parties",
    "purpose": "casework.purposes",
    "state": "casework.referral_states",
    "answered": "counted.answers",
    "wait": "counted.waits",
    "band": "casework.bands",
    "result": "counted.results",
    "offence_group": "casework.offence_groups",
    "ended_as": "casework.outcomes",
    "convicts": "findings",
    "sentence": "casework.sentences",
}


def check_tables(pack: Pack) -> list[Problem]:
    """Every problem of ``interchange/``, in order of check and place; none for a pack without it."""
    if pack.tables is None:
        return []
    checks = (_dangling, _repeated, _unlike_their_list, _nationalities)
    return sorted({problem for check in checks for problem in check(pack, pack.tables)})


def _dangling(pack: Pack, tables: TableRegister) -> Iterator[Problem]:
    for shape in tables.shapes.values():
        where = f"table {shape.id}"
        yield from _unknown_columns(pack, where, shape.where)
        yield from _unknown_columns(pack, where, {each.column: each.codes for each in shape.categories})
        for row in shape.rows:
            yield from _unknown_columns(pack, f"{where} {row.id}", row.where)
    for each in tables.population:
        yield from not_in_list(pack, "sexes", each.sex, f"population {each.year}")
        yield from not_in_list(pack, "age_bands", each.age, f"population {each.year}")


def _unknown_columns(pack: Pack, where: str, named: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    for column, codes in named.items():
        if column in LISTS:
            yield from not_in_list(pack, LISTS[column], codes, where)
        else:
            yield Problem("P001", where, f"{column!r} is no column of the extract with codes", f"use {', '.join(LISTS)}")


def _repeated(pack: Pack, tables: TableRegister) -> Iterator[Problem]:
    listed: dict[str, Iterable[object]] = {
        "citizenship": [each.nationality for each in tables.citizenships],
        "population": [(each.year, each.sex, each.age) for each in tables.population],
        **{f"row of table {shape.id}": [row.id for row in shape.rows] for shape in tables.shapes.values()},
    }
    for what, names in listed.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield Problem("P006", f"{what} {name}", "is given twice", "remove or rename one")


def _unlike_their_list(pack: Pack, tables: TableRegister) -> Iterator[Problem]:
    for shape in tables.shapes.values():
        for column in dict.fromkeys(each.column for each in shape.categories if each.column in LISTS):
            given = Counter(code for each in shape.categories if each.column == column for code in each.codes)
            for code in _needed(pack, shape, column):
                if given[code] != 1:
                    what = f"has {given[code] or 'no'} categories for {column} {code}"
                    yield Problem("P025", f"table {shape.id}", what, "give each code one category")


def _needed(pack: Pack, shape: TableShape, column: str) -> tuple[str, ...]:
    """The codes that a row of the table may have in a column; "not known" too, unless the table asks for known codes only."""
    known = codes_in(pack, LISTS[column])
    return shape.where.get(column) or tuple(dict.fromkeys((*known, "not_known")))


def _nationalities(pack: Pack, tables: TableRegister) -> Iterator[Problem]:
    if tables.territory is None:
        return
    given = {each.nationality for each in tables.citizenships}
    yield from not_in_list(pack, "nationalities", given - {"not_known"}, "interchange/territory.toml")
    for code in {code.code for code in pack.codes.get("nationalities", ())} | {"not_known"}:
        if code not in given:
            yield Problem("P025", "interchange/territory.toml", f"has no citizenship for {code}", "add [[citizenships]]")
