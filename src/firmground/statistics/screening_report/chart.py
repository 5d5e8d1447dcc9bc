"""The chart of the report: which shares of those screened fit the yield, for every end-to-end sensitivity."""

from math import floor, log10

import altair

from firmground.drawing import INK, PALE, POINT, as_svg
from firmground.statistics.screening_report.report import ScreeningReport

WIDTH, HEIGHT, STEPS = 440, 200, 60
LEAST = 1e-4
TICKS = (0.0001, 0.001, 0.01, 0.1, 1, 10, 100)


def compatible_chart(report: ScreeningReport, words: dict[str, str]) -> str:
    """The share that fits, with the limits of the yield, over sensitivities from 1 in 1,000 to all, as SVG."""
    share = report.share
    sensitivities = [10 ** (-3 + 3 * step / STEPS) for step in range(STEPS + 1)]
    rows = [
        {
            "finds": 100 * each,
            "low": _shown(share.low, each),
            "high": _shown(share.high, each),
            "value": _shown(share.value, each),
        }
        for each in sensitivities
    ]
    least = 10.0 ** floor(log10(min(row["low"] for row in rows)))
    across = altair.Axis(title=words["chart_finds"], values=[0.1, 1, 10, 100], format="~g", grid=True)
    up = altair.Axis(title=words["chart_fits"], values=[each for each in TICKS if each >= least], format="~g", grid=True)
    base = altair.Chart({"values": rows}).encode(x=altair.X("finds:Q", scale=altair.Scale(type="log"), axis=across))
    scale = altair.Scale(type="log", domain=[least, 100], clamp=True)
    band = base.mark_area(color=POINT, opacity=0.25).encode(y=altair.Y("low:Q", scale=scale, axis=up), y2="high:Q")
    layers = [band]
    if share.part:
        layers.append(base.mark_line(color=POINT, strokeWidth=3).encode(y=altair.Y("value:Q", scale=scale)))
    chart = altair.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    styled = chart.configure_axis(labelFontSize=13, titleFontSize=13, titleFontWeight="normal", labelColor=INK, gridColor=PALE)
    return as_svg(styled)


def _shown(share: float, sensitivity: float) -> float:
    """In per cent, within what a logarithmic axis can show."""
    return max(min(100 * share / sensitivity, 100.0), LEAST)
