"""Estimates through linkage as tables for people: what the audit says, numbers before and after, the budget, the verdict."""

from firmground.cli.output import console, print_table
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.linkage_error.budget import NOT_ADDITIVE
from firmground.statistics.multiple_systems.linkage_error.methods import METHODS
from firmground.statistics.multiple_systems.linkage_error.through_linkage import ThroughLinkage

NONE = "–"


def print_through_linkage(histories: Histories, found: ThroughLinkage) -> None:
    """Everything that was found, the verdict last."""
    console().print(
        f"{histories.observed:,} groups of linked records on {len(histories.lists)} lists; corrected, "
        f"{found.corrected.observed:,} people\n"
    )
    _print_pairs(found)
    _print_methods(found)
    _print_budget(found)
    _print_verdict(found)


def _print_pairs(found: ThroughLinkage) -> None:
    rows = [
        (" and ".join(pair.lists), f"{pair.linked:,}", _share(pair.precision), _share(pair.recall), f"{pair.corrected:,}")
        for pair in found.pairs
    ]
    heading = ("lists", "linked", "precision, % (95 %)", "recall, % (95 %)", "corrected")
    print_table("What the audit says of each pair of lists", heading, rows, numbers=(1, 4))


def _print_methods(found: ThroughLinkage) -> None:
    rows = [
        (
            each.method + (" (at least)" if METHODS[each.method].bound else ""),
            _people(found.uncorrected[each.method], NONE),
            _people(each.population, NONE),
            f"{_people(each.low)} to {_people(each.high)}",
        )
        for each in found.estimates
    ]
    heading = ("method", "links believed", "corrected", f"{found.estimates[0].level:.0%} interval")
    print_table("People, by method", heading, rows, numbers=(1, 2, 3))


def _print_budget(found: ThroughLinkage) -> None:
    if not found.budget:
        return
    rows = [
        (
            span.source,
            f"{_people(span.low)} to {_people(span.high)}",
            NONE if span.share is None else f"{span.share:.0%}",
            span.says,
        )
        for span in found.budget
    ]
    print_table(f"Error budget of {found.reported}", ("source", "people", "share", ""), rows, numbers=(1, 2))
    console().print(NOT_ADDITIVE + "\n")


def _print_verdict(found: ThroughLinkage) -> None:
    if found.impossible:
        console().print(f"{found.impossible:.1%} of draws were left out: overlaps in them were larger than lists.")
    console().print(found.verdict.sentence)
    for title, lines in (
        ("Why", found.verdict.reasons),
        ("Warnings", found.verdict.warnings),
        ("Would help", found.verdict.helps),
    ):
        if lines:
            console().print(title)
        for line in lines:
            console().print(f"  {line}")
    console().print(f"It rests on this: {' '.join(next((each.assumes for each in found.estimates if each.assumes), ()))}")


def _share(shares: tuple[float, float, float]) -> str:
    low, middle, high = (f"{100 * each:.1f}" for each in shares)
    return f"{middle} ({low} to {high})"


def _people(number: float | None, otherwise: str = "no limit") -> str:
    return otherwise if number is None else f"{number:,.0f}"
