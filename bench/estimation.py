"""Multiple systems estimation with the choice of a model repeated for every replicate, against statsmodels.

``script/bench estimation`` measures these rows alone, which is shown and not kept.
"""

import itertools
import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.measuring import Measured, Prepare, Run, measure
from bench.reporting import Row, show
from firmground.statistics.multiple_systems import stepwise
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.reader import read_histories
from firmground.statistics.multiple_systems.resampling import resampled

Whole = npt.NDArray[np.int64]
DATA = Path(__file__).parents[1] / "tests/statistics/multiple_systems/data"
GOALS = {
    "UKdat_5": (300, "five lists (United Kingdom)"),
    "Western": (300, "five lists (Western)"),
    "NewOrl_185": (100, "eight lists"),
}
SIZES, JUDGED_AT = (10, 100, 1_000, 10_000), 1_000
SAMPLE = {"UKdat_5": 8, "Western": 12, "NewOrl_185": 4}  # replicates that statsmodels really does
RUNS, REFERENCE_RUNS = 5, 3
NOTES = (
    "Estimation, ours: that many multinomial resamples of a published table; for each the stepwise choice of Chan, Silverman and "
    "Vincent (2021), with every check of existence and identifiability, and the same with one person of each kind left out; then "
    "the BCa interval. What is remembered of earlier checks is forgotten before each run. One core.",
    f"One fit for each candidate: statsmodels' GLM, one core, over {', '.join(f'{n} ({name})' for name, n in SAMPLE.items())} of "
    "the resamples; the time for all is EXTRAPOLATED. At every step it fits the model with each pair that might join; it checks "
    "nothing. One fit for each step, which a careful user of statsmodels would write, fits the chosen one only: shown for "
    "honesty; no goal. Both were checked to choose as we do.",
    "R (SparseMSE 2.0.1, another machine): Western 60 to 65 s, United Kingdom 137 s, New Orleans 1,131 s for 1,000 replicates.",
)


@cache
def table(name: str) -> Histories:
    """A published table."""
    return read_histories(DATA / f"{name}.csv").histories


def drawn(name: str, replicates: int) -> Whole:
    """Resamples from one seed, so that all contenders have the same."""
    return resampled(table(name), replicates, np.random.default_rng(1))


def ours(replicates: int, name: str) -> Run:
    """The whole answer with its interval."""
    from firmground.statistics.multiple_systems import checks

    counts = drawn(name, replicates)

    def run() -> float | None:
        checks.forget()
        return stepwise.estimate(table(name), resamples=counts).low

    return run


def plainly(replicates: int, name: str, *, every_candidate: bool) -> Run:
    """The same choice with statsmodels, replicate by replicate, over the sample."""
    counts = drawn(name, replicates)[: SAMPLE[name]]
    return lambda: [plain_choice(table(name), row, every_candidate=every_candidate) for row in counts]


def plain_choice(histories: Histories, counts: Whole, *, every_candidate: bool) -> float:
    """The number of people for one replicate."""
    from scipy.stats import poisson

    seen = {cell: int(count) for cell, count in zip(histories.cells, counts, strict=True) if count}
    amount = len(histories.lists)
    pairs = [1 << one | 1 << other for one, other in itertools.combinations(range(amount), 2)]
    model = [1 << bit for bit in range(amount)]
    number, means = plain_fit(amount, model, seen)
    while True:
        tails = {}
        for pair in pairs:
            if pair not in model:
                expected, found = (sum(each[cell] for cell in each if cell & pair == pair) for each in (means, seen))
                tails[pair] = min(poisson.cdf(found, expected), poisson.sf(found - 1, expected))
        pair = min(tails, key=lambda each: tails[each])
        if tails[pair] >= stepwise.THRESHOLD:
            return number
        fits = {each: plain_fit(amount, [*model, each], seen) for each in (tails if every_candidate else (pair,))}
        model.append(pair)
        number, means = fits[pair]


def plain_fit(amount: int, terms: list[int], seen: Mapping[int, int]) -> tuple[float, dict[int, float]]:
    """The number of people and the mean of each cell that remains, by statsmodels."""
    import statsmodels.api as sm

    empty = [term for term in terms if not any(cell & term == term for cell in seen)]
    cells = np.array([cell for cell in range(1, 1 << amount) if not any(cell & term == term for term in empty)])
    used = np.array([0, *(term for term in terms if term not in empty)])
    counts = np.array([seen.get(int(cell), 0) for cell in cells], dtype=float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = sm.GLM(counts, (cells[:, None] & used == used).astype(float), family=sm.families.Poisson()).fit()
    return counts.sum() + float(np.exp(fit.params[0])), dict(zip(cells.tolist(), fit.mu.tolist(), strict=True))


def agree(name: str) -> bool:
    """Whether both choose alike for the sample."""
    counts = drawn(name, SAMPLE[name])
    plain = [plain_choice(table(name), row, every_candidate=False) for row in counts]
    return bool(np.allclose(stepwise.populations(table(name), counts), plain, rtol=1e-5))


def rows(sizes: tuple[int, ...], say: Callable[[str], None]) -> list[Row]:
    """Every table at every size."""
    found = []
    for name, (goal, title) in GOALS.items():
        if not agree(name):
            sys.exit(f"bench: statsmodels chose other models for {name}; nothing was measured.")
        for size in sizes:
            say(f"{size:,} replicates of {name}: estimating")
            found += _rows(name, size, goal, f"Estimation, replicates of {title}")
    return found


def _rows(name: str, size: int, goal: int, title: str) -> list[Row]:
    fast = measure({"ours": partial(ours, name=name)}, size, RUNS)["ours"]
    rivals: dict[str, Prepare] = {
        f"one fit for each {kind}": partial(plainly, name=name, every_candidate=kind == "candidate")
        for kind in ("candidate", "step")
    }
    slow = measure(rivals, size, REFERENCE_RUNS)
    times = size / min(size, SAMPLE[name])
    return [
        _compared(
            f"{title}, against {kind}",
            size,
            fast,
            replace(each, seconds=each.seconds * times),
            goal if "candidate" in kind else None,
        )
        for kind, each in slow.items()
    ]


def _compared(title: str, size: int, fast: Measured, slow: Measured, goal: float | None) -> Row:
    ratio, megabytes, runs = slow.seconds / fast.seconds, (fast.megabytes, slow.megabytes), (fast.runs, slow.runs)
    return Row(title, size, fast.seconds, slow.seconds, ratio, goal, False, megabytes, runs, JUDGED_AT)


def main() -> int:
    """Measure these rows alone."""
    show(rows(SIZES, lambda line: print(f"bench: {line}", file=sys.stderr)), NOTES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
