"""What was said of Hong Kong and what its government said: every claim is there, and each is held to the same standard."""

import pytest

from firmground.evidence.grading import grade
from firmground.values import Finding

YES, NO, NOT_KNOWN = Finding.YES, Finding.NO, Finding.NOT_KNOWN
FIFTEEN = [f"p{n}" for n in range(1, 16)]
RATINGS = {
    2015: "tier_2",
    2016: "tier_2_watch_list",
    2017: "tier_2_watch_list",
    2018: "tier_2_watch_list_waiver",
    2019: "tier_2",
    2020: "tier_2_watch_list",
    2021: "tier_2_watch_list",
    2022: "tier_2_watch_list_waiver",
    2023: "tier_2",
    2024: "tier_2_watch_list",
    2025: "tier_2_watch_list",
}


@pytest.fixture(scope="module")
def us_2020(hong_kong):
    return grade(hong_kong, "us_2020")


@pytest.fixture(scope="module")
def gov_2020(hong_kong):
    return grade(hong_kong, "gov_2020")


def ids(claims):
    return [each.claim.id for each in claims]


def found(graded, name):
    """What the check of one claim came to, and why."""
    (claim,) = [each for each in graded.claims if each.claim.id == name]
    return claim.checked


def conflict(pack, name):
    (listed,) = [each for each in pack.reports.conflicts if each.id == name]
    return {side.id: side for side in listed.sides}


def test_the_report_of_2020_has_fifteen_findings_and_three_recommendations(us_2020):
    assert ids(us_2020.claims) == [*FIFTEEN, "r1", "r2", "r3"]
    assert [each.claim.number for each in us_2020.claims] == list(range(1, 19))
    kinds = {each.claim.id: each.claim.kind for each in us_2020.claims}
    assert [name for name in kinds if kinds[name] == "recommendation"] == ["r1", "r2", "r3"]
    assert [name for name in kinds if kinds[name] == "credit"] == ["p2", "p3"]  # credits are claims too
    assert [name for name in kinds if kinds[name] == "rating"] == ["p1", "p15"]


def test_exactly_five_claims_of_2020_have_no_specific_answer(us_2020):
    assert ids(us_2020.lists["has no specific answer"]) == ["p5", "p6", "p8", "p10", "r3"]


def test_three_of_the_fifteen_findings_of_2020_name_no_source(us_2020):
    unnamed = us_2020.lists["names no source"]
    assert ids(unnamed) == ["p8", "p9", "p10"]
    assert [each.claim.rests_on for each in unnamed] == ["not_named", "unnamed_observers", "not_named"]


def test_the_findings_of_2020_are_answered_only_by_the_statement_of_the_next_day(us_2020):
    answers = [answer for each in us_2020.claims for answer in each.answers]
    assert {answer.report.id for answer in answers} == {"gov_2020"}
    assert len(answers) == 13
    stances = {each.claim.id: each.answers[0].stance for each in us_2020.claims if each.answers}
    assert [name for name in stances if stances[name] == "accept"] == ["p2", "p3"]
    assert [name for name in stances if stances[name] == "accept_in_part"] == ["p7", "p11"]


def test_which_sentence_answers_which_finding_is_marked_as_our_reading_but_where_the_text_says_so(us_2020):
    paired = {each.claim.id: str(each.answers[0].cite.confidence) for each in us_2020.claims if each.answers}
    assert [name for name in paired if paired[name] == "primary"] == ["p15"]
    assert set(paired.values()) == {"primary", "inferred"}


def test_the_statement_of_2020_has_thirty_claims_half_of_them_positions(gov_2020):
    assert len(gov_2020.claims) == len(set(ids(gov_2020.claims))) == 30
    assert [each.claim.number for each in gov_2020.claims] == list(range(1, 31))
    assert {each.claim.kind for each in gov_2020.claims} == {"statement"}
    assert len(gov_2020.lists["is a position"]) == 15


def test_the_government_names_no_source_for_five_of_its_claims(gov_2020):
    """Among them that the other report names none: both are marked by the same rule."""
    assert ids(gov_2020.lists["names no source"]) == ["s3b", "s3c", "s9", "s11a", "s13b"]


@pytest.mark.parametrize(
    ("name", "finding", "words"),
    [
        ("s7", NOT_KNOWN, "Of 34 measures"),
        ("s8a", YES, "Known: 62,000,000 (CSO19). Said: 62,000,000."),
        ("s8b", YES, "Known: 98 (CSO19). Said: 98."),
        ("s9", NOT_KNOWN, "evidence conflicts on 1"),
        ("s10", NOT_KNOWN, "No other document was read, so nothing confirms it."),
        ("s12a", YES, "Published: 3 (NEWS20, US20N). Said: 3."),
        ("s12b", YES, "It is a share of screenings, not of people."),
        ("s16a", NOT_KNOWN, "against more than 50"),
        ("s16b", NOT_KNOWN, "have a gap"),
    ],
)
def test_what_the_checks_of_the_statement_of_2020_come_to(gov_2020, name, finding, words):
    checked = found(gov_2020, name)
    assert checked.finding is finding
    assert words in checked.why


def test_nothing_else_of_the_statement_of_2020_can_be_checked_here(gov_2020):
    assert ids(gov_2020.lists["can be checked here"]) == ["s7", "s8a", "s8b", "s9", "s10", "s12a", "s12b", "s16a", "s16b"]


@pytest.mark.parametrize(("name", "finding"), [("p2", NOT_KNOWN), ("p3", YES), ("p5", NOT_KNOWN), ("p6", NOT_KNOWN), ("p7", YES)])
def test_numbers_that_only_the_report_of_2020_has_confirm_nothing_in_it(us_2020, name, finding):
    assert found(us_2020, name).finding is finding


def test_the_exact_money_of_2021_was_read_in_that_report_alone_so_nothing_confirms_it(hong_kong):
    """The other document has it rounded to 62 million."""
    (line,) = [each for each in hong_kong.plan.resources.funding if each.id == "recurrent_2019"]
    assert (line.cite.source, line.exact_cite.source) == (("CSO19",), ("US21",))
    assert found(grade(hong_kong, "us_2021"), "p6").finding is NOT_KNOWN


def test_two_numbers_of_people_identified_in_2018_stand_side_by_side(hong_kong):
    sides = conflict(hong_kong, "identified_2018")
    assert {name: side.value for name, side in sides.items()} == {"mechanism": 18, "all_routes": 29}
    assert {name: side.cite.source for name, side in sides.items()} == {"mechanism": ("CSO19", "US19"), "all_routes": ("US19",)}
    published = {name: hong_kong.cited(2018, name).value for name in ("identified", "identified_all_routes")}
    assert published == {"identified": 18, "identified_all_routes": 29}


def test_which_departments_were_given_the_posts_is_told_by_both_sources(hong_kong):
    sides = conflict(hong_kong, "departments_of_posts")
    assert {name: side.cite.source for name, side in sides.items()} == {
        "with_police": ("CSO19",),
        "without_police": ("US20N",),
    }
    named = {each.cite.source: set(each.departments) for each in hong_kong.plan.resources.named}
    assert named["CSO19",] - named["US20N",] == {"hkpf"}


def test_every_conflict_has_its_sides_in_words_and_what_would_resolve_it(hong_kong):
    for each in hong_kong.reports.conflicts:
        prefix = f"evidence.conflicts.{each.id}"
        words = [hong_kong.text(f"{prefix}.{part}", "en") for part in ("about", "resolved_by")]
        words += [hong_kong.text(f"{prefix}.sides.{side.id}", "en") for side in each.sides]
        assert len(set(words)) == len(each.sides) + 2 >= 4, each.id
        assert all(side.cite.source for side in each.sides)


def test_the_ratings_of_every_year_are_there(hong_kong):
    rated = {
        file.report.published_on.year: file.report.rating
        for file in hong_kong.reports.files
        if file.report.publisher == "us_state_department"
    }
    assert rated == RATINGS


def test_the_government_gives_no_rating_and_answers_the_report_of_its_year(hong_kong):
    own = [file.report for file in hong_kong.reports.files if file.report.publisher == "hong_kong_government"]
    assert {each.id: (each.rating, each.answers) for each in own} == {
        f"gov_{year}": (None, f"us_{year}") for year in range(2018, 2023)
    }
