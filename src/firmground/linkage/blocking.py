"""Which pairs are looked at: records that share one of many keys, each key with few enough records to be worth it.

Pairs that share no key are never proposed; ``quality`` measures how many true pairs that loses. Nothing here weighs anything.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from firmground.linkage.column import Column

MOST_IN_BLOCK = 80


def key_queries(columns: Sequence[Column]) -> tuple[str, ...]:
    """Queries on the table ``records``, each answering ``(id, key)``; a key is a number made of what is shared."""
    kinds = {kind: [column.id for column in columns if column.kind == kind] for kind in {column.kind for column in columns}}
    names, births = kinds.get("name", []), kinds.get("birth", [])
    places = [(column.id, column.kind) for column in columns if column.kind in ("words", "place_code")]
    return (
        *(f"SELECT unique_id AS id, hash('{c}', unnest({c}_all)) AS key FROM records" for c in kinds.get("document", [])),
        *_of_documents(kinds.get("document", [])),
        *(query for name in names for query in _of_names(name)),
        *(query for name, birth in product(names, births) for query in _of_names_and_births(name, birth)),
        *(query for birth in births for query in _of_births(birth)),
        *(query for place, column in places for query in _of_places(place, column, names, births)),
    )


def _of_documents(documents: Sequence[str]) -> Iterator[str]:
    for c in documents:
        yield f"SELECT unique_id AS id, hash('{c}', right({c}, 8)) AS key FROM records WHERE length({c}) > 8"
        yield f"SELECT unique_id AS id, hash('{c}', left({c}, 5), right({c}, 2)) AS key FROM records WHERE length({c}) >= 6"


def _of_names(c: str) -> Iterator[str]:
    yield f"SELECT unique_id AS id, hash('forms', unnest({c}_forms)) AS key FROM records"
    yield (
        f"WITH parts AS (SELECT unique_id AS id, unnest({c}_classes) AS part FROM records) "
        "SELECT a.id, hash('two', a.part, b.part) AS key FROM parts a JOIN parts b ON a.id = b.id AND a.part < b.part"
    )


def _of_names_and_births(c: str, b: str) -> Iterator[str]:
    rows = f"SELECT unique_id AS id, {{}} AS key FROM (SELECT *, unnest({c}_classes) AS part FROM records) WHERE {b} IS NOT NULL"
    yield rows.format(f"hash('year', part, {b}_year)")
    yield rows.format(f"hash('sorted', part, {b}_sorted)") + f" AND {b}_sorted IS NOT NULL"
    yield rows.format(f"hash('month', part, substr({b}, 6))") + f" AND length({b}) = 10"
    yield (
        f"WITH parts AS (SELECT unique_id AS id, {b}_year AS year, unnest({c}_classes) AS part FROM records "
        f"WHERE {b} IS NOT NULL) "
        "SELECT a.id, hash('two', a.part, b.part, a.year) AS key FROM parts a JOIN parts b ON a.id = b.id AND a.part < b.part"
    )


def _of_births(b: str) -> Iterator[str]:
    yield f"SELECT unique_id AS id, hash('birth', {b}_sorted) AS key FROM records WHERE {b}_sorted IS NOT NULL"


def _of_places(p: str, kind: str, names: Sequence[str], births: Sequence[str]) -> Iterator[str]:
    """Employers, places, occupations with a part of the name or a year; a postcode also alone, and by its beginning."""
    for c in names:
        yield f"SELECT unique_id AS id, hash('{p}', {p}, unnest({c}_classes)) AS key FROM records WHERE {p} IS NOT NULL"
        if kind == "words":
            parts = f"SELECT *, unnest({p}_classes) AS place FROM records WHERE len({p}_classes) > 1"
            yield f"SELECT unique_id AS id, hash('{p}', place, unnest({c}_classes)) AS key FROM ({parts})"
        else:
            yield (
                f"SELECT unique_id AS id, hash('{p}', {p}_start, unnest({c}_classes)) AS key FROM records "
                f"WHERE {p}_start IS NOT NULL"
            )
    for b in births:
        yield f"SELECT unique_id AS id, hash('{p}', {p}, {b}_year) AS key FROM records WHERE {p} IS NOT NULL AND {b} IS NOT NULL"
    if kind == "place_code":
        yield f"SELECT unique_id AS id, hash('{p}', {p}) AS key FROM records WHERE {p} IS NOT NULL"
