"""The same model on a Spark cluster, for more records than one machine holds pairs of.

Records are prepared and their keys made where the program runs; pairing them and weighing the pairs, which is nearly all the
work, is done by the cluster. It needs the extra ``cluster``.
"""

from pkgutil import resolve_name
from typing import Any

import pyarrow as pa

from firmground.linkage.model import Model
from firmground.linkage.preparing import prepared
from firmground.linkage.proposing import ANSWER, named
from firmground.linkage.splinked import PAIRS_OF_KEYS, make_keys, opened, settings_of, weighed_by


def propose_on_spark(session: Any, table: pa.Table, model: Model, *, at_least: float = 0.5) -> pa.Table:
    """What ``propose_table`` answers, from a Spark session."""
    ready = prepared(table, model.columns, model.frequencies)
    with opened(ready.table) as connection:
        make_keys(connection, model.columns)
        keys = connection.query("SELECT id, CAST(key % 9223372036854775807 AS BIGINT) AS key FROM keys").to_arrow_table()
    session.createDataFrame(keys).createOrReplaceTempView("keys")
    api = resolve_name("splink:SparkAPI")(
        spark_session=session, break_lineage_method="persist", register_udfs_automatically=False
    )
    records = api.register(session.createDataFrame(ready.table), dataset_display_name="entries")
    pairs = api.register(session.sql(PAIRS_OF_KEYS), dataset_display_name="pairs")
    settings = settings_of(model.columns, model.levels, model.probability(len(table)), "spark")
    answer = weighed_by(records, pairs, settings, 0.0).as_spark_dataframe()
    answer.filter(f"match_probability >= {at_least}").createOrReplaceTempView(
        "answer"
    )  # Splink keeps what it made, so it is made once
    weights = ", ".join(f"mw_{column.id} AS w_{column.id}" for column in model.columns)
    return named(session.sql(ANSWER.format(weights=weights, answer="answer")).toArrow())
