"""Charts as SVG, drawn from the same values as the tables beside them."""

from collections.abc import Sequence

import altair

from firmground.drawing import INK, PALE, POINT, as_svg, heading
from firmground.statistics.yields import YearlyYield


def yields_chart(years: Sequence[YearlyYield], *, title: str) -> str:
    """The published yields with their exact 95 % limits, one point a year; years without a yield are left open."""
    rows = [
        {
            "year": str(each.year),
            "percent": 100 * each.share.value if each.share else None,
            "low": 100 * each.share.low if each.share else None,
            "high": 100 * each.share.high if each.share else None,
            "label": _label(each),
        }
        for each in years
    ]
    base = altair.Chart({"values": rows}).encode(x=altair.X("year:O", title=None, axis=altair.Axis(labelAngle=0)))
    limits = base.mark_rule(color=POINT, strokeWidth=3, opacity=0.45).encode(
        y=altair.Y("low:Q", title="persons identified per 100 initial screenings"), y2="high:Q"
    )
    points = base.mark_point(color=POINT, filled=True, size=90, opacity=1).encode(y="percent:Q")
    labels = base.mark_text(dy=-10, fontSize=11, color=INK).encode(y="high:Q", text="label:N")
    open_years = (
        base.transform_filter("datum.percent === null")
        .mark_text(dy=-8, color=INK, fontSize=11)
        .encode(y=altair.datum(0), text="label:N")
    )
    subtitle = "Yield of the procedure, with exact 95 % limits. It is not a measure of how many there are."
    chart = (limits + points + labels + open_years).properties(width=720, height=320, title=heading(title, subtitle))
    return as_svg(chart.configure_axis(gridColor=PALE, gridOpacity=0.4))


def _label(year: YearlyYield) -> str:
    if year.share is None:
        return "not found"
    sign = {"more_than": "> ", "about": "≈ "}.get(year.screened.bound, "")
    return f"{year.identified.value} of {sign}{year.screened.value:,}"
