"""How charts look and become SVG: one place for colours and type, whatever is drawn. It must not know what a chart shows."""

from typing import Any

import altair
import vl_convert

INK, POINT, PALE = "#0b0c0c", "#1d70b8", "#b1b4b6"
FONT = "Noto Sans, Arial, sans-serif"


def as_svg(chart: Any) -> str:
    """A chart as SVG with our type; needs no browser."""
    svg: str = vl_convert.vegalite_to_svg(chart.configure(font=FONT).to_dict())
    return svg


def heading(title: str, subtitle: str | list[str]) -> altair.TitleParams:
    """A title above a chart, with a line below it that says what it shows and what it does not."""
    return altair.TitleParams(title, subtitle=subtitle, anchor="start")
