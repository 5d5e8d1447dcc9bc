"""A screening that is killed half-way leaves no result that looks whole, and does not spoil an earlier one."""

import random
import signal
import subprocess
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

PERSONS = 100_000
FORM = ("--pack", "hong_kong", "--instrument", "initial_screening", "--on", "2019-06-01")
TIMES = 3

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def table(request, tmp_path_factory, initial_screening):
    """Answers of many persons, repeated from a few thousand, as Parquet or as a test asks."""
    kind = getattr(request, "param", "parquet")
    chance = random.Random(11)
    few, names = 4_000, list(initial_screening.definition.question)
    columns = {name: [chance.choice(("yes", "no", "no", "refused")) for _ in range(few)] for name in names}
    columns["age"] = [str(chance.randint(0, 90)) for _ in range(few)]
    path = tmp_path_factory.mktemp("answers") / f"in.{kind}"
    rows = pa.concat_tables([pa.table(columns)] * (PERSONS // few))
    if kind == "parquet":
        pq.write_table(rows, path)
    else:
        lines = "".join(",".join(row.values()) + "\n" for row in pa.table(columns).to_pylist())
        path.write_text(",".join(names) + "\n" + lines * (PERSONS // few), encoding="utf-8")
    return path


def start(table, out):
    command = [sys.executable, "-m", "firmground.cli.app", "screen", *FORM, "--table", str(table), "--out", str(out)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(process):
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()


def kill(process):
    """Kill a run as nothing can prevent; whether it came before the end."""
    process.kill()
    process.communicate(timeout=120)
    return process.returncode == -signal.SIGKILL


def is_being_written(out):
    """Whether the result is under way, in a hidden file beside its place."""
    return any(path.stat().st_size for path in out.parent.glob(f".{out.name}.*") if path.exists())


def is_absent_or_whole(out):
    return not out.exists() or pq.read_table(out).num_rows == PERSONS


@pytest.mark.parametrize("table", ["csv", "parquet"], indirect=True)
def test_killed_at_any_moment_there_is_no_result_or_a_whole_one(table, tmp_path):
    out = tmp_path / "out.parquet"
    began = time.monotonic()
    finish(start(table, out))
    whole = time.monotonic() - began
    out.unlink()
    chance, in_time = random.Random(12), 0
    for _ in range(TIMES):
        process = start(table, out)
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        in_time += kill(process)
        assert is_absent_or_whole(out)
        out.unlink(missing_ok=True)
    assert in_time
    finish(start(table, out))
    assert pq.read_table(out).num_rows == PERSONS


def test_killed_while_the_result_is_being_written_there_is_none_or_a_whole_one(table, tmp_path):
    out = tmp_path / "out.parquet"
    chance, in_time = random.Random(13), 0
    for _ in range(TIMES):
        process = start(table, out)
        while process.poll() is None and not is_being_written(out):
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.1))
        in_time += kill(process)
        assert is_absent_or_whole(out)
        for path in (*tmp_path.glob(".*"), out):
            path.unlink(missing_ok=True)
    assert in_time
    finish(start(table, out))
    assert pq.read_table(out).num_rows == PERSONS


def test_a_result_that_was_there_before_stays_whole(table, tmp_path):
    out = tmp_path / "out.parquet"
    finish(start(table, out))
    process = start(table, out)
    while process.poll() is None and not is_being_written(out):
        time.sleep(0.002)
    kill(process)
    assert pq.read_table(out).num_rows == PERSONS


def test_a_run_that_was_not_killed_leaves_nothing_hidden(table, tmp_path):
    finish(start(table, tmp_path / "out.parquet"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "out.parquet.rejects.csv"]
