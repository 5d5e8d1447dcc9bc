"""The study as a picture: how often intervals cover, by how lists depend and by what the links are."""

from collections.abc import Sequence

import altair

from bench.coverage.judging import ALL, READINGS, Outcome
from bench.coverage.summary import summary
from bench.coverage.worlds import DEPENDENCES
from firmground.drawing import INK, PALE, as_svg, heading

SHOWN = ("main_effects", "stepwise", ALL)
COLOURS = ("#1d70b8", "#d4351c", "#0b0c0c")
PROMISED = 95


def coverage_chart(outcomes: Sequence[Outcome]) -> str:
    """For each kind of dependence a panel, for each reading of the links a row, and a point for each method, as SVG."""
    rows = [
        {"dependence": dependence, "reading": reading, "method": method, "covered": 100 * found.covered}
        for dependence in DEPENDENCES
        for reading in READINGS
        for method in SHOWN
        if (found := summary([each for each in outcomes if _is(each, dependence, reading)], method)).worlds
    ]
    base = altair.Chart().encode(
        y=altair.Y("reading:N", sort=list(READINGS), title=None, axis=altair.Axis(labelLimit=200, grid=True)),
    )
    points = base.mark_point(filled=True, size=90, opacity=0.9).encode(
        x=altair.X("covered:Q", title="% of intervals that cover", scale=altair.Scale(domain=[0, 100])),
        color=altair.Color("method:N", sort=list(SHOWN), scale=altair.Scale(domain=list(SHOWN), range=list(COLOURS)), title=None),
        shape=altair.Shape("method:N", sort=list(SHOWN), scale=altair.Scale(domain=list(SHOWN)), title=None),
    )
    promised = altair.Chart().mark_rule(color=INK, strokeDash=[4, 3]).encode(x=altair.datum(PROMISED))
    panel = altair.layer(promised, points).properties(width=300, height={"step": 24})
    faceted = panel.facet(
        facet=altair.Facet("dependence:N", sort=list(DEPENDENCES), header=altair.Header(title=None, labelFontWeight="bold")),
        columns=2,
        data={"values": rows},
    ).properties(title=heading("Does it cover?", "Dashed: the 95 % that an interval promises."))
    return as_svg(faceted.configure_axis(labelFontSize=12, labelColor=INK, gridColor=PALE, gridOpacity=0.5))


def _is(outcome: Outcome, dependence: str, reading: str) -> bool:
    return outcome.world.dependence == dependence and outcome.reading == reading
