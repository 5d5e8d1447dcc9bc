"""The pages of a screening report: HTML and PDF, each from the same content."""

from pathlib import Path

from firmground.statistics.screening_report.chart import compatible_chart
from firmground.statistics.screening_report.content import report_content
from firmground.statistics.screening_report.report import ScreeningReport
from firmground.typesetting import pdf, templates

FOLDER = Path(__file__).parent
TEMPLATES = templates(FOLDER)


def report_pdf(report: ScreeningReport, tag: str) -> bytes:
    """The report as PDF on A4, in a language of the pack. The same pack gives the same bytes."""
    content = report_content(report, tag)
    return pdf(FOLDER / "report.typ", {**content, "chart": compatible_chart(report, content["words"])})


def report_html(report: ScreeningReport, tag: str) -> str:
    """The report as one HTML page that needs no other file."""
    content = report_content(report, tag)
    return TEMPLATES.get_template("report.html.j2").render(report=content, chart=compatible_chart(report, content["words"]))
