"""The largest definitions that are allowed mean the same in every engine, and take no unreasonable time."""

import signal

import pytest

from firmground.errors import RuleError
from firmground.rules.parse import LONGEST_LIST, parse_definition

THREE = ({"a": "yes", "b": "no"}, {"a": "no", "b": "no"}, {"a": "yes", "b": "unsure"}, {})
AB = [{"id": "a", "kind": "yes_no"}, {"id": "b", "kind": "yes_no"}]
YES_A = {"equals": ["a", "yes"]}
YES_B = {"equals": ["b", "yes"]}


@pytest.fixture
def ten_seconds():
    """Stop a test that would take hours."""

    def stop(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def nested(depth):
    """All and any in turn, each about both questions: a formula that doubles if an engine copies its parts."""
    expression = YES_A
    for level in range(depth):
        other = YES_B if level % 2 else YES_A
        expression = (
            {("all", "any")[level % 2]: [expression, {"not": other}]} if level % 3 else {"at_least_of": [2, [expression, other]]}
        )
    return {"questions": AB, "rules": [{"id": "deep", "when": expression}]}


def chained(length):
    """Rules that each mention the one before three times: three to the power of the length if an engine copies them."""
    rules = [{"id": "r0", "when": {"any": [YES_A, YES_B]}}]
    for place in range(1, length):
        before, opposite = {"equals": [f"r{place - 1}", "yes"]}, {"equals": [f"r{place - 1}", "no"]}
        rules.append({"id": f"r{place}", "when": {"at_least_of": [2, [before, before, opposite, YES_B]]}})
    return {"questions": AB, "rules": rules}


def wide(members, minimum):
    """A count over many questions, as a long instrument could have."""
    asked = [{"id": f"q{place}", "kind": "yes_no"} for place in range(members)]
    listed = [{"equals": [question["id"], "yes"]} for question in asked]
    return {"questions": asked, "rules": [{"id": "counted", "when": {"at_least_of": [minimum, listed]}}]}


def wide_batch(members, minimum):
    """Just enough, one short with one open, and one short."""
    ids = [f"q{place}" for place in range(members)]
    just = {name: "yes" if place < minimum else "no" for place, name in enumerate(ids)}
    return [just, {**just, "q0": "unsure"}, {**just, "q0": "no"}, {}]


@pytest.mark.node
@pytest.mark.parametrize("definition", [nested(40), chained(40)], ids=["forty deep", "a chain of forty rules"])
def test_the_browser_reads_the_largest_definitions(definition, reference, browser):
    assert browser(definition, THREE) == reference(definition, THREE)


def test_a_table_reads_an_expression_forty_deep(reference, columnar, nullable):
    assert columnar(nested(40), THREE) == nullable(reference(nested(40), THREE))


@pytest.mark.parametrize("length", [2, 4, 8])
def test_a_table_reads_a_chain_of_rules(length, reference, columnar, nullable):
    assert columnar(chained(length), THREE) == nullable(reference(chained(length), THREE))


def test_a_table_reads_a_long_chain_of_rules_in_seconds(reference, columnar, nullable, ten_seconds):
    assert columnar(chained(20), THREE) == nullable(reference(chained(20), THREE))


@pytest.mark.parametrize("minimum", [1, 2, LONGEST_LIST // 2, LONGEST_LIST])
def test_a_threshold_over_the_longest_list_is_counted_exactly(minimum, reference, columnar, nullable):
    definition, batch = wide(LONGEST_LIST, minimum), wide_batch(LONGEST_LIST, minimum)
    expected = reference(definition, batch)
    assert [each["counted"]["finding"] for each in expected] == ["yes", "not known", "no", "not known"]
    assert columnar(definition, batch) == nullable(expected)


@pytest.mark.node
def test_the_browser_counts_the_longest_list_exactly(reference, browser):
    definition, batch = wide(LONGEST_LIST, 2), wide_batch(LONGEST_LIST, 2)
    assert browser(definition, batch) == reference(definition, batch)


def test_a_longer_list_is_refused():
    with pytest.raises(RuleError, match=f"1 to {LONGEST_LIST}"):
        parse_definition(wide(LONGEST_LIST + 1, 1))
