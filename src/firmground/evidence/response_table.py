"""The response table of a report: every claim with its marks and answers, as text in rows, and as a file of each kind.

It says nothing that the marks do not; what a kind of file looks like is in the module of that kind.
"""

import csv
import io
from collections.abc import Callable, Mapping
from types import MappingProxyType

from firmground.csv_files import harmless
from firmground.errors import OutputError
from firmground.evidence import words
from firmground.evidence.grading import Graded, GradedClaim
from firmground.evidence.response_docx import as_docx
from firmground.evidence.response_html import as_html
from firmground.evidence.response_ods import as_ods
from firmground.evidence.table import Table
from firmground.packs.pack import Pack

COLUMNS = (
    "Number",
    "Claim",
    "Kind",
    "Fact or position",
    "Rests on",
    "Source",
    "Case details",
    "Figure",
    "Check",
    "Answers",
    "Read in",
)


def response_table(pack: Pack, graded: Graded, language: str | None = None) -> Table:
    """The response table of a report, its claims in a language of the pack; raises ``PackError`` for one it does not have."""
    tag = pack.language(language).tag if language else pack.default_language.tag
    report = graded.file.report
    about = [
        ("Publisher", pack.text(f"codes.publishers.{report.publisher}", tag)),
        ("Published on", report.published_on.isoformat()),
        *([("Rating", pack.text(f"codes.ratings.{report.rating}", tag))] if report.rating else []),
        *([("Answers", words.title_of(pack, report.answers, tag))] if report.answers else []),
        ("Read in", _sources(pack, report.documents)),
        ("Register", f"{pack.id}, {pack.digest}"),
    ]
    counted = [f"{len(listed)} {words.plural(name, len(listed))}" for name, listed in graded.lists.items()]
    return Table(
        title=words.title_of(pack, report.id, tag),
        language=tag,
        direction=pack.language(tag).direction,
        published_on=report.published_on,
        about=tuple(about),
        columns=COLUMNS,
        rows=tuple(_row(pack, each, tag) for each in graded.claims),
        counts=(f"Of {len(graded.claims)} claims:", *counted),
        note=words.CLOSING,
    )


def written(table: Table, kind: str, *, where: str = "") -> bytes:
    """A table as a file; the same table gives the same bytes. ``OutputError`` for a kind that is not one of ``KINDS``."""
    if kind not in KINDS:
        raise OutputError(
            f"{kind or 'a name without an ending'!s} is no kind of table", where=where, remedy=f"use {', '.join(KINDS)}"
        )
    return KINDS[kind](table)


def as_csv(table: Table) -> bytes:
    """The rows as CSV in UTF-8, with a mark for spreadsheets; no cell can be taken for a formula."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(table.columns)
    rows.writerows(map(harmless, row) for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


KINDS: Mapping[str, Callable[[Table], bytes]] = MappingProxyType(
    {".docx": as_docx, ".ods": as_ods, ".html": as_html, ".csv": as_csv}
)


def _row(pack: Pack, each: GradedClaim, tag: str) -> tuple[str, ...]:
    answers = "\n".join(words.answer_in_words(pack, answer, tag) for answer in each.answers)
    return (
        str(each.claim.number),
        words.says(pack, each, tag),
        words.KINDS[each.claim.kind],
        words.HOLDS[each.claim.holds],
        words.rests_on(pack, each, tag),
        words.NAMED[each.source_named],
        words.DETAILS[each.claim.case_details],
        words.figure_in_words(each),
        words.check_in_words(each),
        answers or words.NO_ANSWER,
        _read_in(pack, each),
    )


def _read_in(pack: Pack, each: GradedClaim) -> str:
    mark = "" if each.claim.cite.confidence.is_verified else " (verify)"
    return ", ".join(each.claim.cite.source) + mark


def _sources(pack: Pack, keys: tuple[str, ...]) -> str:
    return "; ".join(f"{key}: {pack.sources[key]}" if key in pack.sources else key for key in keys)
