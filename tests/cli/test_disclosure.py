"""``firmground disclosure`` as a statistician or another program meets it."""

import json

import pytest

from firmground.cli import exits

HEADING = "sex,age,count"
ROWS = ("w,old,60", "w,young,2", "m,old,9", "m,young,41", "w,Total,62", "m,Total,50", "Total,old,69", "Total,young,43")


@pytest.fixture
def table(tmp_path):
    def write(*rows, name="table.csv", heading=HEADING):
        path = tmp_path / name
        path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
        return str(path)

    return write


def test_a_table_is_protected_and_what_was_written_passes_the_audit(command, table, tmp_path):
    out = tmp_path / "protected.csv"
    found = command("disclosure", "protect", "--table", table(*ROWS, "Total,Total,112"), "--out", str(out), "--json").json
    assert found == {"table": str(out), "counts": 9, "withheld": 4, "small": 1}
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[:5] == [HEADING, "w,old,[c]", "w,young,[c]", "m,old,[c]", "m,young,[c]"]
    assert lines[5:] == [*ROWS[4:], "Total,Total,112"]
    audited = command("disclosure", "audit", "--table", str(out), "--json").json
    assert audited["holds"] is True
    assert audited["withheld"]["w / young"] == {"low": 1, "high": 42}


def test_margins_may_be_kept_or_given_up(command, table, tmp_path):
    """Without the table of both, a small margin is withheld; with --keep-totals it is printed."""
    rows = ("w,3", "m,9", "x,30", "Total,42")
    read = table(*rows, heading="sex,count")
    small = command("disclosure", "audit", "--table", read, "--minimum", "40", "--json")
    assert (small.code, small.json["small_shown"]) == (exits.DOES_NOT_HOLD, ["w", "m", "x"])
    kept = command(
        "disclosure", "audit", "--table", table(*ROWS, "Total,Total,112"), "--keep-totals", "--minimum", "63", "--json"
    ).json
    assert "w / Total" in kept["small_by_choice"]


def test_the_audit_says_in_words_what_is_given_away(command, table):
    ran = command("disclosure", "audit", "--table", table("w,60", "m,[c]", "Total,62", heading="sex,count"))
    assert ran.code == exits.DOES_NOT_HOLD
    assert "worked out" in ran.out
    assert "2 to 2" in ran.out


def test_a_later_table_is_protected_beside_an_earlier_one(command, table, tmp_path):
    earlier = table("w,60", "m,41", "Total,101", name="earlier.csv", heading="sex,count")
    later = table("w,68", "m,43", "Total,111", name="later.csv", heading="sex,count")
    told = command("disclosure", "audit", "--table", later, "--earlier", earlier, "--json")
    assert (told.code, len(told.json["told_apart"])) == (exits.DOES_NOT_HOLD, 1)
    out = tmp_path / "out.csv"
    command("disclosure", "protect", "--table", later, "--earlier", earlier, "--out", str(out))
    assert out.read_text(encoding="utf-8").splitlines()[1:] == ["w,[c]", "m,[c]", "Total,111"]


def test_the_key_chooses_among_equal_counts_and_is_read_from_a_file(command, table, tmp_path):
    rows = [f"g{number},9" for number in range(12)]
    read = table("small,2", *rows, "Total,110", heading="group,count")
    written = set()
    for key in "abcdef":
        (tmp_path / "key").write_text(key, encoding="utf-8")
        for _ in range(2):
            command(
                "disclosure", "protect", "--table", read, "--out", str(tmp_path / "out.csv"), "--key-file", str(tmp_path / "key")
            )
        written.add((tmp_path / "out.csv").read_text(encoding="utf-8"))
    assert 1 < len(written) <= 6


def test_a_year_s_figures_are_audited_beside_an_earlier_statement(command, small_year):
    year = ("--pack", "freeport", "--extract", str(small_year / "extract"), "--year", "2022")
    earlier = ("--earlier", str(small_year / "statement" / "statement.json"))
    alone, beside = (command("disclosure", "audit", *year, *more, "--json").json for more in ((), earlier))
    assert alone["minimum"] == 5
    assert (alone["holds"], alone["recoverable"]) == (True, []), "one person identified is public; how many decisions is not told"
    assert "decisions_by_decision" in alone["withheld"], "the total of a table of a few people"
    assert beside["told_apart"] == [], "nothing has changed since"
    assert set(alone["withheld"]) < set(beside["withheld"]), "what was withheld then is audited as well"


@pytest.mark.parametrize(
    ("rows", "more", "code", "says"),
    [
        (("w,3", "Total,3"), (), exits.WRONG_INPUT, "can be worked out whatever is withheld: w"),
        (("w,3", "m,[c]", "Total,9"), (), exits.WRONG_INPUT, "has withheld counts already"),
        (("w,3", "m,30", "Total,9"), (), exits.WRONG_INPUT, "parts and whole differ by 24"),
        (("w,three", "Total,9"), (), exits.WRONG_INPUT, "row 2, column count: has 'three'"),
        (("=w,30", "Total,30"), (), exits.WRONG_OUTPUT, "which a spreadsheet would run"),
        (("w,30", "Total,30"), ("--key-file", "absent"), exits.WRONG_INPUT, "cannot be read as text"),
        (("w,30", "Total,30"), ("--count", "persons"), exits.WRONG_INPUT, "has no column 'persons'"),
        (("w,30", "Total,30"), ("--minimum", "0"), exits.WRONG_CALL, "--minimum"),
    ],
)
def test_what_cannot_be_protected_is_refused_and_nothing_is_written(command, table, tmp_path, rows, more, code, says):
    out = tmp_path / "out.csv"
    ran = command("disclosure", "protect", "--table", table(*rows, heading="sex,count"), "--out", str(out), *more)
    assert (ran.code, out.exists()) == (code, False)
    assert says in " ".join(ran.err.split())


@pytest.mark.parametrize("call", [(), ("--pack", "freeport"), ("--table", "t.csv", "--pack", "freeport"), ("--year", "2022")])
def test_an_audit_of_nothing_or_of_two_things_is_a_wrong_call(command, call):
    assert command("disclosure", "audit", *call).code == exits.WRONG_CALL


def test_an_earlier_statement_that_is_none_is_refused(command, small_year, tmp_path):
    (tmp_path / "statement.json").write_text(json.dumps({"figures": {}}), encoding="utf-8")
    year = ("--pack", "freeport", "--extract", str(small_year / "extract"), "--year", "2022")
    ran = command("disclosure", "audit", *year, "--earlier", str(tmp_path / "statement.json"))
    assert (ran.code, "is not a statement" in ran.err) == (exits.WRONG_INPUT, True)


INNER, OUTER = ROWS[:4], (*ROWS[4:], "Total,Total,112")


def test_a_table_is_rounded_and_still_adds_up(command, table, tmp_path):
    ran = command("disclosure", "round", table(*INNER, *OUTER), "--base", "5")
    counts = {tuple(line.split(",")[:2]): int(line.split(",")[2]) for line in ran.out.splitlines()[1:]}
    assert counts["w", "young"] in {0, 5}
    assert all(count % 5 == 0 for count in counts.values())
    assert counts["w", "old"] + counts["w", "young"] == counts["w", "Total"]
    assert "at most 4 away from what is printed" in " ".join(ran.err.split())
    out = tmp_path / "rounded.csv"
    found = command("disclosure", "round", table(*INNER, *OUTER), "--base", "5", "--out", str(out), "--json").json
    assert (found["counts"], found["base"], found["is_least"], found["table"]) == (9, 5, True, str(out))
    assert out.read_text(encoding="utf-8") == ran.out, "the same again"


def test_a_table_gets_noise_and_its_publisher_is_told_what_that_costs(command, table):
    ran = command("disclosure", "noise", table(*INNER, *OUTER), "--epsilon", "1")
    said = " ".join(ran.err.split())
    assert "A count of 3 comes out as 0 to 6: counts of three cannot live here." in said
    assert "2 of 9 counts are above nought and below ten standard deviations" in said
    assert "it has no seed" in said
    weak = command("disclosure", "noise", table(*INNER, *OUTER), "--epsilon", "4").err
    assert "comes out as 3, 96% of the time: so little noise protects nobody" in " ".join(weak.split())
    found = command("disclosure", "noise", table(*INNER, *OUTER), "--epsilon", "1", "--json").json
    rows = found["rows"]
    assert rows["w / old"] + rows["w / young"] == rows["w / Total"]
    assert (found["parts"], found["within_95"], found["unchanged"], found["drowned"]) == (1, 3, 0.462117, 2)
    split = command("disclosure", "noise", table(*INNER, *OUTER), "--epsilon", "2", "--split", "--json").json
    assert (split["parts"], split["epsilon_of_each"]) == (4, 0.5)


def test_a_column_may_be_a_hierarchy(command, table, tmp_path):
    (tmp_path / "places.csv").write_text("code,within\nasia,Total\nchina,asia\nviet_nam,asia\neurope,Total\n", encoding="utf-8")
    rows = ("viet_nam,120", "china,2", "asia,122", "europe,60", "Total,182")
    read, option = table(*rows, heading="place,count"), ("--hierarchy", f"place={tmp_path / 'places.csv'}")
    out = tmp_path / "out.csv"
    assert command("disclosure", "protect", "--table", read, "--out", str(out), *option, "--json").json["withheld"] == 2
    assert command("disclosure", "audit", "--table", str(out), *option).code == exits.DONE
    assert command("disclosure", "audit", "--table", str(out)).code == exits.WRONG_INPUT, "without it the parts are too many"


@pytest.mark.parametrize(
    ("call", "rows", "code", "says"),
    [
        (("round", "--base", "1"), INNER, exits.WRONG_CALL, "--base"),
        (("round",), ("w,old,[c]",), exits.WRONG_INPUT, "is withheld, and cannot be rounded"),
        (("round",), ("=w,old,9",), exits.WRONG_OUTPUT, "a spreadsheet would run"),
        (("round", "--hierarchy", "sex"), INNER, exits.WRONG_CALL, "is not COLUMN=FILE"),
        (("round", "--hierarchy", "sex=absent.csv"), INNER, exits.WRONG_INPUT, "cannot be read as a hierarchy"),
        (("noise",), INNER, exits.WRONG_CALL, "--epsilon"),
        (("noise", "--epsilon", "0"), INNER, exits.WRONG_CALL, "--epsilon"),
        (("noise", "--epsilon", "1"), ("w,old,3", "m,old,4"), exits.WRONG_INPUT, "a count of 3 would come out as 0 to 6"),
        (("noise", "--epsilon", "1"), ("w,old,[c]",), exits.WRONG_INPUT, "has withheld counts"),
    ],
)
def test_what_cannot_be_rounded_or_noised_is_refused_and_nothing_is_written(command, table, tmp_path, call, rows, code, says):
    out = tmp_path / "out.csv"
    ran = command("disclosure", call[0], table(*rows), "--out", str(out), *call[1:])
    assert (ran.code, out.exists()) == (code, False)
    assert says in " ".join(ran.err.split())
