"""The embedded engine on which the columnar evaluator runs where there is no cluster."""

import contextlib
from collections.abc import Iterator

import ibis
from ibis import BaseBackend


@contextlib.contextmanager
def embedded_engine() -> Iterator[BaseBackend]:
    """DuckDB in this process and in memory, closed at the end; it tells its progress when asked and prints nothing."""
    engine = ibis.duckdb.connect()
    try:
        engine.raw_sql("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        yield engine
    finally:
        engine.disconnect()
