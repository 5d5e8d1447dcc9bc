"""Named checks of what figures count and what sentences quote.

P013 a figure that cannot be computed · P014 a sentence, comparison or figure that names something that is not there · P023 a
check of a claim that cannot be made.
"""

from collections.abc import Iterator

from firmground.errors import FirmgroundError
from firmground.evidence.draft import conflicts_of
from firmground.evidence.grading import checked
from firmground.evidence.placeholders import YEAR, placeholders_in
from firmground.evidence.quoting import CLAIM, PUBLISHED
from firmground.packs.checks import Problem
from firmground.packs.pack import Pack
from firmground.statistics.extract import COLUMNS
from firmground.statistics.figure import filter_definition


def check_figures(pack: Pack) -> list[Problem]:
    """The problems of every figure and sentence of a pack."""
    return sorted([*_figures(pack), *_sentences(pack), *_comparisons(pack), *_published_as(pack)])


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
    known = {each.id for each in (*pack.figures, *pack.ratios)} | {YEAR}
    whole = {f"{PUBLISHED}.{row.series}" for row in pack.series} | {f"{CLAIM}.{key}" for key in _claim_keys(pack)}
    for language in pack.manifest.languages:
        for sentence in pack.sentences:
            written = pack.texts[language.tag].get(f"statement.sentences.{sentence.id}", "")
            for asked in placeholders_in(written):
                name = asked.partition(".")[0]
                if asked not in whole if name in (PUBLISHED, CLAIM) else name not in known:
                    where = f"sentence {sentence.id} in {language.tag}"
                    yield Problem("P014", where, f"quotes {{{asked}}}, which is not there", "correct it, or define the figure")
    for sentence in pack.sentences:
        for name in set(sentence.conflicts) - conflicts_of(pack).keys():
            yield Problem("P014", f"sentence {sentence.id}", f"names {name!r}, which is not a conflict", "correct the id")


def _comparisons(pack: Pack) -> Iterator[Problem]:
    claims, figures, series = set(_claim_keys(pack)), {each.id for each in pack.figures}, {row.series for row in pack.series}
    for entry in pack.comparisons:
        where = f"comparison {entry.id}"
        for key in {entry.claim, *entry.beside} - claims:
            yield Problem("P014", where, f"names {key!r}, which is not a claim of a report", "correct the key")
        if entry.figure and entry.figure not in figures:
            yield Problem("P014", where, f"names {entry.figure!r}, which is not a figure", "correct the id")
        if entry.series and entry.series not in series:
            yield Problem("P014", where, f"names {entry.series!r}, which is not a series", "correct the id")


def _published_as(pack: Pack) -> Iterator[Problem]:
    series = {row.series for row in pack.series}
    for figure in pack.figures:
        if figure.published_as and figure.published_as not in series:
            where, remedy = f"figure {figure.id}", "correct the id, or add the series"
            yield Problem("P014", where, f"is published as {figure.published_as!r}, which is not a series", remedy)
    for conflict in conflicts_of(pack).values():
        if (conflict.series is None) != (conflict.year is None) or (conflict.series and conflict.series not in series):
            yield Problem("P014", f"conflict {conflict.id}", "names a series without a year, or none that is there", "correct it")


def _claim_keys(pack: Pack) -> Iterator[str]:
    for file in pack.reports.files if pack.reports else ():
        yield from (f"{file.report.id}.{claim.id}" for claim in file.claims)
