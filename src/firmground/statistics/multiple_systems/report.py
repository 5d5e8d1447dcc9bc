"""A comparison as a page and as a PDF: the verdict first, then each method with what it rests on, pictures, and what moves it."""

from collections.abc import Mapping
from pathlib import Path

from firmground.statistics.multiple_systems.comparison import Comparison
from firmground.statistics.multiple_systems.literature import VOICES
from firmground.statistics.multiple_systems.words import dependence_words, in_words, merge_words, pair_words
from firmground.typesetting import pdf, templates
from firmground.values import type_of_json

FOLDER = Path(__file__).parent
TEMPLATES = templates(FOLDER)
CAPTIONS = {
    "estimates": "What each method says, with its interval",
    "overlaps": "How many people were on exactly which lists",
    "resamples": "What resampled tables say",
    "chains": "The chains of the sampler",
}
WIDTHS = {"estimates": 100, "overlaps": 62, "resamples": 72, "chains": 72}  # of a page, in per cent
NOT_SHOWN = (
    "These are numbers of people who could have been on a list. Whoever could never come to any of them is in no number.",
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
        "pairs": [pair_words(each) for each in comparison.pairs],
        "dependence": dependence_words(comparison.dependence),
        "merges": merge_words(comparison.merges),
        "charts": [{"caption": CAPTIONS[name], "svg": svg, "width": WIDTHS[name]} for name, svg in charts.items()],
        "literature": [each.to_json() for each in VOICES],
        "not_shown": NOT_SHOWN,
    }
