"""A year of invented screenings that meets the published totals, to show and to test the whole chain.

Nobody in it exists. Shares by agency, group, age, sex and nationality come from the pack and are marked as invented there;
only the totals follow the published series. The same seed gives the same year on every machine.
"""

import datetime
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from firmground.errors import FigureError, PackError
from firmground.packs.entries import Demo, Stream
from firmground.packs.pack import Pack
from firmground.rules.columns import PREFIX, findings
from firmground.rules.engine import embedded_engine
from firmground.rules.evaluate import evaluate
from firmground.rules.expression import UNKNOWN_ANSWERS, Definition, Kind, Question, ids_in
from firmground.screening.instrument import Instrument, find_instrument
from firmground.statistics.extract import ANSWERS, WORD, day_range, table_schema

Columns = dict[str, np.ndarray]
AGE_BANDS = (("under_18", 0), ("from_18_to_24", 18), ("from_25_to_34", 25), ("from_35", 35))
MOST_PERSONS = 10_000_000
FEW = 2_000  # rows that are evaluated one by one before the query for all of them would be made


@dataclass(frozen=True)
class Totals:
    """How many of the persons are debriefed and how many of those identified."""

    persons: int
    debriefed: int
    identified: int


def demo_totals(pack: Pack, year: int, persons: int) -> Totals:
    """The totals of a demo year, in proportion to what was published for that year.

    Where debriefings were not published for the year, the proportion of the pack's fallback year is used. Raises
    ``FigureError`` when screenings or persons identified were not published, since nothing could then be met.
    """
    demo = _demo(pack)
    if not 1 <= persons <= MOST_PERSONS:
        raise FigureError(f"{persons} persons", where="--persons", remedy=f"use 1 to {MOST_PERSONS:,}")
    screened, identified = _published(pack, demo.screened_series, year), _published(pack, demo.identified_series, year)
    debriefed = round(persons * identified / screened)
    if demo.debriefed_series and demo.full_instrument:
        row = pack.cited(year, demo.debriefed_series)
        based_on = year if row and row.value else demo.debriefed_fallback_year or year
        share = _published(pack, demo.debriefed_series, based_on) / _published(pack, demo.screened_series, based_on)
        debriefed = max(debriefed, round(persons * share))
    return Totals(persons, debriefed, min(debriefed, round(persons * identified / screened)))


def demo_year(pack: Pack, *, year: int, persons: int, seed: int) -> dict[str, pa.Table]:
    """The tables of an extract for an invented year: screenings, decisions, and the answers to each instrument.

    Raises ``FigureError`` when the year was not published and ``PackError`` when the pack describes no demo year.
    """
    demo, totals = _demo(pack), demo_totals(pack, year, persons)
    draw = np.random.Generator(np.random.PCG64(seed))
    day = datetime.date(year, 12, 31)
    initial = find_instrument(pack, demo.initial_instrument, day)
    people = _people(draw, demo, persons, _days(pack, demo, year))
    people["person"] = np.array([f"synthetic-{year}-{place + 1:07d}" for place in range(persons)], object)
    chosen = draw.permutation(persons)[: totals.debriefed]
    identified = chosen[: totals.identified]
    answers = _initial_answers(draw, demo, initial, people, chosen)
    tables = {ANSWERS + initial.id: _answers_table(np.arange(1, persons + 1), answers, initial.definition)}
    found = _first_outcome(initial, tables[ANSWERS + initial.id])
    screenings = [_screenings(people, np.arange(1, persons + 1), initial, np.arange(persons), found)]
    if demo.full_instrument:
        full = find_instrument(pack, demo.full_instrument, day)
        numbers = persons + 1 + np.arange(totals.debriefed)
        answers = _full_answers(draw, demo, full, people["age"][chosen], totals)
        tables[ANSWERS + full.id] = _answers_table(numbers, answers, full.definition)
        found = _first_outcome(full, tables[ANSWERS + full.id])
        screenings.append(_screenings(people, numbers, full, chosen, found))
    last = screenings[-1]
    decided = last if demo.full_instrument else last.take(pa.array(chosen))
    tables["screenings"] = pa.concat_tables(screenings)
    tables["decisions"] = _decisions(draw, decided, len(identified))
    return tables


def _demo(pack: Pack) -> Demo:
    if pack.demo is None:
        raise PackError("describes no demo year", where=f"pack {pack.id}", remedy="add statistics/demo.toml")
    return pack.demo


def _published(pack: Pack, series: str, year: int) -> int:
    row = pack.cited(year, series)
    if row is None or row.value is None:
        wanted = (_demo(pack).screened_series, _demo(pack).identified_series)
        rows = ([pack.cited(each, name) for name in wanted] for each in sorted({row.year for row in pack.series}))
        known = [row[0].year for row in rows if all(each and each.value for each in row) and row[0]]
        raise FigureError(f"{series} was not found for {year}", where=f"pack {pack.id}", remedy=f"choose one of {known}")
    return row.value


def _days(pack: Pack, demo: Demo, year: int) -> tuple[datetime.date, datetime.date]:
    """The first and last day of the period that the published screenings of that year cover."""
    row = pack.cited(year, demo.screened_series)
    return day_range(year, row.period if row else "calendar", pack.manifest.financial_year_starts)


def _people(draw: np.random.Generator, demo: Demo, persons: int, days: tuple[datetime.date, datetime.date]) -> Columns:
    weights = np.array([stream.weight for stream in demo.streams])
    stream_of = draw.choice(len(demo.streams), size=persons, p=weights / weights.sum())
    columns: Columns = {name: np.empty(persons, object) for name in ("agency", "group", "trigger", "sex", "nationality")}
    columns["age"] = np.zeros(persons, np.int64)
    for place, stream in enumerate(demo.streams):
        members = np.flatnonzero(stream_of == place)
        _fill(draw, columns, members, stream)
    first, last = (np.datetime64(day) for day in days)
    length = int((last - first).astype(int)) + 1
    columns["day"] = np.sort(first + draw.integers(0, length, persons).astype("timedelta64[D]"))
    return columns


def _fill(draw: np.random.Generator, columns: Columns, members: np.ndarray, stream: Stream) -> None:
    for name in ("agency", "group", "trigger"):
        columns[name][members] = getattr(stream, name)
    for name, shares in (("sex", stream.sexes), ("nationality", stream.nationalities)):
        weights = np.array(list(shares.values()))
        columns[name][members] = np.array(list(shares), object)[
            draw.choice(len(weights), len(members), p=weights / weights.sum())
        ]
    youngest, commonest, oldest = stream.ages
    columns["age"][members] = (
        draw.triangular(youngest, commonest, oldest + 1, len(members)).astype(np.int64).clip(youngest, oldest)
    )


def _initial_answers(
    draw: np.random.Generator, demo: Demo, instrument: Instrument, people: Columns, chosen: np.ndarray
) -> Columns:
    """No to everything but for a few unknown answers; those chosen for a debriefing have one to three indicators."""
    opening = _opening_questions(instrument)
    answers: Columns = {}
    for question in instrument.definition.questions:
        answers[question.id] = _plain_answers(draw, question, len(people["age"]), people["age"], demo.unknown_per_thousand, 0)
    open_to_doubt = np.setdiff1d(np.arange(len(people["age"])), chosen)
    for name in opening:
        answers[name][chosen] = "no"
        by_chance = open_to_doubt[answers[name][open_to_doubt] == "yes"]
        answers[name][by_chance] = "no"
    counts = (
        draw.integers(1, min(4, len(opening) + 1), len(chosen)) if _needs_one(instrument) else np.full(len(chosen), len(opening))
    )
    for person, count in zip(chosen, counts, strict=True):
        for place in draw.permutation(len(opening))[:count]:
            answers[opening[place]][person] = "yes"
    return answers


def _full_answers(draw: np.random.Generator, demo: Demo, instrument: Instrument, ages: np.ndarray, totals: Totals) -> Columns:
    answers: Columns = {}
    for question in instrument.definition.questions:
        answers[question.id] = _plain_answers(
            draw, question, len(ages), ages, demo.unknown_per_thousand, demo.not_identified_yes_per_thousand
        )
        if question.id in demo.identified_yes:
            answers[question.id][: totals.identified] = "yes"
    return answers


def _plain_answers(
    draw: np.random.Generator, question: Question, size: int, ages: np.ndarray, unknown: int, positive: int
) -> np.ndarray:
    if question.kind is Kind.NUMBER:
        number = ages if "age" in question.id else draw.integers(max(question.least, 0), min(question.most, 120) + 1, size)
        return np.asarray(number).clip(question.least, question.most)
    if question.kind is Kind.CHOICE:
        given = np.array(question.choices, object)[draw.integers(0, len(question.choices), size)]
    else:
        given = np.where(draw.integers(0, 1000, size) < positive, "yes", "no").astype(object)
    doubt = draw.integers(0, 1000, size) < unknown
    given[doubt] = np.array(UNKNOWN_ANSWERS, object)[draw.integers(0, len(UNKNOWN_ANSWERS), int(doubt.sum()))]
    return given


def _opening_questions(instrument: Instrument) -> list[str]:
    """The yes-or-no questions that the first outcome asks about."""
    asked = ids_in(instrument.definition.rule[instrument.outcomes[0]])
    return [
        name
        for name in asked
        if name in instrument.definition.question and instrument.definition.question[name].kind is Kind.YES_NO
    ]


def _needs_one(instrument: Instrument) -> bool:
    rule = instrument.definition.rule[instrument.outcomes[0]]
    return getattr(rule, "minimum", 1) == 1


def _answers_table(numbers: np.ndarray, answers: Columns, definition: Definition) -> pa.Table:
    columns = {"screening": pa.array(numbers, pa.int64())}
    for name, values in answers.items():
        number = definition.question[name].kind is Kind.NUMBER
        columns[name] = pa.array(values, pa.int64()) if number else pa.array(values, pa.string()).dictionary_encode()
    return pa.table(columns)


def _first_outcome(instrument: Instrument, answers: pa.Table) -> np.ndarray:
    found = _one_by_one if answers.num_rows <= FEW else _all_at_once
    return np.array(found(instrument, answers), object)


def _one_by_one(instrument: Instrument, answers: pa.Table) -> list[str]:
    rows = (
        {name: answer for name, answer in row.items() if answer is not None} for row in answers.drop(["screening"]).to_pylist()
    )
    return [evaluate(instrument.definition, row)[instrument.outcomes[0]].finding.name.lower() for row in rows]


def _all_at_once(instrument: Instrument, answers: pa.Table) -> list[str]:
    name = PREFIX + instrument.outcomes[0]
    with embedded_engine() as engine:
        rows = engine.create_table("answers", answers)
        found = findings(rows, instrument.definition, [instrument.outcomes[0]]).order_by("screening")[name].to_pyarrow()
    words = {True: "yes", False: "no", None: "not_known"}
    return [words[each] for each in found.to_pylist()]


def _screenings(people: Columns, numbers: np.ndarray, instrument: Instrument, of: np.ndarray, found: np.ndarray) -> pa.Table:
    youngest = np.array([low for _, low in AGE_BANDS])
    bands = np.array([band for band, _ in AGE_BANDS], object)[np.searchsorted(youngest, people["age"][of], side="right") - 1]
    size = len(of)
    columns = {
        "screening": numbers,
        "person": people["person"][of],
        "screened_on": people["day"][of],
        "stage": np.full(size, instrument.entry.stage, object),
        **{name: people[name][of] for name in ("agency", "group", "trigger", "sex", "nationality")},
        "age_band": bands,
        "language": np.full(size, None, object),
        "instrument": np.full(size, instrument.id, object),
        "outcome": found,
    }
    return _table("screenings", columns)


def _decisions(draw: np.random.Generator, decided: pa.Table, identified: int) -> pa.Table:
    """The invented decisions of officers: the first rows are identified, a few are not yet decided, the others are not."""
    size = decided.num_rows
    decision = np.where(draw.integers(0, 1000, size) < 40, "not_yet_decided", "not_identified").astype(object)
    decision[:identified] = "identified"
    forced = np.where(decision == "not_yet_decided", "not_known", "no").astype(object)
    forced[:identified] = "yes"
    columns = {name: decided[name].to_numpy(zero_copy_only=False) for name in ("screening", "person", "agency", "group")}
    columns |= {name: decided[name].to_numpy(zero_copy_only=False) for name in ("sex", "age_band", "nationality")}
    columns |= {"decided_on": decided["screened_on"].to_numpy(), "decision": decision, "forced_labour": forced}
    return _table("decisions", columns)


def _table(name: str, columns: Columns) -> pa.Table:
    schema = table_schema(name)
    arrays = []
    for column in schema:
        if column.type == WORD:
            arrays.append(pa.array(columns[column.name], pa.string()).dictionary_encode().cast(WORD))
        else:
            arrays.append(pa.array(columns[column.name], column.type))
    return pa.Table.from_arrays(arrays, schema=schema)
