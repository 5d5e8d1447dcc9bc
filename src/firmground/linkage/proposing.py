"""Proposes pairs of entries that are probably one person, each with its reasons. It never merges anybody.

One path for few records and for a million: the same preparation, the same pairs, the same model.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from firmground.errors import InputError
from firmground.linkage.comparing import NOT_KNOWN
from firmground.linkage.model import Level, Model
from firmground.linkage.preparing import prepared
from firmground.linkage.record import Proposal, Record, Weighed, table_of
from firmground.linkage.splinked import block, opened, predicted, settings_of

ANSWER = (
    "SELECT least(unique_id_l, unique_id_r) AS a, greatest(unique_id_l, unique_id_r) AS b, match_probability AS probability, "
    "match_weight AS weight, {weights} FROM {answer} ORDER BY match_weight DESC, 1, 2"
)


def proposals(records: Sequence[Record], model: Model, *, at_least: float = 0.5) -> tuple[Proposal, ...]:
    """The pairs of records, across and within lists, that are one person with at least this probability, the likeliest first.

    Raises ``InputError`` when an id stands twice.
    """
    if len(records) < 2:
        _refuse_repeated([record.id for record in records])
        return ()
    return tuple(explained(propose_table(table_of(records), model, at_least=at_least), model, len(records)))


def propose_table(table: pa.Table, model: Model, *, at_least: float = 0.5) -> pa.Table:
    """The same for an Arrow table with ``id``, ``list`` and the model's columns, as text; for as many records as memory holds.

    Answers ``left``, ``right``, ``probability``, ``weight`` and for each column ``w_...``, its weight in bits; the likeliest
    first.
    """
    ids = table["id"].to_pylist()
    _refuse_repeated(ids)
    ready = prepared(table, model.columns, model.frequencies)
    settings = settings_of(model.columns, model.levels, model.probability(len(ids)), "duckdb")
    with opened(ready.table) as connection:
        block(connection, model.columns)
        answer = predicted(connection, settings, at_least)
        weights = ", ".join(f"mw_{column.id} AS w_{column.id}" for column in model.columns)
        found = connection.query(ANSWER.format(weights=weights, answer=f"({answer.sql_query()})")).to_arrow_table()
    return named(found)


def named(found: pa.Table) -> pa.Table:
    """The answer of an engine with the names of its columns, two of which are words of SQL."""
    return found.rename_columns(["left", "right", *found.column_names[2:]])


def explained(pairs: pa.Table, model: Model, records: int) -> Iterator[Proposal]:
    """Proposals from the table that ``propose_table`` made of so many records: the weight of each comparison by its level."""
    prior = model.prior(records)
    levels = {column.id: _names_of(model.levels[column.id]) for column in model.columns}
    for row in pairs.to_pylist():
        weighed = tuple(Weighed(column.id, *levels[column.id](row[f"w_{column.id}"])) for column in model.columns)
        weight = prior + sum(each.weight for each in weighed)
        yield Proposal(row["left"], row["right"], row["probability"], weight, prior, weighed)


def levels_table(pairs: pa.Table, model: Model) -> pa.Table:
    """The table of ``propose_table`` with the id of each column's level beside its weight, as ``level_...``."""
    for column in model.columns:
        name_of = _names_of(model.levels[column.id])
        levels = [name_of(weight)[0] for weight in pairs[f"w_{column.id}"].to_pylist()]
        pairs = pairs.append_column(f"level_{column.id}", pa.array(levels, pa.string()))
    return pairs


def _names_of(levels: Sequence[Level]) -> Callable[[float], tuple[str, float]]:
    """From the weight that Splink gave a comparison, which level it was. No two levels of a model weigh the same."""
    names = (NOT_KNOWN, *(level.id for level in levels))
    weights = np.array([0.0, *(level.weight for level in levels)])

    def name_of(weight: float) -> tuple[str, float]:
        place = int(np.abs(weights - weight).argmin())
        return names[place], float(weights[place])

    return name_of


def _refuse_repeated(ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        raise InputError("an id stands twice among the records", remedy="give each record an id of its own")
