"""Every reference value, to its last printed digit; where each comes from stands in the last column of the file."""

import csv
from pathlib import Path

import pytest

from firmground.statistics.prevalence.accuracy import accuracy_of
from firmground.statistics.prevalence.choosing import LANG_REICZIGEL, SHORTEST, estimate_prevalence
from firmground.statistics.prevalence.lang_reiczigel import lang_reiczigel

ROWS = list(
    csv.DictReader((Path(__file__).parents[1] / "data/prevalence_reference.csv").read_text(encoding="utf-8").splitlines())
)


def estimated(row):
    accuracies = {name: accuracy_of(row[name], what=name) if row[name] else None for name in ("sensitivity", "specificity")}
    if row["method"] == LANG_REICZIGEL:  # one printed example has a share and no whole number of positives
        return lang_reiczigel(float(row["positives"]) / int(row["tested"]), int(row["tested"]), **accuracies)
    interval = SHORTEST if row["method"].endswith("-shortest") else None
    return estimate_prevalence(
        int(row["positives"]), int(row["tested"]), **accuracies, method=row["method"].removesuffix("-shortest"), interval=interval
    )


def half_of_the_last_digit(printed):
    return 0.5 * 10.0 ** -len(printed.partition(".")[2]) if "." in printed else 1e-12


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['method']}, {row['positives']} of {row['tested']}")
def test_a_published_value_is_met_to_its_last_digit(row):
    found = estimated(row)
    shown = (found.value, found.low, found.high) if row["method"] == LANG_REICZIGEL else found.unclipped
    for name, value in zip(("value", "low", "high"), shown, strict=True):
        if row[name]:
            assert value == pytest.approx(float(row[name]), abs=half_of_the_last_digit(row[name]) * 1.001), name
