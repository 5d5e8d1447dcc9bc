"""One person's answers from a JSON file, by library and by command; what two readers could understand differently is refused."""

import json

import pytest

from firmground.errors import InputError
from firmground.screening.answers import read_answers

HONG_KONG = ("screen", "--pack", "hong_kong", "--instrument", "initial_screening", "--on", "2019-06-01")


@pytest.fixture
def file_of(tmp_path):
    def write(content):
        path = tmp_path / "answers.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_answers_are_read(file_of):
    assert read_answers(file_of('{"documents_held": "yes", "age": 17}')) == {"documents_held": "yes", "age": 17}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('{"age": 17, "age": 18}', "says age twice"),
        ('{"age": 17', "is not valid JSON"),
        ("", "is not valid JSON"),
        ("\ufeff{}", "is not valid JSON"),
        ("[" * 100_000, "nested too deep"),
        ('["yes"]', "does not hold one object"),
        ('{"age": 17.5}', "17.5 is not an answer"),
        ('{"documents_held": true}', "True is not an answer"),
        ('{"documents_held": null}', "None is not an answer"),
        ('{"documents_held": ["yes"]}', "['yes'] is not an answer"),
        ('{"age": NaN}', "nan is not an answer"),
        ("{}".encode("utf-16"), "is not UTF-8"),
        ('{"note": "é"}'.encode("latin-1"), "is not UTF-8"),
    ],
    ids=[
        "a key twice",
        "cut off",
        "empty",
        "a byte-order mark",
        "very deep",
        "a list",
        "a decimal number",
        "true",
        "null",
        "a list as an answer",
        "not a number",
        "UTF-16",
        "Latin-1",
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(file_of, firmground, content, what):
    path = file_of(content)
    with pytest.raises(InputError) as refused:
        read_answers(path)
    assert what in refused.value.what
    assert str(path) in refused.value.where
    assert refused.value.remedy
    done = firmground(*HONG_KONG, "--answers", path)
    assert (done.code, done.out) == (3, "")
    assert "What to do:" in done.err


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        read_answers(tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_answers(tmp_path / "nowhere.json")


def test_a_file_for_many_persons_is_refused(file_of):
    with pytest.raises(InputError, match="larger than one person's answers") as refused:
        read_answers(file_of(" " * 1_000_001))
    assert "--table" in refused.value.remedy


@pytest.mark.parametrize("answers", [{"documents_held": "maybe"}, {"age": 200}, {"pets": "yes"}], ids=str)
def test_an_answer_outside_its_choices_is_refused_with_code_3(file_of, firmground, answers):
    done = firmground(*HONG_KONG, "--answers", file_of(json.dumps(answers)))
    assert done.code == 3
    assert f"answer to {next(iter(answers))}" in done.err


def test_the_command_shows_the_outcome_the_reasons_and_the_note(file_of, firmground):
    done = firmground(*HONG_KONG, "--answers", file_of('{"documents_held": "yes", "age": 30}'), "--language", "th")
    assert done.code == 0
    assert "because documents_held = yes" in done.out
    assert "Note: No speaker has checked this instrument in th." in done.out
    assert "Rules: sha256:" in done.out


def test_the_command_gives_the_decision_as_json(file_of, firmground):
    done = firmground(*HONG_KONG, "--answers", file_of('{"documents_held": "yes"}'), "--json")
    decision = json.loads(done.out)
    assert decision["outcomes"][0] == {
        "id": "open_full_debriefing",
        "finding": "yes",
        "because": [["documents_held", "yes"]],
        "could_change": [],
        "opens": "full_debriefing",
    }


def test_before_the_first_day_the_command_ends_with_code_3(file_of, firmground):
    done = firmground(*HONG_KONG[:-1], "2015-11-30", "--answers", file_of("{}"))
    assert done.code == 3
    assert "choose a day in: 2015-12-01 to today" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--answers", "a.json", "--table", "t.csv", "--out", "o.parquet"),
        ("--table", "t.csv"),
        ("--answers", "a.json", "--out", "o.parquet"),
    ],
    ids=["neither", "both", "a table without a place for the findings", "a place without a table"],
)
def test_a_command_line_that_asks_for_two_things_or_none_ends_with_code_2(firmground, arguments):
    assert firmground(*HONG_KONG, *arguments).code == 2


def test_a_day_that_does_not_exist_ends_with_code_2(file_of, firmground):
    assert firmground(*HONG_KONG[:-1], "2019-02-30", "--answers", file_of("{}")).code == 2
