"""The input of the benchmarks: invented answers and an invented extract, the same on every machine, made in blocks.

Files are kept in ``bench/data`` (not in the repository) and made again when the instrument or the pack has changed.
"""

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from firmground.packs.entries import Demo, Stream
from firmground.packs.pack import Pack, read_pack
from firmground.rules.expression import KNOWN_WORDS, UNKNOWN_ANSWERS, Kind, Question
from firmground.screening.demo_year import AGE_BANDS
from firmground.screening.instrument import Instrument, find_instrument
from firmground.statistics.extract import COLUMNS, WORD, Extract, read_extract, table_schema, write_extract

FOLDER = Path(__file__).parent / "data"
INSTRUMENTS = ("initial_screening", "full_debriefing")
DAY, YEAR = datetime.date(2019, 12, 31), 2019
BLOCK = 250_000  # rows; also the row group of the extracts that Firmground writes
YES, UNKNOWN = 0.18, 0.06  # the shares of answers; unknown ones are spread evenly over the four words and empty cells
REPEATED, FULL = 0.03, 0.015  # the shares of screenings of a person seen before, and of full debriefings


@cache
def pack() -> Pack:
    """The pack of Hong Kong, whose instruments and figures are measured."""
    return read_pack("hong_kong")


def instrument(name: str) -> Instrument:
    """An instrument of Hong Kong as in force at the end of the year."""
    return find_instrument(pack(), name, DAY)


def answers_path(name: str, persons: int) -> Path:
    """Where the answers of that many persons to an instrument are."""
    return FOLDER / f"{name}-{instrument(name).digest.removeprefix('sha256:')[:12]}-{persons}.parquet"


def extract_folder(persons: int) -> Path:
    """Where the extract with that many screenings is."""
    return FOLDER / f"extract-{persons}"


def extract(persons: int) -> Extract:
    """The extract with that many screenings, its digests checked."""
    return read_extract(extract_folder(persons))


def make_answers(name: str, persons: int) -> None:
    """Answers to every question of an instrument: dictionary-encoded text and whole numbers, zstd, one row for each person."""
    path = answers_path(name, persons)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draw = np.random.Generator(np.random.PCG64([persons, *name.encode()]))
    beside = path.with_suffix(".part")
    questions = instrument(name).definition.questions
    schema = pa.schema([(each.id, pa.int64() if each.kind is Kind.NUMBER else WORD) for each in questions])
    with pq.ParquetWriter(beside, schema, compression="zstd") as writer:
        for size in _blocks(persons):
            columns = [_answers(draw, question, size) for question in questions]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema), row_group_size=BLOCK)
    beside.replace(path)


def make_extract(persons: int) -> None:
    """An extract with that many screenings; agency, group, sex, age and nationality follow the streams of the pack's demo."""
    folder = extract_folder(persons)
    if folder.exists() and extract(persons).pack_digest == pack().digest:
        return
    draw = np.random.Generator(np.random.PCG64(persons))
    demo = pack().demo
    assert demo is not None
    blocks, start = [], 0
    for size in _blocks(persons):
        blocks.append(_screenings(draw, demo, start, size, persons))
        start += size
    screenings = pa.concat_tables(blocks)
    tables = {"screenings": screenings, "decisions": _decisions(draw, screenings)}
    write_extract(tables, folder, pack=pack(), year=YEAR, synthetic=True)


def _blocks(persons: int) -> Iterator[int]:
    """How many rows each block has."""
    for start in range(0, persons, BLOCK):
        yield min(BLOCK, persons - start)


def _answers(draw: np.random.Generator, question: Question, size: int) -> pa.Array:
    chance = draw.random(size, np.float32)
    if question.kind is Kind.NUMBER:
        numbers = draw.integers(question.least, min(question.most, 120) + 1, size)
        return pa.array(numbers, pa.int64(), mask=chance < UNKNOWN)
    known = question.choices or KNOWN_WORDS
    shares = [(1 - UNKNOWN) / len(known)] * len(known) if question.kind is Kind.CHOICE else [YES, 1 - YES - UNKNOWN]
    edges = np.cumsum([*shares, *[UNKNOWN / (len(UNKNOWN_ANSWERS) + 1)] * len(UNKNOWN_ANSWERS)])
    words = (*known, *UNKNOWN_ANSWERS)
    return _words(np.searchsorted(edges, chance, side="right"), words)


def _words(places: np.ndarray, words: tuple[str, ...]) -> pa.Array:
    """Words by their places; a place beyond the last word is an empty cell. Each word is once in the dictionary."""
    unique = tuple(dict.fromkeys(words))
    places = np.array([*(unique.index(word) for word in words), len(unique)])[np.minimum(places, len(words))]
    words = unique
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32(), mask=places >= len(words)), pa.array(words, pa.string()))


def _screenings(draw: np.random.Generator, demo: Demo, start: int, size: int, persons: int) -> pa.Table:
    rows = start + np.arange(size)
    again = (draw.random(size) < REPEATED) & (rows > 0)
    person = np.where(again, (rows * draw.random(size)).astype(np.int64), rows)
    outcome = np.searchsorted([0.02, 0.95], draw.random(size))
    columns = {
        "screening": pa.array(rows, pa.int64()),
        "person": pa.array(np.char.add("synthetic-", np.char.zfill(person.astype("U8"), 8)), pa.string()),
        "screened_on": pa.array(np.datetime64(f"{YEAR}-01-01") + (rows * 365 // persons).astype("timedelta64[D]")),
        "stage": _words((draw.random(size) < FULL).astype(int), ("initial", "full")),
        "language": _words(np.zeros(size, int), ()),
        "instrument": _words(np.zeros(size, int), INSTRUMENTS),
        "outcome": _words(outcome, ("yes", "no", "not_known")),
        **_people(draw, demo.streams, size),
    }
    return pa.table([columns[name] for name in COLUMNS["screenings"]], schema=table_schema("screenings"))


def _people(draw: np.random.Generator, streams: tuple[Stream, ...], size: int) -> dict[str, pa.Array]:
    weights = np.array([stream.weight for stream in streams])
    stream_of = draw.choice(len(streams), size, p=weights / weights.sum())
    columns = {name: _words(stream_of, tuple(getattr(each, name) for each in streams)) for name in ("agency", "group", "trigger")}
    sexes = sorted({word for each in streams for word in each.sexes})
    nationalities = sorted({word for each in streams for word in each.nationalities})
    sex, nationality, age = (np.zeros(size, np.int64) for _ in range(3))
    for place, stream in enumerate(streams):
        members = np.flatnonzero(stream_of == place)
        sex[members] = _drawn(draw, stream.sexes, sexes, len(members))
        nationality[members] = _drawn(draw, stream.nationalities, nationalities, len(members))
        youngest, commonest, oldest = stream.ages
        age[members] = draw.triangular(youngest, commonest, oldest + 1, len(members)).astype(np.int64)
    bands = np.searchsorted([low for _, low in AGE_BANDS], age, side="right") - 1
    columns |= {"sex": _words(sex, tuple(sexes)), "nationality": _words(nationality, tuple(nationalities))}
    return columns | {"age_band": _words(bands, tuple(band for band, _ in AGE_BANDS))}


def _drawn(draw: np.random.Generator, shares: dict[str, int], words: list[str], size: int) -> np.ndarray:
    weights = np.array(list(shares.values()))
    places = np.array([words.index(word) for word in shares])
    return places[draw.choice(len(places), size, p=weights / weights.sum())]


def _decisions(draw: np.random.Generator, screenings: pa.Table) -> pa.Table:
    """One decision for each full debriefing: few identified, some not yet decided."""
    decided = screenings.filter(pa.compute.equal(screenings["stage"].cast(pa.string()), "full"))
    chance = draw.random(decided.num_rows)
    columns = {name: decided[name] for name in COLUMNS["decisions"] if name in COLUMNS["screenings"]}
    columns["decided_on"] = decided["screened_on"]
    columns["decision"] = _words(np.searchsorted([0.03, 0.07], chance), ("identified", "not_yet_decided", "not_identified"))
    columns["forced_labour"] = _words(np.searchsorted([0.02, 0.9], chance), ("yes", "no", "not_known"))
    return pa.table([columns[name] for name in COLUMNS["decisions"]], schema=table_schema("decisions"))
