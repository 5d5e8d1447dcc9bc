"""A year's figures as an actor may see them, out of the live database, through the definitions that make the statement.

The rows are made into an extract in a folder that is gone again at once, and counted by the library. Whoever may read small
counts sees all; others see what the pack's rule would publish; and of one agency alone even totals of few are withheld, since
the pack publishes its totals for the whole territory only.
"""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from django.core.cache.backends.locmem import LocMemCache
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from firmground.packs.pack import Pack
from firmground.statistics.extract import OF_CASES, write_extract
from firmground.statistics.figure import BETWEEN, Figure, Figures
from firmground.statistics.intervals import exact_share, percent
from firmground.statistics.suppression import suppressed
from firmground.statistics.tabulation import compute_figures
from firmground.statistics.words import cell_label
from firmground.values import digest
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.reach import Scope
from firmground_site.audit.exporting import current_heads
from firmground_site.figures.queries import Days, days_of
from firmground_site.figures.tables import Tables, tables_for
from firmground_site.figures.waiting import Wait, waiting_times
from firmground_site.packs.queries import active_pack, interface_language, text, today

# In the memory of this process and nowhere else: small counts that only some may see, and gone when another release starts.
# A new entry in the ledger makes another key, so the time only frees memory.
KEPT = LocMemCache("figures", {"TIMEOUT": 3600, "OPTIONS": {"MAX_ENTRIES": 300}})
MONTHS = "screenings_by_month"
GROUP_WORDS = {
    "agency": gettext_lazy("Agency"),
    "group": gettext_lazy("Group"),
    "trigger": gettext_lazy("What led to it"),
    "sex": gettext_lazy("Sex"),
    "age_band": gettext_lazy("Age"),
    "nationality": gettext_lazy("Nationality"),
    "stage": gettext_lazy("Stage"),
    "decision": gettext_lazy("Decision"),
    "forced_labour": gettext_lazy("Forced labour"),
    "service": gettext_lazy("Service"),
    "reached": gettext_lazy("How far it came"),
    "state": gettext_lazy("State"),
    "to_party": gettext_lazy("Received by"),
    "from_party": gettext_lazy("Sent by"),
    "answered": gettext_lazy("Time to the answer"),
    "result": gettext_lazy("Result so far"),
    "offence_group": gettext_lazy("Offence"),
    "ended_as": gettext_lazy("How it ended"),
    "sentence": pgettext_lazy("of a court", "Sentence"),
    "wait": gettext_lazy("Wait"),
    "band": gettext_lazy("Time"),
}


@dataclass(frozen=True)
class Count:
    """A figure in words: its total, and a count for each row of its table, ``None`` where it is withheld.

    Where nothing of the kind was ``recorded`` there is no total and no row. ``is_of_cases`` marks what became of people.
    """

    id: str
    title: str
    counts: str
    total: int | None
    group: str = ""
    rows: tuple[tuple[str, int | None], ...] = ()
    not_decided: int = 0
    recorded: bool = True
    is_of_cases: bool = False

    @property
    def columns(self) -> tuple[str, str]:
        """The heads of its table."""
        return self.group, _("Count")

    @property
    def withholds(self) -> bool:
        """Whether a count in it is withheld."""
        return self.recorded and (self.total is None or any(count is None for _, count in self.rows))

    @property
    def said(self) -> str:
        """Its total as text: the number, or why there is none."""
        if not self.recorded:
            return _("not recorded here")
        return _("withheld") if self.total is None else f"{self.total:,}"


@dataclass(frozen=True)
class Share:
    """A ratio in words; ``percent`` is empty when there is nothing to divide by, or when a part of it is withheld."""

    title: str
    percent: str = ""
    limits: str = ""


@dataclass(frozen=True)
class Dashboard:
    """What an actor may see of a year. ``agency`` is empty for the whole territory; ``minimum`` is ``None`` if all is shown."""

    year: int
    days: Days
    agency: str
    minimum: int | None
    invented: frozenset[bool]
    counts: tuple[Count, ...] = ()
    shares: tuple[Share, ...] = ()
    waits: Mapping[tuple[str, str], tuple[Wait, ...]] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was screened or decided."""
        return not self.invented

    def is_under_way(self, day: datetime.date) -> bool:
        """Whether the period is not over on a day."""
        return self.days[0] <= day <= self.days[1]

    def count(self, name: str) -> Count | None:
        """The figure with that id, if there is one."""
        return next((each for each in self.counts if each.id == name), None)


def dashboard_for(actor: Actor, year: int) -> Dashboard:
    """The dashboard of a year, counted anew only when the ledger of people has grown since, or the day has changed."""
    key = cache_key(actor, year)
    found: Dashboard | None = KEPT.get(key)
    if found is None:
        found = _counted(actor, year)
        KEPT.set(key, found)
    return found


def cache_key(actor: Actor, year: int) -> str:
    """Names what was counted, for whom and in which language, and how far the ledger had come."""
    reach = f"{_agency(actor)}:{_sees_small_counts(actor)}"
    return ":".join(("figures", active_pack().digest, str(year), reach, get_language() or "", today().isoformat(), ledger_head()))


def ledger_head() -> str:
    """How far the ledgers of people and of cases had come."""
    return digest({each.stream: each.digest for each in current_heads() if each.stream in ("people", "cases")})


def _agency(actor: Actor) -> str:
    """The agency to which the actor's figures are cut down; empty for all."""
    return "" if actor.scope(Permission.FIGURES_READ) is Scope.ALL else actor.agency or "none"


def _sees_small_counts(actor: Actor) -> bool:
    return actor.scope(Permission.FIGURES_READ_SMALL_COUNTS) is Scope.ALL


def _counted(actor: Actor, year: int) -> Dashboard:
    pack, agency = active_pack(), _agency(actor)
    days = days_of(pack, year)
    least = pack.disclosure.minimum_count if pack.disclosure else 0
    minimum = None if _sees_small_counts(actor) else least
    tables = tables_for(actor, Permission.FIGURES_READ, pack, days, with_answers=False)
    empty = Dashboard(year, days, agency, minimum, tables.invented)
    if tables.is_empty:
        return empty
    figures = _figures(pack, tables, year, _rule(actor, agency))
    protected = _protected(pack, minimum, everything=bool(agency))
    counts = [_count(pack, figure, minimum if figure.id in protected else None) for figure in figures.figures.values()]
    months = _months(pack, tables.tables["screenings"], days, minimum, is_of_agency=bool(agency))
    withheld = {each.id for each in counts if each.total is None}
    return replace(
        empty,
        counts=(*counts, months),
        shares=_shares(pack, figures, withheld),
        waits=waiting_times(actor, days, minimum=minimum),
    )


def _rule(actor: Actor, agency: str) -> str | None:
    """The rule of disclosure that takes the place of each figure's own, or ``None``."""
    if _sees_small_counts(actor):
        return "none"
    return "small_counts" if agency else None


def _figures(pack: Pack, tables: Tables, year: int, rule: str | None) -> Figures:
    """The pack's figures, by the library, from an extract that nobody keeps; its ratios are for ``_shares``."""
    entries = tuple(each.model_copy(update={"disclosure": rule}) for each in pack.figures) if rule else pack.figures
    pack = replace(pack, figures=entries, ratios=())
    with TemporaryDirectory(prefix="firmground-figures-") as folder:
        synthetic = tables.invented == {True}
        extract = write_extract(tables.tables, Path(folder) / "extract", pack=pack, year=year, synthetic=synthetic)
        return compute_figures(pack, extract, year)


def _protected(pack: Pack, minimum: int | None, *, everything: bool) -> set[str]:
    """The figures whose totals are protected: none, all, or those without a table for which the pack asks it."""
    if minimum is None:
        return set()
    asked = {each.id for each in pack.figures if each.disclosure == "small_counts" and not each.group}
    return {each.id for each in pack.figures} if everything else asked


def _count(pack: Pack, figure: Figure, minimum: int | None) -> Count:
    """A figure in words. With a ``minimum``, totals of few go, and totals from which a withheld cell could be worked out."""
    rows = tuple(
        (_capital(cell_label(pack, figure.group, code, interface_language())), count) for code, count in figure.cells.items()
    )
    total: int | None = figure.total if figure.recorded and not figure.is_total_withheld else None
    if figure.recorded and minimum is not None and (0 < figure.total < minimum or any(count is None for _, count in rows)):
        total = None
    title, counted = text(f"figures.{figure.id}"), _("persons") if figure.counting == "person" else _("events")
    group = " · ".join(str(GROUP_WORDS.get(each, each)) for each in figure.group.split(BETWEEN))
    not_decided = figure.not_decided if minimum is None else 0
    dataset = next(each.dataset for each in pack.figures if each.id == figure.id)
    told = {"recorded": figure.recorded, "is_of_cases": dataset in OF_CASES}
    return Count(figure.id, title, counted, total, group, rows, not_decided, **told)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _months(pack: Pack, screenings: pa.Table, days: Days, minimum: int | None, *, is_of_agency: bool) -> Count:
    """Screenings of the first stage by month, those months in which there was none included."""
    stage = next(iter(pack.codes["stages"])).code
    rows = zip(screenings["stage"].to_pylist(), screenings["screened_on"].to_pylist(), strict=True)
    found = Counter((day.year, day.month) for of_stage, day in rows if of_stage == stage)
    counts = {date_format(month, "YEAR_MONTH_FORMAT"): found[month.year, month.month] for month in _months_of(days)}
    hidden = suppressed(counts, minimum) if minimum is not None else frozenset()
    few = is_of_agency and minimum is not None and (0 < found.total() < minimum or bool(hidden))
    shown = tuple((label, None if label in hidden else count) for label, count in counts.items())
    title = _("{stage}, by month").format(stage=text(f"codes.stages.{stage}"))
    return Count(MONTHS, title, _("events"), None if few else found.total(), _("Month"), shown)


def _months_of(days: Days) -> list[datetime.date]:
    first, last = (day.year * 12 + day.month - 1 for day in days)
    return [datetime.date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]


def _shares(pack: Pack, figures: Figures, withheld: set[str]) -> tuple[Share, ...]:
    """The pack's ratios. One whose part is more than its whole, as of people who were screened the year before, is not shown."""
    shares = []
    for entry in pack.ratios:
        part, whole = figures.figures[entry.numerator].total, figures.figures[entry.denominator].total
        title = text(f"figures.{entry.id}")
        if part > whole or whole == 0 or {entry.numerator, entry.denominator} & withheld:
            shares.append(Share(title))
        else:
            found = exact_share(part, whole)
            shares.append(
                Share(title, percent(found.value), _("{low} to {high}").format(low=percent(found.low), high=percent(found.high)))
            )
    return tuple(shares)
