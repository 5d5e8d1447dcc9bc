"""The one place that speaks with Splink: pairs and how far each agrees, on DuckDB, for any model.

Splink is imported when pairs are weighed, since that takes a second. Nothing here says who anybody is, and nothing is logged.
"""

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from pkgutil import resolve_name
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firmground.linkage.blocking import MOST_IN_BLOCK, key_queries
from firmground.linkage.column import Column
from firmground.linkage.comparing import levels_of, not_known
from firmground.linkage.model import Level

RECORDS, PAIRS = "records", "pairs"
PAIRS_OF_KEYS = """SELECT DISTINCT '0' AS match_key, a.id AS join_key_l, b.id AS join_key_r
FROM keys a JOIN keys b ON a.key = b.key AND a.id < b.id"""


def settings_of(
    columns: Sequence[Column], levels: Mapping[str, Sequence[Level]], probability: float, engine: str
) -> dict[str, Any]:
    """The settings of Splink that say the same as a model does."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": probability,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": [],
        "comparisons": [_comparison(column, levels[column.id], engine) for column in columns],
    }


def _comparison(column: Column, levels: Sequence[Level], engine: str) -> dict[str, Any]:
    unknown = {"sql_condition": not_known(column), "label_for_charts": "not_known", "is_null_level": True}
    known = [
        {"sql_condition": condition or "ELSE", "label_for_charts": name, "m_probability": level.m, "u_probability": level.u}
        for (name, condition), level in zip(levels_of(column, engine), levels, strict=True)
    ]
    return {"output_column_name": column.id, "comparison_levels": [unknown, *known]}


@contextlib.contextmanager
def opened(records: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB in memory that has the prepared records as a table."""
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")  # it would stand among the results of a command
        connection.register("arrow_records", records)
        connection.execute(f"CREATE TABLE {RECORDS} AS SELECT * FROM arrow_records")
        connection.unregister("arrow_records")
        yield connection


def make_keys(connection: duckdb.DuckDBPyConnection, columns: Sequence[Column]) -> None:
    """Make the table ``keys`` of ids and the keys that they share with others, few enough to be worth it."""
    connection.execute("CREATE OR REPLACE TABLE all_keys (id VARCHAR, key UBIGINT)")
    for query in key_queries(columns):
        connection.execute(f"INSERT INTO all_keys SELECT DISTINCT id, key FROM ({query})")
    connection.execute(
        "CREATE OR REPLACE TABLE keys AS SELECT DISTINCT id, key FROM all_keys JOIN (SELECT key FROM all_keys GROUP BY key "
        f"HAVING count(*) BETWEEN 2 AND {MOST_IN_BLOCK}) USING (key)"
    )
    connection.execute("DROP TABLE all_keys")


def block(connection: duckdb.DuckDBPyConnection, columns: Sequence[Column]) -> None:
    """Make the table of the pairs to be looked at."""
    make_keys(connection, columns)
    connection.execute(f"CREATE OR REPLACE TABLE {PAIRS} AS {PAIRS_OF_KEYS}")
    connection.execute("DROP TABLE keys")


def put_pairs(connection: duckdb.DuckDBPyConnection, lefts: pa.Array, rights: pa.Array) -> None:
    """Make the table of the pairs to be looked at of these."""
    connection.register("arrow_pairs", pa.table({"l": lefts, "r": rights}))
    connection.execute(
        f"CREATE OR REPLACE TABLE {PAIRS} AS SELECT DISTINCT '0' AS match_key, least(l, r) AS join_key_l, greatest(l, r) AS "
        "join_key_r FROM arrow_pairs WHERE l <> r"
    )
    connection.unregister("arrow_pairs")


def predicted(
    connection: duckdb.DuckDBPyConnection, settings: Mapping[str, Any], at_least: float = 0.0
) -> duckdb.DuckDBPyRelation:
    """Splink's answer for the pairs: ids, probability, weight, and the weight of each comparison as ``mw_...``."""
    api = resolve_name("splink:DuckDBAPI")(connection=connection)
    records = api.register(RECORDS, dataset_display_name="entries")
    pairs = api.register(PAIRS, dataset_display_name="pairs")
    relation: duckdb.DuckDBPyRelation = weighed_by(records, pairs, settings, at_least).as_duckdbpyrelation()
    return relation


def weighed_by(records: Any, pairs: Any, settings: Mapping[str, Any], at_least: float) -> Any:
    """Splink's answer on whichever of its engines the records and pairs were registered with."""
    linker = resolve_name("splink:Linker")(records, dict(settings))
    resolve_name("splink.logging:disable")()  # Splink tells of its steps on standard error
    logging.getLogger("splink").setLevel(logging.WARNING)
    linker.table_management.register_blocked_pairs_for_predict(pairs)
    return linker.inference.predict(threshold_match_probability=at_least or None, warning_mode="never")


def counted_levels(connection: duckdb.DuckDBPyConnection, columns: Sequence[Column], beside: str = "") -> NDArray[np.int64]:
    """How many pairs have which levels: a row for each pattern, with the place of each column's level and the count.

    0 is not known, 1 the closest level. ``beside`` is an expression over ``l`` and ``r``, the ids, that is counted apart.
    """
    places = {column.id: tuple(_placed(column)) for column in columns}
    answer = predicted(connection, settings_of(columns, places, 0.5, "duckdb"))
    shown = ", ".join(f"CAST(round(-mw_{column.id}) AS BIGINT) AS c{place}" for place, column in enumerate(columns))
    extra = f", {beside} AS beside" if beside else ""
    asked = (
        f"SELECT {shown}{extra}, count(*) AS pairs FROM (SELECT unique_id_l AS l, unique_id_r AS r, * FROM answer) GROUP BY ALL"
    )
    found = connection.query(asked.replace("FROM answer", f"FROM ({answer.sql_query()})")).fetchnumpy()
    return np.column_stack([np.asarray(found[name]) for name in found]).astype(np.int64)


def _placed(column: Column) -> Iterator[Level]:
    """Levels whose weight in bits is minus their place, so that a weight tells the level."""
    for place, (name, _) in enumerate(levels_of(column, "duckdb"), start=1):
        yield Level(name, 0.5 ** (place + 1), 0.5)
