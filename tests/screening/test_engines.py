"""The reference, the browser's and the columnar engine come to the same for every shipped instrument."""

import dataclasses
import random

import pyarrow as pa
import pytest

from firmground.errors import InputError
from firmground.rules.evaluate import allowed_words
from firmground.rules.expression import Kind, Not
from firmground.screening import agreement
from firmground.screening.agreement import compare_engines

ROWS = 2000
pytestmark = pytest.mark.node


def random_answers(instrument, rows, seed):
    """A column for each question with all kinds of answers, and nothing where it was not asked."""
    chance = random.Random(seed)
    columns = {}
    for question in instrument.definition.questions:
        if question.kind is Kind.NUMBER:
            near = [chance.randint(question.least, min(question.most, 30)) for _ in range(rows)]
            ends = (None, question.least, question.most, chance.randint(question.least, question.most))
            values = [chance.choice((*ends, number, number, number)) for number in near]
            columns[question.id] = pa.array(values, pa.int64())
        else:
            words = (*allowed_words(question), None)
            weights = [chance.random() for _ in words]  # so that some questions are mostly yes and others mostly open
            columns[question.id] = pa.array(chance.choices(words, weights, k=rows), pa.string())
    return pa.table(columns)


def test_the_three_engines_agree_on_two_thousand_persons(shipped):
    _, instrument = shipped
    assert compare_engines(instrument, random_answers(instrument, ROWS, seed=21)) == []


def test_a_question_that_was_asked_of_nobody_may_be_left_out_of_the_table(shipped):
    _, instrument = shipped
    answers = random_answers(instrument, 50, seed=22)
    assert compare_engines(instrument, answers.drop_columns(answers.column_names[::2])) == []


def test_a_difference_is_told_with_the_row_the_rule_and_the_engine(initial_screening, monkeypatch):
    """The columnar engine is given the opposite of a rule, so that it must differ wherever the finding is known."""
    definition = initial_screening.definition
    wrong = tuple((name, Not(rule) if name == "immediate_danger" else rule) for name, rule in definition.rules)
    right = agreement.findings
    monkeypatch.setattr(agreement, "findings", lambda table, _: right(table, dataclasses.replace(definition, rules=wrong)))
    told = compare_engines(initial_screening, pa.table({"in_danger_now": ["yes", "refused", "no"]}))
    assert [(each.row, each.rule, each.engine, each.reference, each.found) for each in told] == [
        (1, "immediate_danger", "columnar", "yes", "no"),
        (3, "immediate_danger", "columnar", "no", "yes"),
    ]


def test_without_node_it_is_said_what_to_install(initial_screening, monkeypatch):
    monkeypatch.setattr(agreement.shutil, "which", lambda name: None)
    monkeypatch.setattr(agreement.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InputError, match="there is no Node") as refused:
        compare_engines(initial_screening, pa.table({"in_danger_now": ["yes"]}))
    assert "install Node" in refused.value.remedy
