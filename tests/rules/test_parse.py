"""A definition that cannot be used is refused with the place and the remedy; everything else is read as it stands."""

import pytest

from firmground.errors import RuleError
from firmground.rules.expression import (
    LARGEST_NUMBER,
    AtLeast,
    AtLeastOf,
    Equals,
    Kind,
    Not,
    Question,
    anything,
    equals,
    everything,
    expression_to_json,
    ids_in,
)
from firmground.rules.parse import (
    DEEPEST,
    LONGEST_LIST,
    parse_definition,
    parse_expression,
    parse_id,
    parse_number,
    parse_question,
)

A = {"equals": ["a", "yes"]}
B = {"equals": ["b", "yes"]}


def refusal_of(read, *arguments, **named):
    with pytest.raises(RuleError) as refusal:
        read(*arguments, **named)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (A, Equals("a", "yes")),
        ({"at_least": ["age", 18]}, AtLeast("age", 18)),
        ({"not": A}, Not(Equals("a", "yes"))),
        ({"all": [A, B]}, AtLeastOf(2, (Equals("a", "yes"), Equals("b", "yes")))),
        ({"any": [A, B]}, AtLeastOf(1, (Equals("a", "yes"), Equals("b", "yes")))),
        ({"at_least_of": [2, [A, B, A]]}, AtLeastOf(2, (Equals("a", "yes"), Equals("b", "yes"), Equals("a", "yes")))),
        ({"equals": ("a", "yes")}, Equals("a", "yes")),
    ],
    ids=["equals", "at least", "not", "all", "any", "at least of", "a tuple for a list"],
)
def test_each_operator_is_read_as_it_is_written(written, read):
    assert parse_expression(written) == read


def test_how_a_threshold_was_spelled_is_kept_but_does_not_matter():
    both, two_of_two = parse_expression({"all": [A, B]}), parse_expression({"at_least_of": [2, [A, B]]})
    assert both == two_of_two
    assert expression_to_json(both) == {"all": [A, B]}
    assert expression_to_json(two_of_two) == {"at_least_of": [2, [A, B]]}


def test_a_threshold_of_another_number_matters():
    assert parse_expression({"any": [A, B]}) != parse_expression({"all": [A, B]})


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            {"xor": [A, B]},
            "expression: 'xor' is not an operator What to do: use one of equals, at_least, not, all, any, at_least_of",
        ),
        ({"all": []}, f"expression.all: expected a list of 1 to {LONGEST_LIST} expressions"),
        ({"not": {"any": [A, True]}}, "expression.not.any[1]: an expression is a table with exactly one operator"),
        (
            {"at_least": ["age", 18.0]},
            "expression.at_least: 18.0 is not a whole number up to 1000000000 What to do: write 18, not 18.0",
        ),
        ({"at_least": ["age", True]}, "expression.at_least: True is not a whole number"),
        ({"equals": ["a"]}, "expression.equals: expected two values in a list"),
        (
            {"equals": ["Held", "yes"]},
            "expression.equals: 'Held' is not an id What to do: use small letters, digits and _, at most 41",
        ),
        ({"at_least_of": [3, [A, B]]}, "expression.at_least_of: at least 3 of 2 is never open What to do: use 1 to 2"),
    ],
    ids=["operator", "empty", "inside", "float", "boolean", "half a pair", "capital", "unreachable"],
)
def test_a_refusal_names_the_place_and_the_remedy(written, message):
    assert refusal_of(parse_expression, written).startswith(message)


def test_a_refusal_names_the_file_if_it_is_told():
    assert refusal_of(parse_expression, {"all": True}, where="forced_labour.toml: found").startswith(
        "forced_labour.toml: found.all: "
    )


@pytest.mark.parametrize(
    "operator",
    [
        "equals",
        "at_least",
        "at_least_of",
    ],
)
def test_the_remedy_shows_how_the_operator_is_written(operator):
    examples = {"equals": '"yes"', "at_least": "18", "at_least_of": "2"}
    remedy = refusal_of(parse_expression, {operator: []}).partition("What to do: ")[2]
    assert examples[operator] in remedy


def test_the_place_of_a_counted_member_can_be_followed_in_the_file():
    assert "at_least_of[1][0]" in refusal_of(parse_expression, {"at_least_of": [1, [True, A]]})


def test_expressions_may_be_forty_deep():
    expression = A
    for _ in range(DEEPEST):
        expression = {"not": expression}
    assert expression_to_json(parse_expression(expression)) == expression


@pytest.mark.parametrize("wrap", [lambda of: {"not": of}, lambda of: {"any": [of]}, lambda of: {"at_least_of": [1, [of]]}])
@pytest.mark.parametrize("depth", [DEEPEST + 1, 500])
def test_deeper_expressions_are_refused_without_exhausting_the_machine(wrap, depth):
    expression = A
    for _ in range(depth):
        expression = wrap(expression)
    assert "name a part as a rule" in refusal_of(parse_expression, expression)


@pytest.mark.parametrize("name", ["a", "a1", "a_", "constructor", "tostring", "a" * 41])
def test_small_letters_digits_and_underscores_make_an_id(name):
    assert parse_id(name, where="here") == name


@pytest.mark.parametrize(
    "name", ["", "A", "aB", "1a", "_a", "a-b", "a b", "a.b", "é", "a\n", "a" * 42, "__proto__", None, 1, True, b"a", ["a"]]
)
def test_nothing_else_makes_an_id(name):
    assert (
        refusal_of(parse_id, name, where="here")
        == f"here: {name!r} is not an id What to do: use small letters, digits and _, at most 41"
    )


@pytest.mark.parametrize("number", [0, 1, -1, LARGEST_NUMBER, -LARGEST_NUMBER])
def test_whole_numbers_up_to_a_thousand_million_are_read(number):
    assert parse_number(number, where="here") == number


@pytest.mark.parametrize(
    "number", [LARGEST_NUMBER + 1, -LARGEST_NUMBER - 1, 1.0, True, False, "1", None, float("nan"), float("inf")]
)
def test_other_numbers_are_refused(number):
    assert refusal_of(parse_number, number, where="here").startswith(f"here: {number!r} is not a whole number")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"id": "a"}, Question("a", Kind.YES_NO)),
        ({"id": "a", "kind": "yes_no"}, Question("a", Kind.YES_NO)),
        ({"id": "n", "kind": "number"}, Question("n", Kind.NUMBER, (), -LARGEST_NUMBER, LARGEST_NUMBER)),
        ({"id": "n", "kind": "number", "least": 0, "most": 120}, Question("n", Kind.NUMBER, (), 0, 120)),
        ({"id": "c", "kind": "choice", "choices": ["x", "y"]}, Question("c", Kind.CHOICE, ("x", "y"))),
    ],
    ids=["by default", "yes or no", "any number", "bounded number", "choice"],
)
def test_each_kind_of_question_is_read(written, read):
    assert parse_question(written, where="here") == read


@pytest.mark.parametrize(
    "written",
    [
        {"id": "a", "kind": "yes_no", "least": 0},
        {"id": "a", "kind": "yes_no", "most": 9},
        {"id": "a", "kind": "choice", "choices": ["x"], "least": 1},
    ],
    ids=["least of a yes or no", "most of a yes or no", "least of a choice"],
)
def test_bounds_are_refused_where_they_mean_nothing(written):
    assert "here" in refusal_of(parse_question, written, where="here")


def test_a_number_compared_with_a_word_is_told_to_use_at_least():
    written = {"questions": [{"id": "age", "kind": "number"}], "rules": [{"id": "r", "when": {"equals": ["age", "yes"]}}]}
    assert "use at_least" in refusal_of(parse_definition, written)


def test_a_word_compared_with_a_number_is_told_to_use_equals():
    written = {"questions": [{"id": "a"}], "rules": [{"id": "r", "when": {"at_least": ["a", 1]}}]}
    assert refusal_of(parse_definition, written) == "rule r: 'a' does not take a number What to do: use equals"


def test_a_word_that_is_not_a_choice_is_told_the_choices():
    questions = [{"id": "wages", "kind": "choice", "choices": ["paid", "unpaid"]}]
    message = refusal_of(
        parse_definition, {"questions": questions, "rules": [{"id": "r", "when": {"equals": ["wages", "owed"]}}]}
    )
    assert message == "rule r: 'owed' is never a known answer to 'wages' What to do: use one of paid, unpaid"


def test_a_single_member_stands_for_itself():
    assert everything(equals("a", "yes")) == anything(equals("a", "yes")) == Equals("a", "yes")


def test_several_members_are_counted():
    both = (equals("a", "yes"), equals("b", "no"))
    assert (everything(*both), anything(*both)) == (AtLeastOf(2, both), AtLeastOf(1, both))


def test_ids_are_named_once_in_the_order_of_first_mention():
    written = {"any": [{"not": B}, {"at_least_of": [1, [A, {"at_least": ["age", 18]}, B]]}]}
    assert ids_in(parse_expression(written)) == ("b", "a", "age")


def test_a_definition_cannot_be_changed_once_it_is_read():
    definition = parse_definition({"questions": [{"id": "a"}], "rules": [{"id": "r", "when": A}]})
    with pytest.raises(TypeError):
        definition.rule["r"] = equals("a", "no")
    with pytest.raises(TypeError):
        definition.question["b"] = Question("b")
