"""Every engine answers the conformance cases alike, and nothing that could be read in two ways gets in."""

import pytest

from firmground.errors import AnswerError, RuleError
from firmground.rules.evaluate import evaluate
from firmground.rules.parse import OPERATORS, parse_definition
from firmground.values import Finding


def test_the_reference_answers_as_the_case_expects(case, reference):
    assert reference(case["definition"], [case["answers"]]) == [case["expect"]]


def test_a_table_of_people_gets_the_same_findings_as_each_person(case_file, columnar, nullable):
    batch = [case["answers"] for case in case_file["cases"]]
    expected = nullable([case["expect"] for case in case_file["cases"]])
    titles = [case["title"] for case in case_file["cases"]]
    assert dict(zip(titles, columnar(case_file["definition"], batch), strict=True)) == dict(zip(titles, expected, strict=True))


def test_a_person_alone_in_a_table_gets_the_same_findings(all_case_files, columnar, nullable):
    for file in all_case_files:
        first, last = file["cases"][0], file["cases"][-1]
        for case in (first, last):
            assert columnar(file["definition"], [case["answers"]]) == nullable([case["expect"]]), case["title"]


def test_a_definition_that_means_two_things_is_refused(refused_definition):
    with pytest.raises(RuleError) as refusal:
        parse_definition(refused_definition["definition"])
    assert refusal.value.where == refused_definition["at"]
    assert refusal.value.what
    assert refusal.value.remedy


def test_an_answer_that_its_question_does_not_allow_is_refused(refused_answers):
    with pytest.raises(AnswerError) as refusal:
        evaluate(parse_definition(refused_answers["definition"]), refused_answers["answers"])
    assert refusal.value.where == f"answer to {refused_answers['at']}"
    assert refusal.value.remedy


def test_an_answer_with_a_point_is_refused_even_if_the_number_is_whole():
    """Only here: JavaScript reads 18.0 as 18, so a browser cannot see the difference and gives the same finding."""
    definition = parse_definition({"questions": [{"id": "age", "kind": "number"}], "rules": []})
    with pytest.raises(AnswerError, match="18.0 is not an answer"):
        evaluate(definition, {"age": 18.0})


def test_the_cases_are_written_in_the_published_form(case_file):
    assert parse_definition(case_file["definition"]).to_json() == case_file["definition"]


def test_the_cases_expect_something_of_every_rule(case):
    assert list(case["expect"]) == [rule["id"] for rule in case["definition"]["rules"]]
    for expected in case["expect"].values():
        assert bool(expected["could_change"]) is (expected["finding"] == "not known")


def test_the_cases_show_every_operator_reaching_every_finding(all_case_files):
    shown = {
        (next(iter(rule["when"])), case["expect"][rule["id"]]["finding"])
        for file in all_case_files
        for rule in file["definition"]["rules"]
        for case in file["cases"]
    }
    assert shown == {(operator, str(finding)) for operator in OPERATORS for finding in Finding}


def test_no_two_cases_have_the_same_title(all_case_files):
    for file in all_case_files:
        titles = [case["title"] for case in file["cases"]]
        assert len(set(titles)) == len(titles), file["title"]
