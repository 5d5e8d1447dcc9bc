"""Screening reports of the active pack, made once and kept. They rest on published counts, and on nothing recorded here."""

import functools
from typing import Any

from firmground.errors import FirmgroundError
from firmground.packs.entries import Language
from firmground.statistics.screening_report.chart import compatible_chart
from firmground.statistics.screening_report.content import report_content
from firmground.statistics.screening_report.render import report_pdf
from firmground.statistics.screening_report.report import ScreeningReport, reported_years, screening_report
from firmground_site.packs.queries import active_pack

KEPT = 64


def years_reported() -> tuple[int, ...]:
    """The years for which there is a report, the latest first."""
    return tuple(reversed(reported_years(active_pack())))


def languages_reported() -> tuple[Language, ...]:
    """The languages of reports: those that the pack calls full, in which every text exists."""
    return tuple(each for each in active_pack().manifest.languages if each.state == "full")


def content_of_report(year: int, language: str) -> dict[str, Any] | None:
    """What stands in the report of a year in a language, or ``None`` when there is none."""
    return _content(active_pack().digest, year, language)


def chart_of_report(year: int, language: str) -> str | None:
    """The chart of a report as SVG, or ``None``."""
    return _chart(active_pack().digest, year, language)


def pdf_of_report(year: int, language: str) -> bytes | None:
    """The report as PDF, or ``None``."""
    return _pdf(active_pack().digest, year, language)


@functools.lru_cache(maxsize=KEPT)
def _report(_digest: str, year: int) -> ScreeningReport | None:
    try:
        return screening_report(active_pack(), year)
    except FirmgroundError:  # a year without published counts has no report
        return None


@functools.lru_cache(maxsize=KEPT)
def _content(digest: str, year: int, language: str) -> dict[str, Any] | None:
    report = _report(digest, year)
    known = language in {each.tag for each in languages_reported()}
    return report_content(report, language) if report and known else None


@functools.lru_cache(maxsize=KEPT)
def _chart(digest: str, year: int, language: str) -> str | None:
    report, content = _report(digest, year), _content(digest, year, language)
    return compatible_chart(report, content["words"]) if report and content else None


@functools.lru_cache(maxsize=KEPT)
def _pdf(digest: str, year: int, language: str) -> bytes | None:
    report, content = _report(digest, year), _content(digest, year, language)
    return report_pdf(report, language) if report and content else None
