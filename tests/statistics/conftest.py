"""A second opinion on what a reader can work out: whole-number programmes over a table with margins, written without ours."""

from itertools import product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from firmground.statistics.disclosure.csv_table import Layout, read_table

TOTAL = "Total"


def margins_added(array):
    """Every row of a table and of its margins: codes by dimension, "Total" where one is summed over."""
    axes = [[*map(str, range(size)), TOTAL] for size in array.shape]
    rows = {}
    for codes in product(*axes):
        part = array[tuple(slice(None) if code == TOTAL else int(code) for code in codes)]
        rows[codes] = int(np.sum(part))
    return rows


def ranges_of(rows, hidden):
    """The smallest and largest count of each hidden row, from sums over one dimension at a time."""
    names = list(rows)
    place = {name: at for at, name in enumerate(names)}
    sums = []
    for name in names:
        for at, code in enumerate(name):
            parts = [other for other in names if other[at] != TOTAL and (*other[:at], TOTAL, *other[at + 1 :]) == name]
            if code == TOTAL and parts:
                line = np.zeros(len(names))
                line[place[name]] = -1
                line[[place[part] for part in parts]] = 1
                sums.append(line)
    counts = np.array([rows[name] for name in names], dtype=float)
    is_hidden = np.array([name in hidden for name in names])
    low, high = np.where(is_hidden, 1, counts), np.where(is_hidden, counts.sum() + 10, counts)
    found = {}
    for name in hidden:
        wanted = np.zeros(len(names))
        wanted[place[name]] = 1
        ends = []
        for sign in (1, -1):
            solved = milp(
                sign * wanted,
                constraints=LinearConstraint(np.array(sums), 0, 0) if sums else (),
                bounds=Bounds(low, high),
                integrality=np.ones(len(names)),
            )
            assert solved.success
            ends.append(round(solved.x[place[name]]))
        found[name] = tuple(ends)
    return found


@pytest.fixture(scope="session")
def with_margins():
    return margins_added


@pytest.fixture(scope="session")
def ranges():
    return ranges_of


def table_of(folder, rows, name="table.csv", **layout):
    """The table that comes out of a CSV file with some rows."""
    path = folder / name
    lines = [",".join([f"d{at}" for at in range(len(next(iter(rows))))] + ["count"])]
    lines += [",".join([*codes, "[c]" if count is None else str(count)]) for codes, count in rows.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_table(path, Layout(**layout))


@pytest.fixture(scope="session")
def as_table():
    return table_of
