"""``firmground estimate linked`` as a statistician or another program meets it."""

import json

import pytest

from firmground.cli import exits

LINKS, KNOWN = {"checked": 200, "found": 198}, {"checked": 200, "found": 150}


@pytest.fixture
def call(command, small_year, tmp_path):
    def run(*more, audit=None, lists=None):
        path = tmp_path / "audit.json"
        path.write_text(json.dumps({"links": LINKS, "known_pairs": KNOWN} if audit is None else audit), encoding="utf-8")
        return command(
            "estimate", "linked", str(lists or small_year / "lists.csv"), "--audit", str(path), "--draws", "100", *more
        )

    return run


def test_numbers_stand_beside_those_of_believed_links_with_a_budget(call):
    ran = call("--method", "main_effects", "--method", "stepwise")
    assert ran.code == exits.DONE
    for words in (
        "links believed",
        "sampling and linkage",
        "dependence",
        "do not add up",
        "recall, % (95 %)",
        "police and shelter",
    ):
        assert words in ran.out
    assert "prevalence" not in ran.out


def test_json_has_every_number_and_the_seed_makes_it_again(call):
    found = call("--method", "pooled_pairs", "--seed", "7", "--json").json
    assert found["seed"] == 7
    assert found["reported"] == "pooled_pairs"
    [estimate] = found["estimates"]
    assert estimate["low"] < estimate["population"] < estimate["high"] < found["uncorrected"]["pooled_pairs"] * 1.2
    assert [span["source"] for span in found["budget"]][:4] == ["sampling", "linkage", "model choice", "dependence"]
    assert found == call("--method", "pooled_pairs", "--seed", "7", "--json").json


def test_the_budget_is_drawn_when_a_chart_is_asked_for(call, tmp_path):
    assert call("--method", "main_effects", "--chart", str(tmp_path / "new" / "budget.svg")).code == exits.DONE
    assert "all together" in (tmp_path / "new" / "budget.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("audit", "says"),
    [
        ({"links": LINKS}, "recall is not identified"),
        ({"known_pairs": KNOWN}, "precision is not identified"),
        ({"links": {"checked": 10, "found": 12}, "known_pairs": KNOWN}, "12 of 10"),
        ({"links": LINKS, "known_pairs": {"checked": 200, "found": 3}}, "contradict each other"),
    ],
)
def test_an_audit_that_cannot_be_used_is_a_wrong_input_in_a_sentence(call, audit, says):
    ran = call(audit=audit)
    assert (ran.code, ran.out) == (exits.WRONG_INPUT, "")
    assert says in ran.err
    assert "What to do: " in ran.err


def test_a_method_that_is_not_there_is_a_wrong_input(call):
    ran = call("--method", "guess")
    assert (ran.code, ran.out) == (exits.WRONG_INPUT, "")
    assert "there is no method 'guess'" in ran.err


def test_where_no_number_can_be_given_it_says_so_and_draws_nothing(call, tmp_path):
    apart = tmp_path / "apart.csv"
    apart.write_text("a,b,people\n1,0,50\n0,1,60\n", encoding="utf-8")
    ran = call("--method", "pooled_pairs", "--chart", str(tmp_path / "budget.svg"), lists=apart)
    assert ran.code == exits.DONE
    assert "No number" in ran.out
    assert not (tmp_path / "budget.svg").exists()
