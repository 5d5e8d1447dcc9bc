"""Measures the site on SQLite and on PostgreSQL, prints tables as Markdown and writes ``bench/results/site.md``.

``script/bench site`` measures everything, in about half an hour; with names of functions below (``kills``, ``recording``,
``officers``, ``first_pages``, ``events``, ``cases``, ``syncing``) only these, which is shown and not kept. What loads, serves and
kills a site is shared with the tests.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from databases.private_postgresql import private_postgresql, programs
from databases.screenings import environment as demonstration
from databases.serving import Serving, collect_static, on_the_wire, serve, sessions

from bench.measuring import measure
from bench.reporting import machine
from bench.site_recording import CONTENDERS, TESTS, in_earnest
from bench.site_serving import OFFICERS, officers_at_once

RESULTS = Path(__file__).parent / "results" / "site.md"
KINDS = ("SQLite", "PostgreSQL")
KILLS = 200
COUNTS = (10, 100, 1_000)  # screenings
EVENTS = (1_000, 10_000, 100_000, 1_000_000)
ENTRIES = (100, 2_000)
SYNCED = ((1_000, 10), (10_000, 10), (100_000, 10), (100_000, 1), (100_000, 100))  # records, and changes among them
EACH = 10  # screenings by each officer
PAUSES = (0.0, 2.0)  # seconds before each, on average
FIRST_PAGES = ("/account/login/", "/screening/new/")


@contextlib.contextmanager
def database(kind: str) -> Iterator[tuple[str, Path]]:
    """An empty, durable database, and a folder beside it; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="firmground-bench-") as place:
        if kind == "SQLite":
            yield f"sqlite:///{place}/site.sqlite3", Path(place)
            return
        found = programs()
        if found is None:
            sys.exit("bench: PostgreSQL was not found.")
        with private_postgresql(found, durable=True) as address:
            yield address, Path(place)


def kills(kind: str) -> Iterator[str]:
    """Kill processes that record, and say what was lost of what they had acknowledged."""
    with database(kind) as (address, _):
        command = [sys.executable, "-P", str(TESTS / "databases/kills.py"), str(KILLS)]
        ran = subprocess.run(command, env=demonstration(address), stdout=subprocess.PIPE, text=True, check=False)
    told = json.loads(ran.stdout)
    row = (told["kills"], told["acknowledged"], told["lost"], told["kept_unacknowledged"], len(told["faults"]))
    yield f"| {kind} | {' | '.join(map(str, row))} |"


def recording(kind: str) -> Iterator[str]:
    """One after another, against bare durable INSERTs."""
    before = None
    for count in COUNTS:
        with database(kind) as (address, _):
            os.environ |= in_earnest(address)
            found = measure(CONTENDERS, count, 5)
        ours, bare = (found[name].seconds / count * 1e3 for name in ("recording", "inserting"))
        growth = f"{ours * count / before:.1f}" if before else "–"
        before = ours * count
        yield f"| {kind} | {count:,} | {ours:.2f} ms | {bare:.3f} ms | {ours / bare:.1f} × | {growth} |"


def officers(kind: str) -> Iterator[str]:
    """Twenty at once, over HTTP."""
    for pause in PAUSES:
        with serving(kind) as (site, environment):
            idle = site.megabytes()
            found = officers_at_once(environment, site.port, EACH, pause)
            yield (
                f"| {kind} | {pause:g} s | {found.median:.0f} ms | {found.ninety_fifth:.0f} ms | {found.longest:.0f} ms "
                f"| {found.each_second:.1f} | {idle:.0f} MB | {site.megabytes():.0f} MB |"
            )


def first_pages(kind: str) -> Iterator[str]:
    """What the first pages weigh on the wire, with all that they load; the second as an officer sees it."""
    with serving(kind) as (site, environment):
        signed_in = {"Cookie": f"sessionid={sessions(environment, 1)[0]}"}
        for page in FIRST_PAGES:
            sizes = on_the_wire(site, page, **signed_in) if page != FIRST_PAGES[0] else on_the_wire(site, page)
            yield f"| {kind} | `{page}` | {sizes[page]:,} | {sum(sizes.values()):,} | {len(sizes)} |"


def events(kind: str) -> Iterator[str]:
    """A page of the ledger as the auditor sees it, among so many events."""
    for count in EVENTS:
        with database(kind) as (address, _):
            command = [sys.executable, "-P", "-m", "bench.site_events", str(count)]
            ran = subprocess.run(command, env=os.environ | in_earnest(address), stdout=subprocess.PIPE, text=True, check=True)
        yield f"| {kind} | {count:,} | {' | '.join(f'{seconds:.3f} s' for seconds in json.loads(ran.stdout).values())} |"


def cases(kind: str) -> Iterator[str]:
    """The pages of a case as its case worker sees them, with so many lines in its file."""
    for count in ENTRIES:
        with database(kind) as (address, _):
            command = [sys.executable, "-P", "-m", "bench.site_cases", str(count)]
            ran = subprocess.run(command, env=os.environ | in_earnest(address), stdout=subprocess.PIPE, text=True, check=True)
        yield f"| {kind} | {count:,} | {' | '.join(f'{seconds:.3f} s' for seconds in json.loads(ran.stdout).values())} |"


def syncing(kind: str) -> Iterator[str]:
    """A phone that asks what changed, and sends as many entries, among so many records."""
    for records, changes in SYNCED:
        with database(kind) as (address, _):
            command = [sys.executable, "-P", "-m", "bench.site_syncing", str(records), str(changes)]
            ran = subprocess.run(command, env=os.environ | in_earnest(address), stdout=subprocess.PIPE, text=True, check=True)
        told = json.loads(ran.stdout)
        times = f"{told['asking']:.3f} s | {told['bytes_told']:,} | {told['sending']:.3f} s | {told['bytes_sent']:,}"
        yield f"| {kind} | {records:,} | {changes} | {times} |"


@contextlib.contextmanager
def serving(kind: str) -> Iterator[tuple[Serving, dict[str, str]]]:
    """A site in earnest, served as script/run does."""
    with database(kind) as (address, folder):
        kept = {name: value for name, value in os.environ.items() if name not in ("DEMO", "DEBUG")}
        environment = kept | in_earnest(address)
        collect_static(environment)
        site = serve(environment, folder)
        try:
            yield site, environment
        finally:
            site.stop()


TABLES = (
    (kills, "Nothing accepted is lost", "database|kills|acknowledged|lost|kept, not acknowledged|faults"),
    (
        recording,
        "Recording one screening, against a bare durable INSERT (goal: at most 8 ×)",
        "database|screenings|ours|bare|ratio|growth",
    ),
    (
        officers,
        f"{OFFICERS} officers at once (goal: 95 % within 100 ms; idle at most 512 MB)",
        "database|pause before each|median|95 %|longest|each second|memory, idle|memory, after",
    ),
    (
        first_pages,
        "First pages (goal: at most 60,000 bytes on the wire)",
        "database|page|its bytes|with all it loads|requests",
    ),
    (events, "A page of the ledger (goal: 0.3 s of 1,000,000)", "database|events|newest|of one kind|in the middle"),
    (cases, "The pages of a case (goal: 0.3 s with 2,000 lines)", "database|lines|overview|file|care"),
    (
        syncing,
        "A phone that asks and sends (goal: 10 changes among 100,000 records within 2 s, bytes by changes)",
        "database|records|changes|asking|bytes told|sending as many entries|bytes sent",
    ),
)


def main() -> int:
    """Measure, print, and keep the results when all of them were measured."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that servers are stopped and folders removed
    only = sys.argv[1:]
    lines = ["# Benchmarks of the site", "", "Made by `PYTHONPATH=.:tests/site python -P -m bench.site`.", ""]
    for table, title, headings in TABLES:
        if only and table.__name__ not in only:
            continue
        rows = [f"## {title}", "", f"| {headings.replace('|', ' | ')} |", "|---" * len(headings.split("|")) + "|"]
        rows += [row for kind in KINDS for row in table(kind)]
        sys.stdout.write("\n".join([*rows, "", ""]))
        sys.stdout.flush()
        lines += [*rows, ""]
    if not only:
        RESULTS.write_text("\n".join([*lines, "## Where", "", *(f"- {line}" for line in machine())]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
