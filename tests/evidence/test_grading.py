"""Claims are marked by one standard whoever made them, and no answer is ever invented."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import PackError
from firmground.evidence.grading import grade, register_of
from firmground.evidence.to_json import graded_to_json
from firmground.packs.pack import read_pack, shipped_folder
from firmground.packs.report_entries import EvidenceRegister, Reply, ReportClaim, ReportFile
from firmground.values import Finding

YES, NO, NOT_KNOWN = Finding.YES, Finding.NO, Finding.NOT_KNOWN
CITED = {"source": ("GAZETTE",), "confidence": "primary"}
GROUNDS = {
    "named_body": YES,
    "named_law": YES,
    "own_figures": YES,
    "answered_party_figures": YES,
    "unnamed_observers": NO,
    "not_named": NO,
    "own_judgement": NOT_KNOWN,
    "derived": NOT_KNOWN,
}
DETAILS = {"yes": YES, "figures": YES, "no": NO, None: NOT_KNOWN}
CHECKS = [
    None,
    {"series": "identified", "year": 2022, "value": 9},
    {"series": "identified", "year": 2022, "value": 8},
    {"law_claim": "more_than_twenty"},
    {"plan_claim": "two_of_the_new"},
]
TERRITORIES = ("freeport", "hong_kong")
EVERY_REPORT = [(name, path.stem) for name in TERRITORIES for path in (shipped_folder() / name).glob("evidence/reports/*.toml")]
every_report = pytest.mark.parametrize(("territory", "report"), EVERY_REPORT)
CLAIMS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["criticism", "credit", "rating", "recommendation", "statement"]),
        "holds": st.sampled_from(["fact", "position"]),
        "rests_on": st.sampled_from(list(GROUNDS)),
        "case_details": st.sampled_from(list(DETAILS)),
        "check": st.sampled_from(CHECKS),
    }
)


def with_files(pack, files):
    """A pack with other reports."""
    return dataclasses.replace(pack, reports=EvidenceRegister(tuple(files), pack.reports.conflicts))


def with_report(pack, name, **changed):
    """A pack in which one report is changed."""
    files = [each.model_copy(update=changed) if each.report.id == name else each for each in pack.reports.files]
    return with_files(pack, files)


def published_by(pack, publisher_of):
    """A pack in which every report has the publisher that a function names."""
    files = []
    for file in pack.reports.files:
        report = file.report.model_copy(update={"publisher": publisher_of(file.report)})
        files.append(file.model_copy(update={"report": report}))
    return with_files(pack, files)


def made_up(**said):
    return ReportClaim(**{"id": "said", "number": 1, "kind": "statement", "holds": "fact", "cite": CITED, **said})


def marks(graded):
    """Everything that grading adds to the claims of a report, and its lists."""
    told = [
        (each.key, each.source_named, each.case_details, each.checked, each.is_answered, [(a.stance, a.by) for a in each.answers])
        for each in graded.claims
    ]
    return told, {name: [each.key for each in listed] for name, listed in graded.lists.items()}


@pytest.mark.parametrize(("rests_on", "named"), GROUNDS.items())
def test_whether_a_source_is_named_follows_from_what_the_claim_rests_on(freeport, rests_on, named):
    pack = with_report(freeport, "guild_2023", claims=(made_up(rests_on=rests_on),))
    (claim,) = grade(pack, "guild_2023").claims
    assert claim.source_named is named


def test_every_ground_that_a_claim_can_rest_on_is_marked_by_these_tests(freeport):
    assert {code.code for code in freeport.codes["claim_grounds"]} == set(GROUNDS)


@pytest.mark.parametrize(("written", "given"), DETAILS.items())
def test_figures_are_details_and_what_can_have_none_is_not_held_to_lack_them(freeport, written, given):
    pack = with_report(freeport, "guild_2023", claims=(made_up(rests_on="own_judgement", case_details=written),))
    (claim,) = grade(pack, "guild_2023").claims
    assert claim.case_details is given


@every_report
def test_the_lists_hold_exactly_the_claims_with_the_mark(request, territory, report):
    pack = request.getfixturevalue(territory)
    graded = grade(pack, report)
    file = pack.reports.find(report)
    replied = {reply.to for each in pack.reports.files for reply in each.replies}
    finding = {each.claim.id: each.checked.finding for each in graded.claims if each.checked}
    expected = {
        "names no source": [each for each in file.claims if each.rests_on in ("unnamed_observers", "not_named")],
        "gives no case details": [each for each in file.claims if each.case_details == "no"],
        "has no specific answer": [each for each in file.claims if f"{report}.{each.id}" not in replied],
        "is a position": [each for each in file.claims if each.holds == "position"],
        "can be checked here": [each for each in file.claims if each.check],
        "agrees with what is published": [each for each in file.claims if finding.get(each.id) is YES],
        "does not agree with what is published": [each for each in file.claims if finding.get(each.id) is NO],
        "cannot be settled": [each for each in file.claims if finding.get(each.id) is NOT_KNOWN],
    }
    in_lists = {name: [each.claim.id for each in listed] for name, listed in graded.lists.items()}
    assert in_lists == {name: [each.id for each in listed] for name, listed in expected.items()}


@every_report
def test_the_counts_for_programs_are_the_lengths_of_their_lists(request, territory, report):
    pack = request.getfixturevalue(territory)
    shown = graded_to_json(pack, grade(pack, report))
    assert shown["report"]["counts"] == {name: len(listed) for name, listed in shown["lists"].items()}
    assert shown["report"]["claims"] == len(shown["claims"])
    assert {name for listed in shown["lists"].values() for name in listed} <= {each["id"] for each in shown["claims"]}


@every_report
def test_the_answers_to_a_claim_are_exactly_the_replies_that_reports_make_to_it(request, territory, report):
    pack = request.getfixturevalue(territory)
    replies = [(file.report.id, reply) for file in pack.reports.files for reply in file.replies]
    for claim in grade(pack, report).claims:
        written = [(name, reply.stance, reply.by, reply.cite) for name, reply in replies if reply.to == claim.key]
        assert [(each.report.id, each.stance, each.by, each.cite) for each in claim.answers] == written
        assert claim.is_answered == bool(written)


def test_where_no_report_replies_no_claim_has_an_answer(freeport):
    graded = grade(with_report(freeport, "council_2023", replies=()), "guild_2023")
    assert not any(each.is_answered for each in graded.claims)
    assert graded.lists["has no specific answer"] == graded.claims


def test_a_report_that_answers_another_as_a_whole_answers_none_of_its_claims_by_that(freeport):
    graded = grade(freeport, "guild_2023")
    assert freeport.reports.find("council_2023").report.answers == "guild_2023"
    assert [each.claim.id for each in graded.lists["has no specific answer"]] == ["many_sections", "fined_for_leaving"]


@pytest.mark.parametrize("stance", ["accept", "accept_in_part", "dispute"])
def test_a_reply_that_is_added_appears_and_changes_no_other_claim(freeport, stance):
    council = freeport.reports.find("council_2023")
    added = Reply(to="guild_2023.fined_for_leaving", stance=stance, by=("weather_is_fair",), cite=CITED)
    before = grade(freeport, "guild_2023")
    after = grade(with_report(freeport, "council_2023", replies=(*council.replies, added)), "guild_2023")
    changed = [new for old, new in zip(before.claims, after.claims, strict=True) if old != new]
    assert [each.claim.id for each in changed] == ["fined_for_leaving"]
    (answer,) = changed[0].answers
    assert (answer.report.id, answer.stance, answer.by) == ("council_2023", stance, ("weather_is_fair",))
    assert [each.claim.id for each in after.lists["has no specific answer"]] == ["many_sections"]


def test_a_reply_that_is_taken_away_leaves_its_claim_without_an_answer(freeport):
    kept = tuple(each for each in freeport.reports.find("council_2023").replies if each.to != "guild_2023.pay_slips")
    graded = grade(with_report(freeport, "council_2023", replies=kept), "guild_2023")
    assert graded.claims[-1].claim.id == "pay_slips"
    assert graded.claims[-1].answers == ()


def test_a_claim_keeps_the_answers_of_every_report(freeport):
    council = freeport.reports.find("council_2023")
    report = council.report.model_copy(update={"id": "office_2023"})
    reply = Reply(to="guild_2023.choppy", stance="accept", by=("said",), cite=CITED)
    other = ReportFile(report=report, claims=(made_up(rests_on="own_judgement"),), replies=(reply,))
    claim = grade(with_files(freeport, (*freeport.reports.files, other)), "guild_2023").claims[0]
    assert [(each.report.id, each.stance) for each in claim.answers] == [("council_2023", "dispute"), ("office_2023", "accept")]


@pytest.mark.parametrize("territory", TERRITORIES)
def test_when_publishers_change_places_every_mark_and_list_stays(request, territory):
    pack = request.getfixturevalue(territory)
    one, other = sorted({file.report.publisher for file in pack.reports.files})
    swapped = published_by(pack, lambda report: other if report.publisher == one else one)
    for file in pack.reports.files:
        assert swapped.reports.find(file.report.id).report.publisher != file.report.publisher
        assert marks(grade(swapped, file.report.id)) == marks(grade(pack, file.report.id))


@pytest.fixture(scope="session")
def marked_as_of(freeport):
    """The marks of made-up claims when they stand in the report of one publisher or the other."""

    def marked(name, claims):
        file = freeport.reports.find(name)
        report = file.report.model_copy(update={"id": "made_up"})
        replies = freeport.reports.find("council_2023").replies
        others = [each.model_copy(update={"replies": replies}) for each in freeport.reports.files if each.report.id != name]
        return marks(grade(with_files(freeport, [*others, ReportFile(report=report, claims=claims)]), "made_up"))

    return marked


@settings(max_examples=40, deadline=None)  # a check of the law counts every provision again
@given(said=st.lists(CLAIMS, min_size=1, max_size=5))
def test_the_same_claims_get_the_same_marks_whoever_publishes_them(marked_as_of, said):
    claims = tuple(made_up(**{**each, "id": f"c{n}", "number": n}) for n, each in enumerate(said, 1))
    assert marked_as_of("guild_2023", claims) == marked_as_of("council_2023", claims)


def test_the_statement_of_a_government_is_given_the_same_kinds_of_marks_as_a_report_on_it(hong_kong):
    government, foreign = (graded_to_json(hong_kong, grade(hong_kong, name)) for name in ("gov_2020", "us_2020"))
    assert government["report"].keys() == foreign["report"].keys()
    assert government["lists"].keys() == foreign["lists"].keys()
    assert {frozenset(each) for each in (*government["claims"], *foreign["claims"])} == {frozenset(foreign["claims"][0])}


def test_claims_are_given_in_the_order_of_their_numbers(freeport):
    claims = freeport.reports.find("guild_2023").claims
    pack = with_report(freeport, "guild_2023", claims=tuple(reversed(claims)))
    assert [each.claim.number for each in grade(pack, "guild_2023").claims] == [1, 2, 3, 4, 5, 6]


def test_a_report_without_claims_has_empty_lists(hong_kong):
    graded = grade(hong_kong, "us_2015")
    assert graded.claims == ()
    assert set(graded.lists.values()) == {()}


def test_a_report_that_is_not_there_is_refused_with_those_that_are(freeport):
    with pytest.raises(PackError, match="guild_2022") as caught:
        grade(freeport, "guild_2022")
    assert caught.value.remedy == "use one of guild_2023, council_2023"


def test_a_pack_without_reports_is_refused():
    pack = read_pack("international")
    for asked in (register_of, lambda each: grade(each, "guild_2023")):
        with pytest.raises(PackError, match="has no reports"):
            asked(pack)
