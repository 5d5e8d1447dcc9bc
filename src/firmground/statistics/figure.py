"""What a figure is: a definition from the pack, bound to a year and to an extract, and the value that came out."""

from collections.abc import Mapping
from dataclasses import dataclass

from firmground.errors import FigureError
from firmground.packs.digest import as_json
from firmground.packs.entries import FigureEntry, RatioEntry
from firmground.packs.pack import Pack
from firmground.rules.expression import Definition, Expression, Kind, Question, ids_in
from firmground.rules.parse import checked, parse_expression
from firmground.statistics.extract import COLUMNS, codes_of
from firmground.statistics.intervals import Share, percent
from firmground.values import digest, type_of_json

BETWEEN = "/"  # between the columns of a group, and between the codes of a cell that combines them


@dataclass(frozen=True)
class Figure:
    """A computed figure.

    ``total`` counts the rows or persons that the filter certainly takes. ``not_decided`` are rows for which the filter is
    not known; they are in no count. ``cells`` has a count for each code of the group, or ``None`` where it is withheld; for a
    group of several columns ("agency/sex") the keys are combinations ("immd/female"). What became of people may not be recorded
    for a period at all: then ``recorded`` is false, nothing is in ``cells``, and ``total`` says nothing. A total that is withheld
    is for those who hold the extract: ``is_total_withheld`` keeps it out of the data.
    """

    id: str
    counting: str
    period: str
    total: int
    not_decided: int
    group: str
    cells: Mapping[str, int | None]
    definition_digest: str
    data_digest: str
    recorded: bool = True
    is_total_withheld: bool = False

    def to_json(self) -> dict[str, type_of_json]:
        """The figure as data; ``recorded`` is there only where nothing was."""
        told = {} if self.recorded else {"recorded": False}
        return {
            "id": self.id,
            "counting": self.counting,
            "period": self.period,
            "total": None if self.is_total_withheld or not self.recorded else self.total,
            "not_decided": None if self.is_total_withheld else self.not_decided,
            "group": self.group or None,
            "cells": dict(self.cells),
            "definition_digest": self.definition_digest,
            "data_digest": self.data_digest,
            **told,
        }


@dataclass(frozen=True)
class Ratio:
    """One figure over another, with exact 95 % limits.

    ``share`` is ``None`` when there is no share to speak of: the denominator is nought, or smaller than the numerator, as when
    people debriefed in a year were first screened in the year before; or a count that is withheld is a part of it.
    """

    id: str
    numerator: str
    denominator: str
    share: Share | None
    definition_digest: str

    def to_json(self) -> dict[str, type_of_json]:
        """The ratio as data; percentages are text with the digits that are shown."""
        share = self.share
        return {
            "id": self.id,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "percent": percent(share.value) if share else None,
            "low": percent(share.low) if share else None,
            "high": percent(share.high) if share else None,
            "definition_digest": self.definition_digest,
        }


@dataclass(frozen=True)
class Figures:
    """All figures and ratios of a year, by id."""

    year: int
    figures: Mapping[str, Figure]
    ratios: Mapping[str, Ratio]


def filter_definition(pack: Pack, figures: tuple[FigureEntry, ...], dataset: str) -> Definition:
    """The filters of the figures over one table as a definition, one rule for each figure that has one.

    The columns of the table are its questions, and the known codes of their lists the choices, so a filter means in a
    table of people exactly what a rule means in an instrument. Raises ``FigureError`` for a column that is not there.
    """
    rules: dict[str, Expression] = {}
    for figure in figures:
        if figure.filter is not None and figure.dataset == dataset:
            rules[figure.id] = parse_expression(figure.filter, where=f"figure {figure.id} filter")
    names = dict.fromkeys(name for rule in rules.values() for name in ids_in(rule))
    questions = tuple(Question(name, Kind.CHOICE, _choices(pack, dataset, name)) for name in names)
    return checked(Definition(questions, tuple(rules.items())))


def is_small_total(pack: Pack, entry: FigureEntry, total: int | None) -> bool:
    """Whether the total of a figure is itself a count that the pack's rule withholds."""
    least = pack.disclosure.minimum_count if pack.disclosure else 1
    return entry.disclosure == "small_counts" and total is not None and 0 < total < least


def definition_digest(pack: Pack, entry: FigureEntry | RatioEntry) -> str:
    """The digest of a definition, with the month in which the pack's financial year starts."""
    return digest({"definition": as_json(entry.model_dump()), "financial_year_starts": pack.manifest.financial_year_starts})


def _choices(pack: Pack, dataset: str, column: str) -> tuple[str, ...]:
    known = codes_of(pack, dataset, column) if column in COLUMNS[dataset] else ()
    if not known:
        usable = [name for name, (_, listed) in COLUMNS[dataset].items() if listed]
        raise FigureError(f"{column!r} cannot be filtered on", where=f"table {dataset}", remedy=f"use {', '.join(usable)}")
    return known
