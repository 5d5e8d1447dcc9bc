"""The command line as a person at a terminal or another program meets it."""

import json

import pytest
import typer

from firmground.cli import app as commands
from firmground.screening import agreement


def every_command(command=None, path=()):
    command = command or typer.main.get_command(commands.app)
    for name, each in getattr(command, "commands", {}).items():
        yield from every_command(each, (*path, name))
    if not hasattr(command, "commands"):
        yield path


@pytest.mark.parametrize("path", list(every_command()), ids=" ".join)
def test_every_command_explains_itself(firmground, path):
    code, out, _ = firmground(*path, "--help")
    assert code == 0
    assert "Usage" in out


def test_the_shipped_packs_have_no_problems(firmground):
    code, out, _ = firmground("pack", "check", "--json")
    assert (code, json.loads(out)) == (0, {"freeport": [], "hong_kong": [], "international": []})


def test_a_pack_that_does_not_exist_is_answered_with_those_that_do(firmground):
    code, out, err = firmground("pack", "check", "atlantis")
    assert (code, out) == (3, "")
    assert "there is no pack 'atlantis'" in err
    assert "hong_kong" in err


def test_a_pack_shows_what_it_holds(firmground):
    code, out, _ = firmground("pack", "show", "hong_kong", "--json")
    shown = json.loads(out)
    assert (code, shown["id"], shown["majority_age"]) == (0, "hong_kong", 18)
    assert "initial_screening" in {each["id"] for each in shown["instruments"]}
    assert firmground("pack", "show", "freeport")[0] == 0


def test_the_published_yields_are_shown_with_their_bounds(firmground):
    code, out, _ = firmground("yields", "--pack", "hong_kong")
    assert code == 0
    assert "0.040 %" in out
    assert "more than 7,500" in out
    assert "prevalen" not in out


def test_the_published_yields_as_data(firmground, tmp_path):
    code, out, _ = firmground("yields", "--pack", "hong_kong", "--json", "--chart", tmp_path / "new" / "chart.svg")
    year = {each["year"]: each for each in json.loads(out)["years"]}[2019]
    assert (code, year["yield_percent"], year["low_percent"], year["high_percent"]) == (0, "0.040", "0.008", "0.117")
    assert (tmp_path / "new" / "chart.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_chart_that_cannot_be_written_is_an_output_error(firmground, tmp_path):
    code, _, err = firmground("yields", "--pack", "hong_kong", "--chart", tmp_path)
    assert code == 4
    assert "What to do" in err


def test_a_year_of_invented_people_goes_through_the_whole_chain(firmground, tmp_path):
    extract, statement = tmp_path / "extract", tmp_path / "statement"
    made = firmground("demo-year", "--pack", "freeport", "--year", 2022, "--persons", 60, "--out", extract, "--json")
    assert (made[0], json.loads(made[1])["synthetic"]) == (0, True)
    agreed = firmground("engines", "--pack", "freeport", "--extract", extract)
    assert (agreed[0], "agree" in agreed[1]) == (0, True)
    counted = firmground("figures", "--pack", "freeport", "--extract", extract, "--year", 2022, "--json")
    assert (counted[0], json.loads(counted[1])["synthetic"]) == (0, True)
    assert "SYNTHETIC" in firmground("figures", "--pack", "freeport", "--extract", extract, "--year", 2022)[1]
    built = firmground("statement", "build", "--pack", "freeport", "--extract", extract, "--year", 2022, "--out", statement)
    assert built[0] == 0
    verified = firmground("statement", "verify", statement / "statement.html", "--extract", extract, "--json")
    assert (verified[0], json.loads(verified[1])["holds"]) == (0, True)


def test_a_statement_that_does_not_hold_ends_with_one_and_names_the_sentence(firmground, tmp_path):
    extract, statement = tmp_path / "extract", tmp_path / "statement"
    firmground("demo-year", "--pack", "freeport", "--year", 2022, "--persons", 60, "--out", extract)
    firmground("statement", "build", "--pack", "freeport", "--extract", extract, "--year", 2022, "--out", statement)
    path = statement / "statement.json"
    path.write_text(path.read_text(encoding="utf-8").replace(" 60 ", " 61 "), encoding="utf-8")
    code, _, err = firmground("statement", "verify", path, "--extract", extract)
    assert code == 1
    assert "does not hold: sentence " in err


def test_engines_that_differ_end_with_one(firmground, tmp_path, monkeypatch):
    extract = tmp_path / "extract"
    firmground("demo-year", "--pack", "freeport", "--year", 2022, "--persons", 5, "--out", extract)
    broken = {"finding": "no", "could_change": []}
    monkeypatch.setattr(
        agreement, "_browser", lambda definition, persons: [dict.fromkeys(definition.rule, broken)] * len(persons)
    )
    code, out, _ = firmground("engines", "--pack", "freeport", "--extract", extract)
    assert code == 1
    assert "browser says no" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("screen", "--pack", "hong_kong", "--instrument", "initial_screening"),
        ("screen", "--pack", "hong_kong", "--instrument", "initial_screening", "--table", "a.csv"),
        ("screen", "--pack", "hong_kong", "--instrument", "initial_screening", "--answers", "a.json", "--on", "2019-02-30"),
        ("demo-year", "--pack", "hong_kong"),
        ("figures", "--pack", "hong_kong", "--extract", "x", "--year", "last"),
        ("nonsense",),
    ],
)
def test_a_wrong_call_ends_with_two(firmground, arguments):
    assert firmground(*arguments)[0] == 2


@pytest.mark.parametrize(
    ("arguments", "code", "fault"),
    [
        (("figures", "--pack", "hong_kong", "--extract", "nowhere", "--year", 2019), 3, "is not an extract"),
        (("demo-year", "--pack", "hong_kong", "--year", 2022, "--out", "x"), 3, "identified was not found for 2022"),
        (("screen", "--pack", "hong_kong", "--instrument", "moon", "--answers", "a.json"), 3, "there is no instrument 'moon'"),
        (("instrument", "show", "ilo_2009_adult_sexual", "--pack", "international"), 3, "is not shipped"),
        (
            ("instrument", "paper", "initial_screening", "--pack", "hong_kong", "--language", "fr", "--out", "x"),
            3,
            "no language 'fr'",
        ),
        (("statement", "verify", "nowhere.json", "--extract", "nowhere"), 3, "cannot be read"),
    ],
)
def test_an_error_is_one_sentence_with_a_remedy(firmground, tmp_path, monkeypatch, arguments, code, fault):
    monkeypatch.chdir(tmp_path)
    ended, out, err = firmground(*arguments)
    assert (ended, out) == (code, "")
    assert fault in err
    assert "What to do: " in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_an_instrument_shows_what_a_positive_is_worth_at_a_base_rate(firmground):
    code, out, _ = firmground("instrument", "show", "raft", "--pack", "international", "--base-rate", "0.014", "--json")
    studies = json.loads(out)["studies"]
    assert (code, studies[1]["predictive_value"]) == (0, "3.5 %")
    assert "(73.5–100.0; 12/12)" in studies[1]["sensitivity"]


def test_a_base_rate_in_per_cent_is_refused(firmground):
    assert firmground("instrument", "show", "raft", "--pack", "international", "--base-rate", "14")[0] == 2


def test_an_instrument_is_published_and_printed(firmground, tmp_path):
    published, form = tmp_path / "initial.json", tmp_path / "form.pdf"
    assert firmground("instrument", "publish", "initial_screening", "--pack", "hong_kong", "--out", published)[0] == 0
    assert json.loads(published.read_text(encoding="utf-8"))["instrument"] == "initial_screening"
    assert firmground("instrument", "paper", "initial_screening", "--pack", "hong_kong", "--out", form)[0] == 0
    assert form.read_bytes().startswith(b"%PDF")
