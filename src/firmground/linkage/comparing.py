"""How far two values agree: the levels of each kind of column, as conditions in SQL that DuckDB and Spark both understand.

The first level whose condition holds counts. Levels are names; what they weigh is the model's.
"""

from collections.abc import Callable, Mapping
from functools import partial

from firmground.linkage.column import Column

NOT_KNOWN = "not_known"
OTHERWISE = "different"


SHARES: Mapping[str, str] = {"duckdb": "list_has_any({a}, {b})", "spark": "arrays_overlap({a}, {b})"}
Shares = Callable[[str], str]


def levels_of(column: Column, engine: str) -> tuple[tuple[str, str], ...]:
    """The ids and conditions of the levels of a column, the closest first; the last, of what is different, has none."""
    return (*_LEVELS[column.kind](column.id, partial(_shares, SHARES[engine])), (OTHERWISE, ""))


def not_known(column: Column) -> str:
    """The condition that one side is not known, which is evidence neither way."""
    return f"{column.id}_l IS NULL OR {column.id}_r IS NULL"


def _shares(template: str, name: str) -> str:
    return template.format(a=f"{name}_l", b=f"{name}_r")


def _name(c: str, shares: Shares) -> tuple[tuple[str, str], ...]:
    longest = f"greatest(length({c}_l), length({c}_r))"
    close = f"abs(length({c}_l) - length({c}_r)) <= 2 AND {longest} >= 8 AND levenshtein({c}_l, {c}_r) <= 2"
    return (
        ("exact_rare", f"{c}_l = {c}_r AND {c}_bits_l >= 24"),
        ("exact", f"{c}_l = {c}_r AND {c}_bits_l >= 16"),
        ("exact_common", f"{c}_l = {c}_r"),
        ("variant_rare", f"{shares(f'{c}_forms')} AND least({c}_bits_l, {c}_bits_r) >= 20"),
        ("variant", f"{shares(f'{c}_forms')} AND least({c}_bits_l, {c}_bits_r) >= 13"),
        ("variant_common", shares(f"{c}_forms")),
        ("typing_error", close),
        ("parts_very_rare", shares(f"{c}_very_rare")),
        ("parts_rare", shares(f"{c}_rare")),
        ("parts_uncommon", shares(f"{c}_uncommon")),
        ("similar", f"levenshtein({c}_l, {c}_r) * 3 <= {longest}"),
        ("parts_common", shares(f"{c}_common")),
        ("parts_usual", shares(f"{c}_usual")),
    )


def _birth(c: str, shares: Shares) -> tuple[tuple[str, str], ...]:
    whole = f"length({c}_l) = 10 AND length({c}_r) = 10"
    told = f"substr({c}_l, 6) <> '01-01' AND substr({c}_r, 6) <> '01-01'"  # the first of January often stands for a year alone
    begins = f"(substr({c}_l, 1, length({c}_r)) = {c}_r OR substr({c}_r, 1, length({c}_l)) = {c}_l)"
    return (
        ("exact", f"{c}_l = {c}_r AND length({c}_l) = 10 AND substr({c}_l, 6) <> '01-01'"),
        ("first_of_january", f"{c}_l = {c}_r AND length({c}_l) = 10"),
        ("swapped_parts", f"{c}_sorted_l = {c}_sorted_r"),
        ("one_digit_off", f"{whole} AND {told} AND levenshtein({c}_l, {c}_r) = 1"),
        ("part_agrees", begins),
        ("two_parts", f"{whole} AND {told} AND (substr({c}_l, 6) = substr({c}_r, 6) OR ({c}_year_l = {c}_year_r AND "
                      f"(substr({c}_l, 6, 2) = substr({c}_r, 6, 2) OR substr({c}_l, 9, 2) = substr({c}_r, 9, 2))))"),
        ("two_digits_off", f"{whole} AND {told} AND levenshtein({c}_l, {c}_r) = 2"),
        ("same_year", f"{c}_year_l = {c}_year_r"),
        ("near_year", f"abs({c}_year_l - {c}_year_r) <= 2"),
        ("same_decade", f"abs({c}_year_l - {c}_year_r) <= 10"),
    )  # fmt: skip


def _code(c: str, shares: Shares) -> tuple[tuple[str, str], ...]:
    return (("exact", f"{c}_l = {c}_r"),)


def _document(c: str, shares: Shares) -> tuple[tuple[str, str], ...]:
    return (
        ("exact", shares(f"{c}_all")),
        ("same_end", f"length({c}_l) >= 8 AND length({c}_r) >= 8 AND right({c}_l, 8) = right({c}_r, 8)"),
        ("one_character_off", f"length({c}_l) >= 6 AND levenshtein({c}_l, {c}_r) <= 1"),
        ("two_characters_off", f"length({c}_l) >= 6 AND levenshtein({c}_l, {c}_r) = 2"),
    )


def _words(c: str, shares: Shares) -> tuple[tuple[str, str], ...]:
    return (
        ("exact_rare", f"{c}_l = {c}_r AND {c}_bits_l >= 11"),
        ("exact", f"{c}_l = {c}_r AND {c}_bits_l >= 6"),
        ("exact_common", f"{c}_l = {c}_r"),
        ("parts_rare", f"{shares(f'{c}_very_rare')} OR {shares(f'{c}_rare')} OR {shares(f'{c}_uncommon')}"),
        ("parts_common", shares(f"{c}_common")),
        ("typing_error", f"greatest(length({c}_l), length({c}_r)) >= 6 AND levenshtein({c}_l, {c}_r) <= 2"),
    )


def _place_code(c: str, shares: Shares) -> tuple[tuple[str, str], ...]:
    return (
        ("exact", f"{c}_l = {c}_r"),
        ("one_character_off", f"levenshtein({c}_l, {c}_r) <= 1"),
        ("same_start", f"{c}_start_l = {c}_start_r"),
        ("two_characters_off", f"levenshtein({c}_l, {c}_r) <= 2"),
        ("same_area", f"substr({c}_l, 1, 2) = substr({c}_r, 1, 2)"),
    )


_LEVELS = {
    "name": _name,
    "birth": _birth,
    "code": _code,
    "document": _document,
    "words": _words,
    "place_code": _place_code,
}
