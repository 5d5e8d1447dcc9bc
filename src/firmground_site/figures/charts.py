"""Charts of a figure as SVG, drawn on the server from the very counts of the table behind it."""

import textwrap

import altair
from django.utils.translation import gettext as _

from firmground.drawing import INK, PALE, POINT, as_svg
from firmground_site.figures.dashboard import Count

WIDTH, STEP, FONT_SIZE = 200, 36, 14  # narrow, so that a phone need not make the letters small
LINE, BREAK = 22, "\n"  # characters in a line of a label


def bars(figure: Count) -> str:
    """One bar for each row; a withheld count has no bar and says that it is withheld."""
    rows = [
        {
            "label": BREAK.join(textwrap.wrap(label, LINE)),
            "count": count or 0,
            "said": _("withheld") if count is None else f"{count:,}",
            "order": place,
        }
        for place, (label, count) in enumerate(figure.rows)
    ]
    most = max((row["count"] for row in rows), default=0) or 1
    axis = altair.Axis(labelExpr="split(datum.label, '\\n')", labelLimit=200, ticks=False)
    base = altair.Chart({"values": rows}).encode(
        y=altair.Y("label:N", sort={"field": "order"}, title=None, axis=axis),
        x=altair.X("count:Q", title=None, axis=None, scale=altair.Scale(domain=[0, most * 1.25])),
    )
    labels = base.mark_text(align="left", dx=5, color=INK, fontSize=FONT_SIZE).encode(text="said:N")
    chart = (base.mark_bar(color=POINT) + labels).properties(width=WIDTH, height={"step": STEP})
    styled = chart.configure_view(stroke=None)
    return as_svg(styled.configure_axis(labelFontSize=FONT_SIZE, labelColor=INK, domainColor=PALE))
