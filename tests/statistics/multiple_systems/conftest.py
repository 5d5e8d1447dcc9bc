"""Published lists, and a second opinion: the methods in their plainest form, one statsmodels fit for each candidate."""

import csv
import warnings
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.stats import poisson

from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.reader import read_histories

DATA = Path(__file__).with_name("data")


def read(name):
    return read_histories(DATA / f"{name}.csv").histories


def open_resamples(name):
    """The reference program's resamples, with their columns as the cells of the histories."""
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        cells = [sum(int(mark) << bit for bit, mark in enumerate(row[:-1])) for row in list(csv.reader(file))[1:]]
    counts = np.loadtxt(DATA / f"bootcounts_{name}.csv", delimiter=",", dtype=np.int64)
    return counts[:, np.argsort(cells)]


def open_replicates(name):
    """The resamples, and the reference program's estimates for them."""
    return open_resamples(name), np.loadtxt(DATA / f"bootreps_{name}.csv", skiprows=1)


def table_of(lists, counts):
    """Histories from counts by cell, noughts left out."""
    found = sorted((cell, int(count)) for cell, count in counts.items() if count)
    return Histories(tuple("ABCDEFGH"[:lists]), tuple(cell for cell, _ in found), tuple(count for _, count in found))


def design(lists, terms, counts):
    """The cells that remain, their counts and the design matrix."""
    on = {term: sum(count for cell, count in counts.items() if cell & term == term) for term in terms}
    empty, used = [term for term in terms if not on[term]], [term for term in terms if on[term]]
    cells = [cell for cell in range(1, 1 << lists) if not any(cell & term == term for term in empty)]
    matrix = np.array([[1.0, *(float(cell & term == term) for term in used)] for cell in cells])
    return cells, np.array([counts.get(cell, 0) for cell in cells], dtype=float), matrix


def exists(matrix, counts):
    """Fienberg and Rinaldo's programme as they state it."""
    rows, columns = matrix.shape
    found = linprog(
        [0.0] * rows + [-1.0],
        A_eq=np.hstack([matrix.T, np.zeros((columns, 1))]),
        b_eq=matrix.T @ counts,
        A_ub=np.hstack([-np.eye(rows), np.ones((rows, 1))]),
        b_ub=np.zeros(rows),
        bounds=[(0, None)] * rows + [(None, None)],
    )
    return found.status == 0 and -found.fun > 1e-7


def fitted(lists, terms, counts):
    """The number of people, the means by cell, and the fit of statsmodels."""
    import statsmodels.api as sm

    cells, seen, matrix = design(lists, terms, counts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = sm.GLM(seen, matrix, family=sm.families.Poisson()).fit(tol=1e-13, maxiter=200)
    return seen.sum() + np.exp(fit.params[0]), dict(zip(cells, fit.mu, strict=True)), fit


def can_be_estimated(lists, terms, counts):
    _, seen, matrix = design(lists, terms, counts)
    return exists(matrix, seen) and np.linalg.matrix_rank(matrix) == matrix.shape[1]


def stepwise(lists, counts, threshold):
    """The pairs chosen one after another, and the number of people."""
    model, chosen = [1 << bit for bit in range(lists)], []
    pairs = [1 << one | 1 << other for one, other in combinations(range(lists), 2)]
    while True:
        number, means, _ = fitted(lists, model + chosen, counts)
        tried = []
        for pair in pairs:
            expected, seen = (sum(each[cell] for cell in each if cell & pair == pair) for each in (means, counts))
            tried.append((min(poisson.cdf(seen, expected), poisson.sf(seen - 1, expected)), pair))
        able = (
            pair
            for tail, pair in sorted(tried)
            if pair not in chosen and tail < threshold and can_be_estimated(lists, [*model, *chosen, pair], counts)
        )
        pair = next(able, None)
        if pair is None:
            return number, chosen
        chosen.append(pair)


@pytest.fixture(scope="session")
def lists():
    return read


@pytest.fixture(scope="session")
def resamples():
    return open_resamples


@pytest.fixture(scope="session")
def replicates():
    return open_replicates


@pytest.fixture(scope="session")
def histories_from():
    return table_of


@pytest.fixture(scope="session")
def plain():
    return SimpleNamespace(design=design, exists=exists, fitted=fitted, can_be_estimated=can_be_estimated, stepwise=stepwise)
