"""The numbers of a comparison as words, the same on the screen and in a report; a number that is not there is a dash."""

from collections.abc import Sequence

from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.methods import METHODS
from firmground.statistics.multiple_systems.sensitivity import SATURATED, Dependence, Merge
from firmground.values import type_of_json

TITLES = {SATURATED: "Every interaction free"} | {name: each.title for name, each in METHODS.items()}


def in_words(estimate: Estimate) -> dict[str, type_of_json]:
    """An estimate as it is printed: numbers as words, and why there is none where there is none."""
    return {
        "id": estimate.method,
        "title": METHODS[estimate.method].title,
        "number": people(estimate.population),
        "interval": interval(estimate),
        "kind": f"{100 * estimate.level:g} % {estimate.interval}" if estimate.interval else "",
        "interactions": ", ".join("+".join(each) for each in estimate.interactions),
        "assumes": list(estimate.assumes),
        "refused": estimate.refused,
    }


def people(number: float | None) -> str:
    """A number of people, or a dash where there is none."""
    return "–" if number is None else f"{number:,.0f}"


def interval(estimate: Estimate) -> str:
    """Both limits, or what is known of them."""
    if estimate.low is None and estimate.high is None:
        return "–"
    return f"{people(estimate.low)} to {people(estimate.high)}"


def pair_words(estimate: Estimate) -> dict[str, type_of_json]:
    """What two lists say alone, as it is printed."""
    return {
        "pair": " and ".join(estimate.diagnostics["pair"]),
        "both": f"{estimate.diagnostics['on_both']:,}",
        "number": people(estimate.population),
        "interval": interval(estimate),
    }


def dependence_words(found: Dependence) -> dict[str, type_of_json]:
    """The numbers under dependence that no count shows, as they are printed."""
    rows = [{"title": TITLES[name], "numbers": [people(each) for each in row]} for name, row in found.populations.items()]
    refused = [f"{TITLES[name]}: {why}." for name, why in found.refused.items()]
    return {"heads": [f"{each:.2g}" for each in found.odds_ratios], "rows": rows, "refused": refused}


def merge_words(merges: Sequence[Merge]) -> dict[str, type_of_json]:
    """The numbers with two lists taken as one, as they are printed."""
    names = list(merges[0].populations) if merges else []
    rows = [
        {
            "pair": " and ".join(each.pair),
            "overlap": f"{each.overlap:,}",
            "numbers": [people(each.populations[name]) for name in names],
        }
        for each in merges
    ]
    return {"ids": names, "heads": [METHODS[name].title for name in names], "rows": rows}
