"""The published yields and the three engines, as the commands show them."""

import json
import re
import shutil
import xml.etree.ElementTree as ET

import pytest

from firmground.screening import agreement
from firmground.values import Finding

# Screened, identified and how the yield reads, from statistics/series.csv and its sources; limits are Clopper-Pearson.
HONG_KONG = {
    2015: ("not found", "not found", "not stated"),
    2016: ("about 2,500", "not found", "not stated"),
    2017: ("about 4,700", "9", "about"),
    2018: ("more than 7,500", "18", "at most"),
    2019: ("more than 7,500", "3", "at most"),
    2020: ("6,912", "3", "exact"),
    2021: ("7,678", "1", "exact"),
    2022: ("about 7,600", "not found", "not stated"),
    2023: ("about 11,000", "3", "about"),
    2024: ("about 11,300", "8", "about"),
}
LIMITS = {2019: ("0.040", "0.008", "0.117"), 2020: ("0.043", "0.009", "0.127"), 2021: ("0.013", "0.000", "0.073")}
FREEPORT = {2021: ("more than 640", "14", "at most"), 2022: ("712", "9", "exact"), 2023: ("about 800", "about 12", "about")}
PREVALENCE = re.compile(r"prevalen|流行|盛行|انتشار", re.IGNORECASE)


def read(years):
    return {each["year"]: (each["screened"]["in_words"], each["identified"]["in_words"], each["bound"]) for each in years}


@pytest.mark.parametrize(("pack", "expected"), [("hong_kong", HONG_KONG), ("freeport", FREEPORT)])
def test_the_table_is_the_published_one(command, pack, expected):
    assert read(command("yields", "--pack", pack, "--json").json["years"]) == expected


@pytest.mark.parametrize("year", LIMITS)
def test_the_limits_are_the_exact_ones_of_the_reference_table(command, year):
    """Source: Clopper-Pearson limits computed in R for 3 of 7,500, 3 of 6,912 and 1 of 7,678."""
    (found,) = [each for each in command("yields", "--pack", "hong_kong", "--json").json["years"] if each["year"] == year]
    assert (found["yield_percent"], found["low_percent"], found["high_percent"]) == LIMITS[year]


def test_a_year_whose_count_was_not_found_has_no_yield_and_says_why(command):
    for each in command("yields", "--pack", "hong_kong", "--json").json["years"]:
        stated = [each[key] is not None for key in ("yield_percent", "low_percent", "high_percent")]
        assert all(stated) != bool(each["why_not"])
        assert any(stated) == all(stated) == (each["bound"] != "not stated")


def test_every_count_that_was_found_has_a_source_and_says_how_well_it_was_read(command):
    for each in command("yields", "--pack", "hong_kong", "--json").json["years"]:
        for count in (each["screened"], each["identified"]):
            assert count["value"] is None or (count["source"] and count["confidence"])


@pytest.mark.parametrize("pack", ["hong_kong", "freeport"])
def test_no_yield_is_called_prevalence_on_the_screen_in_json_or_in_the_chart(command, tmp_path, pack):
    chart = tmp_path / "chart.svg"
    spoken = command("yields", "--pack", pack, "--chart", chart).out + command("yields", "--pack", pack, "--json").out
    assert not PREVALENCE.search(spoken)
    assert not PREVALENCE.search(chart.read_text(encoding="utf-8"))


def test_what_a_yield_does_not_show_is_told_with_it(command):
    shown = command("yields", "--pack", "hong_kong")
    assert "It does not show" in shown.out
    assert "how many people were trafficked" in shown.out
    assert command("yields", "--pack", "hong_kong", "--json").json["shows_not"]


@pytest.mark.parametrize(("pack", "years"), [("hong_kong", HONG_KONG), ("freeport", FREEPORT)])
def test_the_chart_is_a_picture_with_a_title_and_every_year(command, tmp_path, pack, years):
    chart = tmp_path / "chart.svg"
    assert command("yields", "--pack", pack, "--chart", chart).code == 0
    drawn = ET.parse(chart).getroot()
    words = ["".join(each.itertext()) for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert {str(year) for year in years} <= set(words)
    assert any("persons identified among initial screenings" in each for each in words)
    assert any("not a measure of how many there are" in each for each in words)


def test_a_chart_loads_and_runs_nothing(command, tmp_path):
    chart = tmp_path / "chart.svg"
    command("yields", "--pack", "hong_kong", "--chart", chart)
    assert not re.search(r"<script|<image|\bon\w+=|href=", chart.read_text(encoding="utf-8"))


def test_a_pack_without_published_screenings_is_refused_and_draws_nothing(command, tmp_path):
    done = command("yields", "--pack", "international", "--chart", tmp_path / "chart.svg")
    assert (done.code, done.out) == (3, "")
    assert "add them to statistics/series.csv" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.node
def test_the_three_engines_agree_on_a_whole_year_through_both_stages(command, year_2019):
    done = command("engines", "--pack", "hong_kong", "--extract", year_2019.folder)
    assert done.code == 0
    assert "initial_screening: 7,512 persons" in done.out
    assert "full_debriefing: 110 persons" in done.out
    assert done.out.count("reference, browser and columnar engine agree") == 2


@pytest.mark.node
def test_engines_that_agree_have_empty_lists_in_json(command, small_year):
    done = command("engines", "--pack", "freeport", "--extract", small_year / "extract", "--json")
    assert (done.code, done.json) == (0, {"quay_questions": []})


def without_the_finding(found):
    return [{rule: {**each, "finding": "no"} for rule, each in person.items()} for person in found]


def without_what_could_change(found):
    return [{rule: {**each, "could_change": []} for rule, each in person.items()} for person in found]


@pytest.mark.node
@pytest.mark.parametrize("broken", [without_the_finding, without_what_could_change])
def test_a_browser_that_says_something_else_is_reported_and_ends_with_one(command, small_year, monkeypatch, broken):
    browser = agreement._browser
    monkeypatch.setattr(agreement, "_browser", lambda definition, persons: broken(browser(definition, persons)))
    done = command("engines", "--pack", "freeport", "--extract", small_year / "extract", "--json")
    found = done.json["quay_questions"]
    assert done.code == 1
    assert {each["engine"] for each in found} == {"browser"}
    assert all(1 <= each["row"] <= 60 and each["reference"] != each["found"] for each in found)


@pytest.mark.node
@pytest.mark.parametrize("answer", [True, False, None])
def test_a_columnar_engine_that_says_something_else_is_reported_and_ends_with_one(command, small_year, monkeypatch, answer):
    columnar = agreement._columnar
    monkeypatch.setattr(
        agreement, "_columnar", lambda *asked: {rule: [answer] * len(found) for rule, found in columnar(*asked).items()}
    )
    done = command("engines", "--pack", "freeport", "--extract", small_year / "extract", "--json")
    assert done.code == 1
    assert {each["engine"] for each in done.json["quay_questions"]} == {"columnar"}


@pytest.mark.node
def test_a_fault_inside_the_columnar_engine_is_found_on_real_rows(command, small_year, monkeypatch):
    """Not known taken for no: the fault that would hurt most."""
    monkeypatch.setattr(agreement, "AS_FINDING", {True: Finding.YES, False: Finding.NO, None: Finding.NO})
    done = command("engines", "--pack", "freeport", "--extract", small_year / "extract")
    assert done.code == 1
    assert "columnar says no, the reference not known" in done.out


@pytest.mark.node
def test_a_single_row_that_differs_is_named(command, small_year, monkeypatch):
    columnar = agreement._columnar

    def with_a_slip(*asked):
        found = columnar(*asked)
        rule = next(iter(found))
        found[rule][6] = None if found[rule][6] is not None else True
        return found

    monkeypatch.setattr(agreement, "_columnar", with_a_slip)
    done = command("engines", "--pack", "freeport", "--extract", small_year / "extract", "--json")
    (each,) = done.json["quay_questions"]
    assert (done.code, each["row"], each["engine"]) == (1, 7, "columnar")


def test_without_node_the_comparison_is_refused_and_not_left_out(command, small_year, monkeypatch):
    monkeypatch.setattr(agreement.shutil, "which", lambda name: None)
    monkeypatch.setattr(agreement.importlib.util, "find_spec", lambda name, *more: None)
    with pytest.raises(Exception, match="there is no Node"):
        agreement.node()


@pytest.mark.node
def test_a_browser_engine_that_stops_is_an_error_and_not_an_agreement(command, small_year, monkeypatch):
    monkeypatch.setattr(agreement, "PROGRAM", "throw new Error('stopped')")
    done = command("engines", "--pack", "freeport", "--extract", small_year / "extract")
    assert done.code == 3
    assert "the browser's engine stopped" in done.err


def test_an_extract_without_answers_is_refused(command, freeport, small_year, tmp_path):
    folder = shutil.copytree(small_year / "extract", tmp_path / "extract")
    manifest = json.loads((folder / "extract.json").read_text(encoding="utf-8"))
    del manifest["tables"]["answers_quay_questions"]
    (folder / "extract.json").write_text(json.dumps(manifest), encoding="utf-8")
    done = command("engines", "--pack", "freeport", "--extract", folder)
    assert done.code == 3
    assert "has no table of answers" in done.err
