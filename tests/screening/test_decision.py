"""A decision says what was found and why; it never says what a person is."""

import dataclasses
import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.packs.pack import read_pack
from firmground.rules.expression import UNKNOWN_ANSWERS
from firmground.screening.assessment import assess
from firmground.screening.instrument import find_instrument
from firmground.values import canonical_json

DAY = datetime.date(2024, 5, 6)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_decision_never_calls_a_person_a_victim_or_scores_them(shipped, answers_to, data):
    _, instrument = shipped
    answers = data.draw(answers_to(instrument))
    language = data.draw(st.sampled_from((None, "en", "th")))
    said = json.dumps(assess(instrument, answers, on=DAY, language=language).to_json(), ensure_ascii=False).lower()
    assert "victim" not in said
    assert "score" not in said


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_finding_has_either_reasons_or_open_questions(shipped, answers_to, data):
    _, instrument = shipped
    answers = data.draw(answers_to(instrument))
    decision = assess(instrument, answers, on=DAY)
    unknown = {each.id for each in instrument.entry.questions if answers.get(each.id, "not_asked") in UNKNOWN_ANSWERS}
    for outcome in decision.outcomes:
        assert bool(outcome.because) == outcome.finding.is_known
        assert bool(outcome.could_change) != outcome.finding.is_known
        assert set(outcome.could_change) <= unknown
        assert all(answers[name] == answer and name not in unknown for name, answer in outcome.because)
    assert set(decision.would_matter) == {name for outcome in decision.outcomes for name in outcome.could_change}


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_learning_an_open_answer_never_overturns_a_finding(shipped, answers_to, data):
    _, instrument = shipped
    answers = data.draw(answers_to(instrument))
    before = assess(instrument, answers, on=DAY)
    if not before.would_matter:
        return
    asked = instrument.definition.question[data.draw(st.sampled_from(before.would_matter))]
    learnt = data.draw(
        st.integers(asked.least, asked.most) if asked.kind == "number" else st.sampled_from(asked.choices or ("yes", "no"))
    )
    after = assess(instrument, {**answers, asked.id: learnt}, on=DAY)
    for outcome in before.outcomes:
        if outcome.finding.is_known or asked.id not in outcome.could_change:
            assert after.outcome(outcome.id).finding == outcome.finding


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_word_for_not_known_and_no_answer_at_all_come_to_the_same(shipped, answers_to, data):
    _, instrument = shipped
    answers = data.draw(answers_to(instrument))
    known = {name: answer for name, answer in answers.items() if answer not in UNKNOWN_ANSWERS}
    assert assess(instrument, answers, on=DAY) == assess(instrument, known, on=DAY)


def test_a_decision_is_data_that_any_program_can_read(shipped):
    _, instrument = shipped
    shown = assess(instrument, {}, on=DAY).to_json()
    assert json.loads(canonical_json(shown)) == shown
    assert (shown["instrument"], shown["version"], shown["on"]) == (instrument.id, instrument.entry.version, "2024-05-06")


def test_a_decision_cannot_be_changed_afterwards(initial_screening):
    decision = assess(initial_screening, {}, on=DAY)
    with pytest.raises(dataclasses.FrozenInstanceError):
        decision.outcomes = ()


def test_the_same_answers_give_the_same_decision(shipped):
    _, instrument = shipped
    assert assess(instrument, {}, on=DAY) == assess(instrument, {}, on=DAY)


def test_an_outcome_that_is_not_reached_opens_nothing(initial_screening):
    def opens(answer):
        return assess(initial_screening, {"documents_held": answer}, on=DAY).to_json()["outcomes"][0]["opens"]

    assert (opens("yes"), opens("no"), opens("refused")) == ("full_debriefing", None, None)


def test_a_decision_names_the_digest_of_the_rules_that_were_used(initial_screening):
    again = find_instrument(read_pack("hong_kong"), "initial_screening", DAY)
    assert assess(initial_screening, {}, on=DAY).digest == initial_screening.digest == again.digest
    assert initial_screening.digest.startswith("sha256:")


QUAY = "instruments/quay_questions.toml"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (QUAY, "when = { at_least_of = [2, [", "when = { at_least_of = [3, ["),
        (QUAY, 'version = "2"', 'version = "3"'),
        (QUAY, "sensitivity = [18, 20]", "sensitivity = [19, 20]"),
        ("pack.toml", "majority_age = 21", "majority_age = 20"),
    ],
    ids=["a rule", "the version", "a study", "the age of majority"],
)
def test_a_change_of_what_decides_changes_the_digest(copy_of, name, old, new):
    pack = copy_of("freeport")
    before = pack.instrument("quay_questions").digest
    pack.change(name, old, new)
    assert pack.instrument("quay_questions").digest != before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [(QUAY, "# The one form", "# The only form"), ("text/en.toml", "Are you in danger now?", "Are you safe now?")],
    ids=["a comment", "a wording"],
)
def test_a_change_of_wording_does_not_change_the_digest_of_the_rules(copy_of, name, old, new):
    pack = copy_of("freeport")
    before = pack.instrument("quay_questions").digest
    pack.change(name, old, new)
    assert pack.instrument("quay_questions").digest == before


def notes(instrument, answers, language=None):
    return assess(instrument, answers, on=DAY, language=language).notes


def test_someone_younger_than_the_form_was_made_for_is_pointed_out(quay_questions):
    assert "It was made for people aged 10 or more; this person is 9." in notes(quay_questions, {"age": 9})


@pytest.mark.parametrize("answers", [{"age": 10}, {"age": 120}, {"age": "refused"}, {}], ids=str)
def test_no_mismatch_is_pointed_out_when_the_age_fits_or_is_not_known(quay_questions, answers):
    assert notes(quay_questions, answers) == ()


def test_someone_older_than_the_form_was_made_for_is_pointed_out(copy_of):
    pack = copy_of("freeport")
    pack.change(QUAY, "least_age = 10\n", "least_age = 10\nmost_age = 17\n")
    instrument = pack.instrument("quay_questions")
    assert notes(instrument, {"age": 18}) == ("It was made for people aged 17 or less; this person is 18.",)
    assert notes(instrument, {"age": 17}) == ()


def test_a_language_that_no_speaker_has_checked_is_pointed_out(initial_screening):
    assert "No speaker has checked this instrument in th." in notes(initial_screening, {}, "th")
    assert not any("speaker" in note for note in notes(initial_screening, {}))


def test_a_language_that_a_speaker_has_checked_is_not_pointed_out(copy_of):
    pack = copy_of("freeport")
    pack.change(QUAY, "languages_checked = []", 'languages_checked = ["ar"]')
    instrument = pack.instrument("quay_questions")
    assert notes(instrument, {}, "ar") == ()
    assert notes(instrument, {}, "en") == ("No speaker has checked this instrument in en.",)


def test_a_set_of_topics_without_wording_is_pointed_out(adult_list):
    assert notes(adult_list, {}) == ("Only the rule and the topics are shipped, not the published wording.",)


def test_a_fictional_form_asks_for_no_such_note(quay_questions):
    assert notes(quay_questions, {}) == ()
