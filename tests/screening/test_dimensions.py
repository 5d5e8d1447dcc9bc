"""The rule by which indicators of strong, medium and weak strength make a dimension of the ILO set positive, with its bounds."""

import datetime
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.screening.assessment import assess

ON = datetime.date(2024, 5, 6)
STRENGTHS = ("strong", "medium", "weak")
UNKNOWN = ("unsure", "refused", "not_asked", "not_safe_to_ask")
CASES = json.loads((Path(__file__).parent / "data/ilo-dimension-truth-table.json").read_text(encoding="utf-8"))["cases"]
TRUTH = {(case["S"], case["M"], case["W"]): case["positive"] for case in CASES}


def positive(*counts):
    """What the table says; more than three of a strength count as three."""
    return TRUTH[tuple(min(count, 3) for count in counts)]


def questions_of(instrument, dimension, column):
    """The questions of a dimension by strength; in the ILO instruments each question is about one indicator."""
    return {
        strength: [member.about for member in instrument.groups[dimension][column].get(strength, ())] for strength in STRENGTHS
    }


def found(instrument, dimension, answers):
    decision = assess(instrument, answers, on=ON)
    return next(each for each in decision.dimensions if each.id == dimension)


def combinations_in(instrument, column):
    """Every dimension with every count of yes answers that its questions allow, up to three of each strength."""
    for dimension in instrument.dimensions:
        asked = questions_of(instrument, dimension, column)
        for counts in itertools.product(*(range(min(len(asked[strength]), 3) + 1) for strength in STRENGTHS)):
            yield dimension, asked, counts


def answered(asked, counts, otherwise):
    """Yes to so many questions of each strength, the same word to all others of the dimension."""
    answers = {}
    for strength, count in zip(STRENGTHS, counts, strict=True):
        for place, question in enumerate(asked[strength]):
            answers[question] = "yes" if place < count else otherwise
    return answers


def test_the_table_has_sixty_four_cases():
    assert set(TRUTH) == set(itertools.product(range(4), repeat=3))


def test_one_strong_indicator_alone_is_not_enough():
    assert not TRUTH[1, 0, 0]
    assert TRUTH[2, 0, 0]
    assert TRUTH[1, 1, 0]
    assert TRUTH[1, 0, 1]


def spread(copy_of):
    """The adult list with ten indicators of recruitment by deception spread over the strengths: four, three and three."""
    pack = copy_of("international")
    names = (
        "nature",
        "wages",
        "conditions",
        "contract",
        "housing",
        "legalstatus",
        "travel",
        "familyreunion",
        "marriage",
        "education",
    )
    now = dict.fromkeys(names, "medium") | {"nature": "strong", "education": "weak"}
    wanted = dict(zip(names, ["strong"] * 4 + ["medium"] * 3 + ["weak"] * 3, strict=True))
    for name in names:
        place = f"d1_{name},deceptive_recruitment,"
        pack.change("indicators/ilo_2009_labour.csv", f"{place}{now[name]},", f"{place}{wanted[name]},")
    return pack.instrument("ilo_2009_adult_labour")


def test_all_sixty_four_cases_come_out_as_in_the_table(copy_of):
    instrument = spread(copy_of)
    asked = questions_of(instrument, "deceptive_recruitment", "adult")
    results = {
        counts: found(instrument, "deceptive_recruitment", answered(asked, counts, "no")).state == "positive" for counts in TRUTH
    }
    assert results == TRUTH


@pytest.mark.parametrize("which", ["adult_list", "child_list"])
def test_in_every_dimension_the_counts_decide_as_in_the_table(request, which):
    instrument = request.getfixturevalue(which)
    column = which.removesuffix("_list")
    for dimension, asked, counts in combinations_in(instrument, column):
        reached = found(instrument, dimension, answered(asked, counts, "no"))
        assert reached.state == ("positive" if positive(*counts) else "negative"), (dimension, counts)
        assert (reached.lower, reached.upper) == (positive(*counts),) * 2
        assert reached.could_change == ()


@pytest.mark.parametrize("unknown", [*UNKNOWN, None])
def test_unknown_answers_raise_the_upper_bound_and_never_make_a_dimension_negative(adult_list, unknown):
    for dimension, asked, counts in combinations_in(adult_list, "adult"):
        answers = {name: word for name, word in answered(asked, counts, unknown).items() if word}
        reached = found(adult_list, dimension, answers)
        assert reached.state == ("positive" if positive(*counts) else "undetermined"), (dimension, counts)
        assert (reached.lower, reached.upper) == (positive(*counts), True)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_the_bounds_are_what_every_way_to_answer_the_open_questions_would_give(adult_list, data):
    dimension = data.draw(st.sampled_from(adult_list.dimensions))
    asked = questions_of(adult_list, dimension, "adult")
    strength_of = {name: strength for strength in STRENGTHS for name in asked[strength]}
    still_open = data.draw(st.sets(st.sampled_from(sorted(strength_of)), max_size=6))
    known = {name: data.draw(st.sampled_from(("yes", "no"))) for name in strength_of if name not in still_open}
    given_ = {**known, **{name: data.draw(st.sampled_from(UNKNOWN)) for name in still_open}}
    reached = found(adult_list, dimension, given_)

    def result(answers):
        yes = [strength_of[name] for name, answer in answers.items() if answer == "yes"]
        return positive(*(yes.count(strength) for strength in STRENGTHS))

    ways = [
        dict(zip(sorted(still_open), words, strict=True)) for words in itertools.product(("yes", "no"), repeat=len(still_open))
    ]
    results = [result({**known, **way}) for way in ways]
    assert (reached.lower, reached.upper) == (all(results), any(results))
    assert reached.state == {(True, True): "positive", (False, False): "negative"}.get(
        (reached.lower, reached.upper), "undetermined"
    )
    assert set(reached.could_change) <= still_open
    assert bool(reached.could_change) == (reached.lower != reached.upper)
    if reached.lower != reached.upper:
        for name in still_open - set(reached.could_change):
            assert all(result({**known, **way, name: "yes"}) == result({**known, **way, name: "no"}) for way in ways), name
    for strength, (least, most) in reached.counts["adult"].items():
        certain = sum(known.get(name) == "yes" for name in asked[strength])
        assert (least, most) == (certain, certain + len(still_open & set(asked[strength])))


@pytest.mark.parametrize("dimension", ["vulnerability_at_recruitment", "vulnerability_at_destination"])
def test_for_adults_no_indicator_of_abuse_of_vulnerability_is_strong(adult_list, dimension):
    assert set(found(adult_list, dimension, {}).counts["adult"]) == {"medium", "weak"}


def test_for_adults_every_other_dimension_has_a_strong_indicator(adult_list):
    decision = assess(adult_list, {}, on=ON)
    assert {each.id for each in decision.dimensions if "strong" in each.counts["adult"]} == {
        "deceptive_recruitment",
        "coercive_recruitment",
        "exploitation",
        "coercion_at_destination",
    }


def test_for_children_no_indicator_is_weak(child_list):
    decision = assess(child_list, {}, on=ON)
    assert all("weak" not in each.counts["child"] for each in decision.dimensions)
    assert len(decision.dimensions) == 6


def test_the_lists_have_as_many_indicators_as_the_published_ones(adult_list, child_list):
    assert (len(adult_list.entry.questions), len(child_list.entry.questions)) == (67, 65)


def about(instrument, indicator):
    return next(question.id for question in instrument.entry.questions if indicator in question.about)


def by_age(instrument, age, yes):
    """Recruitment by force in the debriefing: yes to these indicators, no to all other questions."""
    answers = {question.id: "no" for question in instrument.entry.questions if question.kind == "yes_no"}
    answers |= {about(instrument, indicator): "yes" for indicator in yes}
    return found(instrument, "coercive_recruitment", {**answers, "age_at_event": age})


@pytest.mark.parametrize(("age", "state"), [(17, "positive"), (18, "negative"), ("unsure", "undetermined")])
def test_the_strength_of_an_indicator_depends_on_the_age_at_the_event(full_debriefing, age, state):
    """A threat is strong for a child and medium for an adult, so a threat and papers taken decide only with the age."""
    assert by_age(full_debriefing, age, ("d2_threatviolence", "d2_documents")).state == state


@pytest.mark.parametrize("age", [17, 18, "unsure", "refused"])
def test_what_suffices_at_any_age_needs_no_age(full_debriefing, age):
    reached = by_age(full_debriefing, age, ("d2_violence", "d2_documents"))
    assert reached.state == "positive"
    assert set(reached.counts) == {"adult", "child"}


@pytest.mark.parametrize("age", [17, 18, "not_safe_to_ask"])
def test_what_suffices_at_no_age_needs_no_age(full_debriefing, age):
    assert by_age(full_debriefing, age, ("d2_documents",)).state == "negative"


def test_when_only_the_age_is_open_the_age_is_what_could_change_it(full_debriefing):
    assert by_age(full_debriefing, "unsure", ("d2_threatviolence", "d2_documents")).could_change == ("age_at_event",)
