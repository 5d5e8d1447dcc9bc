"""The error budget as a picture: a bar for each source of doubt, one below the other, so that nobody adds them up."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair

from firmground.drawing import INK, PALE, POINT, as_svg, heading
from firmground.statistics.multiple_systems.linkage_error.budget import Span

WIDTH, STEP = 480, 30
ALONE = 4  # so many spans are of one source; those after them join several
SUBTITLE = (
    "Each bar is one source of doubt alone. They do not add up: chances partly cancel, and",
    "model choice and dependence are not chance. This is no measure of prevalence.",
)


def budget_chart(budget: Sequence[Span], estimate: float, *, title: str) -> str:
    """The spans of an error budget as SVG on a logarithmic axis, with a line at the estimate; one without a limit is left out."""
    rows = [
        {"source": span.source, "low": span.low, "high": span.high, "kind": kind, "label": _label(span)}
        for place, span in enumerate(budget)
        for kind in ("several together" if place >= ALONE else "one source alone",)
        if span.low is not None and span.high is not None
    ]
    order = [span.source for span in budget]
    axis = altair.Axis(format=",.0f", tickCount=6)
    people = altair.X("low:Q", title="people", scale=_scale(rows), axis=axis)
    base = altair.Chart({"values": rows}).encode(y=altair.Y("source:N", sort=order, title=None, axis=altair.Axis(labelLimit=180)))
    colours = altair.Scale(domain=["one source alone", "several together"], range=[POINT, INK])
    bars = base.mark_bar(height=10).encode(
        x=people, x2="high:Q", color=altair.Color("kind:N", scale=colours, legend=altair.Legend(title=None, orient="top"))
    )
    labels = base.mark_text(align="left", dx=6, fontSize=11, color=INK).encode(x="high:Q", text="label:N")
    middle = altair.Chart({"values": [{"estimate": estimate}]}).mark_rule(color=INK, strokeDash=[4, 3]).encode(x="estimate:Q")
    chart = altair.layer(middle, bars, labels).properties(
        width=WIDTH, height={"step": STEP}, title=heading(title, list(SUBTITLE))
    )
    return as_svg(chart.configure_axis(labelFontSize=12, labelColor=INK, gridColor=PALE, gridOpacity=0.4))


def _label(span: Span) -> str:
    return f"{span.low:,.0f} – {span.high:,.0f}"


def _scale(rows: Sequence[Mapping[str, Any]]) -> altair.Scale:
    """A logarithmic scale with room for the labels at the right."""
    lowest, highest = min(row["low"] for row in rows), max(row["high"] for row in rows)
    width = math.log(highest / lowest)
    return altair.Scale(type="log", nice=False, domain=[lowest * math.exp(-width / 20), highest * math.exp(width / 3.5)])
