"""The screening report of a year as a value: all of its numbers, and none of its words.

It is about those who were screened. It has no number for the territory, none that compares years, and no judgement of
whether trafficking is common or rare: a yield carries none of these, and ``REFUSED`` names them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from firmground.errors import FigureError
from firmground.packs.entries import StudyShare
from firmground.packs.instrument_entries import InstrumentEntry, Validity
from firmground.packs.pack import Pack
from firmground.statistics.intervals import Share, exact_share, predictive_value
from firmground.statistics.prevalence.audit import AuditPlan, usual_plans
from firmground.statistics.prevalence.bayes import bayes
from firmground.statistics.prevalence.belief import Belief
from firmground.statistics.prevalence.estimate import PrevalenceEstimate
from firmground.statistics.prevalence.limits import upper_limit
from firmground.statistics.prevalence.miss_rates import Compatible, Implied, compatible_share, implied_sensitivity
from firmground.statistics.yields import YearlyYield, published_yields
from firmground.values import type_of_json

SENSITIVITIES = (0.89, 0.5, 0.1, 0.01)
BELIEFS = {
    "anything": Belief(1, 1),
    "extremes": Belief(0.5, 0.5),
    "middling": Belief(2, 2),
    "tool": Belief(33, 5),  # 32 of 36 found: the best counts there are for adults, RAFT 2021
}
NO_FALSE_ALARMS = Belief(certain=1)
BASE_RATES = (0.01, 0.1)
REFUSED = ("territory", "over_time", "verdict")
COLLECT = ("screened", "positive", "interviewed", "confirmed", "groups", "audit")


@dataclass(frozen=True)
class Tool:
    """What one study found of one screening instrument, and what a positive is worth at each base rate of the report.

    Accuracies are shares with limits where counts are known, else the printed share alone; ``None`` was not found.
    """

    instrument: str
    place: int
    study: Validity
    is_own: bool
    sensitivity: Share | float | None
    specificity: Share | float | None
    worth: tuple[float | None, ...]


@dataclass(frozen=True)
class ScreeningReport:
    """Everything that a year's screening report says in numbers; shares are between 0 and 1 and of those screened.

    ``base_rates`` begins with the yield itself. ``one_sided`` is the upper limit of the yield with the whole error above.
    """

    pack: Pack
    year: YearlyYield
    share: Share
    one_sided: float
    compatible: tuple[Compatible, ...]
    believed: dict[str, PrevalenceEstimate]
    implied: tuple[tuple[StudyShare, Implied], ...]
    tools: tuple[Tool, ...]
    base_rates: tuple[float, ...]
    plans: tuple[AuditPlan, ...]
    refused: tuple[str, ...] = REFUSED


def reported_years(pack: Pack) -> tuple[int, ...]:
    """The years of the pack for which there can be a report: both counts were found."""
    return tuple(each.year for each in published_yields(pack) if each.share is not None) if pack.series else ()


def screening_report(pack: Pack, year: int) -> ScreeningReport:
    """The report of a year from the pack's published counts, as printed.

    Raises ``FigureError`` for a year without a published count, naming the years that have a report, and ``PackError`` for a
    pack without any.
    """
    found = next((each for each in published_yields(pack) if each.year == year), None)
    if found is None or found.share is None:
        why = f"{found.why_not}, so there is no yield to report on" if found else "no screenings are published for this year"
        years = ", ".join(map(str, reported_years(pack))) or "none"
        raise FigureError(why, where=f"{pack.id} {year}", remedy=f"choose a year with both counts: {years}")
    share = found.share
    rates = (share.value, *BASE_RATES)
    return ScreeningReport(
        pack=pack,
        year=found,
        share=share,
        one_sided=upper_limit(share.part, share.whole),
        compatible=tuple(compatible_share(share, each) for each in SENSITIVITIES),
        believed={name: _believed(share, belief) for name, belief in BELIEFS.items()},
        implied=tuple((study, implied_sensitivity(share, float(study.percent) / 100)) for study in pack.studies),
        tools=tuple(_tools(pack, rates)),
        base_rates=rates,
        plans=tuple(plan for plan in usual_plans(passed_over=_passed_over(found)) if plan.below < 0.05),
    )


def report_numbers(report: ScreeningReport) -> dict[str, type_of_json]:
    """The numbers of a report, unrounded, for programs; shares are between 0 and 1 and of those screened."""
    implied = [{"study": study.id, **vars(each)} for study, each in report.implied]
    return {
        "of": "those screened",
        "year": report.year.to_json(),
        "one_sided_upper": report.one_sided,
        "compatible": [vars(each) for each in report.compatible],
        "believed": {name: each.to_json() for name, each in report.believed.items()},
        "implied": implied,
        "audit": [each.to_json() for each in report.plans],
        "refused": list(report.refused),
    }


def _believed(share: Share, belief: Belief) -> PrevalenceEstimate:
    return bayes(share.part, share.whole, sensitivity=belief, specificity=NO_FALSE_ALARMS)


def _passed_over(found: YearlyYield) -> int | None:
    """How many an audit can draw from; where the count is a lower bound or rounded, no use is made of it."""
    assert found.share is not None
    return found.share.whole - found.share.part if found.bound == "exact" else None


def _tools(pack: Pack, rates: tuple[float, ...]) -> Iterator[Tool]:
    own = {entry.id for entry in pack.own_instruments}
    for name, versions in pack.instruments.items():
        for entry in versions:
            for place, study in enumerate(entry.validity, 1):
                yield _tool(entry, place, study, name in own, rates)


def _tool(entry: InstrumentEntry, place: int, study: Validity, is_own: bool, rates: tuple[float, ...]) -> Tool:
    sensitivity = _accuracy(study.sensitivity, study.sensitivity_printed)
    specificity = _accuracy(study.specificity, study.specificity_printed)
    worth = tuple(_worth(sensitivity, specificity, rate) for rate in rates)
    return Tool(entry.id, place, study, is_own, sensitivity, specificity, worth)


def _accuracy(counts: tuple[int, int] | None, printed: str | None) -> Share | float | None:
    if counts is not None:
        return exact_share(*counts)
    return float(printed) / 100 if printed else None


def _worth(sensitivity: Share | float | None, specificity: Share | float | None, rate: float) -> float | None:
    """What a positive is worth, or ``None`` where an accuracy was not found or nobody would be positive."""
    if sensitivity is None or specificity is None or rate == 0:
        return None
    se, sp = (each.value if isinstance(each, Share) else each for each in (sensitivity, specificity))
    return predictive_value(sensitivity=se, specificity=sp, base_rate=rate)
