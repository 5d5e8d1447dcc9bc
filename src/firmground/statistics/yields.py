"""Published yields: persons identified among initial screenings, with exact limits and what such a figure can show.

A yield is never called prevalence: it says how often a procedure finds somebody, not how many there are.
"""

from dataclasses import dataclass

from firmground.errors import PackError
from firmground.packs.entries import SeriesValue
from firmground.packs.pack import Pack
from firmground.statistics.intervals import Share, exact_share, percent
from firmground.values import type_of_json

SCREENED = "initial_screenings"
DEBRIEFED = "full_debriefings"
IDENTIFIED = "identified"
BOUND_WORDS = {"exact": "", "more_than": "more than ", "about": "about ", "not_found": "not found"}
SHOWS = (
    "how often this procedure, as it was used in that year, ended with a person identified",
    "with exact 95 % limits: what chance alone would allow if the same procedure met more people of the same kind",
)
SHOWS_NOT = (
    "how many people were trafficked, among those screened or in the territory: the share that was missed is not known",
    "a trend: who was screened, and how, changed from year to year",
    "how many different people were screened: the published count is of screenings",
)


@dataclass(frozen=True)
class YearlyYield:
    """One year of the published series. ``share`` is ``None`` when a count was not found, and ``why_not`` says which.

    ``bound`` says how to read the share: "exact", "at most" (the denominator is a lower bound), "at least", or "about".
    """

    year: int
    screened: SeriesValue
    identified: SeriesValue
    debriefed: SeriesValue | None
    share: Share | None
    bound: str
    why_not: str = ""

    @property
    def in_words(self) -> str:
        """The yield as a person would say it."""
        if self.share is None:
            return f"not stated: {self.why_not}"
        limits = f"({percent(self.share.low)}–{percent(self.share.high)} %)"
        lead = "" if self.bound == "exact" else self.bound + " "
        return f"{lead}{percent(self.share.value)} % {limits}"

    def to_json(self) -> dict[str, type_of_json]:
        """The year as data; shares are percentages as text, with the digits that are shown."""
        share = self.share
        return {
            "year": self.year,
            "screened": _count(self.screened),
            "debriefed": _count(self.debriefed) if self.debriefed else None,
            "identified": _count(self.identified),
            "yield_percent": percent(share.value) if share else None,
            "low_percent": percent(share.low) if share else None,
            "high_percent": percent(share.high) if share else None,
            "bound": self.bound,
            "why_not": self.why_not,
        }


def published_yields(pack: Pack) -> tuple[YearlyYield, ...]:
    """The yield of every year for which the pack has published screenings, in order; raises ``PackError`` if there are none."""
    screened = sorted((row for row in pack.series if row.series == SCREENED), key=lambda row: row.year)
    if not screened:
        raise PackError(f"has no published {SCREENED}", where=f"pack {pack.id}", remedy="add them to statistics/series.csv")
    return tuple(_yearly(pack, row) for row in screened)


def in_words(row: SeriesValue) -> str:
    """A published number with its bound in words: "more than 7,500"."""
    return BOUND_WORDS[row.bound] + ("" if row.value is None else f"{row.value:,}")


def _yearly(pack: Pack, screened: SeriesValue) -> YearlyYield:
    absent = SeriesValue(series=IDENTIFIED, period="calendar", year=screened.year, unit="persons", bound="not_found")
    identified = pack.cited(screened.year, IDENTIFIED) or absent
    debriefed = pack.cited(screened.year, DEBRIEFED)
    if not screened.value or identified.value is None:
        lacking = "screenings" if not screened.value else "persons identified"
        return YearlyYield(screened.year, screened, identified, debriefed, None, "not stated", f"{lacking} not found")
    share = exact_share(identified.value, screened.value)
    return YearlyYield(screened.year, screened, identified, debriefed, share, _bound(screened.bound, identified.bound))


def _bound(screened: str, identified: str) -> str:
    if screened == identified == "exact":
        return "exact"
    if screened == "more_than" and identified == "exact":
        return "at most"
    if screened == "exact" and identified == "more_than":
        return "at least"
    return "about"


def _count(row: SeriesValue) -> dict[str, type_of_json]:
    return {
        "value": row.value,
        "bound": row.bound,
        "in_words": in_words(row),
        "source": list(row.source),
        "confidence": row.confidence,
        "note": row.note,
    }
