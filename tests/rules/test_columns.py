"""What the columnar evaluator does to a table besides the findings themselves."""

import ibis
import pyarrow
import pytest

from firmground.errors import RuleError
from firmground.rules.columns import findings
from firmground.rules.parse import parse_definition

DEFINITION = {
    "questions": [{"id": "a", "kind": "yes_no"}, {"id": "age", "kind": "number"}],
    "rules": [{"id": "first", "when": {"equals": ["a", "yes"]}}, {"id": "second", "when": {"equals": ["first", "no"]}}],
}


def in_memory(columns):
    """By way of Arrow, since a table made by pandas would turn what is missing into NaN."""
    return ibis.memtable(pyarrow.table(columns))


@pytest.fixture
def table():
    return in_memory({"name": ["one", "two", "three"], "a": ["yes", "no", "unsure"], "_0": [7, 8, 9]})


def rows(expression):
    connection = ibis.duckdb.connect()
    found = connection.to_pyarrow(expression).to_pylist()
    connection.disconnect()
    return found


def test_the_columns_of_the_table_stay_as_they_are(table):
    kept = findings(table, parse_definition(DEFINITION)).select("name", "a", "_0")
    assert rows(kept.order_by("_0")) == rows(table.order_by("_0"))


def test_each_rule_adds_one_column_of_yes_no_or_nothing(table):
    found = findings(table, parse_definition(DEFINITION))
    assert found.columns == ("name", "a", "_0", "finding_first", "finding_second")
    assert found.schema()["finding_first"] == ibis.dtype("boolean")
    assert {row["name"]: row["finding_second"] for row in rows(found)} == {"one": False, "two": True, "three": None}


def test_only_the_rules_that_are_wanted_are_added(table):
    found = findings(table, parse_definition(DEFINITION), rules=["second"])
    assert found.columns == ("name", "a", "_0", "finding_second")


def test_no_rule_wanted_adds_nothing(table):
    assert findings(table, parse_definition(DEFINITION), rules=[]).columns == table.columns


def test_a_rule_that_does_not_exist_is_refused(table):
    with pytest.raises(RuleError, match="third"):
        findings(table, parse_definition(DEFINITION), rules=["third"])


def test_a_table_without_any_question_finds_nothing_and_excludes_nothing():
    found = findings(in_memory({"name": ["one"]}), parse_definition(DEFINITION))
    assert rows(found) == [{"name": "one", "finding_first": None, "finding_second": None}]


def test_an_empty_table_stays_empty(table):
    assert rows(findings(table.limit(0), parse_definition(DEFINITION))) == []


def test_a_question_called_like_a_finding_is_refused():
    questions = [{"id": "finding_b", "kind": "yes_no"}]
    rules = [{"id": "b", "when": {"equals": ["finding_b", "no"]}}]
    table = in_memory({"finding_b": ["yes", "no"]})
    with pytest.raises(RuleError, match="finding_b"):
        findings(table, parse_definition({"questions": questions, "rules": rules}))
