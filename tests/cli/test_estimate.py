"""``firmground estimate lists`` as a statistician, an officer or another program meets it."""

import json

import pytest

from firmground.cli import exits

KOSOVO = (
    "EXH,ABA,OSCE,HRW,Frequency\n1,0,0,0,1131\n0,1,0,0,845\n0,0,1,0,936\n0,0,0,1,306\n1,1,0,0,177\n1,0,1,0,228\n1,0,0,1,106\n"
    "0,1,1,0,217\n0,1,0,1,31\n0,0,1,1,123\n1,1,1,0,181\n1,1,0,1,18\n1,0,1,1,42\n0,1,1,1,32\n1,1,1,1,27\n"
)


@pytest.fixture
def kosovo(tmp_path):
    path = tmp_path / "kosovo.csv"
    path.write_text(KOSOVO, encoding="utf-8")
    return str(path)


def test_one_method_gives_its_published_number_and_is_no_result_alone(command, kosovo):
    ran = command("estimate", "lists", kosovo, "--method", "stepwise", "--bootstrap", "0", "--json")
    assert ran.code == exits.DONE
    (found,) = ran.json["estimates"]
    assert (found["method"], round(found["population"], 4), found["interval"]) == ("stepwise", 14341.6638, "Wald")
    assert (ran.json["observed"], ran.json["bootstrap"], ran.json["verdict"]["refused"]) == (4400, 0, True)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another(command, kosovo):
    def interval(seed):
        asked = ("--method", "main_effects", "--bootstrap", "100", "--seed", seed, "--json")
        (found,) = command("estimate", "lists", kosovo, *asked).json["estimates"]
        return found["low"], found["high"], found["interval"]

    assert interval("1") == interval("1")
    assert interval("1") != interval("2")
    assert interval("1")[2] == "BCa"


def test_every_method_stands_beside_the_others_with_the_verdict(command, kosovo):
    ran = command("estimate", "lists", kosovo, "--bootstrap", "0", "--draws", "200")
    assert ran.code == exits.DONE
    for said in (
        "14,342",
        "12,749",
        "8,797",
        "The chains disagree",
        "What they suppose",
        "taken as one",
        "× 0.5",
        "OSCE and HRW",
    ):
        assert said in ran.out
    assert ran.out.index("Methods side by side") < ran.out.index("What would help")


def test_a_report_and_pictures_are_written_where_they_were_asked_for(command, kosovo, tmp_path):
    places = {name: str(tmp_path / "out" / name) for name in ("r.html", "r.pdf", "pictures")}
    asked = ("--html", places["r.html"], "--pdf", places["r.pdf"], "--charts", places["pictures"])
    ran = command("estimate", "lists", kosovo, "--method", "stepwise", "--bootstrap", "20", *asked)
    assert all(f"Written: {place}" in ran.out for place in places.values())
    assert "14,342" in (tmp_path / "out/r.html").read_text(encoding="utf-8")
    assert (tmp_path / "out/r.pdf").read_bytes().startswith(b"%PDF")
    written = sorted(path.name for path in (tmp_path / "out/pictures").iterdir())
    assert written == ["estimates.svg", "overlaps.svg", "resamples.svg"]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("a,b,n\n1,0,5\n1,2,5\n", "row 3, column b", "neither 0 nor 1"),
        ("a,b,n\n1,0,5\n1,1,five\n", "row 3, column n", "no count"),
        ("a,b,n\n0,0,5\n", "row 2", "no list"),
    ],
)
def test_a_bad_file_is_refused_with_its_row_and_column_and_nothing_is_written(command, tmp_path, text, where, what):
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    ran = command("estimate", "lists", str(path), "--html", str(tmp_path / "r.html"))
    assert ran.code == exits.WRONG_INPUT
    assert where in ran.err
    assert what in ran.err
    assert not (tmp_path / "r.html").exists()


def test_a_method_that_does_not_exist_is_refused_with_those_that_do(command, kosovo):
    ran = command("estimate", "lists", kosovo, "--method", "magic")
    assert ran.code == exits.WRONG_INPUT
    assert "no method is called 'magic'" in ran.err
    assert "stepwise" in ran.err


@pytest.mark.parametrize("option", [("--bootstrap", "-1"), ("--level", "1.5"), ("--draws", "1")])
def test_options_that_mean_nothing_are_refused(command, kosovo, option):
    assert command("estimate", "lists", kosovo, *option).code == exits.WRONG_CALL


def test_progress_goes_to_standard_error_so_that_json_stays_json(command, kosovo):
    ran = command("estimate", "lists", kosovo, "--method", "chao", "--json")
    assert json.loads(ran.out)["estimates"][0]["method"] == "chao"
    assert "Chao's lower bound" in ran.err
