"""Which provisions recorded facts suggest: what is not known suggests nothing, and rules nothing out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import AnswerError, FirmgroundError, PackError
from firmground.law.candidates import SUGGESTED, State, candidates, definition_for
from firmground.law.provision import provisions_of
from firmground.law.recorded import facts_from
from firmground.packs.pack import read_pack
from firmground.rules.evaluate import evaluate
from firmground.rules.expression import UNKNOWN_ANSWERS
from firmground.values import Finding

PACKS = {name: read_pack(name) for name in ("freeport", "hong_kong")}
DAY = date(2022, 6, 15)
NEVER_KNOWN = st.sampled_from(UNKNOWN_ANSWERS)
QUAY = "quay_questions"


def answers_of(fact):
    known = st.integers(fact.least, fact.most) if fact.kind == "number" else st.sampled_from(["yes", "yes", "no"])
    return known | NEVER_KNOWN


def facts_of(name):
    """Some of a territory's facts, answered in any way, and the same with some answers not known after all."""
    listed = {fact.id: answers_of(fact) for fact in PACKS[name].law.facts.facts}
    told = st.lists(st.sampled_from(sorted(listed)), unique=True, max_size=14)
    facts = told.flatmap(lambda names: st.fixed_dictionaries({each: listed[each] for each in names}))
    return facts.flatmap(
        lambda more: st.tuples(st.just(more), st.fixed_dictionaries({n: st.just(a) | NEVER_KNOWN for n, a in more.items()}))
    )


def found_for(name, facts, day=DAY, today=DAY):
    return {each.provision.id: each for each in candidates(PACKS[name], facts, on=day, today=today).listed}


def check_that_knowing_less_settles_nothing_more(name, more, less):
    knowing, asking = found_for(name, more), found_for(name, less)
    for provision, found in asking.items():
        if found.state is not State.NOT_SUGGESTED:
            assert knowing[provision].state is found.state or found.state is State.OPEN, provision
            assert knowing[provision].state is not State.NOT_SUGGESTED, provision
        assert set(found.found) <= set(knowing[provision].found)
        assert set(found.against) <= set(knowing[provision].against)
        assert set(found.missing) >= set(knowing[provision].missing)


@given(facts=facts_of("freeport"))
def test_knowing_less_never_completes_or_rules_out_in_freeport(facts):
    check_that_knowing_less_settles_nothing_more("freeport", *facts)


@settings(max_examples=20, deadline=None)  # eighty-two provisions, twice
@given(facts=facts_of("hong_kong"))
def test_knowing_less_never_completes_or_rules_out_in_hong_kong(facts):
    check_that_knowing_less_settles_nothing_more("hong_kong", *facts)


@given(facts=facts_of("freeport"))
def test_each_element_is_found_missing_or_against_and_nothing_else(facts):
    for found in found_for("freeport", facts[0]).values():
        parts = [*found.found, *found.missing, *found.against]
        assert sorted(parts) == sorted(found.provision.entry.elements)


@given(facts=facts_of("freeport"))
def test_the_reasons_are_recorded_facts_and_what_could_change_is_not_known(facts):
    told = facts[0]
    for found in found_for("freeport", told).values():
        assert all(told[name] == answer and answer not in UNKNOWN_ANSWERS for name, answer in found.because)
        assert all(told.get(name, "not_asked") in UNKNOWN_ANSWERS for name in found.could_change)
        assert bool(found.because) == (found.state is not State.NOT_SUGGESTED)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
@pytest.mark.parametrize("answer", [None, *UNKNOWN_ANSWERS])
def test_when_nothing_is_known_nothing_is_suggested_and_nothing_ruled_out(pack, answer):
    facts = {fact.id: answer for fact in pack.law.facts.facts} if answer else {}
    found = candidates(pack, facts, on=DAY, today=DAY)
    assert {each.state for each in found.listed} == {State.NOT_SUGGESTED}
    assert {element for each in found.listed for element in each.against} == set()
    assert found.ask_next


@pytest.mark.parametrize(
    ("facts", "state", "missing"),
    [
        ({"brought": "yes", "made_to_act": "yes", "was_hurt": "yes"}, State.COMPLETE, ()),
        ({"brought": "yes", "made_to_act": "yes"}, State.OPEN, ("a_means",)),
        ({"brought": "yes", "made_to_act": "yes", "was_hurt": "refused"}, State.OPEN, ("a_means",)),
        ({"brought": "yes", "made_to_act": "no", "sexual_purpose": "no"}, State.NOT_SUGGESTED, ("a_means",)),
        ({"brought": "yes"}, State.NOT_SUGGESTED, ("a_means", "for_exploitation")),
    ],
)
def test_trafficking_in_freeport(facts, state, missing):
    found = found_for("freeport", facts)["harbour_41"]
    assert (found.state, found.missing) == (state, missing)


def test_an_element_that_no_form_records_always_stays_open():
    facts = {"brought": "yes", "promised_otherwise": "yes", "made_to_act": "yes"}
    found = found_for("freeport", facts)["harbour_12"]
    assert (found.state, found.missing, found.could_change) == (State.OPEN, ("knew_it_was_untrue",), ())


def test_what_could_change_an_open_case_is_told():
    found = found_for("freeport", {"brought": "yes", "made_to_act": "yes", "was_hurt": "no", "was_threatened": "refused"})
    assert found["harbour_41"].could_change == ("promised_otherwise", "papers_held", "owes_money", "was_threatened")


@pytest.mark.parametrize(
    ("day", "there"),
    [(date(2021, 6, 30), {"harbour_29"}), (date(2021, 7, 1), {"harbour_41", "harbour_42"})],
)
def test_only_law_of_the_day_of_the_conduct_is_looked_at(day, there):
    found = found_for("freeport", {"brought": "yes", "sexual_purpose": "yes"}, day=day, today=date(2024, 1, 1))
    assert there <= set(found)
    assert not ({"harbour_29", "harbour_41", "harbour_42"} - there) & set(found)


def test_the_penalty_is_that_of_the_day_and_the_one_of_now_stands_beside_it():
    found = found_for("freeport", {"brought": "yes", "made_to_act": "yes"}, day=date(2021, 9, 1), today=date(2022, 9, 1))
    ordinary = [each[0].imprisonment for each in (found["harbour_41"].penalties_then, found["harbour_41"].penalties_now)]
    assert (ordinary, found["harbour_41"].penalty_changed) == ([120, 180], True)
    assert not found["harbour_42"].penalty_changed


def test_the_same_maximum_written_anew_is_not_another_penalty(with_provisions, cited):
    penalties = [
        {"to": date(2019, 12, 31), "imprisonment": 12, "cite": cited},
        {"from_": date(2020, 1, 1), "imprisonment": 12, "cite": {**cited, "note": "Printed again"}},
    ]
    pack = with_provisions({"penalties": penalties})
    (found,) = candidates(pack, {}, on=date(2019, 1, 1), today=date(2021, 1, 1)).listed
    assert not found.penalty_changed


def test_a_provision_that_can_fall_on_the_person_says_so():
    found = found_for("freeport", {"left_ship": "yes", "papers_held": "yes", "lodged": "yes"})
    assert {name for name, each in found.items() if each.falls_on_person} == {"harbour_23", "seafarers_7"}


def test_candidates_are_counted_in_the_registers_order_by_state():
    found = candidates(PACKS["freeport"], {"papers_held": "yes", "left_ship": "yes"}, on=DAY, today=DAY)
    assert [each.provision.id for each in found.of(State.COMPLETE)] == ["harbour_15"]
    assert "harbour_23" in [each.provision.id for each in found.of(State.OPEN)]  # it could fall on the person


@pytest.mark.parametrize(
    "facts", [{"weather": "yes"}, {"brought": "perhaps"}, {"age_then": 121}, {"age_then": "old"}, {"brought": 1}]
)
def test_a_fact_that_is_not_there_or_an_answer_that_it_does_not_take_is_refused(facts):
    with pytest.raises(AnswerError) as caught:
        candidates(PACKS["freeport"], facts, on=DAY, today=DAY)
    assert next(iter(facts)) in str(caught.value)


def test_a_territory_without_a_register_is_refused():
    with pytest.raises(PackError, match="has no register of law"):
        candidates(read_pack("international"), {}, on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("answers", "fact", "answer"),
    [
        ({"papers_kept": "yes"}, "papers_held", "yes"),
        ({"papers_kept": "no"}, "papers_held", "no"),
        ({"papers_kept": "refused"}, "papers_held", "refused"),
        ({}, "papers_held", "not_asked"),
        ({"work_offer": "quite_different"}, "promised_otherwise", "yes"),
        ({"work_offer": "a_little_different"}, "promised_otherwise", "no"),
        ({"work_offer": "not_safe_to_ask"}, "promised_otherwise", "not_safe_to_ask"),
        ({"arrived_by": "ferry"}, "came_by_water", "yes"),
        ({"arrived_by": "lives_here"}, "came_by_water", "no"),
        ({"age_when_it_began": 17}, "age_then", 17),
        ({"age_when_it_began": "unsure"}, "age_then", "unsure"),
    ],
)
def test_recorded_answers_show_facts(answers, fact, answer):
    assert facts_from(PACKS["freeport"], QUAY, answers)[fact] == answer


def test_a_fact_that_no_question_records_is_left_out():
    assert "border_crossed" not in facts_from(PACKS["freeport"], QUAY, {})


THREATS = (
    "recruiter_threatened_violence",
    "recruiter_threatened_report",
    "recruiter_threatened_shame",
    "work_violence_threatened",
)
THREATS += ("work_report_threatened", "work_worse_threatened", "work_shame_threatened")
SOME_THREATS = st.fixed_dictionaries({}, optional={each: st.sampled_from(["yes", "no", *UNKNOWN_ANSWERS]) for each in THREATS})


@given(answers=SOME_THREATS)
def test_one_yes_shows_a_fact_and_only_a_no_to_every_question_denies_it(answers):
    found = facts_from(PACKS["hong_kong"], "full_debriefing", answers)["threatened"]
    told = [answers.get(each, "not_asked") for each in THREATS]
    assert (found == "yes") == ("yes" in told)
    assert (found == "no") == (set(told) == {"no"})


@given(answers=SOME_THREATS, silent=st.sampled_from(THREATS), word=NEVER_KNOWN)
def test_what_was_refused_never_becomes_no(answers, silent, word):
    found = facts_from(PACKS["hong_kong"], "full_debriefing", {**answers, silent: word})["threatened"]
    assert found != "no"


@pytest.mark.parametrize("answers", [{"papers_kept": "perhaps"}, {"papers_kept": 3}, {"work_offer": "quite_diferent"}])
def test_an_answer_that_its_question_does_not_take_is_refused_and_not_read_as_no(answers):
    with pytest.raises(FirmgroundError):
        facts_from(PACKS["freeport"], QUAY, answers)


@pytest.mark.parametrize(("instrument", "answers"), [("quay", {"papers_kept": "yes"}), (QUAY, {"papers_keept": "yes"})])
def test_an_instrument_or_a_question_that_is_not_there_is_refused_and_not_passed_over(instrument, answers):
    with pytest.raises(FirmgroundError):
        facts_from(PACKS["freeport"], instrument, answers)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_what_suggests_a_provision_does_so_for_some_facts_and_not_for_none(pack):
    """Everything that can happen, to someone very old and, since some offences are of children only, to someone just born."""
    everything = {fact.id: "yes" if fact.kind == "yes_no" else fact.most for fact in pack.law.facts.facts}
    young = {fact.id: fact.least for fact in pack.law.facts.facts if fact.kind == "number"}
    for provision in provisions_of(pack):
        if provision.entry.suggested_by:
            definition = definition_for(pack.law.facts, set(provision.entry.elements), provision.entry.suggested_by)
            found = [evaluate(definition, everything | age)[SUGGESTED].finding for age in ({}, young)]
            assert Finding.YES in found, provision.id
            assert evaluate(definition, {})[SUGGESTED].finding is Finding.NOT_KNOWN, provision.id
            assert provision.entry.elements, f"{provision.id} would be complete as soon as it is suggested"
