"""The checks of a pack's law: each finds its own fault in a copy that has only that one, and none as shipped."""

import shutil

import pytest

from firmground.errors import PackError
from firmground.law.checks import check_law_meaning
from firmground.packs.law_checks import check_law
from firmground.packs.pack import read_pack, shipped_packs

CODE, SEAFARERS, FACTS = "law/harbour_code.toml", "law/seafarers_act.toml", "law/facts.toml"
CLAIMS, EXAMPLES = "law/claims.toml", "examples/law.toml"
EN, AR = "text/en/law.toml", "text/ar/law.toml"
PAPERS = 'suggested_by = { equals = ["papers_held", "yes"] }'
UNUSED = '\n[[elements]]\nid = "unused"\nwhen = { equals = ["nothing_of_the_kind", "yes"] }\n'
NAMED = '["GAZETTE"], confidence = "primary", note = "Invented; named in the returns up to 2020" }'
RAISED = '["HARBOUR_CODE"], confidence = "primary", note = "Invented; raised on 1 January 2022" }'
RIVAL = '["QUAY_POST"], confidence = "secondary", note = "Invented; the paper gives another maximum" }'
RECALLED = '["QUAY_POST"], confidence = "unverified", note = "Invented; recalled by a reader'


@pytest.mark.parametrize("name", shipped_packs())
def test_the_law_of_a_shipped_pack_has_no_problem(name):
    pack = read_pack(name)
    assert [str(problem) for problem in (*check_law(pack), *check_law_meaning(pack))] == []


def test_a_copied_pack_has_no_problem(freeport):
    assert freeport.problems() == []


def found_in(freeport, problem):
    """What the checks find; that a new id has no words yet, or that a claim rests on the old one, is beside the point."""
    beside_the_point = {"P003", "P023"} - {problem[:4]}
    return [each for each in freeport.problems() if each[:4] not in beside_the_point]


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        # P001 something that is not there
        (CODE, 'acts = ["recruit"]', 'acts = ["enlist"]', "P001 provision harbour_12"),
        (CODE, 'means = ["fraud", "deception"]', 'means = ["fraud", "flattery"]', "P001 provision harbour_12"),
        (CODE, 'purposes = ["sexual_exploitation"]', 'purposes = ["harm"]', "P001 provision harbour_29"),
        (CODE, 'limits = ["crosses_border"]', 'limits = ["at_night"]', "P001 provision harbour_29"),
        (CODE, '["held_there", "by_force"]', '["held_there", "by_the_mate"]', "P001 provision harbour_18"),
        (FACTS, 'question = "hurt"', 'question = "injured"', "P001 fact was_hurt"),
        (
            FACTS,
            'instrument = "quay_questions", question = "months',
            'instrument = "quay", question = "months',
            "P001 fact months_",
        ),
        (CODE, f"source = {NAMED}", f"source = {NAMED.replace('GAZETTE', 'GAZETE')}", "P001 provision harbour_29 named"),
        (CODE, f"source = {RAISED}", f"source = {RAISED.replace('_', '')}", "P001 provision harbour_12 penalty"),
        (SEAFARERS, RIVAL, RIVAL.replace("QUAY_", ""), "P001 provision seafarers_19 penalty otherwise"),
        (CODE, RECALLED, RECALLED.replace("QUAY_", ""), "P001 provision harbour_29 time limit"),
        (CLAIMS, '"QUAY_POST"', '"POST"', "P001 law claim more_than_twenty"),
        (FACTS, '"FIRMGROUND"', '"US"', "P001 law facts"),
        # P002 without a citation, or one that no text stands behind
        (FACTS, '["FIRMGROUND"], confidence = "inferred"', '["FIRMGROUND"], confidence = "primary"', "P002 law facts"),
        (CODE, f"source = {NAMED}", f"source = [], {NAMED.partition(', ')[2]}", "P002 provision harbour_29 named"),
        (CODE, f"source = {RAISED}", f"source = [], {RAISED.partition(', ')[2]}", "P002 provision harbour_12 penalty"),
        (SEAFARERS, RIVAL, f"[], {RIVAL.partition(', ')[2]}", "P002 provision seafarers_19 penalty otherwise"),
        (CODE, '["HARBOUR_CODE", "FIRMGROUND"]', "[]", "P002 provision harbour_15 reading"),
        (CODE, '["HARBOUR_CODE"]', "[]", "P002 ordinance harbour_code"),
        (CLAIMS, '["QUAY_POST"]', "[]", "P002 law claim more_than_twenty"),
        # P003 without words
        (EN, "harbour_15 = \"Keeping another person's papers or seaman's book\"\n", "", "P003 text/en.toml"),
        (EN, 'seafarers_act = "Seafarers Act"\n', "", "P003 text/en.toml"),
        (EN, 'papers_held = "Someone else keeps the papers"\n', "", "P003 text/en.toml"),
        (EN, 'papers_withheld = "Somebody else has the papers"\n', "", "P003 text/en.toml"),
        (EN, 'ordinary = "in the ordinary case"\n', "", "P003 text/en.toml"),
        (EN, "\nmore_than_twenty = ", "\nmore_than_thirty = ", "P003 text/en.toml"),
        (AR, "\nharbour_41 = ", "\nharbour_43 = ", "P003 text/ar.toml"),
        (SEAFARERS, "otherwise]]\nimprisonment = 12", 'otherwise]]\nas_for = "mutiny"', "P003 text/"),
        # P005 twice on one day
        (
            CODE,
            "to = 2021-12-31\nimprisonment = 120",
            "to = 2022-01-01\nimprisonment = 120",
            "P005 provision harbour_41 penalties",
        ),
        (CODE, "to = 2022-12-31\nmonths = 6", "to = 2023-01-01\nmonths = 6", "P005 provision harbour_15 time limits"),
        (CODE, "from = 2021-07-01\nimprisonment = 24", "to = 2021-06-30\nimprisonment = 24", "P005 provision harbour_44"),
        (CODE, "to = 2022-12-31\nmonths = 6", "to = 2022-12-30\nmonths = 6", "P005 provision harbour_15"),  # a day without any
        (CODE, "from = 2021-07-01\nimprisonment = 24", "from = 2021-06-30\nimprisonment = 24", "P005 provision harbour_44"),
        # P006 given twice
        (CODE, 'id = "harbour_44"', 'id = "harbour_18"', "P006 provision harbour_18"),
        (CODE, "number = 8", "number = 7", "P006 provision number 7"),
        (SEAFARERS, 'id = "seafarers_act"', 'id = "harbour_code"', "P006 ordinance harbour_code"),
        (
            FACTS,
            '[[elements]]\nid = "by_an_agency"',
            '[[elements]]\nid = "lodged"\n[[elements]]\nid = "by_an_agency"',
            "P006 fact or element lodged",
        ),
        (CLAIMS, 'id = "more_than_twenty"', 'id = "one_law_for_all_of_it"', "P006 law claim one_law_for_all_of_it"),
        (EXAMPLES, '_first_day_of_july"', '_last_day_of_june"', "P006 example deckhand_on_the_last_day_of_june"),
        # P010 an expression that cannot be read
        (CODE, PAPERS, PAPERS.replace("papers_held", "papers_hidden"), "P010 provision harbour_15"),
        (CODE, PAPERS, PAPERS.replace("equals", "is"), "P010 provision harbour_15"),
        (CODE, PAPERS, PAPERS.replace('"yes"', '"perhaps"'), "P010 provision harbour_15"),
        (CODE, PAPERS, 'suggested_by = { at_least = ["papers_held", 1] }', "P010 provision harbour_15"),
        (FACTS, 'equals = ["lodged", "yes"]', 'equals = ["housed", "yes"]', "P010 element gave_lodging"),
        # P012 a worked example that does not hold
        (EXAMPLES, 'harbour_42 = "ruled_out"', 'harbour_42 = "complete"', "P012 example deckhand_on_the_first_day_of_july"),
        (EXAMPLES, '["knew_it_was_untrue"]', '["made_to_work"]', "P012 example deckhand_on_the_last_day_of_june"),
        (EXAMPLES, "harbour_15 = 2021-12-30", "harbour_15 = 2021-12-31", "P012 example deckhand_on_the_last_day_of_june"),
        (EXAMPLES, "on = 2021-07-01", "on = 2021-06-30", "P012 example deckhand_on_the_first_day_of_july"),
        (EXAMPLES, "age_then = 30", "age = 30", "P012 example deckhand_on_the_last_day_of_june"),
        (EXAMPLES, 'brought = "yes"', 'brought = "perhaps"', "P012 example deckhand_on_the_last_day_of_june"),
    ],
)
def test_a_register_with_one_fault_has_that_problem(freeport, name, old, new, problem):
    freeport.change(name, old, new)
    found = found_in(freeport, problem)
    assert found, "nothing was found"
    assert all(each.startswith(problem) for each in found), found


@pytest.mark.parametrize("answer", ["quite_diferent", "yes"])
def test_an_answer_that_its_question_never_takes_cannot_show_a_fact(freeport, answer):
    """Whoever gives any other answer would be taken to say no, so a slip of the pen turns not known into no."""
    freeport.change(FACTS, 'answer = "quite_different"', f'answer = "{answer}"')
    assert freeport.problems() == ["P001 fact promised_otherwise"]


def test_a_fact_that_is_a_number_is_not_recorded_by_a_question_that_takes_a_word(freeport):
    freeport.change(FACTS, 'question = "months_unpaid"', 'question = "hurt"')
    assert freeport.problems() == ["P001 fact months_without_pay"]


def test_a_penalty_for_every_way_of_trial_overlaps_one_for_trial_on_indictment(freeport):
    freeport.change(CODE, "to = 2021-12-31\nimprisonment = 24", "to = 2022-01-01\nimprisonment = 24")
    assert freeport.problems() == ["P005 provision harbour_12 penalties"]


def test_penalties_for_different_cases_may_stand_side_by_side(freeport):
    freeport.change(CODE, "from = 2021-07-01\nlife = true", "life = true")
    assert freeport.problems() == []


def test_an_element_is_read_though_no_provision_asks_for_it(freeport):
    freeport.add(FACTS, UNUSED)
    assert found_in(freeport, "P010") == ["P010 element unused"]


def test_worked_examples_without_a_register_are_not_left_unread(freeport):
    shutil.rmtree(freeport.path("law"))
    assert [each[:4] for each in freeport.problems()] != []


CITED = 'cite = { source = ["HARBOUR_CODE"], confidence = "primary", note = "Invented" }'


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (CODE, f"fine_level = 3\n{CITED}", CITED, "provisions.1.penalties.0"),
        (CODE, "imprisonment = 24", 'imprisonment = "two years"', "provisions.0.penalties.0.imprisonment"),
        (CODE, "fine = 40000", "fine = 0", "provisions.0.penalties.1.fine"),
        (CODE, "life = true", "life = true\nimprisonment = 12", "provisions.5.penalties.2"),
        (CODE, "months = 6\n", "months = 6\nunlimited = true\n", "provisions.1.time_limits.0"),
        (CODE, "months = 6\n", "", "provisions.1.time_limits.0"),
        (CODE, 'named = "area"', 'named = "perhaps"', "provisions.0.named"),
        (CODE, "from = 1954-03-01", 'from = "long ago"', "provisions.0.from"),
        (CODE, "from = 1954-03-01", 'from = "1954-02-30"', "provisions.0.from"),
        (CODE, "to = 2021-06-30", "to = 1968-09-14", "provisions.4"),
        (CODE, "below_age = 21", "below_age = 0", "provisions.6.below_age"),
        (CODE, "number = 3", 'number = "three"', "provisions.2.number"),
        (CODE, f"\n{CITED}", "", "ordinance.cite"),
        (CLAIMS, "number = 20\n", "", "claims 2"),
        (CLAIMS, 'says = "covers_the_definition"', 'says = "covers_the_definition"\nnumber = 3', "claims 1"),
        (FACTS, 'kind = "number"', 'kind = "colour"', "facts.0.kind"),
        (EXAMPLES, 'harbour_12 = "open"', 'harbour_12 = "perhaps"', "expect.harbour_12"),
        (EXAMPLES, "on = 2021-06-30", 'on = "30 June"', "key on"),
    ],
)
def test_a_register_that_cannot_be_read_names_the_file_and_the_key(freeport, name, old, new, key):
    freeport.change(name, old, new)
    with pytest.raises(PackError) as caught:
        freeport.read()
    assert name in caught.value.where
    assert key in caught.value.where


def test_a_penalty_that_names_none_says_to_leave_it_out(freeport):
    freeport.change(CODE, f"fine_level = 3\n{CITED}", CITED)
    with pytest.raises(PackError, match="names no penalty; leave it out where none is known"):
        freeport.read()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('named_cite = { source = ["GAZETTE"], ', "is officially named .area. without named_cite"),
        ('mode_cite = { source = ["HARBOUR_CODE"], ', "has a mode of trial .either. without mode_cite"),
    ],
)
def test_what_a_provision_is_said_to_be_has_a_citation_of_its_own(freeport, line, told):
    text = freeport.path(CODE).read_text(encoding="utf-8")
    start = text.index(line)
    freeport.change(CODE, text[start : text.index("\n", start) + 1], "")
    with pytest.raises(PackError, match=told):
        freeport.read()


def test_a_register_without_facts_is_refused_and_one_without_claims_is_not(freeport):
    freeport.path(CLAIMS).unlink()
    assert freeport.read().law.claims == ()
    freeport.path(FACTS).unlink()
    with pytest.raises(PackError, match="cannot be read"):
        freeport.read()


def test_a_file_of_law_that_nobody_reads_is_refused(freeport):
    freeport.path("law/old").mkdir()
    shutil.copy(freeport.path(CODE), freeport.path("law/old/harbour_code.toml"))
    with pytest.raises(PackError, match="nobody reads this file"):
        freeport.read()


def test_a_text_in_two_files_of_one_language_is_refused(freeport):
    freeport.add("text/en/plan.toml", '\n[law.provisions]\nharbour_12 = "Crimping"\n')
    with pytest.raises(PackError, match="is also in another file of this language") as caught:
        freeport.read()
    assert "text/en/plan.toml, key law.provisions.harbour_12" in caught.value.where


def test_texts_of_the_law_may_stand_in_the_one_file_of_a_language(freeport):
    freeport.add("text/en.toml", "\n" + freeport.path(EN).read_text(encoding="utf-8"))
    freeport.path(EN).unlink()
    assert freeport.problems() == []


def test_law_is_a_territorys_own_and_not_inherited():
    pack = read_pack("international")
    assert pack.law is None
    assert [*check_law(pack), *check_law_meaning(pack)] == []


def test_recorded_facts_alone_never_make_out_what_falls_on_the_trafficked_person(freeport):
    freeport.change(CODE, '["left_without_papers", "of_own_will"]', '["left_without_papers"]')
    freeport.path(EXAMPLES).unlink()
    assert freeport.problems() == ["P021 provision harbour_23"]
