"""The checks of what follows a decision: each finds its own fault in a copy that has only that one, and none as shipped."""

from dataclasses import replace
from datetime import date

import pytest

from firmground.errors import NotInForce, PackError
from firmground.packs.case_checks import check_cases
from firmground.packs.casework_checks import check_casework
from firmground.packs.checks import check_pack
from firmground.packs.pack import read_pack, shipped_packs

CASE, REFERRAL, CONSENT = "cases/casework.toml", "cases/referral.toml", "cases/consent.toml"
SERVICES, OUTCOMES, CLOCKS = "cases/services.toml", "cases/outcomes.toml", "cases/clocks.toml"
WITH_RECEIVER, GUARDIANS = 'from = ["with_the_receiver"]', 'guardian_bases = ["childrens_house", "harbour_judge"]'
NOT_CITED = """[[exceptions]]
id = "at_low_tide"
section = "Harbour Code, section 70"
purposes = ["services"]
fields = ["identity"]
cite = { source = [], confidence = "primary" }

[[exceptions]]"""
FREEPORT = read_pack("freeport")


def found_in(pack):
    """What the checks of the pack, its procedure and its casework find, but for missing texts, which follow from most faults."""
    found = [problem for check in (check_pack, check_cases, check_casework) for problem in check(pack)]
    return [f"{problem.check} {problem.where}" for problem in found if problem.check != "P003"]


@pytest.mark.parametrize("name", shipped_packs())
def test_the_casework_of_a_shipped_pack_has_no_problem(name):
    assert [str(problem) for problem in check_casework(read_pack(name))] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        # P001 something that is not there
        (CASE, 'starts = "looked_after"', 'starts = "waiting"', "P001 case"),
        (CASE, 'event = "taken_up", from = ["looked_after"]', 'event = "taken_up", from = ["lost"]', "P001 case taken_up"),
        (CASE, '"not_identified"', '"rejected"', "P001 case"),
        (REFERRAL, 'starts = "with_the_receiver"', 'starts = "sent"', "P001 referral"),
        (REFERRAL, f'event = "answered", {WITH_RECEIVER}', 'event = "answered", from = ["lost"]', "P001 referral answered"),
        (CONSENT, '["childrens_house", ', '["uncle", ', "P001 consent guardian_bases"),
        (CONSENT, '["identity", "profile", "health"]', '["identity", "profile", "proceedings"]', "P001 exception lost_at_sea"),
        (OUTCOMES, '"harbour_29", ', '"harbour_99", ', "P001 offence group trafficking"),
        (CLOCKS, 'state = "with_the_receiver"\nto', 'state = "sent"\nto', "P001 clock word_back_due"),
        (CLOCKS, 'state = "with_the_receiver"\nto', 'event = "sent"\nto', "P001 clock word_back_due"),
        (CLOCKS, 'of = "referral"', 'of = "case"', "P001 clock word_back_due"),
        (SERVICES, '["QUAY_POST"]', '["QUAY_PAST"]', "P001 service guild_steward"),
        # P002 without a citation
        (CONSENT, '["QUAY_POST"]', "[]", "P002 purpose family_tracing"),
        (CONSENT, "[[exceptions]]", NOT_CITED, "P002 exception at_low_tide"),
        (SERVICES, '["QUAY_POST"]', "[]", "P002 service guild_steward"),
        (OUTCOMES, '["GAZETTE"]', "[]", "P002 outcomes"),
        (CASE, '["GAZETTE"]', "[]", "P002 casework dormancy"),
        (REFERRAL, '["HARBOUR_CODE"]', '["FIRMGROUND"]', "P002 referral"),
        # P005 twice in force
        (CONSENT, "to = 2025-06-30", "to = 2025-07-01", "P005 exception judge_asks"),
        (SERVICES, 'id = "passage_home"', 'id = "net_mending_course"\nfrom = 2025-06-30', "P005 service net_mending_course"),
        # P006 given twice
        (CASE, 'called_for_by = ["identified", ', 'called_for_by = ["not_identified", ', "P006 case called for by"),
        (CASE, 'event = "plan_agreed"', 'event = "taken_up"', "P006 case transition taken_up from looked_after"),
        (REFERRAL, 'event = "accepted"', 'event = "received"', "P006 referral transition received from with_the_receiver"),
        (CONSENT, GUARDIANS, f'{GUARDIANS[:-1]}, "harbour_judge"]', "P006 guardian basis harbour_judge"),
        (OUTCOMES, 'id = "let_drop"', 'id = "cleared"', "P006 outcome cleared"),
        (OUTCOMES, 'id = "warned"', 'id = "fine"', "P006 sentence kind fine"),
        (OUTCOMES, 'id = "within_a_fortnight"', 'id = "later"', "P006 band later"),
        (OUTCOMES, 'id = "pay_and_papers"', 'id = "trafficking"', "P006 offence group trafficking"),
        (OUTCOMES, 'id = "pay_and_papers"', 'id = "other"', "P006 offence group other"),
        (OUTCOMES, '["harbour_15", ', '["harbour_29", ', "P006 provision in offence groups harbour_29"),
        # P015 a life cycle that does not work
        (CASE, '"nothing", ended = true', '"care", ended = true', "P015 case state on_their_own_way"),
        (REFERRAL, 'id = "finished", awaits = "nothing"', 'id = "finished", awaits = "service"', "P015 referral state finished"),
        (REFERRAL, f'event = "done", {WITH_RECEIVER}, to = "finished"', 'event = "done", from = ["finished"]', "P015 referral"),
        # P026 something that casework cannot do without
        (CONSENT, 'id = "aggregate"', 'id = "returns"', "P026 purpose aggregate"),
        (CONSENT, 'recipient = "one"', 'recipient = "none"', "P026 purpose referral"),
        (CONSENT, '"unless_declined"\nrecipient = "none"', '"unless_declined"\nrecipient = "one"', "P026 purpose aggregate"),
    ],
)  # fmt: skip
def test_casework_with_one_fault_has_that_problem(freeport, name, old, new, problem):
    freeport.change(name, old, new)
    found = found_in(freeport.read())
    assert found, "nothing was found"
    assert all(each.startswith(problem) for each in found), found


def test_a_purpose_given_twice_is_a_problem(freeport):
    purpose = freeport.path(CONSENT).read_text(encoding="utf-8").split("[[purposes]]")[3]
    freeport.change(CONSENT, "[[purposes]]", f"[[purposes]]{purpose}[[purposes]]")
    assert found_in(freeport.read()) == ["P006 purpose wage_claim"]


@pytest.mark.parametrize(
    ("name", "what", "awaits"), [(CASE, "case", "care"), (REFERRAL, "referral", "service")], ids=["case", "referral"]
)
def test_a_state_that_nobody_reaches_and_nobody_leaves_is_a_problem(freeport, name, what, awaits):
    freeport.change(name, "states = [", f'states = [\n  {{ id = "lost", awaits = "{awaits}" }},')
    assert set(found_in(freeport.read())) == {f"P015 {what} state lost"}


def test_a_state_of_a_referral_that_never_comes_to_an_end_is_a_problem(freeport):
    freeport.change(REFERRAL, "states = [", 'states = [\n  { id = "in_a_drawer", awaits = "receiver" },')
    filed = '  { event = "answered", from = ["with_the_receiver"], to = "in_a_drawer" },'
    freeport.change(REFERRAL, '  { event = "answered", from = ["with_the_receiver"] },', filed)
    told = [str(each) for each in check_casework(freeport.read())]
    assert [each.partition(". ")[0] for each in told] == [
        "P015 referral state in_a_drawer: cannot be revoked",
        "P015 referral state in_a_drawer: never comes to an end",
    ]


def test_a_referral_that_a_person_cannot_take_back_at_some_point_is_a_problem(freeport):
    freeport.change(REFERRAL, "states = [", 'states = [\n  { id = "at_work", awaits = "service" },')
    freeport.change(
        REFERRAL,
        'event = "accepted", from = ["with_the_receiver"]',
        'event = "accepted", from = ["with_the_receiver"], to = "at_work"',
    )
    freeport.change(REFERRAL, 'event = "done", from = ["with_the_receiver"', 'event = "done", from = ["at_work"')
    assert found_in(freeport.read()) == ["P015 referral state at_work"]


@pytest.mark.parametrize("event", ["refused", "revoked"])
def test_what_ends_a_referral_must_end_it(freeport, event):
    freeport.change(
        REFERRAL,
        f'event = "{event}", from = ["with_the_receiver"], to = "sent_back"',
        f'event = "{event}", from = ["with_the_receiver"]',
    )
    assert freeport.problems() == [f"P015 referral {event}"]


def test_closing_a_case_must_end_it_and_nothing_else_may(freeport):
    freeport.change(CASE, 'event = "closed"', 'event = "reopened"')
    freeport.change(CASE, 'event = "plan_agreed"', 'event = "closed"')
    assert found_in(freeport.read()) == ["P015 case closed", "P015 case reopened"]


def test_two_clocks_that_run_in_one_state_on_one_day_are_a_problem(freeport):
    other = freeport.path(CLOCKS).read_text(encoding="utf-8").rpartition("[[clocks]]")[2].replace("word_back_due", "answer_due")
    freeport.add(CLOCKS, f"\n[[clocks]]{other}")
    assert found_in(freeport.read()) == ["P005 referral state with_the_receiver"]


def test_a_closed_case_that_nothing_says_how_long_to_keep_is_a_problem(freeport):
    rules, _, _ = freeport.path("cases/retention.toml").read_text(encoding="utf-8").rpartition("[[rules]]")
    freeport.path("cases/retention.toml").write_text(rules, encoding="utf-8")
    assert freeport.problems() == ["P016 retention case_closed"]


def test_services_of_which_none_protects_are_a_problem(freeport):
    services = freeport.path(SERVICES).read_text(encoding="utf-8")
    freeport.path(SERVICES).write_text(services.replace("protects = true\n", ""), encoding="utf-8")
    assert found_in(freeport.read()) == ["P026 services"]


def test_a_list_without_codes_from_which_the_program_chooses_is_a_problem(tmp_path, copy_to):
    international, freeport = copy_to(tmp_path, "international"), copy_to(tmp_path)
    rows = international.path("codes/casework.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith("closing_reasons,")]
    international.path("codes/casework.csv").write_text("".join(kept), encoding="utf-8")
    assert found_in(freeport.read()) == ["P026 codes closing_reasons"]


@pytest.mark.parametrize(
    "key",
    [
        "cases.clocks.word_back_due",
        "cases.retention.kinds.case_closed",
        "codes.closing_reasons.moved_on",
        "codes.guardian_bases.harbour_judge",
        "codes.non_punishment_bases.compelled",
        "casework.states.looked_after",
        "casework.events.taken_up",
        "casework.referral_states.sent_back",
        "casework.referral_events.revoked",
        "casework.services.ships_doctor",
        "casework.service_steps.delivered",
        "casework.purposes.wage_claim",
        "casework.exceptions.lost_at_sea",
        "casework.consent_sheet.withdraw",
        "casework.fields.account",
        "casework.reasons_against.not_asked",
        "casework.outcomes.cleared",
        "casework.sentences.warned",
        "casework.offence_groups.pay_and_papers",
        "casework.offence_groups.other",
        "casework.bands.later",
    ],
)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_words_that_somebody_would_meet_are_missed_in_every_full_language(tag, key):
    kept = {name: words for name, words in FREEPORT.texts[tag].items() if name != key}
    missed = check_pack(replace(FREEPORT, texts={**FREEPORT.texts, tag: kept}))
    assert [(each.check, each.where) for each in missed] == [("P003", f"text/{tag}.toml")]
    assert key in missed[0].what


def test_words_for_what_a_territory_never_does_are_not_asked_for():
    kept = {name: words for name, words in FREEPORT.texts["ar"].items() if name != "casework.events.reopened"}
    assert check_pack(replace(FREEPORT, texts={**FREEPORT.texts, "ar": kept})) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (CASE, 'event = "taken_up"', 'event = "sold"', "transitions.0.event"),
        (CASE, 'awaits = "care"', 'awaits = "luck"', "states.0.awaits"),
        (CASE, 'from = ["looked_after"]', "from = []", "transitions.0.from"),
        (CASE, "after_days = 21", "after_days = 0", "dormancy.after_days"),
        (REFERRAL, 'event = "received"', 'event = "lost"', "transitions.0.event"),
        (REFERRAL, "ended = true", 'ended = "yes"', "states.1.ended"),
        (CONSENT, '"family_tracing"]', '"curiosity"]', ""),
        (CONSENT, '"contact", "profile", "needs", "services"', '"shelter_address"', "purposes.0.fields.1"),
        (CONSENT, 'rule = "unless_declined"', 'rule = "always"', "purposes.4.rule"),
        (CONSENT, 'section = "Harbour Code, section 71"', "", "exceptions.0.section"),
        (CONSENT, '["childrens_house", "harbour_judge"]', "[]", "guardian_bases"),
        (CONSENT, "from = 2025-07-01", "from = 2025-07-01\nto = 2025-06-30", "exceptions.2"),
        (SERVICES, 'id = "ships_doctor"', 'id = "Ships Doctor"', "services.1.id"),
        (SERVICES, "protects = true", "protects = true\nfree = true", "services.0.free"),
        (OUTCOMES, 'unit = "hours"', 'unit = "lashes"', "sentences.3.unit"),
        (OUTCOMES, 'id = "later" }', 'id = "later", up_to_days = 365 }', ""),
        (OUTCOMES, "up_to_days = 14", "up_to_days = 3", ""),
        (OUTCOMES, '["harbour_29", "harbour_41", "harbour_42"]', "[]", "offence_groups.0.provisions"),
    ],
)
def test_casework_that_cannot_be_read_names_the_file_and_the_key(freeport, name, old, new, key):
    freeport.change(name, old, new)
    with pytest.raises(PackError) as caught:
        freeport.read()
    assert name in caught.value.where
    assert f", key {key}" in caught.value.where if key else ", key" not in caught.value.where
    assert caught.value.remedy


@pytest.mark.parametrize("name", [CASE, REFERRAL, CONSENT, SERVICES, OUTCOMES])
def test_half_of_casework_is_refused(freeport, name):
    freeport.path(name).unlink()
    with pytest.raises(PackError, match="cannot be read") as caught:
        freeport.read()
    assert name in caught.value.where


def test_a_pack_may_end_with_the_decision_but_then_has_no_clocks_of_cases(freeport):
    for name in (CASE, REFERRAL, CONSENT, SERVICES, OUTCOMES):
        freeport.path(name).unlink()
    assert freeport.read().casework is None
    assert found_in(freeport.read()) == ["P001 clock word_back_due"]
    clocks, _, _ = freeport.path(CLOCKS).read_text(encoding="utf-8").partition('[[clocks]]\nid = "word_back_due"')
    freeport.path(CLOCKS).write_text(clocks, encoding="utf-8")
    assert found_in(freeport.read()) == []


def test_services_and_purposes_are_found_by_day_and_name_or_said_to_be_missing(freeport):
    rules = freeport.read().casework
    assert "net_mending_course" in {each.id for each in rules.services_on(date(2025, 6, 30))}
    assert "net_mending_course" not in {each.id for each in rules.services_on(date(2025, 7, 1))}
    assert rules.purpose("wage_claim").recipient == "one"
    with pytest.raises(NotInForce, match="wage_claim"):
        rules.purpose("police")
