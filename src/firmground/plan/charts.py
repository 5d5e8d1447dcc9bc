"""The plan on a line of time as a picture: a row for each measure, with what is dated, its deadline and its status on a day."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import altair

from firmground.drawing import INK, PALE, as_svg
from firmground.packs.pack import Pack
from firmground.packs.plan_entries import EvidenceEntry
from firmground.plan.reading import shows_done
from firmground.plan.status import MeasureStatus, Status, plan_of

COLOURS = {
    Status.DONE: "#00703c",
    Status.DONE_LATE: "#85994b",
    Status.UNDER_WAY: "#1d70b8",
    Status.NOT_STARTED: "#505a5f",
    Status.EVIDENCE_MISSING: "#f47738",
    Status.EVIDENCE_CONFLICTS: "#d4351c",
}
SHAPES = dict(zip(COLOURS, ("circle", "triangle-right", "square", "triangle-down", "diamond", "cross"), strict=True))
SPANS = ("#00703c", "#1d70b8", "#ffffff")  # what is shown done, begun, not done yet
WIDTH, STEP, MARGIN = 430, 22, datetime.timedelta(days=60)
SHORTEST = datetime.timedelta(days=12)  # what happened on one day is still to be seen
OPEN_END = datetime.timedelta(days=45)  # what is bounded on one side only is drawn as a short piece at that side


@dataclass(frozen=True)
class Labels:
    """What the legends of the picture say: of what items of evidence show, and of each status."""

    done: str = "shown done"
    begun: str = "shown begun or in operation"
    not_done: str = "shown not done yet"
    statuses: Mapping[Status, str] = field(default_factory=lambda: {each: str(each) for each in Status})


ENGLISH = Labels()


def timeline_chart(pack: Pack, statuses: tuple[MeasureStatus, ...], day: datetime.date, labels: Labels = ENGLISH) -> str:
    """A bar for the days between which something happened, a tick for a deadline, and the status at the side as a sign."""
    first = plan_of(pack).head.published_on - datetime.timedelta(days=365)
    latest = max([day, *(item.dated for each in statuses for item in each.evidence)])
    last = latest + min(MARGIN, datetime.date.max - latest)
    axis = altair.Axis(ticks=False, labelLimit=60)
    y = altair.Y("measure:N", sort=[_label(each) for each in statuses], title=None, axis=axis)
    x = altair.X("from:T", title=None, scale=altair.Scale(domain=[first.isoformat(), last.isoformat()]))
    spans = [_span(each, item, labels) for each in statuses for item in each.evidence]
    due = [{"measure": _label(each), "from": limit.isoformat()} for each in statuses if (limit := _deadline(each))]
    marks = [{"measure": _label(each), "from": last.isoformat(), "status": labels.statuses[each.status]} for each in statuses]
    shown = dict(zip((labels.done, labels.begun, labels.not_done), SPANS, strict=True))
    bars = _chart(spans).mark_bar(height=9, stroke=INK, strokeWidth=0.5, clip=True)
    layers = [
        bars.encode(x=x, x2="to:T", y=y, color=altair.Color("shows:N", scale=_scale(shown), legend=_legend(1))),
        _chart(due).mark_tick(color=INK, thickness=4, size=18).encode(x=x, y=y),
        _chart([{"from": day.isoformat()}]).mark_rule(strokeDash=[4, 3], color=INK, clip=True).encode(x=x),
        _signs(marks, x, y, labels.statuses),
    ]
    chart = altair.layer(*layers).resolve_scale(color="independent").properties(width=WIDTH, height={"step": STEP})
    return as_svg(chart.configure_axis(labelFontSize=12, labelColor=INK, gridColor=PALE, gridOpacity=0.5))


def _signs(marks: list[dict[str, str]], x: altair.X, y: altair.Y, words: Mapping[Status, str]) -> Any:
    """The status of each measure, by shape as well as by colour."""
    colour = altair.Color("status:N", scale=_scale(_called(words, COLOURS)), legend=None)
    shape = altair.Shape("status:N", scale=_scale(_called(words, SHAPES)), legend=_legend(2))
    return _chart(marks).mark_point(filled=True, size=110, opacity=1).encode(x=x, y=y, color=colour, shape=shape)


def _called(words: Mapping[Status, str], values: Mapping[Status, str]) -> dict[str, str]:
    return {words[status]: value for status, value in values.items()}


def _scale(values: Mapping[Any, str]) -> altair.Scale:
    return altair.Scale(domain=[str(each) for each in values], range=list(values.values()))


def _legend(columns: int) -> altair.Legend:
    return altair.Legend(title=None, orient="top", columns=columns, labelFontSize=12, labelLimit=250, symbolStrokeColor=INK)


def _chart(rows: Iterable[dict[str, str]]) -> altair.Chart:
    return altair.Chart({"values": list(rows)})


def _label(status: MeasureStatus) -> str:
    return status.measure.id.upper()


def _deadline(status: MeasureStatus) -> datetime.date | None:
    return status.measure.indicator.deadline if status.measure.indicator else None


def _span(status: MeasureStatus, item: EvidenceEntry, labels: Labels) -> dict[str, str]:
    begins = item.from_ or (item.to or item.dated) - OPEN_END
    ends = max(item.to or begins + OPEN_END, begins + SHORTEST)
    shows = {True: labels.done, False: labels.not_done, None: labels.begun}[shows_done(item, status.measure)]
    return {"measure": _label(status), "from": begins.isoformat(), "to": ends.isoformat(), "shows": shows}
