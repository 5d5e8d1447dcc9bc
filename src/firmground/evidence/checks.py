"""Named checks of what figures count and what sentences quote.

P013 a figure that cannot be computed · P014 a sentence that quotes something that is not there · P023 a check of a claim that
cannot be made.
"""

from collections.abc import Iterator

from firmground.errors import FirmgroundError
from firmground.evidence.grading import checked
from firmground.evidence.statement import PLACEHOLDER
from firmground.packs.checks import Problem
from firmground.packs.pack import Pack
from firmground.statistics.extract import COLUMNS
from firmground.statistics.figure import filter_definition


def check_figures(pack: Pack) -> list[Problem]:
    """The problems of every figure and sentence of a pack."""
    return sorted([*_figures(pack), *_sentences(pack)])


def check_claims(pack: Pack) -> list[Problem]:
    """The claims of reports whose check cannot be made, report by report."""
    return [] if pack.reports is None else sorted(_ungraded(pack))


def _ungraded(pack: Pack) -> Iterator[Problem]:
    for file in pack.reports.files if pack.reports else ():
        for claim in file.claims:
            try:
                checked(pack, file.report, claim)
            except FirmgroundError as error:
                where = f"report {file.report.id} claim {claim.id}"
                yield Problem("P023", where, error.what, error.remedy or "correct the check")


def _figures(pack: Pack) -> Iterator[Problem]:
    for figure in pack.figures:
        where = f"figure {figure.id}"
        try:
            filter_definition(pack, (figure,), figure.dataset)
        except FirmgroundError as error:
            yield Problem("P013", where, f"{error.where}: {error.what}", error.remedy)
        grouped = [name for name, (_, listed) in COLUMNS[figure.dataset].items() if listed]
        for name in set(figure.group) - set(grouped):
            yield Problem("P013", where, f"{name!r} cannot be grouped by", f"use {', '.join(grouped)}")


def _sentences(pack: Pack) -> Iterator[Problem]:
    figures = {each.id for each in (*pack.figures, *pack.ratios)} | {"year"}
    series = {f"published.{row.series}" for row in pack.series}
    for language in pack.manifest.languages:
        for sentence in pack.sentences:
            written = pack.texts[language.tag].get(f"statement.sentences.{sentence.id}", "")
            for asked in PLACEHOLDER.findall(written):
                known = asked in series if asked.startswith("published.") else asked.partition(".")[0] in figures
                if not known:
                    where = f"sentence {sentence.id} in {language.tag}"
                    yield Problem("P014", where, f"quotes {{{asked}}}, which is not there", "correct it, or define the figure")
