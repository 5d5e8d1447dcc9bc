"""What a sentence of a draft may quote, with what stands for it today: figures and their cells, ratios, numbers, claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.errors import StatementError
from firmground.evidence.quoting import CLAIM, PUBLISHED, quote
from firmground.statistics.figure import Figure, Figures
from firmground.statistics.words import cell_label
from firmground_site.design import joining
from firmground_site.design.library_words import translated
from firmground_site.packs.queries import active_pack, interface_language, text

PARTS = {"": "", ".low": gettext_lazy(": the lower limit"), ".high": gettext_lazy(": the upper limit")}
KINDS = {
    "figures": gettext_lazy("Figures"),
    "ratios": gettext_lazy("Shares, in per cent"),
    PUBLISHED: gettext_lazy("Published numbers"),
    CLAIM: gettext_lazy("Claims of reports"),
}


@dataclass(frozen=True)
class Quotable:
    """Something to quote: its kind, how it is written, what it is, and what stands for it, or why nothing can."""

    kind: str
    asked: str
    label: str
    shown: str
    is_there: bool

    @property
    def written(self) -> str:
        """How a sentence quotes it."""
        return f"{{{self.asked}}}"


def quotable(figures: Figures, language: str, search: str = "") -> list[Quotable]:
    """Everything that may be quoted, or what has all the words of a search in its id or label."""
    words = search.casefold().split()
    found = (_as_shown(figures, language, *each) for each in _listed(figures))
    return [each for each in found if all(word in f"{each.asked} {each.label}".casefold() for word in words)]


def _as_shown(figures: Figures, language: str, kind: str, asked: str, label: str) -> Quotable:
    try:
        shown = quote(active_pack(), figures, asked, language=language, where="").shown
    except StatementError as fault:
        return Quotable(kind, asked, label, _("Cannot be quoted: {what}").format(what=translated(fault.told[0])), is_there=False)
    return Quotable(kind, asked, label, shown, is_there=True)


def _listed(figures: Figures) -> Iterator[tuple[str, str, str]]:
    for name, figure in figures.figures.items():
        yield "figures", name, text(f"figures.{name}")
        yield from _cells(figure)
    for name in figures.ratios:
        yield from (("ratios", f"{name}{part}", f"{text(f'figures.{name}')}{words}") for part, words in PARTS.items())
    for row in active_pack().series:
        if row.year == figures.year and row.value is not None:
            yield (
                PUBLISHED,
                f"{PUBLISHED}.{row.series}",
                _("{series}, in {sources}").format(series=row.series.replace("_", " "), sources=joining.listed(row.source)),
            )
    yield from _claims()


def _cells(figure: Figure) -> Iterator[tuple[str, str, str]]:
    title, pack = text(f"figures.{figure.id}"), active_pack()
    for code in figure.cells:
        yield "figures", f"{figure.id}.{code}", f"{title}: {cell_label(pack, figure.group, code, interface_language())}"


def _claims() -> Iterable[tuple[str, str, str]]:
    reports = active_pack().reports
    for file in reports.files if reports else ():
        for claim in file.claims:
            key = f"{file.report.id}.{claim.id}"
            yield (
                CLAIM,
                f"{CLAIM}.{key}",
                _("{report}, claim {number}").format(report=text(f"evidence.reports.{file.report.id}"), number=claim.number),
            )
