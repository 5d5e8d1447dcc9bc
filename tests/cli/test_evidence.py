"""``firmground evidence`` as an analyst, a journalist, a government or another program meets it."""

import shutil
from pathlib import Path

import pytest

from firmground.packs.pack import shipped_folder
from firmground.values import digest_of_bytes

CLOSING = "The same marks are given to every report. That a claim names no source does not show that it is wrong."  # of whoever's
HONG_KONG, FREEPORT = ("--pack", "hong_kong"), ("--pack", "freeport")


def on_one_line(text):
    return " ".join(text.split())


@pytest.fixture
def changed(tmp_path):
    """A copy of the fictional pack in which one place of one file is changed."""

    def made(name, old, new):
        folder = Path(shutil.copytree(shipped_folder() / "freeport", tmp_path / "freeport"))
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return made


def test_the_reports_of_a_pack_are_listed_with_rating_claims_and_how_many_are_answered(command):
    done = command("evidence", "reports", *FREEPORT)
    rows = [line.split() for line in done.out.splitlines() if line.strip()]
    assert (done.code, done.err) == (0, "")
    assert [rows[0][0], *rows[0][-3:]] == ["published", "rating", "claims", "answered"]
    (guild,) = [row for row in rows if row[0] == "guild_2023"]
    (council,) = [row for row in rows if row[0] == "council_2023"]
    assert (guild[1], guild[-3:]) == ("2023-10-02", ["Choppy", "6", "4"])
    assert (council[1], council[-2:]) == ("2023-10-12", ["6", "0"])


def test_the_reports_of_hong_kong_as_data_have_their_ratings_over_the_years(command):
    done = command("evidence", "reports", *HONG_KONG, "--json")
    assert (done.code, done.err) == (0, "")
    shown = {each["id"]: each for each in done.json["reports"]}
    assert done.json["pack_digest"].startswith("sha256:")
    assert [each["published_on"] for each in shown.values()] == sorted(each["published_on"] for each in shown.values())
    assert (shown["us_2019"]["rating"], shown["us_2020"]["rating"]) == ("tier_2", "tier_2_watch_list")
    assert (shown["gov_2020"]["rating"], shown["gov_2020"]["answers"]) == (None, "us_2020")
    assert (shown["us_2020"]["claims"], shown["gov_2020"]["claims"]) == (18, 30)
    assert shown["us_2020"]["counts"]["has no specific answer"] == 5
    assert {frozenset(each["counts"]) for each in shown.values()} == {frozenset(shown["us_2020"]["counts"])}


def test_a_graded_report_is_told_claim_by_claim(command):
    done = command("evidence", "grade", "guild_2023", *FREEPORT)
    told = on_one_line(done.out)
    assert (done.code, done.err) == (0, "")
    assert "(fictional), 2023-10-02" in told
    assert "empty_post Of three posts at the children's house only two are filled. (criticism, fact)" in told
    assert "rests on observers whom it does not name details none check not known. Known: 2 (QUAY_POST)." in told
    assert "answer disputed by council_2023 (all_posts_filled)" in told
    assert "answer accepted in part by council_2023 (about_700_asked; that this answers it is our reading)" in told
    assert "answer accepted by council_2023 (slips_will_come)" in told
    assert "details cases answer none" in told


def test_the_counts_stand_at_the_end_each_with_its_list(command):
    told = on_one_line(command("evidence", "grade", "guild_2023", *FREEPORT).out)
    assert "Of 6 claims: 1 names no source: empty_post" in told
    assert "2 have no specific answer: many_sections, fined_for_leaving" in told
    assert "3 can be checked here: many_sections, few_found, empty_post" in told
    assert "1 does not agree with what is published: many_sections" in told


def test_of_hong_kongs_report_of_2020_five_claims_have_no_specific_answer(command):
    told = on_one_line(command("evidence", "grade", "us_2020", *HONG_KONG).out)
    assert "Of 18 claims: 3 name no source: p8, p9, p10" in told
    assert "5 have no specific answer: p5, p6, p8, p10, r3" in told


def test_the_statement_of_the_government_is_graded_by_the_same_command(command):
    told = on_one_line(command("evidence", "grade", "gov_2020", *HONG_KONG).out)
    assert "Of 30 claims: 5 name no source: s3b, s3c, s9, s11a, s13b" in told
    assert "30 have no specific answer: s1, s2," in told
    assert "0 do not agree with what is published" in told


@pytest.mark.parametrize(
    ("report", "pack"), [("us_2020", HONG_KONG), ("gov_2020", HONG_KONG), ("guild_2023", FREEPORT), ("council_2023", FREEPORT)]
)
def test_every_graded_report_ends_with_the_same_words_that_take_no_side(command, report, pack):
    assert on_one_line(command("evidence", "grade", report, *pack).out).endswith(CLOSING)


def test_a_graded_report_as_data_has_every_mark_and_the_lists_behind_the_counts(command):
    shown = command("evidence", "grade", "us_2020", *HONG_KONG, "--json").json
    claims = {each["id"]: each for each in shown["claims"]}
    assert list(claims) == [*(f"p{n}" for n in range(1, 16)), "r1", "r2", "r3"]
    assert shown["lists"]["names no source"] == ["p8", "p9", "p10"]
    assert shown["report"]["counts"] == {name: len(listed) for name, listed in shown["lists"].items()}
    assert (claims["p9"]["source_named"], claims["p9"]["case_details"], claims["p9"]["check"]) == ("no", "no", None)
    assert claims["p7"]["check"] == {"finding": "yes", "why": "Published: 3 (NEWS20, US20N). Said: 3."}
    assert [name for name in claims if not claims[name]["answers"]] == ["p5", "p6", "p8", "p10", "r3"]
    assert {each["cite"]["confidence"] for each in claims.values()} == {"primary"}


def test_an_answer_that_is_paired_by_our_reading_says_so(command):
    """Else it would seem that the government itself had named the finding that it answers."""
    shown = command("evidence", "grade", "us_2020", *HONG_KONG, "--json").json
    answers = {each["id"]: each["answers"] for each in shown["claims"]}
    assert answers["p4"][0]["cite"]["confidence"] == "inferred"
    assert answers["p15"][0]["cite"]["confidence"] == "primary"


def test_a_reply_that_is_taken_out_leaves_its_claim_without_an_answer(command, changed):
    reply = 'to = "guild_2023.pay_slips"'
    folder = changed("evidence/reports/council_2023.toml", reply, 'to = "guild_2023.many_sections"')
    told = on_one_line(command("evidence", "grade", "guild_2023", "--pack", folder).out)
    assert "2 have no specific answer: fined_for_leaving, pay_slips" in told


def test_conflicts_are_told_side_by_side_with_what_would_resolve_them(command):
    done = command("evidence", "conflicts", *HONG_KONG)
    told = on_one_line(done.out)
    assert (done.code, done.err) == (0, "")
    assert (
        "How many people were identified in 2018 - 18, through the screening procedure (CSO19, US19) - 29, by all routes (US19) "
        "What would resolve it: Counting by route of identification"
    ) in told
    assert "Which departments were given the 98 posts - The Chief Secretary for Administration: Police," in told
    assert "- The report of the United States: Immigration, Customs, Labour and Justice (US20N)" in told


def test_a_side_that_was_not_read_in_a_primary_source_is_marked(command):
    told = on_one_line(command("evidence", "conflicts", *FREEPORT).out)
    assert "(QUAY_POST (verify))" in told
    assert "(GAZETTE)" in told


def test_conflicts_as_data_have_every_side_with_its_source(command):
    shown = {each["id"]: each for each in command("evidence", "conflicts", *HONG_KONG, "--json").json["conflicts"]}
    assert [(side["id"], side["value"]) for side in shown["identified_2018"]["sides"]] == [("mechanism", 18), ("all_routes", 29)]
    assert [side["cite"]["source"] for side in shown["departments_of_posts"]["sides"]] == [["CSO19"], ["US20N"]]
    assert all(len(each["sides"]) > 1 and each["about"] and each["resolved_by"] for each in shown.values())


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_report_that_is_not_there_is_refused_with_those_that_are(command, more):
    done = command("evidence", "grade", "us_1999", *FREEPORT, *more)
    assert (done.code, done.out) == (3, "")
    assert "there is no report 'us_1999'" in on_one_line(done.err)
    assert "What to do: use one of guild_2023, council_2023" in on_one_line(done.err)


@pytest.mark.parametrize("words", [("reports",), ("grade", "us_2020"), ("conflicts",)])
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_pack_without_reports_is_refused_with_what_to_do(command, words, more):
    done = command("evidence", *words, "--pack", "international", *more)
    assert (done.code, done.out) == (3, "")
    assert "has no reports" in done.err
    assert "What to do: add evidence/reports/" in on_one_line(done.err)


def test_a_report_with_a_check_that_cannot_be_made_is_refused_and_not_half_printed(command, changed):
    folder = changed("evidence/reports/guild_2023.toml", 'posts = "filled_house"', 'posts = "filled"')
    done = command("evidence", "grade", "guild_2023", "--pack", folder)
    assert (done.code, done.out) == (3, "")
    assert "there is no line 'filled'" in on_one_line(done.err)


def test_a_report_that_cannot_be_read_names_the_file_and_the_key(command, changed):
    folder = changed("evidence/reports/council_2023.toml", 'stance = "accept"\n', 'stance = "silence"\n')
    done = command("evidence", "reports", "--pack", folder)
    assert (done.code, done.out) == (3, "")
    assert "replies.3.stance" in done.err.replace("\n", "")


def test_grading_without_naming_a_report_is_a_wrong_call(command):
    assert command("evidence", "grade", *FREEPORT).code == 2


@pytest.mark.parametrize("words", [("reports",), ("grade", "us_2020"), ("conflicts",)])
def test_a_pack_must_be_named(command, words):
    assert command("evidence", *words).code == 2


@pytest.mark.parametrize("kind", ["docx", "ods", "html", "csv"])
def test_the_response_table_is_written_as_a_file(command, tmp_path, kind):
    out = tmp_path / "made" / f"table.{kind}"
    done = command("evidence", "export", "guild_2023", *FREEPORT, "--out", out)
    assert (done.code, done.err) == (0, "")
    assert "6 claims" in done.out
    assert out.stat().st_size > 1_000
    told = command("evidence", "export", "guild_2023", *FREEPORT, "--out", out, "--json").json
    assert told == {"file": str(out), "digest": digest_of_bytes(out.read_bytes()), "claims": 6}


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("guild_2023", "--out", "table.xls"), "is no kind of table"),
        (("guild_1999", "--out", "table.ods"), "there is no report"),
        (("guild_2023", "--out", "table.ods", "--language", "fr"), "there is no language"),
    ],
)
def test_a_table_that_cannot_be_written_leaves_no_file(command, tmp_path, monkeypatch, words, fault):
    monkeypatch.chdir(tmp_path)
    done = command("evidence", "export", *words, *FREEPORT)
    assert (done.code > 0, done.out) == (True, "")
    assert fault in on_one_line(done.err)
    assert list(tmp_path.iterdir()) == []
