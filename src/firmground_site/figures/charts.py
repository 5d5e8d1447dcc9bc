"""Charts of a figure as SVG, drawn on the server from the very counts of the table behind it."""

import altair
import vl_convert

from firmground.statistics.charts import INK, PALE, POINT
from firmground_site.figures.dashboard import Count

WIDTH, STEP, FONT_SIZE = 300, 30, 14  # small enough to be read on a phone, where the whole is scaled to its width


def bars(figure: Count) -> str:
    """One bar for each row; a withheld count has no bar and says that it is withheld."""
    rows = [
        {"label": label, "count": count or 0, "said": "withheld" if count is None else f"{count:,}", "order": place}
        for place, (label, count) in enumerate(figure.rows)
    ]
    most = max((row["count"] for row in rows), default=0) or 1
    base = altair.Chart({"values": rows}).encode(
        y=altair.Y("label:N", sort={"field": "order"}, title=None, axis=altair.Axis(labelLimit=190, ticks=False)),
        x=altair.X("count:Q", title=None, axis=None, scale=altair.Scale(domain=[0, most * 1.25])),
    )
    labels = base.mark_text(align="left", dx=5, color=INK, fontSize=FONT_SIZE).encode(text="said:N")
    chart = (base.mark_bar(color=POINT) + labels).properties(width=WIDTH, height={"step": STEP})
    styled = chart.configure(font="Noto Sans, Arial, sans-serif").configure_view(stroke=None)
    styled = styled.configure_axis(labelFontSize=FONT_SIZE, labelColor=INK, domainColor=PALE)
    svg: str = vl_convert.vegalite_to_svg(styled.to_dict())
    return svg
