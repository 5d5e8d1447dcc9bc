"""Named checks of the readings for the crosswalk: references (P001), overlaps (P005), what is given twice (P006), and questions
that nobody has read (P024).

Citations (P002) and texts (P003) are checked with the rest of the pack. An instrument without any reading has no problem:
what its questions ask about is not known, and the crosswalk says so. One with a reading must be read whole.
"""

from collections import Counter
from collections.abc import Iterator

from firmground.packs.checks import Problem, not_in_list
from firmground.packs.crosswalk_entries import NONE, NOT_KNOWN, VOCABULARY, CrosswalkEntry
from firmground.packs.effective import overlapping
from firmground.packs.pack import Pack


def check_crosswalk(pack: Pack) -> list[Problem]:
    """Every problem of the readings, in order of check and place; none for a pack without any."""
    found: set[Problem] = set()
    for versions in pack.crosswalk.values():
        for entry in versions:
            found |= {*_dangling(pack, entry), *_repeated(pack, entry), *_unread(pack, entry)}
        for a, b in overlapping(versions):
            what = f"versions {a.version} and {b.version} overlap"
            found.add(Problem("P005", f"crosswalk {a.id}", what, "end one the day before"))
    return sorted(found)


def _dangling(pack: Pack, entry: CrosswalkEntry) -> Iterator[Problem]:
    where = f"crosswalk {entry.id}"
    for row in entry.rows:
        yield from not_in_list(pack, VOCABULARY, set(row.indicators) - {NONE, NOT_KNOWN}, f"{where} {row.key}")
    for name in sorted(set(entry.code_lists) - set(pack.codes)):
        yield Problem("P001", where, f"{name!r} is not a code list", "correct the name")
    known = {"instrument": pack.instruments, "indicator_set": pack.indicator_sets}.get(entry.kind)
    if known is not None and entry.id not in known:
        yield Problem("P001", where, f"there is no {entry.kind.replace('_', ' ')} of that id", "correct the id or the kind")
        return
    there = _items(pack, entry)
    for row in entry.rows:
        own = entry.has_its_own_items and row.list is None
        if not own and row.key not in there:
            yield Problem("P001", f"{where} {row.key}", "is not there to be read", "correct the id, or remove the row")


def _repeated(pack: Pack, entry: CrosswalkEntry) -> Iterator[Problem]:
    for key, times in Counter(row.key for row in entry.rows).items():
        if times > 1:
            yield Problem("P006", f"crosswalk {entry.id} {key}", "is given twice", "remove one of the rows")
    if entry.has_its_own_items and entry.id in pack.instruments:
        yield Problem("P006", f"crosswalk {entry.id}", "has the id of an instrument", "rename it")


def _unread(pack: Pack, entry: CrosswalkEntry) -> Iterator[Problem]:
    read = {row.key for row in entry.rows}
    for key, is_read_elsewhere in _items(pack, entry).items():
        if key not in read and not is_read_elsewhere:
            where = f"crosswalk {entry.id} {key}"
            yield Problem("P024", where, "is not read", "add a row with its indicators, with none, or with not_known")


def _items(pack: Pack, entry: CrosswalkEntry) -> dict[str, bool]:
    """What there is to be read on the days of the reading, and whether the reading of an indicator set says it already."""
    if entry.kind == "instrument":
        versions = (each for each in pack.instruments.get(entry.id, ()) if each.in_force.overlaps(entry.in_force))
        return {question.id: bool(question.about) for each in versions for question in each.questions}
    if entry.kind == "indicator_set":
        found = pack.indicator_sets.get(entry.id)
        return {row.indicator: False for row in found.indicators} if found else {}
    return {f"{name}.{code.code}": False for name in entry.code_lists for code in pack.codes.get(name, ())}
