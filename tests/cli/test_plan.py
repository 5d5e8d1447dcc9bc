"""``firmground plan`` as a secretariat, a journalist or another program meets it."""

import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from firmground.packs.pack import shipped_folder
from firmground.plan.status import Status

HONG_KONG = ("--pack", "hong_kong", "--on", "2019-12-31")
FREEPORT = ("--pack", "freeport", "--on", "2023-09-30")


def on_one_line(text):
    return " ".join(text.split())


def test_hong_kongs_plan_as_data_has_fourteen_new_and_twenty_ongoing_measures_each_with_status_and_why(command):
    shown = command("plan", "status", *HONG_KONG, "--json").json
    measures = shown["measures"]
    assert Counter(each["kind"] for each in measures) == {"new": 14, "ongoing": 20}
    assert {each["status"] for each in measures} <= {str(each) for each in Status}
    assert all(each["why"].endswith(".") for each in measures)
    assert dict(Counter(each["status"] for each in measures)) == shown["counts"]
    found = {each["id"]: each for each in measures}
    assert found["n6"]["status"] == "evidence conflicts"
    assert [found[name]["text_public"] for name in ("n13", "n14")] == [False, False]
    assert all(item["digest"].startswith("sha256:") and item["dated"] for each in measures for item in each["evidence"])


def test_what_is_said_of_hong_kongs_plan_is_answered_as_data(command):
    claims = {each["id"]: each for each in command("plan", "status", *HONG_KONG, "--json").json["claims"]}
    assert claims["all_in_place_2019"]["finding"] == "not known"
    assert claims["all_in_place_2019"]["conflicting"] == ["n6"]
    assert claims["all_in_place_2019"]["cite"]["source"] == ["PR21"]


def test_money_and_posts_of_hong_kongs_plan_are_shown_as_data(command):
    shown = command("plan", "status", *HONG_KONG, "--json").json["resources"]
    years = {each["year"]: each["amount"] for each in shown["recurrent"]}
    assert (years["2019-20"], years["2024-25"]) == (62_230_000, 77_000_000)
    assert (shown["currency"], shown["average_per_post"]) == ("HKD", 635_000)
    assert shown["departments_not_in_all_sources"] == ["hkpf"]
    assert 98 in [each["posts"] for each in shown["posts"] if each["department"] is None]


def test_hong_kongs_plan_for_people(command):
    done = command("plan", "status", *HONG_KONG)
    told = on_one_line(done.out)
    assert (done.code, done.err) == (0, "")
    assert "on 2019-12-31: 14 new and 20 ongoing measures" in told
    assert "1 evidence conflicts" in told
    assert "n6 evidence conflicts: One side: counted among all measures said to be in place by 31 December 2019" in told
    assert "n13 evidence missing: Its text is not public, so nothing can be shown of it." in told
    assert "evidence conflicts on 1" in told
    assert "That none was found does not show that nothing was done." in told


def test_who_reads_with_the_documents_of_a_day_knows_less(command):
    knowing = command("plan", "status", *HONG_KONG, "--json").json
    reading = command("plan", "status", *HONG_KONG, "--known-by", "2019-12-31", "--json").json
    assert (knowing["known_by"], reading["known_by"]) == (None, "2019-12-31")
    assert "evidence conflicts" not in reading["counts"]
    assert [each["id"] for each in reading["claims"]] == ["ten_of_fourteen"]
    assert all(item["dated"] <= "2019-12-31" for each in reading["measures"] for item in each["evidence"])


def test_the_plan_is_drawn_on_a_line_of_time(command, tmp_path):
    for more in ((), ("--json",)):
        path = tmp_path / "new" / f"chart{len(more)}.svg"
        assert command("plan", "status", *FREEPORT, "--chart", path, *more).code == 0
        assert ET.fromstring(path.read_text(encoding="utf-8")).tag.endswith("svg")


def test_a_picture_that_cannot_be_written_is_an_output_error(command, tmp_path):
    done = command("plan", "status", *FREEPORT, "--chart", tmp_path)
    assert done.code == 4
    assert "What to do" in done.err


@pytest.fixture
def without(tmp_path):
    """A copy of a pack without one item of evidence."""

    def made(name, removed):
        folder = Path(shutil.copytree(shipped_folder() / name, tmp_path / name))
        path = folder / "plan/evidence.toml"
        items = path.read_text(encoding="utf-8").split("[[evidence]]\n")
        kept = [each for each in items if not each.startswith(f'id = "{removed}"')]
        assert len(kept) == len(items) - 1
        path.write_text("[[evidence]]\n".join(kept), encoding="utf-8")
        return folder

    return made


@pytest.mark.parametrize(
    ("removed", "measure", "before", "after", "words"),
    [
        ("f1_six", "f1", "done late", "evidence missing", "Nothing shows it done by its deadline, 30 June 2023."),
        ("f2_open", "f2", "done", "evidence missing", "Nothing shows it done by its deadline, 31 December 2022."),
        ("f3_beds_in_august", "f3", "evidence conflicts", "done", "Done: on 12 June 2023 (GAZETTE)."),
    ],
)
def test_removing_one_item_of_evidence_changes_the_status_and_says_why(command, without, removed, measure, before, after, words):
    shown = [
        {each["id"]: each for each in command("plan", "status", "--pack", pack, "--on", "2023-09-30", "--json").json["measures"]}
        for pack in ("freeport", without("freeport", removed))
    ]
    assert [each[measure]["status"] for each in shown] == [before, after]
    assert words in shown[1][measure]["why"]
    assert {name for name in shown[0] if shown[0][name]["status"] != shown[1][name]["status"]} == {measure}


def test_what_changed_since_a_day_is_told_with_the_new_documents(command):
    done = command("plan", "changes", "--pack", "freeport", "--since", "2023-09-19", "--on", "2023-09-20")
    told = on_one_line(done.out)
    assert (done.code, done.err) == (0, "")
    assert "f1" in told
    assert "evidence missing" in told
    assert "GAZETTE" in told
    assert "1 of 7 measures changed or have new documents." in told
    shown = command("plan", "changes", "--pack", "freeport", "--since", "2023-09-19", "--on", "2023-09-20", "--json").json
    (change,) = shown["changes"]
    assert (change["id"], change["before"], change["after"]) == ("f1", "evidence missing", "done late")
    assert change["documents"] == ["f1_six"]
    assert "Done after its deadline" in change["why"]


def test_where_nothing_changed_it_says_so(command):
    done = command("plan", "changes", "--pack", "freeport", "--since", "2023-09-20", "--on", "2023-09-20", "--json")
    assert (done.code, done.json["changes"]) == (0, [])


def test_changes_since_a_day_that_comes_after_the_other_are_refused(command):
    done = command("plan", "changes", "--pack", "freeport", "--since", "2024-01-01", "--on", "2023-01-01")
    assert (done.code, done.out) == (3, "")


@pytest.mark.parametrize("words", [("status",), ("changes", "--since", "2020-01-01")])
def test_a_pack_without_a_plan_is_refused(command, words):
    done = command("plan", *words, "--pack", "international")
    assert (done.code, done.out) == (3, "")
    assert "has no action plan" in done.err
    assert "What to do" in done.err


@pytest.mark.parametrize("day", ["2019-02-30", "31 December 2019", "soon"])
@pytest.mark.parametrize("words", [("status", "--on"), ("status", "--known-by"), ("changes", "--since")])
def test_a_day_that_is_not_a_date_is_a_wrong_call(command, words, day):
    assert command("plan", words[0], "--pack", "freeport", words[1], day).code == 2


def test_changes_without_a_day_to_begin_with_are_a_wrong_call(command):
    assert command("plan", "changes", "--pack", "freeport").code == 2


def test_a_plan_that_cannot_be_read_names_the_file_and_the_key(command, tmp_path):
    folder = Path(shutil.copytree(shipped_folder() / "freeport", tmp_path / "freeport"))
    path = folder / "plan/measures.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("target = 6", 'target = "many"'), encoding="utf-8")
    done = command("plan", "status", "--pack", folder)
    assert (done.code, done.out) == (3, "")
    assert "measures.0.indicator.target" in done.err.replace("\n", "")
