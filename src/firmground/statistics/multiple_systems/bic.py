"""The hierarchical model with the least Bayesian information criterion: the method of Silverman, Chan and Vincent (2024).

Every hierarchical model with all main effects is tried (113 for four lists, 6,893 for five), but the saturated one. The
criterion is ``-2 log likelihood + parameters * log(people seen)``; an effect of minus infinity counts as a parameter.
"""

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from firmground.errors import InputError
from firmground.statistics.multiple_systems.answering import ASSUMES, Point, answer
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.fitting import Fit, fit, likelihood
from firmground.statistics.multiple_systems.hierarchy import Terms, hierarchical, in_columns
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.lattice import Numbers, Whole, spread
from firmground.statistics.multiple_systems.models import Tables, models, same_for_all, scattered, tables
from firmground.statistics.multiple_systems.resampling import Progress, in_parts
from firmground.values import type_of_json

METHOD = "bic"
BEST, ALL_UP_TO = 60, 113  # how many models replicates choose among, where there are more than so many
AT_ONCE = 512  # models fitted side by side
REMEMBERED = 4  # rankings of tables
TIE = 1e-9
TOLD = 5


@dataclass(frozen=True)
class Ranked:
    """A model that can be estimated from the table itself, its criterion, and its effects over the lattice."""

    terms: Terms
    criterion: float
    effects: Numbers
    hidden: float


def populations(
    histories: Histories,
    counts: NDArray[np.integer],
    *,
    order: int | None = None,
    best: int | None = None,
    progress: Progress | None = None,
) -> Numbers:
    """The number of people for each replicate of the counts (rows; columns as ``histories.cells``), the whole choice repeated.

    ``order`` is the most lists in an interaction: by default all but one, and two for six lists. Each replicate chooses among
    the ``best`` models of the table itself: by default all for up to four lists and 60 for more. ``nan`` where none of
    them can be estimated. Raises ``InputError`` where there are too many models to try.
    """
    return _repeated(counts, histories, _best(ranked(histories, order), best), progress)


def estimate(
    histories: Histories,
    *,
    order: int | None = None,
    best: int | None = None,
    resamples: Whole | None = None,
    level: float = 0.95,
    progress: Progress | None = None,
) -> Estimate:
    """The best model for the table itself; with a BCa interval from ``resamples``, or else Wald's for that model.

    Refused where there are too many models to try, or none can be estimated.
    """
    try:
        among = ranked(histories, order)
    except InputError as error:
        return Estimate(METHOD, None, level=level, assumes=ASSUMES, refused=error.what, diagnostics={"remedy": error.remedy})
    table = tables(spread(histories, np.array([histories.counts])))
    model = same_for_all(table.margins, among[0].terms if among else hierarchical(len(histories.lists), 1)[0])
    point = Point(METHOD, table, model, fit(table, model), ASSUMES, told=_told(histories, among))
    repeated = partial(_repeated, histories=histories, among=_best(among, best), progress=progress)
    return answer(histories, point, repeated, resamples, level)


@lru_cache(maxsize=REMEMBERED)
def ranked(histories: Histories, order: int | None = None) -> tuple[Ranked, ...]:
    """The models that can be estimated from the table, the least criterion first; equal ones with fewer terms first.

    Raises ``InputError`` for an order below 2 and where there are too many models.
    """
    listed = _models(len(histories.lists), order)
    table = tables(spread(histories, np.array([histories.counts])))
    listed.sort(key=len)  # those fitted side by side are then of like size
    found = [each for first in range(0, len(listed), AT_ONCE) for each in _fitted(table, listed[first : first + AT_ONCE])]
    return tuple(sorted(found, key=lambda each: (round(each.criterion, 7), len(each.terms), each.terms)))


def _best(among: tuple[Ranked, ...], best: int | None) -> tuple[Ranked, ...]:
    return among[: best or (len(among) if len(among) <= ALL_UP_TO else BEST)]


def _repeated(counts: NDArray[np.integer], histories: Histories, among: tuple[Ranked, ...], progress: Progress | None) -> Numbers:
    return in_parts(histories, counts, partial(_hidden, among=among), progress)


def _told(histories: Histories, among: tuple[Ranked, ...]) -> dict[str, type_of_json]:
    """How many models can be estimated, and the best few: a reader sees how far apart models lie that fit as well."""
    from scipy.special import gammaln  # noqa: PLC0415 - slow to load

    constant = float(2 * gammaln(np.array(histories.counts) + 1).sum())
    best = [
        {
            "interactions": [list(histories.named(term)) for term in each.terms if term.bit_count() > 1],
            "criterion": each.criterion + constant,
            "population": histories.observed + each.hidden,
        }
        for each in among[:TOLD]
    ]
    return {"models": len(among), "best_models": best}


def _models(amount: int, order: int | None) -> list[Terms]:
    most = order if order is not None else (2 if amount == 6 else amount - 1)
    if most < 2 and amount > 2:
        raise InputError(f"interactions of at most {most} lists", remedy="give an order of 2 or more")
    if amount > 6 or (amount == 6 and most > 2):
        what = f"{amount} lists with interactions of up to {most} have too many models to try them all"
        raise InputError(what, remedy="use the stepwise method, or merge lists that work alike before")
    return hierarchical(amount, most)


def _fitted(table: Tables, listed: list[Terms]) -> list[Ranked]:
    """Fit models to one table, side by side."""
    many = table.at(np.zeros(len(listed), dtype=np.int64))
    fitted = fit(many, models(many.margins, *in_columns(listed)))
    criterion, hidden = _criterion(many, fitted, np.array([len(terms) for terms in listed])), fitted.hidden
    return [
        Ranked(listed[at], float(criterion[at]), fitted.effects[:, at], float(hidden[at])) for at in np.flatnonzero(fitted.found)
    ]


def _criterion(table: Tables, fitted: Fit, parameters: Whole | int) -> Numbers:
    """The criterion of each replicate, but for what depends on the data alone."""
    found: Numbers = -2 * likelihood(table, fitted) + parameters * np.log(np.maximum(table.margins[0], 1))
    return np.where(fitted.found, found, np.inf)


def _hidden(table: Tables, among: tuple[Ranked, ...]) -> Numbers:
    """What the best model hides, for each replicate; the fit of the table itself is where to begin."""
    best, hidden = np.full(table.counts.shape[1], np.inf), np.full(table.counts.shape[1], np.nan)
    for each in among:
        model = same_for_all(table.margins, each.terms)
        known = np.broadcast_to(each.effects[list(each.terms), None], model.terms.shape)
        fitted = fit(table, model, scattered(model, known))
        criterion = _criterion(table, fitted, len(each.terms))
        better = criterion < best - TIE * np.abs(np.where(fitted.found, criterion, 0.0))
        best[better], hidden[better] = criterion[better], fitted.hidden[better]
    return hidden
