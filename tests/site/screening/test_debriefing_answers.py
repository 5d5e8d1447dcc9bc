"""What answers come to does not depend on the order, the pieces or the tabs in which they were saved."""

import datetime
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.packs.pack import read_pack
from firmground.rules.evaluate import allowed_words
from firmground.rules.expression import UNKNOWN_ANSWERS, Kind
from firmground.screening.assessment import assess
from firmground.screening.instrument import find_instrument
from firmground_site.audit.guard import writing
from firmground_site.packs.queries import instrument_on
from firmground_site.screening.actions.debriefing import begin_sitting, finish_debriefing
from firmground_site.screening.differences import merged
from firmground_site.screening.forms.debriefing import SectionForm
from firmground_site.screening.models import Identification, Screening
from firmground_site.screening.panel import bounds, panel_of
from firmground_site.screening.sections import sections_of
from firmground_site.screening.sittings import is_break_due
from firmground_site.screening.views.answering import _write

DAY = datetime.date(2026, 11, 2)
DEBRIEFING = find_instrument(read_pack("hong_kong"), "full_debriefing", DAY)


def answer_to(question) -> st.SearchStrategy:
    words = st.sampled_from(allowed_words(question))
    return words | st.integers(question.least, question.most) if question.kind is Kind.NUMBER else words


ANSWERS = st.fixed_dictionaries({}, optional={each.id: answer_to(each) for each in DEBRIEFING.definition.questions})
FEW = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["yes", "no", "refused"]))


def sent_for(section, answers) -> dict[str, str]:
    """A section's form as a browser sends it when these answers are entered."""
    sent = {"seen": "{}", "note": ""}
    for question in section.questions:
        answer = answers.get(question.id)
        unknown = question.kind == "number" and answer in UNKNOWN_ANSWERS
        if answer is not None:
            sent[f"q_{question.id}{'_why_not' if unknown else ''}"] = str(answer)
    return sent


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=ANSWERS, order=st.permutations([each.id for each in DEBRIEFING.entry.sections]))
def test_any_answers_saved_in_any_order_of_sections_come_to_what_all_of_them_come_to(cast, screening, answers, order) -> None:
    by, identification = cast.actor("identification_officer"), Identification.objects.get()
    if not identification.debriefing or identification.debriefing.is_finished:
        begin_sitting(identification=identification, version=identification.version, interpreter="", language="", by=by)
        identification.refresh_from_db()
    fresh(identification.debriefing)
    for name in order:
        current = Screening.objects.select_related("person").get(pk=identification.debriefing_id)
        instrument = instrument_on(current.instrument, current.screened_on)
        section = next(each for each in sections_of(instrument, current.answers) if each.id == name)
        form = SectionForm(sent_for(section, answers), debriefing=current, instrument=instrument, section=section, language="en")
        assert form.is_valid(), form.errors
        _write(current, dict(merged(form.entered, form.seen_then, {"note": ""}).changes), by)
    finished = finish_debriefing(identification=identification, version=identification.version, by=by).debriefing
    assert finished.answers == answers
    assert json.loads(json.dumps(finished.result)) == assess(DEBRIEFING, answers, on=finished.screened_on).to_json()


def fresh(debriefing: Screening) -> None:
    """Forget the answers of the example before."""
    with writing("between two examples"):
        Screening.objects.filter(pk=debriefing.pk).update(answers={})


@given(ANSWERS, ANSWERS)
@settings(deadline=None, max_examples=25)
def test_what_is_learned_never_widens_the_bounds(answers, more) -> None:
    """Answers that replace nothing known can only move the bounds of a dimension towards each other."""
    learned = {**more, **{name: each for name, each in answers.items() if each not in UNKNOWN_ANSWERS}}
    for dimension in DEBRIEFING.dimensions:
        (least, most, of), (later_least, later_most, _) = (bounds(DEBRIEFING, dimension, each) for each in (answers, learned))
        assert 0 <= least <= later_least <= later_most <= most <= of


@given(ANSWERS)
@settings(deadline=None, max_examples=25)
def test_the_panel_says_what_the_assessment_says(answers) -> None:
    found = assess(DEBRIEFING, answers, on=DAY)
    panel = panel_of(found, DEBRIEFING, answers, lambda question: f"#{question}")
    assert {each.id: each.finding for each in panel.elements} == {name: str(each) for name, each in found.elements.items()}
    assert [each.finding for each in panel.outcomes] == [str(each.finding) for each in found.outcomes]
    assert tuple(each.id for each in panel.questions if each.matters) == found.would_matter
    assert panel.open == len(found.would_matter)
    for line, each in zip(panel.dimensions, found.dimensions, strict=True):
        assert (line.finding == "yes", line.finding != "no") == (each.lower, each.upper)


def test_with_no_answer_nothing_is_said_to_be_absent() -> None:
    panel = panel_of(assess(DEBRIEFING, {}, on=DAY), DEBRIEFING, {}, str)
    assert {each.word for each in (*panel.elements, *panel.dimensions, *panel.outcomes)} == {"Not known yet"}
    assert all((each.least, each.most) == (0, each.of) for each in panel.dimensions)


@given(FEW, FEW, FEW)
def test_nobody_is_overruled_without_seeing_it(entered, seen, now) -> None:
    """Everything entered is saved, was left as it was, is recorded already, or is put before a person."""
    found = merged(entered, seen, now)
    contested = {each.name for each in found.differences}
    assert not contested & found.changes.keys()
    for name, answer in entered.items():
        if name in contested:
            assert now.get(name) not in (seen.get(name), answer)
        elif name in found.changes:
            assert found.changes[name] == answer
            assert now.get(name) == seen.get(name)
        else:
            assert answer in (seen.get(name), now.get(name))


@given(FEW, FEW)
def test_when_nobody_else_saved_there_is_nothing_to_choose(entered, seen) -> None:
    found = merged(entered, seen, seen)
    assert found.differences == ()
    assert {**seen, **found.changes} == {**seen, **entered}


@pytest.mark.parametrize(("minutes", "is_due"), [(0, False), (89, False), (90, True), (100_000, True)])
def test_a_break_is_due_by_the_instruments_own_rule(minutes, is_due) -> None:
    assert is_break_due(DEBRIEFING, minutes) is is_due


def test_an_instrument_without_that_rule_asks_for_no_break() -> None:
    assert not is_break_due(find_instrument(read_pack("hong_kong"), "initial_screening", DAY), 10_000)
