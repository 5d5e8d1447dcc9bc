"""The definition of trafficking in persons by its elements: act, purpose, and means unless the person was a child."""

import itertools

import pytest

from firmground.law.elements import child_at_event, elements_present, elements_rule
from firmground.rules.evaluate import evaluate
from firmground.rules.expression import Definition, Kind, Question, equals
from firmground.values import Finding

YES, NO, NOT_KNOWN = Finding.YES, Finding.NO, Finding.NOT_KNOWN
PARTS = ("act", "means", "purpose", "child_at_event")
COMBINATIONS = [dict(zip(PARTS, found, strict=True)) for found in itertools.product(Finding, repeat=4)]
ANSWERS = {YES: ("yes",), NO: ("no",), NOT_KNOWN: ("unsure", "refused", "not_asked", "not_safe_to_ask")}


def expected(act, means, purpose, child):
    """What the finding must be, from every way the unknown parts could turn out."""
    ways = itertools.product(*({YES: (True,), NO: (False,)}.get(part, (True, False)) for part in (act, means, purpose, child)))
    outcomes = {a and p and (m or c) for a, m, p, c in ways}
    return NOT_KNOWN if len(outcomes) == 2 else YES if outcomes == {True} else NO


def in_words(parts):
    return ", ".join(f"{name} {finding}" for name, finding in parts.items())


def test_there_are_eighty_one_combinations():
    assert len(COMBINATIONS) == 81


@pytest.mark.parametrize("parts", COMBINATIONS, ids=in_words)
def test_the_elements_are_present_exactly_when_every_way_the_open_parts_could_turn_out_says_so(parts):
    assert elements_present(**parts) is expected(*parts.values())


@pytest.mark.parametrize("parts", COMBINATIONS, ids=in_words)
def test_the_rule_for_the_engines_says_the_same_as_the_function(parts):
    rule = elements_rule(**{name: equals(name, "yes") for name in PARTS})
    definition = Definition(tuple(Question(name) for name in PARTS), (("elements_present", rule),))
    for words in itertools.product(*(ANSWERS[finding] for finding in parts.values())):
        answers = dict(zip(PARTS, words, strict=True))
        assert evaluate(definition, answers)["elements_present"].finding is elements_present(**parts)


def test_for_a_child_the_means_are_not_needed():
    for means in Finding:
        assert elements_present(act=YES, means=means, purpose=YES, child_at_event=YES) is YES


def test_for_an_adult_a_means_is_needed():
    assert elements_present(act=YES, means=YES, purpose=YES, child_at_event=NO) is YES
    assert elements_present(act=YES, means=NO, purpose=YES, child_at_event=NO) is NO


def test_a_child_still_needs_an_act_and_a_purpose():
    assert elements_present(act=NO, means=YES, purpose=YES, child_at_event=YES) is NO
    assert elements_present(act=YES, means=YES, purpose=NO, child_at_event=YES) is NO


@pytest.mark.parametrize("part", PARTS)
def test_what_is_not_known_never_becomes_no(part):
    """Where a part that is not known could still complete the definition, the answer is not no."""
    for parts in COMBINATIONS:
        if parts[part] is NOT_KNOWN and elements_present(**{**parts, part: YES}) is not NO:
            assert elements_present(**parts) is not NO, in_words(parts)


@pytest.mark.parametrize("part", PARTS)
def test_learning_what_was_not_known_never_overturns_a_finding(part):
    for parts in COMBINATIONS:
        found = elements_present(**parts)
        if parts[part] is NOT_KNOWN and found.is_known:
            assert {elements_present(**{**parts, part: learnt}) for learnt in (YES, NO)} == {found}


@pytest.mark.parametrize("majority_age", [18, 21])
def test_one_is_a_child_until_the_birthday_of_majority(majority_age):
    age = Question("age", Kind.NUMBER, least=0, most=120)
    definition = Definition((age,), (("child", child_at_event("age", majority_age)),))
    assert evaluate(definition, {"age": majority_age - 1})["child"].finding is YES
    assert evaluate(definition, {"age": majority_age})["child"].finding is NO
    assert evaluate(definition, {"age": "unsure"})["child"].finding is NOT_KNOWN
    assert evaluate(definition, {})["child"].could_change == ("age",)
