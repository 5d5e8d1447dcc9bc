"""Runs the simulation study on two cores, and writes its page and its picture."""

import argparse
import platform
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from rich.progress import track

from bench.coverage.judging import Outcome, judge
from bench.coverage.page import page
from bench.coverage.picture import coverage_chart
from bench.coverage.prose import PICTURE

DOCS = Path(__file__).parents[2] / "docs"
WORLDS, DRAWS, SEED = 640, 400, 20191
PROCESSES = 2
PACKAGES = ("numpy", "scipy")


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge every world and write what came of it into the documentation, or into another folder."""
    parser = argparse.ArgumentParser(prog="script/bench coverage", description=__doc__)
    parser.add_argument("--worlds", type=int, default=WORLDS)
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=DOCS, help="a folder with the folders explanation and pictures")
    parser.add_argument("--processes", type=int, default=PROCESSES)
    asked = parser.parse_args(arguments)
    start = time.perf_counter()
    outcomes = study(asked.worlds, seed=asked.seed, draws=asked.draws, processes=asked.processes)
    minutes = (time.perf_counter() - start) / 60
    for folder in ("explanation", "pictures"):
        (asked.out / folder).mkdir(parents=True, exist_ok=True)
    (asked.out / "pictures" / PICTURE).write_text(coverage_chart(outcomes), encoding="utf-8")
    text = page(outcomes, seed=asked.seed, draws=asked.draws, made=made(minutes, asked.processes))
    (asked.out / "explanation" / "does-it-cover.md").write_text(text, encoding="utf-8")
    sys.stderr.write(f"bench: {asked.worlds} worlds in {minutes:.1f} minutes, written to {asked.out.name}\n")
    return 0


def study(worlds: int, *, seed: int, draws: int, processes: int = PROCESSES) -> list[Outcome]:
    """The outcomes of all worlds, in their order; a world does not depend on how many there are."""
    judged = partial(judge, seed=seed, draws=draws)
    if processes == 1:
        return [outcome for number in range(worlds) for outcome in judged(number)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        found = track(pool.map(judged, range(worlds), chunksize=8), "worlds", total=worlds)
        return [outcome for outcomes in found for outcome in outcomes]


def made(minutes: float, processes: int) -> list[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        f"Python {platform.python_version()}, {versions}",
        f"{minutes:.1f} minutes on {processes} processes",
        "A world depends on the seed and on its number alone. Another version of a library may move a figure by its last digit.",
    ]


if __name__ == "__main__":
    sys.exit(main())
