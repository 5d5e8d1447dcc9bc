"""Runs the benchmarks at growing sizes, prints the table and writes ``bench/results/latest.md``."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from bench import estimation, ledger, screening, yearly_figures
from bench.inputs import INSTRUMENTS, make_answers, make_extract
from bench.measuring import Measured, measure
from bench.reporting import Row, show, write

RESULTS = Path(__file__).parent / "results" / "latest.md"
SIZES = (10**4, 10**5, 10**6, 10**7)
LEDGER_SIZES = (10**3, 10**4, 10**5, 10**6)  # entries
QUICK = 2
RUNS, REFERENCE_RUNS = 5, 3
NOTES = (
    "Medians of the runs; contenders have a process each and take turns, after one turn that is not counted. Files are in the "
    "cache of the operating system. Peak memory is that of the contender's process, Python and imports (about 200 MB) included.",
    f"Screening, ours: both instruments ({' and '.join(INSTRUMENTS)}), all their questions, over Parquet files with one row for "
    "each person; every outcome, dimension and element counted as yes, no and not known. Connecting, compiling the rules and "
    "reading are in the time. DuckDB uses all cores.",
    f"The reference: one core, {screening.SAMPLE:,} persons with answers in memory; the time for all is EXTRAPOLATED from them "
    "(persons do not depend on each other). Both engines were checked to count the same for these persons.",
    "Reading alone: the lengths of all texts and all numbers, added up, over the same columns of the same files by DuckDB on all "
    "cores, with its short cut through statistics off. Its plan was checked: it read every row and every stored byte.",
    "Counting values: the least that unpacks the same columns; it looks at no value, only at which are missing. Shown for "
    "honesty; no goal.",
    "Figures, ours: all figures and ratios of the pack over an extract with that many screenings, without tables of what became "
    "of people, all cores. pandas: the same figures, checked to be equal; read_parquet of the columns used, words as "
    "categories, filtered rows shared.",
    "Ledger: the export of one stream as JSON Lines, read from a file; form, digest and link of every entry are checked, on one "
    "core. Checked before: it holds, and one digit exchanged in its middle is found. Bare SHA-256, line by line: the same file, "
    "one hash for each line and nothing else. In one piece: one hash over the file, shown for honesty; no chain can be verified "
    "so. With contents, their JSON of some 200 bytes is also read, written again and hashed with its salt.",
    "Digests: opening an extract hashes its files. It is done once before the figures and is not in their time; its ratio "
    "is its time over that of the figures.",
    *estimation.NOTES,
)


def main() -> int:
    """Measure every row at every size; the exit code says only whether the benchmarks ran, not whether a goal was met."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the two smallest sizes only; the result is not kept")
    quick = parser.parse_args().quick
    rows: list[Row] = []
    for persons in SIZES[:QUICK] if quick else SIZES:
        say(f"{persons:,} persons: making the input")
        for name in INSTRUMENTS:
            make_answers(name, persons)
        make_extract(persons)
        say(f"{persons:,} persons: screening")
        rows += screening_rows(persons)
        say(f"{persons:,} persons: figures")
        rows += figure_rows(persons)
    for entries in LEDGER_SIZES[:QUICK] if quick else LEDGER_SIZES:
        say(f"{entries:,} entries: making and verifying a ledger")
        ledger.make_ledger(entries)
        rows += ledger_rows(entries)
    rows += estimation.rows(estimation.SIZES[:QUICK] if quick else estimation.SIZES, say)
    show(rows, NOTES)
    if not quick:
        write(RESULTS, rows, NOTES)
        say(f"written to {RESULTS.relative_to(Path.cwd())}")
    return 0


def screening_rows(persons: int) -> list[Row]:
    """Ours against the reference, against reading alone, and against counting values."""
    if not (screening.engines_agree(persons) and screening.scans_read_everything(persons)):
        sys.exit("bench: the engines differ, or a scan did not read everything; nothing was measured.")
    found = measure(screening.CONTENDERS, persons, RUNS)
    slow = measure({"reference": screening.reference}, persons, REFERENCE_RUNS)["reference"]
    ours = found["columns"]
    whole = Measured(slow.seconds * persons / screening.sampled(persons), slow.runs, slow.megabytes, None)
    return [
        compared("Screening by columns, against the reference evaluator", persons, ours, whole, goal=100),
        compared("Screening by columns, against reading alone", persons, ours, found["scan"], goal=3, at_most=True),
        compared("Screening by columns, against counting values", persons, ours, found["counting scan"], at_most=True),
    ]


def figure_rows(persons: int) -> list[Row]:
    """Ours against pandas, and what the digests cost beside it."""
    found = measure(yearly_figures.CONTENDERS, persons, RUNS)
    if not yearly_figures.same_figures(found["figures"].result, found["pandas"].result):
        sys.exit("bench: pandas found other figures.")
    return [
        compared("All figures of the yearly statement, against pandas", persons, found["figures"], found["pandas"], goal=10),
        compared("Digests of the extract, against the figures", persons, found["digests"], found["figures"], at_most=True),
    ]


def ledger_rows(entries: int) -> list[Row]:
    """Verifying against hashing alone, by line and in one piece, and the same with contents."""
    if not ledger.finds_a_flipped_byte(entries):
        sys.exit("bench: a changed ledger was not found; nothing was measured.")
    found = measure(ledger.CONTENDERS, entries, RUNS)
    ours, contents = found["verifying"], found["verifying contents"]
    rows = [
        compared("Verifying ledger entries, against SHA-256 line by line", entries, ours, found["lines"], goal=4, at_most=True),
        compared("Verifying ledger entries, against SHA-256 in one piece", entries, ours, found["file"], at_most=True),
        compared(
            "Verifying ledger entries with contents, against SHA-256 line by line",
            entries,
            contents,
            found["lines with contents"],
            at_most=True,
        ),
    ]
    return [replace(row, judged_at=LEDGER_SIZES[-1]) for row in rows]


def compared(
    title: str, persons: int, ours: Measured, other: Measured, *, goal: float | None = None, at_most: bool = False
) -> Row:
    """A row: how many times faster ours is, or with ``at_most`` how many times the other's time it takes."""
    ratio = ours.seconds / other.seconds if at_most else other.seconds / ours.seconds
    megabytes, runs = (ours.megabytes, other.megabytes), (ours.runs, other.runs)
    return Row(title, persons, ours.seconds, other.seconds, ratio, goal, at_most, megabytes, runs)


def say(line: str) -> None:
    """Tell what is going on."""
    sys.stderr.write(f"bench: {line}\n")


if __name__ == "__main__":
    sys.exit(main())
