"""The checks of a pack's procedure: each finds its own fault in a copy that has only that one, and none as shipped."""

from datetime import date

import pytest

from firmground.errors import NotInForce, PackError
from firmground.packs.case_checks import check_cases
from firmground.packs.help_entries import WORDS, help_keys
from firmground.packs.pack import read_pack, shipped_packs

PROCEDURE, CLOCKS, HOLIDAYS = "cases/identification.toml", "cases/clocks.toml", "cases/holidays.csv"
EMERGENCY, RETENTION = "cases/emergency.toml", "cases/retention.toml"
HELP_IN_ENGLISH, HELP_IN_ARABIC = "text/en/get_help.toml", "text/ar/get_help.toml"


@pytest.mark.parametrize("name", shipped_packs())
def test_the_procedure_of_a_shipped_pack_has_no_problem(name):
    assert [str(problem) for problem in check_cases(read_pack(name))] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        # P001 something that is not there
        (PROCEDURE, 'starts = "waiting_for_the_office"', 'starts = "waiting"', "P001 identification"),
        (PROCEDURE, 'event = "closed", from = ["answered"]', 'event = "closed", from = ["done"]', "P001 identification closed"),
        (PROCEDURE, 'code = "not_identified"', 'code = "rejected"', "P001 identification"),
        (PROCEDURE, '"guild_steward"', '"steward"', "P001 identification review"),
        (PROCEDURE, 'clock = "review_request"', 'clock = "request"', "P001 identification review"),
        (PROCEDURE, 'outcome = "talk_with_the_guild"', 'outcome = "talk"', "P001 identification"),
        (PROCEDURE, 'instrument = "quay_questions"', 'instrument = "quay"', "P001 identification"),
        (PROCEDURE, "cite = {", 'debriefed_with = "long_talk"\ncite = {', "P001 identification"),
        (CLOCKS, 'state = "answered"', 'state = "told"', "P001 clock review_request"),
        (CLOCKS, 'stops_on = ["hand_over_accepted",', 'stops_on = ["concurred",', "P001 clock hand_over_acceptance"),
        (EMERGENCY, 'outcome = "urgent_route"', 'outcome = "urgent"', "P001 route quay_questions urgent"),
        (EMERGENCY, 'contacts = ["sea_rescue"]', 'contacts = ["navy"]', "P001 route quay_questions urgent_route"),
        (HOLIDAYS, "founding_day,GAZETTE", "founding_day,GAZETE", "P001 holiday 2022-02-03"),
        # P002 without a citation
        (HOLIDAYS, "founding_day,GAZETTE,primary", "founding_day,GAZETTE,", "P002 holiday 2022-02-03"),
        (RETENTION, '["HARBOUR_CODE"]', "[]", "P002 retention draft_never_finished"),
        (EMERGENCY, 'cite = { source = ["GAZETTE"]', "cite = { source = []", "P002 leave quickly"),
        # P003 without words
        ("text/en.toml", 'answered = "Answered"\n', "", "P003 text/en.toml"),
        ("text/en.toml", 'founding_day = "Founding Day"\n', "", "P003 text/en.toml"),
        ("text/ar.toml", 'urgent_stay = "سأبقى معك."\n', "", "P003 text/ar.toml"),
        ("text/en.toml", 'guild_steward = "A steward of the Labour Guild"\n', "", "P003 text/en.toml"),
        ("text/en.toml", 'reasons = "The reasons"\n', "", "P003 text/en.toml"),
        # P005 twice in force
        (CLOCKS, "to = 2025-06-30", "to = 2025-07-01", "P005 clock decision_due"),
        # P006 given twice
        (HOLIDAYS, "2022-06-21", "2022-02-03", "P006 holiday 2022-02-03"),
        (EMERGENCY, 'outcome = "talk_with_the_guild"', 'outcome = "urgent_route"', "P006 route quay_questions urgent_route"),
        (PROCEDURE, 'code = "not_identified"', 'code = "identified"', "P006 decision choice identified"),
        # P015 a life cycle that does not work
        (PROCEDURE, "required = false", "required = true", "P015 identification concurrence"),
        (PROCEDURE, ', event = "decided" }]', ', event = "left_undecided" }]', "P015 decision choice not_identified"),
        (PROCEDURE, 'id = "filed", awaits = "nothing"', 'id = "filed", awaits = "decision"', "P015 state filed"),
        # P018 a letter that cannot be filled in
        ("text/en.toml", "Dear {name}", "Dear {first_name}", "P018 letter.salutation in en"),
        ("text/en.toml", "Dear {name}", "Dear {name", "P018 letter.salutation in en"),
        ("text/ar.toml", "{review_by}", "اليوم", "P018 letter.review in ar"),
        # the public page: whom it names, its words, and what they quote
        (EMERGENCY, 'emergency = "sea_rescue"', 'emergency = "navy"', "P001 help"),
        (EMERGENCY, 'concerns_to = "labour_guild"', 'concerns_to = "guild"', "P001 help"),
        (
            EMERGENCY,
            'contacts = ["labour_guild"]\nconcerns',
            'contacts = ["sea_rescue"]\nconcerns',
            "P006 help contact sea_rescue",
        ),
        (EMERGENCY, 'phone = "555 0122"', 'phone = "555 0122"\ninterpreters = ["gull"]', "P001 contact labour_guild"),
        (EMERGENCY, 'no_penalty_cite = { source = ["HARBOUR_CODE"]', "no_penalty_cite = { source = []", "P002 help no penalty"),
        (HELP_IN_ENGLISH, "no_penalty =", "other =", "P003 text/en.toml"),
        (HELP_IN_ARABIC, "no_name =", "other =", "P003 text/ar.toml"),
        (HELP_IN_ARABIC, "اتصل على {phone}", "اتصل", "P018 get_help.call in ar"),
        (HELP_IN_ARABIC, "اتصل على {phone}", "اتصل على {phone} أو {number}", "P018 get_help.call in ar"),
    ],
)
def test_a_procedure_with_one_fault_has_that_problem(freeport, name, old, new, problem):
    freeport.change(name, old, new)
    found = [each for each in freeport.problems() if not each.startswith("P003") or problem.startswith("P003")]
    assert found, "nothing was found"
    assert all(each.startswith(problem) for each in found), found


def test_a_procedure_that_can_be_opened_again_has_no_problem(freeport):
    again = '  { event = "reopened", from = ["filed"], to = "waiting_for_the_office" },'
    freeport.change(PROCEDURE, "transitions = [", f"transitions = [\n{again}")
    for language, closed in (("en", "Closed"), ("ar", "أُغلق")):
        freeport.change(f"text/{language}.toml", f'closed = "{closed}"', f'closed = "{closed}"\nreopened = "{closed}"')
    assert freeport.problems() == []


def test_a_kind_of_record_that_nothing_says_how_long_to_keep_is_a_problem(freeport):
    rules = freeport.path(RETENTION).read_text(encoding="utf-8")
    first, *others = rules.split("[[rules]]\n")[1:]
    assert 'kind = "draft_never_finished"' in first
    freeport.path(RETENTION).write_text("".join(f"[[rules]]\n{each}" for each in others), encoding="utf-8")
    assert freeport.problems() == ["P016 retention draft_never_finished"]


def test_a_state_that_nobody_reaches_and_nobody_leaves_is_a_problem_twice(freeport):
    freeport.change(PROCEDURE, "states = [", 'states = [\n  { id = "lost", awaits = "decision" },')
    assert [each for each in freeport.problems() if each.startswith("P015")] == ["P015 state lost", "P015 state lost"]


def test_a_year_without_holidays_between_years_that_have_some_is_a_problem(freeport):
    rows = freeport.path(HOLIDAYS).read_text(encoding="utf-8").splitlines(keepends=True)
    freeport.path(HOLIDAYS).write_text("".join(row for row in rows if not row.startswith("2024")), encoding="utf-8")
    assert freeport.problems() == ["P017 holidays 2024"]


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (PROCEDURE, 'event = "closed"', 'event = "forgotten"', "event"),
        (PROCEDURE, 'awaits = "review"', 'awaits = "luck"', "awaits"),
        (CLOCKS, 'state = "answered"', 'state = "answered"\nevent = "decided"', "clocks.3"),
        (CLOCKS, 'state = "answered"', 'state = "answered"\nstops_on = ["closed"]', "clocks.3"),
        (CLOCKS, "length = 14", "length = 0", "length"),
        (CLOCKS, 'rest_days = ["friday"', 'rest_days = ["moonday"', "rest_days"),
        (HOLIDAYS, "2022-02-03", "2022-02-30", "date"),
        (EMERGENCY, 'phone = "555 0100"', 'phone = "call the boss"', "phone"),
        (EMERGENCY, "https://example.org/", "http://example.org/", "leave_quickly_url"),
        (EMERGENCY, 'concerns_to = "labour_guild"\n', "", "help.concerns_to"),
        (EMERGENCY, 'contacts = ["labour_guild"]\nconcerns', "contacts = []\nconcerns", "help.contacts"),
        (RETENTION, "months = 2", "months = 2\nyears = 1", "rules.0"),
        (RETENTION, "months = 2\n", "", "rules.0"),
        (RETENTION, 'kind = "draft_never_finished"', 'kind = "diary"', "kind"),
    ],
)
def test_a_procedure_that_cannot_be_read_names_the_file_and_the_key(freeport, name, old, new, key):
    freeport.change(name, old, new)
    with pytest.raises(PackError) as caught:
        freeport.read()
    assert name in caught.value.where
    assert key in caught.value.where


@pytest.mark.parametrize("name", [PROCEDURE, CLOCKS, HOLIDAYS, EMERGENCY, RETENTION])
def test_half_a_procedure_is_refused(freeport, name):
    freeport.path(name).unlink()
    with pytest.raises(PackError, match="cannot be read"):
        freeport.read()


def test_a_pack_without_a_procedure_has_none_and_no_problem():
    pack = read_pack("international")
    assert pack.cases is None
    assert check_cases(pack) == []


def test_a_clock_that_changed_is_read_as_it_was_on_the_day(freeport):
    rules = freeport.read().cases
    assert rules.clock("decision_due", on=date(2025, 6, 30)).unit == "calendar_days"
    assert rules.clock("decision_due", on=date(2025, 7, 1)).unit == "working_days"
    with pytest.raises(NotInForce):
        rules.clock("debriefing_due", on=date(2025, 7, 1))
    assert rules.retention_rule("draft_never_finished", on=date(2025, 7, 1)).length_in_months == 2


def test_routes_and_contacts_are_found_by_name_or_said_to_be_missing(freeport):
    rules = freeport.read().cases
    assert rules.route("quay_questions", "urgent_route").contacts == ("sea_rescue",)
    assert rules.route("quay_questions", "file_with_the_harbour_office") is None
    assert rules.contact("sea_rescue").phone == "555 0100"
    with pytest.raises(NotInForce, match="navy"):
        rules.contact("navy")


@pytest.mark.parametrize("tag", ["zh-Hans", "tl", "id", "th"])
def test_the_public_page_is_whole_in_every_draft_language_too(tag):
    pack = read_pack("hong_kong")
    assert [key for key in help_keys(pack.cases.emergency.help) if key not in pack.texts[tag]] == []
    assert [each.id for each in pack.cases.emergency.contacts if f"cases.contacts.{each.id}.hours" not in pack.texts[tag]] == []


def test_the_shared_words_of_the_public_page_are_those_that_it_asks_for():
    words = {key for key in read_pack("international").texts["en"] if key.startswith("get_help.")}
    assert words == {f"get_help.{part}" for part in WORDS}
