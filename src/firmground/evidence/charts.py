"""The ratings of reports over the years as a picture: a row for each rating of the pack's list, a point for each report."""

import altair

from firmground.drawing import INK, PALE, POINT, as_svg
from firmground.packs.pack import Pack
from firmground.packs.report_entries import EvidenceRegister

WIDTH, STEP = 430, 34


def ratings_chart(pack: Pack, register: EvidenceRegister) -> str:
    """Which report gave which rating when, as SVG. The order of ratings is that of the list, its first at the top."""
    order = [pack.text(f"codes.ratings.{code.code}") for code in pack.codes.get("ratings", ())]
    rows = [
        {
            "year": each.report.published_on.year,
            "rating": pack.text(f"codes.ratings.{each.report.rating}"),
            "publisher": pack.text(f"codes.publishers.{each.report.publisher}"),
        }
        for each in register.files
        if each.report.rating
    ]
    years = altair.Axis(format="d", tickMinStep=1, title=None, grid=True)
    base = altair.Chart({"values": rows}).encode(
        x=altair.X("year:Q", axis=years, scale=altair.Scale(zero=False, nice=False, padding=16)),
        y=altair.Y("rating:N", sort=order, scale=altair.Scale(domain=order), title=None, axis=altair.Axis(labelLimit=280)),
    )
    line = base.mark_line(color=PALE, strokeWidth=2).encode(detail="publisher:N", order="year:Q")
    points = base.mark_point(filled=True, size=120, color=POINT, opacity=1).encode(
        shape=altair.Shape("publisher:N", legend=altair.Legend(title=None, orient="top", labelLimit=300))
    )
    chart = altair.layer(line, points).properties(width=WIDTH, height={"step": STEP})
    return as_svg(chart.configure_axis(labelFontSize=12, labelColor=INK, gridColor=PALE, gridOpacity=0.5))
