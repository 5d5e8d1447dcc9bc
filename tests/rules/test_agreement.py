"""Three engines, one meaning: on definitions and answers that nobody chose, reference, browser and table agree."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.rules.evaluate import evaluate
from firmground.rules.expression import expression_to_json
from firmground.rules.parse import parse_definition, parse_expression

UNKNOWN = ("unsure", "refused", "not_asked", "not_safe_to_ask")
QUESTION_IDS = ("held", "locked_in", "age", "hours", "wages", "constructor", "tostring", "select")
RULE_IDS = ("found", "strong", "prototype", "valueof", "order", "last")
CHOICES = ("paid", "unpaid", "yes", "null")
slowly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@st.composite
def questions(draw, most):
    listed = []
    for name in draw(st.lists(st.sampled_from(QUESTION_IDS), min_size=3, max_size=most, unique=True)):
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
def definitions(draw, most=8):
    known = draw(questions(most))
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
def batches(draw, most=8):
    """A definition with up to so many questions, and the answers of up to six people."""
    definition = draw(definitions(most))
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


def known_answers(question):
    """Every known answer that a generated rule could tell apart from another."""
    if question["kind"] != "number":
        return question.get("choices", ("yes", "no"))
    thresholds = {*range(-4, 6), question["least"], question["most"]}
    return sorted(number for number in thresholds if question["least"] <= number <= question["most"])


def completions(definition, answers):
    """Every way in which the questions without a known answer could turn out."""
    open_questions = [each for each in definition["questions"] if answers.get(each["id"], "unsure") in UNKNOWN]
    for values in itertools.product(*(known_answers(each) for each in open_questions)):
        yield {**answers, **{each["id"]: value for each, value in zip(open_questions, values, strict=True)}}


@given(batches(most=3))
@slowly
def test_a_finding_holds_however_the_open_questions_turn_out(reference, generated):
    definition, batch = generated
    for answers, reached in zip(batch, reference(*generated), strict=True):
        complete = reference(definition, list(completions(definition, answers)))
        for rule, each in reached.items():
            outcomes = {completed[rule]["finding"] for completed in complete}
            assert "not known" not in outcomes
            assert each["finding"] == "not known" or outcomes == {each["finding"]}


@given(batches(most=3))
@slowly
def test_a_question_that_is_not_listed_cannot_change_the_finding(reference, generated):
    definition, batch = generated
    for answers, reached in zip(batch, reference(*generated), strict=True):
        complete = list(completions(definition, answers))
        outcomes = reference(definition, complete)
        for rule, each in reached.items():
            by_listed = {}
            for completed, outcome in zip(complete, outcomes, strict=True):
                listed = tuple(completed[name] for name in each["could_change"])
                assert by_listed.setdefault(listed, outcome[rule]["finding"]) == outcome[rule]["finding"]


def test_a_question_that_is_listed_can_change_the_finding(reference):
    definition = {
        "questions": [{"id": "a", "kind": "yes_no"}, {"id": "b", "kind": "yes_no"}],
        "rules": [{"id": "r", "when": {"all": [{"equals": ["a", "yes"]}, {"equals": ["b", "yes"]}]}}],
    }
    (before,) = reference(definition, [{"a": "yes"}])
    assert before["r"]["could_change"] == ["b"]
    after = reference(definition, [{"a": "yes", "b": word} for word in ("yes", "no")])
    assert [each["r"]["finding"] for each in after] == ["yes", "no"]


@given(batches(), st.data())
@slowly
def test_learning_an_answer_never_turns_a_yes_or_a_no(reference, generated, data):
    definition, batch = generated
    for answers, before in zip(batch, reference(*generated), strict=True):
        question = data.draw(st.sampled_from(definition["questions"]))
        if answers.get(question["id"], "unsure") not in UNKNOWN:
            continue
        learned = {**answers, question["id"]: data.draw(st.sampled_from(known_answers(question)))}
        (after,) = reference(definition, [learned])
        for rule, each in before.items():
            assert each["finding"] == "not known" or after[rule]["finding"] == each["finding"]
            assert set(after[rule]["could_change"]) <= set(each["could_change"]) - {question["id"]}


@given(batches(), st.data())
@slowly
def test_why_an_answer_is_not_known_makes_no_difference(reference, generated, data):
    definition, batch = generated
    reworded = [
        {name: data.draw(st.sampled_from(UNKNOWN)) if answer in UNKNOWN else answer for name, answer in answers.items()}
        for answers in batch
    ]
    left_out = [{name: answer for name, answer in answers.items() if answer not in UNKNOWN} for answers in batch]
    assert reference(definition, reworded) == reference(definition, left_out) == reference(definition, batch)


@given(batches())
@slowly
def test_the_answers_given_as_reasons_suffice(generated):
    definition, batch = generated
    parsed = parse_definition(definition)
    for answers in batch:
        for rule, each in evaluate(parsed, answers).items():
            assert bool(each.because) is each.finding.is_known
            assert set(each.because) <= set(answers.items())
            assert evaluate(parsed, dict(each.because))[rule].finding is each.finding


def with_keys_reversed(value):
    if isinstance(value, dict):
        return {key: with_keys_reversed(member) for key, member in reversed(value.items())}
    return [with_keys_reversed(member) for member in value] if isinstance(value, list) else value


@given(definitions())
@slowly
def test_a_definition_survives_being_written_and_read(definition):
    parsed = parse_definition(definition)
    written = parsed.to_json()
    again = parse_definition(written)
    assert again == parsed
    assert again.to_json() == written
    assert written["rules"] == definition["rules"]
    for rule in definition["rules"]:
        assert expression_to_json(parse_expression(rule["when"])) == rule["when"]


@given(definitions())
@slowly
def test_the_digest_does_not_depend_on_the_order_of_keys(definition):
    assert parse_definition(with_keys_reversed(definition)).digest == parse_definition(definition).digest


@given(definitions(), st.data())
@slowly
def test_the_digest_of_another_rule_is_another(definition, data):
    place = data.draw(st.integers(0, len(definition["rules"]) - 1))
    changed = [dict(rule) for rule in definition["rules"]]
    changed[place]["when"] = {"not": changed[place]["when"]}
    assert parse_definition({**definition, "rules": changed}).digest != parse_definition(definition).digest
