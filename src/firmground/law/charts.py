"""The coverage matrix as a picture, from the very cells of the table: a block for each purpose, a square for act and means."""

import textwrap
from collections.abc import Mapping

import altair

from firmground.drawing import INK, as_svg
from firmground.law.coverage import Coverage, Reach
from firmground.law.words import REACH as WORDS
from firmground.law.words import SIGNS

COLOURS = {Reach.WHOLE: "#106165", Reach.LIMITED: "#8ac0c3", Reach.PIECES: "#f3e3a1", Reach.GAP: "#ffffff"}
STEP = 32
LINE, BREAK, LINES = 30, "\n", "split(datum.label, '\\n')"  # two lines of a label stand beside each other in a step


def coverage_chart(coverage: Coverage, words: Mapping[Reach, str] = WORDS) -> str:
    """The minimum purposes of Article 3 as SVG; every square also has a sign, so that no meaning rests on colour alone.

    ``words`` are those of the legend; everything else that is written in it is of the pack.
    """
    text = coverage.pack.text
    rows = [
        {
            "purpose": text(f"codes.palermo_purposes.{cell.purpose}"),
            "act": text(f"codes.palermo_acts.{cell.act}"),
            "means": BREAK.join(textwrap.wrap(text(f"codes.palermo_means.{cell.means}"), LINE)),
            "reach": words[cell.reach],
            "sign": SIGNS[cell.reach],
            "place": place,
        }
        for place, cell in enumerate(coverage.cells)
        if cell.purpose in coverage.minimum
    ]
    order = {"field": "place", "op": "min"}
    base = altair.Chart().encode(
        x=altair.X(
            "means:N", sort=order, title=None, axis=altair.Axis(labelAngle=-90, labelExpr=LINES, labelLimit=240, ticks=False)
        ),
        y=altair.Y("act:N", sort=order, title=None, axis=altair.Axis(ticks=False)),
    )
    scale = altair.Scale(domain=[words[reach] for reach in Reach], range=[COLOURS[reach] for reach in Reach])
    legend = altair.Legend(title=None, orient="top", direction="vertical", labelLimit=300, symbolStrokeColor=INK)
    squares = base.mark_rect(stroke=INK, strokeWidth=0.5).encode(color=altair.Color("reach:N", scale=scale, legend=legend))
    signs = base.mark_text(fontSize=14).encode(
        text="sign:N",
        color=altair.condition(f"datum.reach === '{words[Reach.WHOLE]}'", altair.value("white"), altair.value(INK)),
    )
    block = altair.layer(squares, signs).properties(width={"step": STEP}, height={"step": STEP})
    label = altair.Header(title=None, labelOrient="top", labelAnchor="start", labelFontWeight="bold", labelFontSize=12)
    faceted = block.facet(row=altair.Row("purpose:N", sort=order, header=label), data={"values": rows})
    return as_svg(faceted.resolve_scale(x="shared").configure_axis(labelFontSize=12, labelColor=INK))
