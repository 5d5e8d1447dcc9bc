"""Pictures of a comparison as SVG: estimates with their intervals, overlaps, and how chains and resamples went."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair
import numpy as np
from numpy.typing import NDArray

from firmground.drawing import INK, PALE, POINT, as_svg, heading
from firmground.statistics.multiple_systems.comparison import Comparison
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.methods import METHODS

WIDTH, STEP, DOT = 560, 40, 17
MOST_COLUMNS = 30  # histories that are drawn, those of most people first
POINTS = 400  # of each chain that are drawn
BINS = 40
SHADES = ("#1d70b8", "#d4351c", "#00703c", "#f47738", "#4c2c92", "#0b0c0c", "#85994b", "#d53880")


def charts(comparison: Comparison, draws: Mapping[str, NDArray[np.float64]]) -> dict[str, str]:
    """Every picture by its name. ``draws`` are those that ``Settings.record`` heard; without them there are two pictures."""
    found = {"estimates": estimates_chart(comparison), "overlaps": overlaps_chart(comparison.histories)}
    for method, drawn in draws.items():
        if len(drawn) > 1:
            found["chains"] = chains_chart(drawn)
        elif np.isfinite(drawn).any():
            found["resamples"] = resamples_chart(drawn[0], METHODS[method].title)
    return found


def estimates_chart(comparison: Comparison) -> str:
    """A row for each method: its number, its interval, or that it gives none; a dashed line for who was on a list."""
    rows = [_row(each) for each in comparison.estimates]
    order = [row["method"] for row in rows]
    y = altair.Y("method:N", sort=order, title=None, axis=altair.Axis(labelLimit=260, ticks=False, domain=False))
    numbers = [row for row in rows if row["number"] is not None]
    x = altair.X("number:Q", title="people, those on a list included", scale=altair.Scale(zero=True))
    ends = _chart(numbers).mark_rule(color=POINT, strokeWidth=3, opacity=0.45).encode(x="low:Q", x2="high:Q", y=y)
    points = (
        _chart(numbers)
        .mark_point(filled=True, size=90, opacity=1, color=POINT)
        .encode(
            x=x, y=y, shape=altair.Shape("kind:N", title=None, scale=altair.Scale(domain=list(KINDS), range=list(KINDS.values())))
        )
    )
    labels = _chart(numbers).mark_text(dy=-11, fontSize=11, color=INK).encode(x="number:Q", y=y, text="label:N")
    none = _chart([row for row in rows if row["number"] is None]).mark_text(align="left", dx=4, fontSize=11, color=INK)
    seen = _chart([{"seen": comparison.histories.observed}]).mark_rule(strokeDash=[4, 3], color=INK).encode(x="seen:Q")
    layers = [seen, ends, points, labels, none.encode(x=altair.datum(0), y=y, text=altair.datum("no number"))]
    title = heading("What each method says", [comparison.verdict.sentence, "Dashed: people on at least one list."])
    chart = altair.layer(*layers).properties(width=WIDTH, height={"step": STEP}, title=title)
    return as_svg(chart.configure_axis(gridColor=PALE, gridOpacity=0.4, labelColor=INK, labelFontSize=12))


def overlaps_chart(histories: Histories) -> str:
    """How many people had each history (bars, on a root scale), over the lists that it stands for (joined dots)."""
    ranked = sorted(zip(histories.cells, histories.counts, strict=True), key=lambda each: (-each[1], each[0]))[:MOST_COLUMNS]
    x = altair.X("place:O", axis=None, sort=None)
    bars = _chart({"place": place, "people": count} for place, (_, count) in enumerate(ranked))
    y = altair.Y("people:Q", title="people", scale=altair.Scale(type="sqrt", domainMax=1.2 * ranked[0][1]))
    upper = altair.layer(
        bars.mark_bar(color=POINT, size=DOT - 5).encode(x=x, y=y),
        bars.mark_text(dy=-6, fontSize=10, color=INK).encode(x=x, y=y, text=altair.Text("people:Q", format=",")),
    ).properties(height=170, width={"step": DOT + 9})
    left_out = len(histories.cells) - len(ranked)
    note = f"{left_out} histories of fewer people are not drawn." if left_out else "Every history that occurred is drawn."
    title = heading("Who was on which lists", ["Each column is one history: on the lists with a dark dot and on no other.", note])
    chart = altair.vconcat(upper, _matrix(histories, [cell for cell, _ in ranked], x), spacing=4).properties(title=title)
    return as_svg(chart.configure_axis(gridColor=PALE, gridOpacity=0.3, labelColor=INK).configure_view(stroke=None))


def chains_chart(draws: NDArray[np.float64]) -> str:
    """The population at the draws that were kept, a line for each chain; chains that agree lie over each other."""
    step = max(1, draws.shape[1] // POINTS)
    rows = [
        {"draw": place * step, "people": float(value), "chain": f"chain {number + 1}"}
        for number, chain in enumerate(draws)
        for place, value in enumerate(chain[::step])
    ]
    colour = altair.Color("chain:N", title=None, scale=altair.Scale(range=list(SHADES)), legend=altair.Legend(orient="top"))
    chart = (
        _chart(rows)
        .mark_line(strokeWidth=1, opacity=0.8)
        .encode(
            x=altair.X("draw:Q", title="draw, after the first half"),
            y=altair.Y("people:Q", title="people", scale=altair.Scale(zero=False, type="log")),
            color=colour,
        )
    )
    title = heading("Latent classes: the chains", "Each line is one chain. Where they stay apart, no number is given.")
    return as_svg(chart.properties(width=WIDTH, height=220, title=title).configure_axis(gridColor=PALE, gridOpacity=0.4))


def resamples_chart(replicates: NDArray[np.float64], method: str) -> str:
    """How often resampled tables gave which number, the choice of the model repeated for each."""
    known = replicates[np.isfinite(replicates)]
    amounts, ends = np.histogram(known, bins=BINS, range=(float(known.min()), float(np.quantile(known, 0.99)) + 1))
    rows = [
        {"from": float(first), "to": float(last), "tables": int(amount)}
        for amount, first, last in zip(amounts, ends[:-1], ends[1:], strict=True)
    ]
    chart = (
        _chart(rows)
        .mark_bar(color=POINT, stroke="white", strokeWidth=0.5)
        .encode(x=altair.X("from:Q", title="people", bin="binned"), x2="to:Q", y=altair.Y("tables:Q", title="resampled tables"))
    )
    above = int((known > ends[-1]).sum())
    missing = len(replicates) - len(known)
    notes = f"{len(replicates):,} tables; {above} larger are not drawn; {missing} gave no number."
    title = heading(f"{method}: the bootstrap", notes)
    return as_svg(chart.properties(width=WIDTH, height=180, title=title).configure_axis(gridColor=PALE, gridOpacity=0.4))


KINDS = {"estimate": "circle", "lower bound": "triangle-right"}


def _row(estimate: Estimate) -> dict[str, Any]:
    """An estimate as a row of the picture; a missing limit is drawn as the number itself."""
    number, method = estimate.population, METHODS[estimate.method]
    return {
        "method": method.title,
        "number": number,
        "low": estimate.low if estimate.low is not None else number,
        "high": estimate.high if estimate.high is not None and np.isfinite(estimate.high) else number,
        "kind": "lower bound" if method.is_bound else "estimate",
        "label": "" if number is None else f"{number:,.0f}",
    }


def _matrix(histories: Histories, cells: Sequence[int], x: altair.X) -> Any:
    """Dots for the lists of each history, dark where it is on one."""
    dots = [
        {"place": place, "list": name, "on": bool(cell >> bit & 1)}
        for place, cell in enumerate(cells)
        for bit, name in enumerate(histories.lists)
    ]
    y = altair.Y("list:N", sort=list(histories.lists), title=None, axis=altair.Axis(ticks=False, domain=False, labelLimit=160))
    colour = altair.Color("on:N", scale=altair.Scale(domain=[True, False], range=[INK, "#e3e4e5"]), legend=None)
    points = _chart(dots).mark_point(filled=True, size=90, opacity=1).encode(x=x, y=y, color=colour)
    spans = [_span(histories, place, cell) for place, cell in enumerate(cells)]
    lines = _chart(spans).mark_rule(color=INK, strokeWidth=2).encode(x=x, y=y, y2="last:N")
    return altair.layer(points, lines).properties(height={"step": DOT + 4}, width={"step": DOT + 9})


def _span(histories: Histories, place: int, cell: int) -> dict[str, Any]:
    on = histories.named(cell)
    return {"place": place, "list": on[0], "last": on[-1]}


def _chart(rows: Iterable[dict[str, Any]]) -> altair.Chart:
    return altair.Chart({"values": list(rows)})
