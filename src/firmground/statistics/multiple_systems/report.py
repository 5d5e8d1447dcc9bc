"""A comparison as a page and as a PDF: the verdict first, then each method with what it rests on, pictures, and what moves it."""

from collections.abc import Mapping
from pathlib import Path

import jinja2

from firmground.statistics.multiple_systems.comparison import Comparison
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.literature import VOICES
from firmground.statistics.multiple_systems.methods import METHODS
from firmground.statistics.multiple_systems.sensitivity import SATURATED
from firmground.typesetting import pdf
from firmground.values import type_of_json

FOLDER = Path(__file__).parent
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
CAPTIONS = {
    "estimates": "What each method says, with its interval",
    "overlaps": "How many people were on exactly which lists",
    "resamples": "What resampled tables say",
    "chains": "The chains of the sampler",
}
NOT_SHOWN = (
    "This is a number of people who could have been on one of the lists. Whoever could never come to any of them is in no number.",
    "It is for the period and the area of the lists, and for what the lists call a person in their care.",
    "It is not prevalence, and two such numbers make no trend unless lists, methods and linkage were the same.",
)


def as_html(comparison: Comparison, charts: Mapping[str, str], *, title: str, made_by: str) -> bytes:
    """The report as one page that needs nothing beside it; the same comparison gives the same bytes."""
    view = report_content(comparison, charts, title=title, made_by=made_by)
    return TEMPLATES.get_template("report.html.j2").render(report=view).encode()


def as_pdf(comparison: Comparison, charts: Mapping[str, str], *, title: str, made_by: str) -> bytes:
    """The report as PDF. Raises ``OutputError`` when the page cannot be set."""
    return pdf(FOLDER / "report.typ", report_content(comparison, charts, title=title, made_by=made_by))


def report_content(comparison: Comparison, charts: Mapping[str, str], *, title: str, made_by: str) -> dict[str, type_of_json]:
    """What stands in the report, in words, as both templates take it."""
    histories, verdict = comparison.histories, comparison.verdict
    return {
        "title": title,
        "made_by": made_by,
        "lists": list(histories.lists),
        "observed": f"{histories.observed:,}",
        "verdict": {**verdict.to_json(), "sentence": verdict.sentence},
        "estimates": [in_words(each) for each in comparison.estimates],
        "pairs": [_pair(each) for each in comparison.pairs],
        "dependence": _dependence(comparison),
        "merges": _merges(comparison),
        "charts": [{"caption": CAPTIONS[name], "svg": svg} for name, svg in charts.items()],
        "literature": [each.to_json() for each in VOICES],
        "not_shown": NOT_SHOWN,
    }


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


def _pair(estimate: Estimate) -> dict[str, type_of_json]:
    return {
        "pair": " and ".join(estimate.diagnostics["pair"]),
        "both": f"{estimate.diagnostics['on_both']:,}",
        "number": people(estimate.population),
        "interval": interval(estimate),
    }


def _dependence(comparison: Comparison) -> dict[str, type_of_json]:
    found = comparison.dependence
    titles = {SATURATED: "Every interaction free"} | {name: each.title for name, each in METHODS.items()}
    rows = [{"title": titles[name], "numbers": [people(each) for each in row]} for name, row in found.populations.items()]
    refused = [f"{titles[name]}: {why}." for name, why in found.refused.items()]
    return {"heads": [f"{each:.2g}" for each in found.odds_ratios], "rows": rows, "refused": refused}


def _merges(comparison: Comparison) -> dict[str, type_of_json]:
    if not comparison.merges:
        return {"heads": [], "rows": []}
    names = list(comparison.merges[0].populations)
    rows = [
        {
            "pair": " and ".join(each.pair),
            "overlap": f"{each.overlap:,}",
            "numbers": [people(each.populations[name]) for name in names],
        }
        for each in comparison.merges
    ]
    return {"heads": [METHODS[name].title for name in names], "rows": rows}
