"""Writes the page of the study: what was done, what came of it, and where it fails, all from the outcomes."""

from collections.abc import Sequence

from bench.coverage import prose
from bench.coverage.figures import by_kind, dependent, first_worlds, independent, refusals
from bench.coverage.judging import Outcome


def page(outcomes: Sequence[Outcome], *, seed: int, draws: int, made: Sequence[str]) -> str:
    """The page as Markdown. ``made`` says with which versions and in what time."""
    worlds = len({each.number for each in outcomes})
    blocks = [
        *prose.opening(worlds, seed, draws),
        "## Independent lists: the correction alone",
        prose.independent(outcomes),
        independent(outcomes),
        "## Dependent lists: where it fails",
        prose.DEPENDENT,
        dependent(outcomes),
        "## What matters to the correction",
        prose.BY_KIND,
        by_kind(outcomes),
        "## Refusals",
        prose.REFUSALS,
        refusals(outcomes),
        prose.REFUSALS_LIMIT,
        "## The first worlds",
        prose.FIRST_WORLDS,
        first_worlds(outcomes),
        "## What this shows, and what not",
        prose.CLOSING,
        "## How it was made",
        "\n".join(f"- {each}" for each in made),
    ]
    return "\n\n".join(blocks) + "\n"
