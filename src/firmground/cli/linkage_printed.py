"""How the quality of a linkage is shown to a person."""

from collections.abc import Mapping
from typing import Any

from firmground.cli.output import console, print_table


def print_quality(report: Mapping[str, Any]) -> None:
    """Precision and recall at thresholds, by group, of clusters, and whether probabilities come true."""
    shown = ("precision", "recall", "f1")
    rows = [(f"{row['at_least']:g}", str(row["proposed"]), *(share(row[name]) for name in shown)) for row in report["pairs"]]
    print_table("Pairs", ("at least", "pairs", "precision", "recall", "F1"), rows, numbers=(0, 1, 2, 3, 4))
    rows = [(name, str(row["true"]), *(share(row[name]) for name in shown)) for name, row in report["groups"].items()]
    print_table("Pairs at least 0.5, by group", ("group", "true pairs", "precision", "recall", "F1"), rows, numbers=(1, 2, 3, 4))
    rows = [
        (f"{row['at_least']:g}", *(share(row[name]) for name in (*shown, "b_cubed_precision", "b_cubed_recall")))
        for row in report["clusters"]
    ]
    heading = ("at least", "precision", "recall", "F1", "B³ precision", "B³ recall")
    print_table("Clusters", heading, rows, numbers=(0, 1, 2, 3, 4, 5))
    rows = [
        (f"{row['low']:g} to {row['high']:g}", str(row["pairs"]), share(row["said"]), share(row["true"]))
        for row in report["calibration"]
    ]
    print_table("Do probabilities come true?", ("probability", "pairs", "said", "came true"), rows, numbers=(1, 2, 3))
    console().print(
        f"{report['entries']:,} entries, {report['true_pairs']:,} true pairs; {report['looked_at']:,} pairs looked at"
    )
    console().print(f"Calibration error {share(report['calibration_error'])}; model {report['model']}")


def share(value: float | None) -> str:
    """A share with three places; not known where there is nothing to divide by."""
    return "not known" if value is None else f"{value:.3f}"
