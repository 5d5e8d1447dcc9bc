"""A table of many persons: each good row comes out as the reference evaluator says, each bad one is listed with its reason."""

import csv
import random
import re

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.errors import AnswerError
from firmground.rules.evaluate import allowed_words, check_answer, evaluate
from firmground.rules.expression import UNKNOWN_ANSWERS, Kind
from firmground.screening.table import concluded, screen_table

NOT_ANSWERS = (
    "maybe",
    "Yes",
    "yes ",
    " no",
    "0",
    "1",
    "true",
    "null",
    "NA",
    "ja",
    "是",
    "yes,no",
    '"yes"',
    "o'clock",
    "99999999999999",
    "1e1",
    "17.5",
    "-1",
)
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
)


def cells(question):
    """What may stand in a cell of a table: mostly answers, sometimes something else."""
    words = st.sampled_from(("", *allowed_words(question)))
    if question.kind is Kind.NUMBER:
        near = st.integers(question.least - 2, min(question.most, 40)) | st.integers(question.least, question.most + 2)
        words |= near.map(str)
    return st.one_of(words, words, words, st.sampled_from(NOT_ANSWERS))


def rows_of(instrument, **sizes):
    return st.lists(st.fixed_dictionaries({each.id: cells(each) for each in instrument.definition.questions}), **sizes)


def meant(question, cell):
    """The answer that a cell spells, as the reference evaluator takes it; nothing for an empty cell."""
    number = question.kind is Kind.NUMBER and isinstance(cell, str) and re.fullmatch(r"-?[0-9]{1,10}", cell)
    return None if cell in ("", None) else int(cell) if number else cell


def expected(instrument, rows, first):
    """The findings of each good row by its number, and the (row, column) of each cell that is no answer."""
    findings, rejects = {}, set()
    for number, row in enumerate(rows, first):
        answers = {each.id: meant(each, row[each.id]) for each in instrument.definition.questions}
        answers = {name: answer for name, answer in answers.items() if answer is not None}
        wrong = {name for name, answer in answers.items() if not accepted(instrument, name, answer)}
        if wrong:
            rejects |= {(number, name) for name in wrong}
        else:
            reached = evaluate(instrument.definition, answers)
            findings[number] = {name: str(reached[name].finding) for name in concluded(instrument)}
    return findings, rejects


def accepted(instrument, name, answer):
    try:
        check_answer(instrument.definition, name, answer)
    except AnswerError:
        return False
    return True


def write_csv(path, rows, heading=None):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heading or list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read(screened):
    found = pq.read_table(screened.out).to_pylist()
    with screened.rejects.open(encoding="utf-8", newline="") as file:
        rejects = list(csv.DictReader(file))
    return {row.pop("source_row"): row for row in found}, rejects


def agrees(instrument, table, rows, first, folder):
    """Screen a table with one good row added at the end, so that it can be screened, and compare it row by row."""
    findings, rejects = expected(instrument, rows, first)
    screened = screen_table(instrument, table, folder / "out.parquet")
    found, listed = read(screened)
    assert found == findings
    assert {(int(row["row"]), row["column"]) for row in listed} == rejects
    assert all("the answer must be" in row["reason"] for row in listed)
    assert (screened.kept, screened.rejected) == (len(findings), len({row for row, _ in rejects}))


@SLOW
@given(data=st.data())
@pytest.mark.parametrize("form", ["initial_screening", "quay_questions"])
def test_a_csv_table_comes_out_row_by_row_as_the_reference_says(request, tmp_path, form, data):
    instrument = request.getfixturevalue(form)
    rows = data.draw(rows_of(instrument, min_size=0, max_size=8))
    rows += [dict.fromkeys(instrument.definition.question, "")]
    write_csv(tmp_path / "in.csv", rows)
    agrees(instrument, tmp_path / "in.csv", rows, 2, tmp_path)


@SLOW
@given(data=st.data())
@pytest.mark.parametrize("form", ["initial_screening", "quay_questions"])
def test_a_parquet_table_of_text_comes_out_row_by_row_as_the_reference_says(request, tmp_path, form, data):
    instrument = request.getfixturevalue(form)
    rows = data.draw(rows_of(instrument, min_size=0, max_size=8))
    rows += [dict.fromkeys(instrument.definition.question)]
    text = pa.schema([(name, pa.string()) for name in instrument.definition.question])
    pq.write_table(pa.Table.from_pylist(rows, text), tmp_path / "in.parquet")
    agrees(instrument, tmp_path / "in.parquet", rows, 1, tmp_path)


def many_rows(instrument, number, seed):
    """Rows of answers by a generator of random numbers; about one in fifty has a cell that is no answer."""
    chance = random.Random(seed)
    rows = []
    for _ in range(number):
        row = {}
        for question in instrument.definition.questions:
            words = ["", *allowed_words(question)]
            numbers = [str(chance.randint(question.least, min(question.most, 60))) for _ in range(9)]
            row[question.id] = chance.choice(numbers + words if question.kind is Kind.NUMBER else words)
        if chance.random() < 0.02:
            row[chance.choice(list(row))] = chance.choice(NOT_ANSWERS)
        rows.append(row)
    return rows


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_thousand_persons_with_the_long_form_come_out_as_the_reference_says(full_debriefing, tmp_path, kind):
    rows = many_rows(full_debriefing, 1000, seed=4)
    table = tmp_path / f"in.{kind}"
    if kind == "csv":
        write_csv(table, rows)
    else:
        pq.write_table(pa.Table.from_pylist(rows), table)
    agrees(full_debriefing, table, rows, 2 if kind == "csv" else 1, tmp_path)


@pytest.mark.parametrize("kind", [pa.int8(), pa.int64(), pa.uint16(), pa.float32(), pa.float64()], ids=str)
def test_whole_numbers_of_any_type_are_read(initial_screening, tmp_path, kind):
    ages = [0, 17, 18, 120, None]
    columns = {name: pa.array(["no"] * 5) for name in initial_screening.definition.question} | {"age": pa.array(ages, kind)}
    pq.write_table(pa.table(columns), tmp_path / "in.parquet")
    rows = [dict.fromkeys(columns, "no") | {"age": age} for age in ages]
    agrees(initial_screening, tmp_path / "in.parquet", rows, 1, tmp_path)


@pytest.mark.parametrize(
    ("kind", "age"),
    [(pa.int16(), -1), (pa.int16(), 121), (pa.uint64(), 2**63), (pa.float64(), 17.5), (pa.float64(), 1e300)],
    ids=str,
)
def test_a_number_outside_its_bounds_is_listed_and_the_other_rows_are_kept(initial_screening, tmp_path, kind, age):
    columns = {name: pa.array(["no"] * 3) for name in initial_screening.definition.question}
    pq.write_table(pa.table(columns | {"age": pa.array([30, age, 17], kind)}), tmp_path / "in.parquet")
    screened = screen_table(initial_screening, tmp_path / "in.parquet", tmp_path / "out.parquet")
    found, listed = read(screened)
    assert {number: row["child_route"] for number, row in found.items()} == {1: "no", 3: "yes"}
    assert [(row["row"], row["column"]) for row in listed] == [("2", "age")]


def test_words_kept_as_a_dictionary_are_read(initial_screening, tmp_path):
    rows = many_rows(initial_screening, 200, seed=5)
    plain = pa.Table.from_pylist(rows)
    coded = pa.table({name: plain[name].dictionary_encode() for name in plain.column_names})
    pq.write_table(coded, tmp_path / "in.parquet")
    agrees(initial_screening, tmp_path / "in.parquet", rows, 1, tmp_path)


@pytest.mark.parametrize("word", ["", *UNKNOWN_ANSWERS])
def test_a_row_of_words_for_not_known_is_not_known_throughout(initial_screening, tmp_path, word):
    write_csv(tmp_path / "in.csv", [dict.fromkeys(initial_screening.definition.question, word)])
    found, listed = read(screen_table(initial_screening, tmp_path / "in.csv", tmp_path / "out.parquet"))
    assert set(found[2].values()) == {"not known"}
    assert listed == []


def test_a_row_with_more_or_fewer_cells_is_listed_with_its_number(initial_screening, tmp_path):
    heading = ",".join(initial_screening.definition.question)
    good = ",".join(["no"] * 8 + ["30"])
    lines = [heading, f"{good},no", good, "no", good, f"maybe{good[2:]}", good]
    (tmp_path / "in.csv").write_text("\n".join(lines), encoding="utf-8")
    found, listed = read(screen_table(initial_screening, tmp_path / "in.csv", tmp_path / "out.parquet"))
    assert sorted(found) == [3, 5, 7]
    assert {(row["row"], row["column"], row["reason"].split(",")[0]) for row in listed} == {
        ("2", "", "has 10 cells"),
        ("4", "", "has 1 cells"),
        ("6", "in_danger_now", "the answer must be yes"),
    }


def test_bad_rows_keep_their_numbers_in_a_table_of_several_blocks(initial_screening, tmp_path):
    """The file is read in blocks of four megabytes; numbers go on from one to the next."""
    heading = ",".join([*initial_screening.definition.question, "remark"])
    good = ",".join(["no"] * 8 + ["30", "x" * 200])
    lines = [heading, *([good] * 45_000)]
    wrong = {10: "no", 20_000: f"{good},no", 30_000: f"maybe{good[2:]}", 44_990: "no", 45_001: f"perhaps{good[2:]}"}
    for number, line in wrong.items():
        lines[number - 1] = line
    (tmp_path / "in.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found, listed = read(screen_table(initial_screening, tmp_path / "in.csv", tmp_path / "out.parquet", keep=["remark"]))
    assert {int(row["row"]) for row in listed} == set(wrong)
    assert set(found) == set(range(2, 45_002)) - set(wrong)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["of Unix", "of Windows"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without a byte-order mark", "with a byte-order mark"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(initial_screening, tmp_path, end, mark):
    names = list(initial_screening.definition.question)
    text = mark + end.join([",".join(f'"{name}"' for name in names), ",".join(["yes"] * 8 + ["17"]), ""])
    (tmp_path / "in.csv").write_bytes(text.encode())
    found, listed = read(screen_table(initial_screening, tmp_path / "in.csv", tmp_path / "out.parquet"))
    assert found == {2: dict.fromkeys(("open_full_debriefing", "immediate_danger", "child_route"), "yes")}
    assert listed == []


def test_columns_may_stand_in_any_order(initial_screening, tmp_path):
    rows = many_rows(initial_screening, 100, seed=6)
    write_csv(tmp_path / "in.csv", rows, heading=sorted(rows[0], reverse=True))
    agrees(initial_screening, tmp_path / "in.csv", rows, 2, tmp_path)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("name", ["group", "_0", "answer", "file_of_origin", "Agency", "日期", "with space", "select"])
def test_a_column_that_is_asked_for_is_carried_over(initial_screening, tmp_path, kind, name):
    rows = [{**row, "screening": f"s{n}", name: f"{n}, “x”"} for n, row in enumerate(many_rows(initial_screening, 20, seed=7))]
    table = tmp_path / f"in.{kind}"
    if kind == "csv":
        write_csv(table, rows)
    else:
        pq.write_table(pa.Table.from_pylist(rows), table)
    found, _ = read(screen_table(initial_screening, table, tmp_path / "out.parquet", keep=[name]))
    first = 2 if kind == "csv" else 1
    assert {n: (row["screening"], row[name]) for n, row in found.items()} == {
        n: (f"s{n - first}", f"{n - first}, “x”") for n in found
    }


def test_the_result_names_the_instrument_and_the_digest_of_its_rules(initial_screening, tmp_path):
    write_csv(tmp_path / "in.csv", many_rows(initial_screening, 5, seed=8))
    screened = screen_table(initial_screening, tmp_path / "in.csv", tmp_path / "out.parquet")
    metadata = pq.read_metadata(screened.out).metadata
    assert metadata[b"firmground.instrument"] == b"initial_screening"
    assert metadata[b"firmground.digest"].decode() == initial_screening.digest


def test_the_long_form_gives_dimensions_and_elements_beside_the_outcomes(full_debriefing, tmp_path):
    write_csv(tmp_path / "in.csv", [dict.fromkeys(full_debriefing.definition.question, "")])
    found, _ = read(screen_table(full_debriefing, tmp_path / "in.csv", tmp_path / "out.parquet"))
    assert set(found[2]) == {*full_debriefing.outcomes, *full_debriefing.dimensions} | {
        "act_present",
        "means_present",
        "purpose_present",
        "child_at_event",
        "elements_present",
    }


def test_progress_is_told_from_reading_to_the_end(initial_screening, tmp_path):
    told = []
    write_csv(tmp_path / "in.csv", many_rows(initial_screening, 50, seed=9))
    screen_table(
        initial_screening, tmp_path / "in.csv", tmp_path / "out.parquet", progress=lambda step, share: told.append((step, share))
    )
    assert {step for step, _ in told} == {"reading", "screening"}
    assert told[-1] == ("screening", 1.0)
    assert all(0.0 <= share <= 1.0 for _, share in told)


def test_a_place_with_odd_letters_is_no_hindrance(initial_screening, tmp_path):
    folder = tmp_path / "l'été [2019]"
    folder.mkdir()
    write_csv(folder / "in {1}.csv", many_rows(initial_screening, 5, seed=1))
    screened = screen_table(initial_screening, folder / "in {1}.csv", folder / "o'ut [1] %.parquet")
    assert sorted(path.name for path in folder.iterdir()) == [
        "in {1}.csv",
        "o'ut [1] %.parquet",
        "o'ut [1] %.parquet.rejects.csv",
    ]
    assert pq.read_table(screened.out).num_rows == screened.kept


@pytest.mark.parametrize("name", ["year*.parquet", "year[12].parquet", "year?.parquet"])
def test_a_file_whose_name_looks_like_a_pattern_stands_for_itself_only(initial_screening, tmp_path, name):
    """DuckDB reads such names as patterns; another file that fits the pattern must not be read in its place."""
    columns = {question: ["no"] for question in initial_screening.definition.question}
    pq.write_table(pa.table(columns | {"age": [30]}), tmp_path / name)
    pq.write_table(pa.table(columns | {"age": [3]}), tmp_path / "year1.parquet")
    screened = screen_table(initial_screening, tmp_path / name, tmp_path / "out.parquet")
    assert pq.read_table(screened.out)["child_route"].to_pylist() == ["no"]
