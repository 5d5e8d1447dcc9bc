"""Measures contenders side by side: each in a process of its own, taking turns, so that noise on the machine meets all alike."""

import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

Run = Callable[[], Any]
Prepare = Callable[[int], Run]


@dataclass(frozen=True)
class Measured:
    """What one contender took: the median of ``runs`` wall-clock times after one that is not counted, and its peak memory."""

    seconds: float
    runs: int
    megabytes: float
    result: Any


def measure(contenders: Mapping[str, Prepare], persons: int, runs: int) -> dict[str, Measured]:
    """Let the contenders take turns over the same number of persons.

    A contender prepares itself once (imports, the pack, paths); what it then repeats is timed. Peak memory is that of its
    process, its imports included. Nothing else of ours runs while one is timed.
    """
    context = multiprocessing.get_context("spawn")
    workers: dict[str, tuple[multiprocessing.process.BaseProcess, Connection]] = {}
    for name, prepare in contenders.items():
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(prepare, persons, theirs), daemon=True)
        process.start()
        theirs.close()
        ours.recv()
        workers[name] = (process, ours)
    taken: dict[str, list[tuple[float, float, Any]]] = {name: [] for name in contenders}
    for _ in range(runs + 1):
        for name, (_, pipe) in workers.items():
            pipe.send("run")
            taken[name].append(pipe.recv())
    for process, pipe in workers.values():
        pipe.close()
        process.join()
    return {name: _median(each[1:]) for name, each in taken.items()}


def _median(taken: list[tuple[float, float, Any]]) -> Measured:
    return Measured(statistics.median(seconds for seconds, _, _ in taken), len(taken), taken[-1][1], taken[-1][2])


def _work(prepare: Prepare, persons: int, pipe: Connection) -> None:
    """The life of a contender: prepare, then run and tell the time until nobody asks any more."""
    run = prepare(persons)
    pipe.send("ready")
    while True:
        try:
            pipe.recv()
        except EOFError:
            return
        start = time.perf_counter()
        result = run()
        pipe.send((time.perf_counter() - start, _peak_megabytes(), result))


def _peak_megabytes() -> float:
    """The most memory this process ever held.

    Linux starts ``ru_maxrss`` of a new process at what its parent held, so there the kernel's own mark is read.
    """
    status = Path("/proc/self/status")
    if status.exists():
        marks = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return int(marks["VmHWM"].split()[0]) / 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
