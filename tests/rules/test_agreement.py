"""Three engines, one meaning: on definitions and answers that nobody chose, reference, browser and table agree."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

UNKNOWN = ("unsure", "refused", "not_asked", "not_safe_to_ask")
QUESTION_IDS = ("held", "locked_in", "age", "hours", "wages", "constructor", "tostring", "select")
RULE_IDS = ("found", "strong", "prototype", "valueof", "order", "last")
CHOICES = ("paid", "unpaid", "yes", "null")
slowly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@st.composite
def questions(draw):
    listed = []
    for name in draw(st.lists(st.sampled_from(QUESTION_IDS), min_size=3, max_size=8, unique=True)):
        kind = draw(st.sampled_from(("yes_no", "number", "choice")))
        question = {"id": name, "kind": kind}
        if kind == "number":
            question["least"] = draw(st.sampled_from((-(10**9), -2, 0)))
            question["most"] = draw(st.sampled_from((0, 3, 10**9)))
        if kind == "choice":
            question["choices"] = draw(st.lists(st.sampled_from(CHOICES), min_size=1, max_size=4, unique=True))
        listed.append(question)
    return listed


def leaves(known):
    """Every way to ask about a question or an earlier rule."""

    def about(question):
        if question["kind"] == "number":
            near = st.integers(-3, 4) | st.sampled_from((-(10**9), 10**9))
            return near.map(lambda number: {"at_least": [question["id"], number]})
        words = st.sampled_from(question.get("choices", ("yes", "no")))
        return words.map(lambda word: {"equals": [question["id"], word]})

    return st.sampled_from(known).flatmap(about)


def expressions(known, depth=4):
    if depth == 0:
        return leaves(known)
    deeper = st.deferred(lambda: expressions(known, depth - 1))
    members = st.lists(deeper, min_size=1, max_size=3)
    count = members.flatmap(lambda listed: st.tuples(st.integers(1, len(listed)), st.just(listed)))
    return st.one_of(
        leaves(known),
        deeper.map(lambda of: {"not": of}),
        st.tuples(st.sampled_from(("all", "any")), members).map(lambda pair: {pair[0]: pair[1]}),
        count.map(lambda pair: {"at_least_of": list(pair)}),
    )


@st.composite
def definitions(draw):
    known = draw(questions())
    asked, rules = list(known), []
    for name in draw(st.lists(st.sampled_from(RULE_IDS), min_size=1, max_size=6, unique=True)):
        rules.append({"id": name, "when": draw(expressions(known))})
        known = [*known, {"id": name, "kind": "yes_no"}]
    return {"questions": asked, "rules": rules}


def answer_to(question):
    known = st.sampled_from(question.get("choices", ("yes", "no")))
    if question["kind"] == "number":
        inside = st.integers(max(question["least"], -4), min(question["most"], 5))
        known = inside | st.sampled_from((question["least"], question["most"]))
    return known | st.sampled_from(UNKNOWN)


def answers_to(definition):
    return st.fixed_dictionaries({}, optional={question["id"]: answer_to(question) for question in definition["questions"]})


@st.composite
def batches(draw):
    """A definition, and the answers of up to six people."""
    definition = draw(definitions())
    return definition, draw(st.lists(answers_to(definition), min_size=1, max_size=6))


@pytest.mark.node
@given(batches())
@settings(slowly, max_examples=300)
def test_the_browser_says_what_the_reference_says(reference, browser, generated):
    assert browser(*generated) == reference(*generated)


@given(batches())
@settings(slowly)
def test_a_table_says_what_the_reference_says(reference, columnar, nullable, generated):
    assert columnar(*generated) == nullable(reference(*generated))


@pytest.mark.node
@given(batches(), st.sampled_from(("maybe", True, None, 10**9 + 1, 0.5, ["yes"])))
@slowly
def test_the_browser_refuses_what_the_reference_refuses(browser, generated, answer):
    definition, _ = generated
    for question in definition["questions"]:
        (outcome,) = browser(definition, [{question["id"]: answer}])
        assert list(outcome) == ["refused"]
