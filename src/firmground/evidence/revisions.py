"""What changed between two publications of the same statement, table by table, with the causes that can be computed.

Nothing published is overwritten: a later statement names the earlier one, and every number that differs is listed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firmground.errors import StatementError
from firmground.values import type_of_json

TOTAL = ""
Content = Mapping[str, type_of_json]


@dataclass(frozen=True)
class Revision:
    """A number that differs: of which figure, in which cell ("" is the total), before and after, and why.

    ``None`` stands for what was withheld or not there. ``causes`` are codes: "records" (the data changed), "definition" (it
    counts something else), "disclosure" (another count is withheld), "added" and "removed".
    """

    figure: str
    cell: str
    before: int | str | None
    after: int | str | None
    causes: tuple[str, ...]

    def to_json(self) -> dict[str, type_of_json]:
        """The revision as data."""
        return {**vars(self), "causes": list(self.causes)}


def revisions_between(earlier: Content, later: Content) -> tuple[Revision, ...]:
    """Every number of a later statement that differs from an earlier one, and every table that came or went.

    Raises ``StatementError`` when the two are not of the same territory and year, since then no number of one revises one of
    the other.
    """
    for key, what in (("pack", "territory"), ("year", "year")):
        if earlier[key] != later[key]:
            where, remedy = f"{what} {earlier[key]} and {later[key]}", f"compare statements of one {what}"
            raise StatementError(f"are not of the same {what}, so neither revises the other", where=where, remedy=remedy)
    return (*_of_figures(earlier, later), *_of_ratios(earlier, later))


def _of_figures(earlier: Content, later: Content) -> Iterator[Revision]:
    records = earlier["extract_digest"] != later["extract_digest"]
    for name in {**earlier["figures"], **later["figures"]}:
        before, after = earlier["figures"].get(name), later["figures"].get(name)
        if before is None or after is None:
            yield _came_or_went(name, before, after, "total")
            continue
        causes = _causes(records=records, is_redefined=before["definition_digest"] != after["definition_digest"])
        was, now = {TOTAL: before["total"], **before["cells"]}, {TOTAL: after["total"], **after["cells"]}
        for cell in {**was, **now}:
            if was.get(cell) != now.get(cell):
                withheld = {was.get(cell), now.get(cell)} & {None}
                yield Revision(name, cell, was.get(cell), now.get(cell), (*causes, *(("disclosure",) if withheld else ())))


def _of_ratios(earlier: Content, later: Content) -> Iterator[Revision]:
    records = earlier["extract_digest"] != later["extract_digest"]
    for name in {**earlier["ratios"], **later["ratios"]}:
        before, after = earlier["ratios"].get(name), later["ratios"].get(name)
        if before is None or after is None:
            yield _came_or_went(name, before, after, "percent")
        elif before["percent"] != after["percent"]:
            is_redefined = before["definition_digest"] != after["definition_digest"]
            yield Revision(name, TOTAL, before["percent"], after["percent"], _causes(records=records, is_redefined=is_redefined))


def _came_or_went(name: str, before: Content | None, after: Content | None, number: str) -> Revision:
    if before is None and after is not None:
        return Revision(name, TOTAL, None, after[number], ("added",))
    return Revision(name, TOTAL, before[number] if before else None, None, ("removed",))


def _causes(*, records: bool, is_redefined: bool) -> tuple[str, ...]:
    return (*(("records",) if records else ()), *(("definition",) if is_redefined else ()))
