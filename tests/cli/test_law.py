"""``firmground law`` as a lawyer, a legislator or another program meets it."""

import json
import shutil
import xml.etree.ElementTree as ET
from itertools import product

import pytest

from firmground.packs.pack import shipped_folder

HONG_KONG = ("--pack", "hong_kong", "--on", "2019-12-31")
FREEPORT = ("--pack", "freeport", "--on", "2022-06-15")
MARK = "(verify)"


@pytest.fixture
def file(tmp_path):
    """A file with some JSON, or with words that are none."""

    def written(content, name="facts.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return written


@pytest.fixture
def known_from_the_press(tmp_path):
    """A copy of the fictional pack with one provision, known from the press only; no penalty is known, and so none is marked."""
    folder = shutil.copytree(shipped_folder() / "freeport", tmp_path / "freeport")
    (folder / "law/harbour_code.toml").unlink()
    path = folder / "law/seafarers_act.toml"
    head, first, *_ = path.read_text(encoding="utf-8").split("[[provisions]]\n")
    path.write_text(f"{head}[[provisions]]\n{first.partition('[[provisions.penalties]]')[0]}", encoding="utf-8")
    return folder


def on_one_line(text):
    return " ".join(text.split())


def test_the_coverage_of_hong_kong_speaks_of_82_provisions_and_names_its_gaps(command):
    done = command("law", "coverage", *HONG_KONG)
    told = on_one_line(done.out)
    assert (done.code, done.err) == (0, "")
    assert "82 provisions in force on 2019-12-31: 10 officially named by section, 17 in an area officially named, 55 our" in told
    assert "Servitude, every act, by every means: gap: no provision touches the purpose" in told
    assert "Forced labour or services, every act, of children: reached only in pieces" in told
    assert "Forced marriage, every act, by every means: gap" in told
    assert "Crimes Ordinance (Cap. 200) s. 129 asks for no means; a border must be crossed" in told
    assert "More than 50 provisions deal with conduct of trafficking in persons: not known." in told
    assert "This is an overview, not advice." in told


@pytest.mark.parametrize(("where", "number"), [(HONG_KONG, 82), (FREEPORT, 10)])
def test_coverage_as_data_holds_every_cell(command, where, number):
    shown = command("law", "coverage", *where, "--json").json
    purposes = [*shown["purposes"]["minimum"], *shown["purposes"]["extended"]]
    assert len(shown["provisions"]) == number
    cells = [(each["act"], each["means"], each["purpose"]) for each in shown["cells"]]
    assert sorted(cells) == sorted(product(shown["acts"], shown["means"], purposes))
    children = [(each["act"], each["purpose"]) for each in shown["child_cells"]]
    assert sorted(children) == sorted(product(shown["acts"], purposes))
    assert {each["reach"] for each in shown["cells"]} <= {"whole", "limited", "pieces", "gap"}
    assert all(each["words"] for each in shown["gaps"])


def test_the_coverage_is_drawn_beside_the_table_or_beside_the_data(command, tmp_path):
    for more in ((), ("--json",)):
        path = tmp_path / "new" / f"chart{len(more)}.svg"
        done = command("law", "coverage", *FREEPORT, "--chart", path, *more)
        assert done.code == 0
        assert ET.fromstring(path.read_text(encoding="utf-8")).tag.endswith("svg")
        assert more or f"Chart: {path}" in done.out.replace("\n", "")


def test_a_chart_that_cannot_be_written_is_an_output_error(command, tmp_path):
    done = command("law", "coverage", *FREEPORT, "--chart", tmp_path)
    assert done.code == 4
    assert "What to do" in done.err


def test_provisions_are_listed_with_penalty_and_standing_of_the_day(command):
    done = command("law", "provisions", "--pack", "freeport", "--on", "2021-12-31")
    assert (done.code, done.err) == (0, "")
    assert "Freeport" in done.out
    assert "verify: not read in a primary source" in done.out
    shown = command("law", "provisions", "--pack", "freeport", "--on", "2021-12-31", "--json").json
    listed = {each["id"]: each for each in shown["provisions"]}
    assert "harbour_29" not in listed  # no longer in force
    assert listed["harbour_41"]["penalty"].startswith("in the ordinary case: 10 years")
    assert listed["seafarers_22"]["penalty"] == "not known"


def test_the_whole_register_of_hong_kong_is_listed_with_sources(command):
    shown = command("law", "provisions", *HONG_KONG, "--json").json
    assert [each["number"] for each in shown["provisions"]] == [*range(1, 83)]
    assert all(each["cite"]["source"] for each in shown["provisions"])


def test_conduct_that_was_not_read_in_a_primary_source_carries_the_mark_in_the_list(command, known_from_the_press):
    told = on_one_line(command("law", "provisions", "--pack", known_from_the_press).out)
    assert "Lodging" in told
    assert MARK in told


def test_facts_suggest_provisions_with_reasons_penalty_time_and_what_is_missing(command, file):
    facts = file({"brought": "yes", "made_to_act": "yes", "papers_held": "yes", "promised_otherwise": "refused"})
    done = command("law", "candidates", *FREEPORT, "--facts", facts, "--today", "2023-06-15")
    told = on_one_line(done.out)
    assert (done.code, done.err) == (0, "")
    assert "Harbour Code (Cap. 4) s. 41: Trafficking in a person because Someone found the work" in told
    assert "missing nothing; every recorded element is there" in told
    assert "in the ordinary case: 15 years" in told
    assert "6 months, until 2022-12-15 – over" in told
    assert "Limits of this aid, which is not advice:" in told


def test_facts_as_data_say_what_each_provision_comes_to(command, file):
    facts = file({"brought": "yes", "made_to_act": "yes", "age_then": 30})
    shown = command("law", "candidates", *FREEPORT, "--facts", facts, "--json").json
    found = {each["provision"]: each for each in shown["candidates"]}
    assert {name: each["state"] for name, each in found.items()} == {"harbour_41": "open", "harbour_42": "ruled_out"}
    assert (found["harbour_41"]["missing"], found["harbour_42"]["against"]) == (["a_means"], ["below_21"])
    assert found["harbour_41"]["because"] == {"brought": "yes", "made_to_act": "yes"}
    assert shown["limits"]


def test_answers_to_the_forms_suggest_provisions_too(command, file):
    answers = file({"papers_kept": "yes", "hurt": "refused"}, "answers.json")
    shown = command("law", "candidates", *FREEPORT, "--answers", answers, "--instrument", "quay_questions", "--json").json
    assert [each["provision"] for each in shown["candidates"]] == ["harbour_15"]


def test_when_nothing_is_suggested_it_says_that_this_is_no_finding(command, file):
    told = on_one_line(command("law", "candidates", *FREEPORT, "--facts", file({})).out)
    assert "These facts suggest no provision of the register. That is not a finding that none applies." in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"weather": "yes"}, "there is no fact 'weather'"),
        ({"brought": "perhaps"}, "'perhaps' is not an answer to this question"),
        ({"age_then": 999}, "999 is not an answer to this question"),
        ({"brought": True}, "True is not an answer"),
        (["brought"], "does not hold one object"),
        ("brought: yes", "is not valid JSON"),
        ("", "is not valid JSON"),
        ('{"brought": "yes", "brought": "no"}', "says"),
    ],
)
def test_facts_that_cannot_be_used_are_refused_with_what_to_do(command, file, content, told):
    done = command("law", "candidates", *FREEPORT, "--facts", file(content))
    assert (done.code, done.out) == (3, "")
    assert told in done.err
    assert "What to do" in done.err


def test_a_file_of_facts_that_is_not_there_is_refused(command, tmp_path):
    done = command("law", "candidates", *FREEPORT, "--facts", tmp_path / "absent.json")
    assert (done.code, done.out) == (3, "")
    assert "absent.json" in done.err


@pytest.mark.parametrize(
    ("content", "instrument"),
    [
        ({"papers_kept": "perhaps"}, "quay_questions"),
        ({"papers_keept": "yes"}, "quay_questions"),
        ({"papers_kept": "yes"}, "quay"),
    ],
)
def test_answers_that_no_question_takes_are_refused_and_not_read_as_no(command, file, content, instrument):
    done = command("law", "candidates", *FREEPORT, "--answers", file(content), "--instrument", instrument)
    assert (done.code, done.out) == (3, "")
    assert "What to do" in done.err


@pytest.mark.parametrize("chosen", [(), ("--facts", "--answers"), ("--answers",), ("--instrument",), ("--facts", "--instrument")])
def test_either_facts_or_answers_with_their_instrument_must_be_given(command, file, chosen):
    given = {"--facts": file({}), "--answers": file({}, "answers.json"), "--instrument": "quay_questions"}
    done = command("law", "candidates", *FREEPORT, *(word for name in chosen for word in (name, given[name])))
    assert (done.code, done.out) == (3, "")
    assert "give --facts, or --answers with --instrument" in done.err


def test_two_days_are_compared(command):
    done = command("law", "compare", "--pack", "hong_kong", "--on", "2018-02-08", "--with-day", "2018-02-09")
    told = on_one_line(done.out)
    assert done.code == 0
    assert "Maximum penalties" in told
    assert "Time limits" in told
    assert "Employment Ordinance (Cap. 57)" in told
    shown = command("law", "compare", "--pack", "hong_kong", "--on", "2018-02-08", "--with-day", "2018-02-09", "--json").json
    assert [each["provision"] for each in shown["penalties"]] == ["employment_51", "employment_57"]
    assert [(each["before"], each["after"]) for each in shown["time_limits"]] == [("6 months", "1 year")] * 2
    assert (shown["begun"], shown["ended"], shown["cells"]) == ([], [], [])


def test_a_day_compared_with_itself_does_not_differ(command):
    done = command("law", "compare", *FREEPORT, "--with-day", "2022-06-15")
    assert (done.code, "Nothing differs." in done.out) == (0, True)


def test_two_territories_are_compared_by_what_they_reach(command):
    shown = command("law", "compare", *HONG_KONG, "--with-pack", "freeport", "--with-day", "2022-06-15", "--json").json
    assert (shown["before"]["pack"], shown["after"]["pack"]) == ("hong_kong", "freeport")
    assert {"act": "recruit", "means": "fraud", "purpose": "servitude", "before": "gap", "after": "whole"} in shown["cells"]
    assert command("law", "compare", *HONG_KONG, "--with-pack", "freeport").code == 0


def test_a_comparison_with_nothing_is_refused(command):
    done = command("law", "compare", *FREEPORT)
    assert (done.code, done.out) == (3, "")
    assert "has nothing to compare with" in done.err
    assert "--with-day" in done.err


@pytest.mark.parametrize("words", [("coverage",), ("provisions",), ("compare", "--with-day", "2020-01-01")])
def test_a_pack_without_law_is_refused(command, words):
    done = command("law", *words, "--pack", "international")
    assert (done.code, done.out) == (3, "")
    assert "has no register of law" in done.err


def test_a_territory_to_compare_with_that_has_no_law_is_refused(command):
    assert command("law", "compare", *FREEPORT, "--with-pack", "international").code == 3


@pytest.mark.parametrize("day", ["2019-02-30", "31 December 2019", "soon"])
@pytest.mark.parametrize(
    "words", [("coverage", "--on"), ("provisions", "--on"), ("compare", "--with-day"), ("candidates", "--today")]
)
def test_a_day_that_is_not_a_date_is_a_wrong_call(command, words, day):
    assert command("law", words[0], "--pack", "freeport", words[1], day).code == 2


def test_conduct_whose_time_limit_ends_beyond_the_calendar_is_refused_with_a_sentence(command, file):
    done = command("law", "candidates", "--pack", "freeport", "--on", "9999-12-31", "--facts", file({}))
    assert done.code == 3
    assert "is beyond the calendar" in done.err
