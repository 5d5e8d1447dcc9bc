"""The table of results, for the screen and as Markdown."""

import datetime
import importlib.metadata
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

PACKAGES = ("duckdb", "ibis-framework", "numpy", "pandas", "pyarrow", "scipy", "statsmodels")
GOAL_PERSONS = 10_000_000
HEADINGS = ("persons", "ours", "other", "ratio", "goal", "growth", "peak MB", "runs")


@dataclass(frozen=True)
class Row:
    """One comparison at one size.

    ``persons`` is the size, in what the title counts. ``goal`` is the least ratio that is wanted or, with ``at_most``, the
    greatest; ``None`` where there is no goal. It is judged at the size ``judged_at``.
    """

    title: str
    persons: int
    ours: float
    other: float
    ratio: float
    goal: float | None
    at_most: bool
    megabytes: tuple[float, float]
    runs: tuple[int, int]
    judged_at: int = GOAL_PERSONS

    @property
    def met(self) -> bool:
        """Whether the goal is met, if there is one."""
        return self.goal is None or (self.ratio <= self.goal if self.at_most else self.ratio >= self.goal)


def show(rows: Sequence[Row], notes: Sequence[str]) -> None:
    """Print a table for each comparison, and what is compared."""
    console = Console()
    for title, listed in _by_title(rows).items():
        table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
        for heading in HEADINGS:
            table.add_column(_counted(listed[0]) if heading == "persons" else heading, justify="right")
        for cells in _cells(listed):
            table.add_row(*cells)
        console.print(table, verdict(listed), "", sep="\n")
    for note in (*machine(), *notes):
        console.print(f"- {note}")


def write(path: Path, rows: Sequence[Row], notes: Sequence[str]) -> None:
    """Write the same as Markdown, beside its place first."""
    lines = [
        "# Benchmarks",
        "",
        "Made by `script/bench`. Pairs are ours, then the other; growth is the time over that one line above.",
        "",
    ]
    for title, listed in _by_title(rows).items():
        lines += [f"## {title}", "", f"| {' | '.join((_counted(listed[0]), *HEADINGS[1:]))} |", "|" + "---:|" * len(HEADINGS)]
        lines += [f"| {' | '.join(cells)} |" for cells in _cells(listed)]
        lines += ["", verdict(listed), ""]
    for title, listed_notes in (("What is measured", notes), ("Where", machine())):
        lines += [f"## {title}", "", *(f"- {note}" for note in listed_notes), ""]
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    beside.write_text("\n".join(lines), encoding="utf-8")
    beside.replace(path)


def verdict(rows: Sequence[Row]) -> str:
    """Whether the goal was met at the size that it is judged at, or at the largest."""
    row = next((each for each in rows if each.persons == each.judged_at), rows[-1])
    if row.goal is None:
        return "No goal."
    goal = f"The goal (at {'most' if row.at_most else 'least'} {row.goal:g} ×, for {row.judged_at:,} {_counted(row)})"
    if row.persons < row.judged_at:
        return f"{goal} is not judged by a run up to {row.persons:,}."
    return f"{goal} is {'met' if row.met else 'NOT met'}: {row.ratio:,.2f} ×."


def _counted(row: Row) -> str:
    """What the sizes of a row count."""
    return next((each for each in ("entries", "replicates") if each in row.title), "persons")


def machine() -> list[str]:
    """The machine and the versions."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    load = f"; load when the table was made {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return [
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}{load}",
        f"Python {platform.python_version()}, {versions}",
        datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
    ]


def _by_title(rows: Sequence[Row]) -> dict[str, list[Row]]:
    titles = dict.fromkeys(row.title for row in rows)
    return {title: [row for row in rows if row.title == title] for title in titles}


def _cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    shown = []
    for place, row in enumerate(rows):
        before = rows[place - 1] if place else None
        goal = f"{'≤' if row.at_most else '≥'} {row.goal:g} ×" if row.goal else "–"
        growth = f"{row.ours / before.ours:.1f}, {row.other / before.other:.1f}" if before else "–"
        peaks = f"{row.megabytes[0]:,.0f}, {row.megabytes[1]:,.0f}"
        times = _time(row.ours), _time(row.other)
        shown.append((f"{row.persons:,}", *times, f"{row.ratio:,.2f} ×", goal, growth, peaks, f"{row.runs[0]}, {row.runs[1]}"))
    return shown


def _time(seconds: float) -> str:
    return f"{seconds:,.0f} s" if seconds >= 100 else f"{seconds:.3f} s"


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown processor")
