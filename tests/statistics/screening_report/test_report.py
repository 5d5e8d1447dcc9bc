"""The screening report of every published year: what it says, that languages agree, and what it never says in any format."""

import dataclasses
import io
import json
import re
import string

import pytest
from pypdf import PdfReader

from firmground.errors import FigureError, PackError
from firmground.packs.pack import read_pack
from firmground.statistics.screening_report.chart import compatible_chart
from firmground.statistics.screening_report.content import report_content
from firmground.statistics.screening_report.numbers import bounded, per_cent
from firmground.statistics.screening_report.render import report_html, report_pdf
from firmground.statistics.screening_report.report import REFUSED, report_numbers, reported_years, screening_report

PACKS = {name: read_pack(name) for name in ("hong_kong", "freeport")}
FULL = [(name, each.tag) for name, pack in PACKS.items() for each in pack.manifest.languages if each.state == "full"]
YEARS = [(name, year) for name, pack in PACKS.items() for year in reported_years(pack)]
# What a yield must never be made to say, in each language in which a report can be read.
NEVER = re.compile(r"prevalen|\btrend|epidemic|widespread|流行|盛行|普遍|趨勢|猖獗|انتشار|منتشر|شائع|اتجاه", re.IGNORECASE)
FOLDED = str.maketrans("", "", "\N{ARABIC FATHA}\N{ARABIC DAMMA}\N{ARABIC KASRA}\N{ARABIC SHADDA}\N{ARABIC SUKUN}")


@pytest.fixture(scope="module")
def hong_kong_2019():
    return screening_report(PACKS["hong_kong"], 2019)


def section(report, name, tag="en"):
    return next(each for each in report_content(report, tag)["sections"] if each["id"] == name)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def rows_of(report, name, tag="en"):
    return [[plain(cell) for cell in row] for table in section(report, name, tag)["tables"] for row in table["rows"]]


def words_of(content):
    """Every word of a report but its sources, whose addresses are not ours."""
    return as_read(json.dumps({**content, "sources": []}, ensure_ascii=False))


def as_read(said):
    """What is said without the name of the command that says it, and without the marks of Arabic vowels."""
    return re.sub(r"firmground\s*prevalence\s*report", "", said).translate(FOLDED)


def test_what_was_counted_is_as_printed_with_its_bound_and_its_source(hong_kong_2019):
    counted = rows_of(hong_kong_2019, "counted")
    assert counted[0] == ["Initial screenings", "more than 7,500", "NEWS20 (primary)"]
    assert counted[1][1] == "not found"
    assert counted[2][:2] == ["Persons identified", "3"]
    assert counted[3][1] == "at most 0.040 % (0.008–0.117)"
    assert counted[4][1] == "at most 0.103 %"


def test_the_same_yield_is_shown_to_fit_shares_that_differ_a_hundredfold(hong_kong_2019):
    """Reference: the yield over an end-to-end sensitivity of 0.89, 0.5, 0.1 and 0.01."""
    assert [row[1] for row in rows_of(hong_kong_2019, "compatible")] == [
        "at most 0.045 %", "at most 0.080 %", "at most 0.40 %", "at most 4.0 %",
    ]  # fmt: skip
    assert [row[1:] for row in rows_of(hong_kong_2019, "believed")] == [
        ["2.2 %", "0.045–82.6 %"], ["25.0 %", "0.11–95.1 %"], ["0.17 %", "0.032–4.1 %"], ["0.057 %", "0.017–0.14 %"],
    ]  # fmt: skip


def test_findings_of_other_studies_are_assumptions_and_say_how_their_people_differ(hong_kong_2019):
    raft, survey = rows_of(hong_kong_2019, "implied")
    assert raft[1:4] == ["1.1 %", "at most 3.6 (0.75–10.6)", "at least 80"]
    assert survey[1:4] == ["17 % (of 1,049)", "at most 0.24 (0.049–0.69)", "at least 1,272"]
    assert "Other people" in survey[4]
    assert survey[5] == "CLEAN16 (secondary)"


def test_tools_are_shown_with_counts_that_say_where_they_are_inferred(hong_kong_2019):
    tools = rows_of(hong_kong_2019, "tools")
    raft = next(row for row in tools if row[0].startswith("RAFT: derivation"))
    assert raft[1:3] == ["88.9 % (73.9–96.9; 32/36)", "74.0 % (no count found)"]
    assert raft[4] == "3.3 %"
    assert raft[-1] == "RAFT2021 (unverified)"
    assert "No study of an instrument that is in use here" in section(hong_kong_2019, "tools")["text"][0]
    assert "is in use here; the others" in section(screening_report(PACKS["freeport"], 2022), "tools")["text"][0]


def test_the_audit_that_would_bound_the_missed_is_planned(hong_kong_2019):
    assert [row[:2] for row in rows_of(hong_kong_2019, "next")] == [["1 %", "299"], ["0.5 %", "598"], ["0.1 %", "2,995"]]
    few = [plan for plan in screening_report(PACKS["freeport"], 2022).plans if plan.hits == 0]
    assert {plan.passed_over for plan in few} == {703}
    assert next(plan.size for plan in few if plan.below == 0.01) < 299


@pytest.mark.parametrize(("name", "tag"), FULL)
def test_no_year_says_in_any_language_what_a_yield_cannot_carry(name, tag):
    for year in reported_years(PACKS[name]):
        content = report_content(screening_report(PACKS[name], year), tag)
        assert not NEVER.search(words_of(content)), (year, NEVER.search(words_of(content)))
        assert len(content["sections"][-1]["list"]) == len(REFUSED) == 3


@pytest.mark.parametrize(("name", "tag"), FULL)
def test_no_page_says_in_any_format_what_a_yield_cannot_carry(name, tag):
    report = screening_report(PACKS[name], reported_years(PACKS[name])[-1])
    pages = PdfReader(io.BytesIO(report_pdf(report, tag))).pages
    printed = "".join(page.extract_text() for page in pages)
    assert 2 <= len(pages) <= 3
    for said in (
        report_html(report, tag),
        printed,
        json.dumps(report_numbers(report)),
        compatible_chart(report, _words(report, tag)),
    ):
        assert not NEVER.search(as_read(said))


def _words(report, tag):
    return report_content(report, tag)["words"]


def test_the_words_that_are_looked_for_would_be_found():
    said = ("not prevalent", "The trend is down", "並不普遍", "流行率", "غير منتشر", "ليس شائعا")
    assert all(NEVER.search(each) for each in said)


def test_no_two_years_stand_in_one_report(hong_kong_2019):
    others = {str(year) for year in reported_years(PACKS["hong_kong"])} - {"2019"}
    shown = [
        cell for name in ("counted", "compatible", "believed", "next") for row in rows_of(hong_kong_2019, name) for cell in row
    ]
    assert not any(re.search(rf"\b{year}\b", cell) for year in others for cell in shown)


@pytest.mark.parametrize(("name", "year"), YEARS)
def test_every_year_with_both_counts_has_a_report_that_keeps_its_bound(name, year):
    report = screening_report(PACKS[name], year)
    shown = plain(rows_of(report, "counted")[3][1])
    assert shown.startswith("" if report.year.bound == "exact" else report.year.bound)
    assert len(rows_of(report, "tools")) >= 7
    assert report_numbers(report)["of"] == "those screened"


@pytest.mark.parametrize(("name", "year"), [("hong_kong", 2015), ("hong_kong", 2016), ("hong_kong", 2022), ("freeport", 1999)])
def test_a_year_without_both_counts_has_no_report_and_names_those_that_have(name, year):
    with pytest.raises(FigureError, match="choose a year with both counts: 20"):
        screening_report(PACKS[name], year)


def test_a_pack_without_published_screenings_has_no_report():
    international = read_pack("international")
    assert reported_years(international) == ()
    with pytest.raises(PackError, match="has no published initial_screenings"):
        screening_report(international, 2019)


def test_a_language_that_the_pack_does_not_have_is_refused(hong_kong_2019):
    with pytest.raises(PackError, match="there is no language 'ar'"):
        report_content(hong_kong_2019, "ar")


def test_a_draft_language_says_that_nobody_has_checked_it(hong_kong_2019):
    assert report_content(hong_kong_2019, "th")["draft"]
    assert "No speaker has checked it" in report_html(hong_kong_2019, "th")


def test_a_year_in_which_nobody_was_identified_still_has_limits_and_a_chart():
    pack = PACKS["freeport"]
    nobody = tuple(
        row.model_copy(update={"value": 0}) if (row.series, row.year) == ("identified", 2022) else row for row in pack.series
    )
    report = screening_report(dataclasses.replace(pack, series=nobody), 2022)
    assert rows_of(report, "counted")[3][1] == "0.000 % (0.000–0.517)"
    assert rows_of(report, "compatible")[3][2] == "0–51.7 %"
    assert {row[3] for row in rows_of(report, "tools")} == {"–"}
    assert compatible_chart(report, _words(report, "en")).startswith("<svg")


def test_an_assumed_share_below_the_yield_is_said_to_be_too_low():
    assert rows_of(screening_report(PACKS["freeport"], 2022), "implied")[0][2:4] == ["more were found than that", "–"]


@pytest.mark.parametrize("name", PACKS)
def test_every_language_has_the_same_places_for_numbers(name):
    pack = PACKS[name]
    for key, said in pack.texts["en"].items():
        if key.startswith("screening_report."):
            for tag in (tag for each, tag in FULL if each == name):
                assert _places(pack.text(key, tag)) == _places(said), (key, tag)


def _places(text):
    return sorted(field for _, field, _, _ in string.Formatter().parse(text) if field)


def test_every_source_that_is_named_has_its_place(hong_kong_2019):
    content = report_content(hong_kong_2019, "en")
    known = {key for key, _ in content["sources"]}
    cited = {key for row in (*rows_of(hong_kong_2019, "counted"), *rows_of(hong_kong_2019, "tools")) for key in row[-1].split()}
    assert {key for key in cited if key.isupper() or key[-4:].isdigit()} <= known


def test_the_page_is_whole_in_itself_and_the_same_each_time(hong_kong_2019):
    page = report_html(hong_kong_2019, "zh-Hant")
    assert 'lang="zh-Hant"' in page
    assert "<script" not in page
    assert "src=" not in page
    assert page == report_html(hong_kong_2019, "zh-Hant")


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "0"), (0.0004, "0.040"), (0.04, "4.0"), (0.117, "11.7"), (1, "100.0"), (0.0999, "10.0"), (3.3e-6, "0.00033")],
)
def test_a_share_has_two_digits_that_count_below_ten_per_cent(share, shown):
    assert per_cent(share) == shown


def test_a_bound_stands_where_the_language_has_it():
    assert bounded(PACKS["freeport"], "7", "at most", "ar").startswith("7 ")
    assert bounded(PACKS["freeport"], "7", "at most", "en") == "at most 7"
    assert bounded(PACKS["freeport"], "7", "exact", "en") == "7"
