"""A waterfall of one proposal: how each thing that was compared moves the weight from what was known before to the sum."""

import altair

from firmground.drawing import INK, PALE, POINT, as_svg, heading
from firmground.linkage.comparing import NOT_KNOWN
from firmground.linkage.record import Proposal

WIDTH, ROW = 420, 30
AGAINST = "#d4351c"


def waterfall(proposal: Proposal, *, title: str = "", names: dict[str, str] | None = None) -> str:
    """A proposal's waterfall as SVG: bits to the right speak for one person, to the left against. It shows ids of things only.

    ``names`` are words for the ids of what was compared and of levels; an id without words is shown as it is.
    """
    rows = _rows(proposal, names or {})
    table = altair.InlineData(values=rows)
    bars = (
        altair.Chart(table, width=WIDTH, height=altair.Step(ROW))
        .mark_bar()
        .encode(
            x=altair.X("from:Q", title="weight of the evidence, in bits"),
            x2="to:Q",
            y=altair.Y("what:N", sort=None, title=None, axis=altair.Axis(labelLimit=320)),
            color=altair.Color("colour:N", scale=None),
        )
    )
    words = bars.mark_text(align="left", dx=4, color=INK).encode(x="end:Q", text="shown:N", color=altair.value(INK))
    subtitle = f"probability {proposal.probability:.3f}; a proposal, not a finding"
    return as_svg(altair.layer(bars, words).properties(title=heading(title or "Why these two may be one person", subtitle)))


def _rows(proposal: Proposal, names: dict[str, str]) -> list[dict[str, str | float]]:
    rows = [_bar("before anything is compared", 0.0, proposal.prior, PALE)]
    reached = proposal.prior
    for each in proposal.weighed:
        what = f"{names.get(each.compared, each.compared)}: {names.get(each.level, each.level.replace('_', ' '))}"
        colour = PALE if each.level == NOT_KNOWN else POINT if each.weight >= 0 else AGAINST
        rows.append(_bar(what, reached, reached + each.weight, colour))
        reached += each.weight
    return [*rows, _bar("together", 0.0, reached, INK)]


def _bar(what: str, start: float, end: float, colour: str) -> dict[str, str | float]:
    return {"what": what, "from": start, "to": end, "end": max(start, end), "colour": colour, "shown": f"{end - start:+.1f}"}
