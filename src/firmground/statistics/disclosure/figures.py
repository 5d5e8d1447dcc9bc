"""The figures of a year as tables that hang together, with earlier publications of the same figures.

It reads definitions, not data: counts come in with the figures. What an earlier publication says is taken as said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firmground.packs.digest import as_json
from firmground.packs.entries import FigureEntry
from firmground.packs.pack import Pack
from firmground.statistics.disclosure.audit import Audit, audit
from firmground.statistics.disclosure.protection import protect
from firmground.statistics.disclosure.releases import Release, beside
from firmground.statistics.disclosure.system import Cell, Kind, System
from firmground.statistics.disclosure.tables import Counted, PublishedTable, cell_name, linked
from firmground.statistics.extract import day_range
from firmground.statistics.figure import BETWEEN, Figure, definition_digest, is_small_total
from firmground.values import canonical_json, type_of_json

Printed = tuple[str, str]  # a figure, and the code of a cell in it; "" for its total


@dataclass(frozen=True)
class LinkedFigures:
    """The figures of a year as one system, and which cell of it each printed count is."""

    system: System
    names: Mapping[Printed, str]

    def printed(self, names: Iterable[str]) -> frozenset[Printed]:
        """Where some cells are printed."""
        wanted = frozenset(names)
        return frozenset(where for where, name in self.names.items() if name in wanted)

    def audit(self, withheld: frozenset[Printed], minimum: int) -> Audit:
        """What readers can work out when some cells are withheld; cells are named as FIGURE.CODE."""
        withheld = frozenset(
            each
            for each in withheld
            if each in self.names and self.system.cells[self.names[each]].kind in (Kind.CELL, Kind.TOTAL)
        )
        places = {name: where for where, name in reversed(list(self.names.items()))}
        found = audit(self.system, frozenset(self.names[each] for each in withheld), minimum)
        return found.renamed(lambda name: ".".join(places[name]).rstrip(".") if name in places else name)


def protect_figures(
    pack: Pack, figures: Mapping[str, Figure], year: int, *, key: str, earlier: Sequence[Release] = ()
) -> tuple[frozenset[Printed], frozenset[str]]:
    """What to withhold of the figures of a year, and the figures among them whose tables are withheld whole.

    A table is withheld whole when its total is itself a small count, or gives small counts away although all but the noughts is
    withheld. ``key`` is text that readers do not have. Raises what ``linked_figures`` raises.
    """
    minimum = pack.disclosure.minimum_count if pack.disclosure else 1
    whole = frozenset(entry.id for entry in pack.figures if entry.group and is_small_total(pack, entry, figures[entry.id].total))
    while True:
        linked = linked_figures(pack, figures, year, earlier=earlier, whole=whole)
        protection = protect(linked.system, minimum, key=key)
        exposed = frozenset(name for name, code in linked.printed(protection.exposed) if code)
        if exposed <= whole:
            break
        whole |= exposed
    blank = {(name, code) for name in whole for code in figures[name].cells}
    return linked.printed(protection.withheld) | blank, whole


def linked_figures(
    pack: Pack,
    figures: Mapping[str, Figure],
    year: int,
    *,
    earlier: Sequence[Release] = (),
    whole: frozenset[str] = frozenset(),
) -> LinkedFigures:
    """The figures of a pack for a year, with nothing withheld but ``whole`` tables, beside what was published earlier.

    An earlier figure counts if its definition is that of the pack today. Raises ``FigureError`` when counts contradict each
    other, and ``InputError`` when an earlier publication has no figures.
    """
    now = {entry.id: _table(pack, entry, figures[entry.id].to_json(), year) for entry in pack.figures}
    now |= {name: replace(now[name], kind=Kind.WHOLE) for name in whole}
    names: dict[Printed, str] = {}
    for name, table in now.items():
        names[name, ""] = cell_name(table.counted, frozenset(table.within.items()))
        found = {BETWEEN.join(cell): table.codes(cell) for cell in table.cells}
        names |= {(name, code): cell_name(table.counted, codes) for code, codes in found.items() if codes is not None}
    before = [table for release in earlier for table in _published(pack, release)]
    tables = list(now.values())
    return LinkedFigures(beside(tables, before, linked([*tables, *before])), names)


def _published(pack: Pack, release: Release) -> list[PublishedTable]:
    known = {entry.id: entry for entry in pack.figures}
    digests = {name: definition_digest(pack, entry) for name, entry in known.items()}
    taken = [name for name, each in release.figures.items() if each["definition_digest"] == digests.get(name)]
    return [_table(pack, known[name], release.figures[name], release.year, release.name) for name in taken]


def _table(pack: Pack, entry: FigureEntry, counted: type_of_json, year: int, release: str = "") -> PublishedTable:
    within, rest = fixed_by(as_json(entry.filter))
    first, last = day_range(year, entry.period, pack.manifest.financial_year_starts)
    what = Counted(entry.dataset, entry.counting, f"{first}/{last}", rest, release)
    cells = {tuple(code.split(BETWEEN)): count for code, count in counted["cells"].items()}
    if release:
        kind = Kind.FIXED if set(cells.values()) != {None} else Kind.WHOLE  # where nothing is shown, noughts may be hidden too
    else:
        kind = Kind.CELL if entry.disclosure == "small_counts" else Kind.FIXED
    return PublishedTable(what, within, entry.group, cells, _total(pack, entry, counted, release), kind)


def _total(pack: Pack, entry: FigureEntry, counted: type_of_json, release: str) -> Cell | None:
    """A total stays, unless it is a small count that asks for protection, or was withheld before; there may be none recorded."""
    total: int | None = counted["total"]
    if counted.get("recorded") is False:
        return None
    if total is None:
        return Cell(None, Kind.WITHHELD)
    return Cell(total, Kind.TOTAL if not release and is_small_total(pack, entry, total) else Kind.FIXED)


def fixed_by(expression: type_of_json) -> tuple[dict[str, str], str]:
    """The codes to which a filter fixes columns, and the rest of it in canonical form; the rest is empty if there is none."""
    conditions = expression.get("all", [expression]) if expression else []
    within: dict[str, str] = {}
    rest = []
    for each in conditions:
        column, code = each.get("equals", ("", ""))
        if column and within.setdefault(column, code) == code:
            continue
        rest.append(canonical_json(each).decode())
    return within, " and ".join(sorted(rest))
