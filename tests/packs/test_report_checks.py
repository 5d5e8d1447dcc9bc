"""The checks of a pack's reports: each finds its own fault in a copy that has only that one, and none as shipped."""

import shutil

import pytest
from pydantic import ValidationError

from firmground.errors import PackError
from firmground.evidence.checks import check_claims
from firmground.packs.pack import read_pack, shipped_packs
from firmground.packs.report_checks import check_reports
from firmground.packs.report_entries import Check

GUILD, COUNCIL = "evidence/reports/guild_2023.toml", "evidence/reports/council_2023.toml"
CONFLICTS, EN, AR = "evidence/conflicts.toml", "text/en/evidence.toml", "text/ar/evidence.toml"
GAZETTE, POST = 'cite = { source = ["GAZETTE"]', 'cite = { source = ["QUAY_POST"]'
CITED = 'cite = { source = ["GAZETTE"], confidence = "primary" }'
TO_CHOPPY = '[[replies]]\nto = "guild_2023.choppy"'
CONFLICT_AGAIN = f"""
[[conflicts]]
id = "house_opened"
[[conflicts.sides]]
id = "gazette"
{CITED}
[[conflicts.sides]]
id = "newspaper"
{CITED}
"""
REPLY_AGAIN = f'\n[[replies]]\nto = "guild_2023.pay_slips"\nstance = "dispute"\nby = ["weather_is_fair"]\n{CITED}\n'


@pytest.mark.parametrize("name", shipped_packs())
def test_the_reports_of_a_shipped_pack_have_no_problem(name):
    pack = read_pack(name)
    assert [str(problem) for problem in (*check_reports(pack), *check_claims(pack))] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        # P001 something that is not there
        (GUILD, 'publisher = "labour_guild"', 'publisher = "guild"', "P001 report guild_2023"),
        (GUILD, 'rating = "choppy"', 'rating = "wet"', "P001 report guild_2023"),
        (GUILD, 'documents = ["QUAY_POST"]', 'documents = ["QUAY"]', "P001 report guild_2023"),
        (GUILD, POST, 'cite = { source = ["QUAY"]', "P001 report guild_2023"),
        (GUILD, 'rests_on = "named_law"', 'rests_on = "hearsay"', "P001 report guild_2023 claim fined_for_leaving"),
        (COUNCIL, 'answers = "guild_2023"', 'answers = "guild_2022"', "P001 report council_2023"),
        (COUNCIL, 'to = "guild_2023.choppy"', 'to = "guild_2023.stormy"', "P001 report council_2023 reply to guild_2023.stormy"),
        (COUNCIL, 'to = "guild_2023.choppy"', 'to = "guild_2022.choppy"', "P001 report council_2023 reply to guild_2022.choppy"),
        (COUNCIL, 'by = ["slips_will_come"]', 'by = ["slips"]', "P001 report council_2023 reply to guild_2023.pay_slips"),
        (COUNCIL, 'by = ["slips_will_come"]', 'by = ["pay_slips"]', "P001 report council_2023 reply to guild_2023.pay_slips"),
        (CONFLICTS, GAZETTE, 'cite = { source = ["GAZETE"]', "P001 conflict house_opened gazette"),
        # P002 without a citation
        (GUILD, POST, "cite = { source = []", "P002 report guild_2023"),
        (GUILD, f'"own_judgement"\n{POST}', '"own_judgement"\ncite = { source = []', "P002 report guild_2023 claim choppy"),
        (COUNCIL, f'"slips_will_come"]\n{GAZETTE}', '"slips_will_come"]\ncite = { source = []', "P002 report council_2023 reply"),
        (CONFLICTS, POST, "cite = { source = []", "P002 conflict house_opened newspaper"),
        # P003 without words
        (EN, 'labour_guild = "Labour Guild"\n', "", "P003 text/en.toml"),
        (EN, 'stormy = "Stormy"\n', "", "P003 text/en.toml"),
        (EN, 'guild_2023 = "The guild', 'guild_2022 = "The guild', "P003 text/en.toml"),
        (EN, "\npay_slips = ", "\nslips = ", "P003 text/en.toml"),
        (EN, "\nresolved_by = ", "\nsettled_by = ", "P003 text/en.toml"),
        (EN, "\nabout = ", "\nwhat = ", "P003 text/en.toml"),
        (EN, "\nnewspaper = ", "\npaper = ", "P003 text/en.toml"),
        (AR, "\nweather_is_fair = ", "\nweather = ", "P003 text/ar.toml"),
        (AR, "\nunnamed_observers = ", "\nobservers = ", "P003 text/ar.toml"),
        # P006 given twice
        (GUILD, 'id = "fined_for_leaving"', 'id = "many_sections"', "P006 claim of guild_2023 many_sections"),
        (GUILD, "number = 4\n", "number = 3\n", "P006 claim number of guild_2023 3"),
        (COUNCIL, TO_CHOPPY, f"{REPLY_AGAIN}\n{TO_CHOPPY}", "P006 reply of council_2023 to guild_2023.pay_slips"),
        (CONFLICTS, "[[conflicts]]", f"{CONFLICT_AGAIN}\n[[conflicts]]", "P006 conflict house_opened"),
        (CONFLICTS, 'id = "newspaper"', 'id = "gazette"', "P006"),  # a side of one conflict
        # P022 an answer before what it answers
        (GUILD, "published_on = 2023-10-02", "published_on = 2023-10-13", "P022 report council_2023 reply to guild_2023"),
        (COUNCIL, "published_on = 2023-10-12", "published_on = 2023-10-01", "P022 report council_2023 reply to guild_2023"),
        # P023 a check that cannot be made
        (GUILD, 'series = "identified"', 'series = "found"', "P023 report guild_2023"),
        (GUILD, 'of_series = "initial_screenings"', 'of_series = "screenings"', "P023 report guild_2023"),
        (GUILD, "year = 2022", "year = 1999", "P023 report guild_2023"),
        (GUILD, 'posts = "filled_house"', 'posts = "filled"', "P023 report guild_2023"),
        (GUILD, 'law_claim = "more_than_twenty"', 'law_claim = "twenty"', "P023 report guild_2023"),
        (COUNCIL, 'plan_claim = "two_of_the_new"', 'plan_claim = "two"', "P023 report council_2023"),
        (COUNCIL, 'funding = "building_the_house"', 'funding = "the_house"', "P023 report council_2023"),
    ],
)
def test_a_report_with_one_fault_has_that_problem(freeport, name, old, new, problem):
    freeport.change(name, old, new)
    found = [each for each in freeport.problems() if not each.startswith("P003") or problem.startswith("P003")]
    assert found, "nothing was found"
    assert all(each.startswith(problem) for each in found), found


def test_a_report_that_is_there_twice_is_found(freeport):
    shutil.copy(freeport.path(GUILD), freeport.path("evidence/reports/guild_again.toml"))
    assert "P006 report guild_2023" in freeport.problems()


def test_a_reply_on_the_day_of_the_report_is_not_too_early(freeport):
    freeport.change(COUNCIL, "published_on = 2023-10-12", "published_on = 2023-10-02")
    assert freeport.problems() == []


def test_a_report_may_have_no_claims_yet(freeport):
    (head, _, _) = freeport.path(GUILD).read_text(encoding="utf-8").partition("[[claims]]")
    freeport.path("evidence/reports/empty.toml").write_text(head.replace("guild_2023", "guild_2022"), encoding="utf-8")
    assert [each for each in freeport.problems() if not each.startswith("P003")] == []
    assert freeport.read().reports.find("guild_2022").claims == ()


def test_every_check_that_cannot_be_made_tells_what_there_is_to_choose(freeport):
    freeport.change(GUILD, 'posts = "filled_house"', 'posts = "filled"')
    (problem,) = check_claims(freeport.read())
    assert "filled_house" in problem.remedy
    assert "'filled'" in problem.what


def test_each_check_that_cannot_be_made_is_found_and_names_its_claim(freeport):
    freeport.change(GUILD, 'posts = "filled_house"', 'posts = "filled"')
    freeport.change(GUILD, 'law_claim = "more_than_twenty"', 'law_claim = "twenty"')
    told = " ".join(str(problem) for problem in check_claims(freeport.read()))
    assert "many_sections" in told
    assert "empty_post" in told


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        # a check of two kinds or of none, a series without a year, half a share, no value
        (GUILD, "{ law_claim =", '{ plan_claim = "two_of_the_new", law_claim =', "claims.1.check"),
        (GUILD, '{ law_claim = "more_than_twenty" }', "{ }", "claims.1.check"),
        (GUILD, ", year = 2022", "", "claims.2.check"),
        (GUILD, ', percent = "1.3"', "", "claims.2.check"),
        (GUILD, ', of_series = "initial_screenings"', "", "claims.2.check"),
        (GUILD, ", value = 2 }", " }", "claims.3.check"),
        (COUNCIL, ", value = 410000 }", " }", "claims.2.check"),
        (COUNCIL, ", value = 700,", ",", "claims.3.check"),
        # values that are none
        (GUILD, 'percent = "1.3"', "percent = 1.3", "claims.2.check.percent"),
        (GUILD, 'percent = "1.3"', 'percent = "1.3 %"', "claims.2.check.percent"),
        (GUILD, 'percent = "1.3"', 'percent = "-1.3"', "claims.2.check.percent"),
        (GUILD, "value = 2 }", 'value = "two" }', "claims.3.check.value"),
        (GUILD, "value = 2 }", "value = 2.5 }", "claims.3.check.value"),
        (COUNCIL, 'bound = "about"', 'bound = "at_most"', "claims.3.check.bound"),
        # a claim that is none
        (GUILD, 'kind = "rating"', 'kind = "insult"', "claims.0.kind"),
        (GUILD, 'holds = "position"', 'holds = "truth"', "claims.0.holds"),
        (GUILD, "number = 1\n", "number = 0\n", "claims.0.number"),
        (GUILD, "number = 1\n", "", "claims.0.number"),
        (GUILD, 'rests_on = "own_judgement"\n', "", "claims.0.rests_on"),
        (GUILD, 'case_details = "figures"', 'case_details = "many"', "claims.2.case_details"),
        (GUILD, 'kind = "rating"', 'kind = "rating"\nanswered = false', "claims.0.answered"),
        # a reply without by, to no claim, with no stance; "no answer" is never written down
        (COUNCIL, 'by = ["slips_will_come"]\n', "", "replies.3.by"),
        (COUNCIL, 'by = ["slips_will_come"]', "by = []", "replies.3.by"),
        (COUNCIL, '"guild_2023.choppy"', '"choppy"', "replies.0.to"),
        (COUNCIL, '"guild_2023.choppy"', '"guild_2023.choppy.again"', "replies.0.to"),
        (COUNCIL, '"guild_2023.choppy"', '"Guild 2023.choppy"', "replies.0.to"),
        (COUNCIL, 'stance = "dispute"', 'stance = "no_answer"', "replies.0.stance"),
        # a report without a day, documents or publisher
        (GUILD, "published_on = 2023-10-02", 'published_on = "autumn"', "report.published_on"),
        (GUILD, 'documents = ["QUAY_POST"]', "documents = []", "report.documents"),
        (GUILD, 'publisher = "labour_guild"\n', "", "report.publisher"),
    ],
)
def test_a_report_that_cannot_be_read_names_the_file_and_the_key(freeport, name, old, new, key):
    freeport.change(name, old, new)
    with pytest.raises(PackError) as caught:
        freeport.read()
    assert name in caught.value.where
    assert caught.value.where.endswith(f"key {key}")


def test_a_conflict_has_two_sides_or_more(freeport):
    text = freeport.path(CONFLICTS).read_text(encoding="utf-8")
    freeport.path(CONFLICTS).write_text(text.rpartition("[[conflicts.sides]]")[0], encoding="utf-8")
    with pytest.raises(PackError) as caught:
        freeport.read()
    assert caught.value.where.endswith("key conflicts.0.sides")


@pytest.mark.parametrize(
    "more",
    [
        {"law_claim": "said", "of_series": "initial_screenings", "percent": "1.3"},
        {"law_claim": "said", "value": 3},
        {"plan_claim": "said", "year": 2022},
        {"series": "identified", "of_series": "initial_screenings", "year": 2022, "percent": "1.3", "value": 9},
        {"series": "identified", "year": 2022, "value": 9, "bound": "not_found"},
    ],
)
def test_a_check_that_says_what_its_kind_does_not_use_is_refused(more):
    """It would be left unread in silence; a slip in a pack is an error."""
    with pytest.raises(ValidationError):
        Check(**more)


def test_reports_are_a_territorys_own_and_not_inherited():
    pack = read_pack("international")
    assert pack.reports is None
    assert check_reports(pack) == check_claims(pack) == []


def test_reports_are_read_in_the_order_of_their_days(freeport):
    assert [each.report.id for each in freeport.read().reports.files] == ["guild_2023", "council_2023"]
    freeport.change(COUNCIL, "published_on = 2023-10-12", "published_on = 2023-10-01")
    assert [each.report.id for each in freeport.read().reports.files] == ["council_2023", "guild_2023"]
