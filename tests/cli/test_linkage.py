"""The commands of linkage: from lists to pairs, quality, histories and codes, and what they refuse."""

import json

import pytest

from firmground.cli import exits


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    """A file of made-up entries of three lists."""
    from firmground.cli.linkage import generate_command

    path = tmp_path_factory.mktemp("lists") / "entries.csv"
    generate_command(out=path, persons=200, seed=3, groups="cantonese,filipino")
    return path


def test_pairs_are_proposed_and_become_histories(command, lists, tmp_path):
    pairs, out = tmp_path / "pairs.csv", tmp_path / "histories.csv"
    done = command("linkage", "propose", lists, "--out", pairs, "--at-least", 0.05, "--json")
    assert done.code == 0
    assert done.json["pairs"] == len(pairs.read_text(encoding="utf-8").splitlines()) - 1 > 50
    done = command("linkage", "histories", lists, "--pairs", pairs, "--out", out)
    heading, *rows = out.read_text(encoding="utf-8").splitlines()
    assert heading == "labour,police,shelter,count"
    assert f"{sum(int(row.rsplit(',', 1)[1]) for row in rows)} people" in done.out
    assert "SYN" not in out.read_text(encoding="utf-8")


def test_quality_is_measured_for_all_and_by_group(command, lists):
    report = command("linkage", "quality", lists, "--group", "group", "--json").json
    assert set(report["groups"]) == {"cantonese", "filipino"}
    assert report["pairs"][0]["recall"] > 0.8


def test_quality_is_shown_as_tables(command, lists):
    shown = command("linkage", "quality", lists).out
    assert "Do probabilities come true?" in shown
    assert "B³ precision" in shown


def test_codes_of_two_agencies_are_compared_without_names(command, lists, tmp_path):
    key, codes, pairs = (tmp_path / name for name in ("key", "codes.csv", "pairs.csv"))
    assert command("linkage", "key", "--out", key).code == 0
    assert command("linkage", "encode", lists, "--key", key, "--out", codes).code == 0
    done = command("linkage", "match-encoded", codes, "--out", pairs, "--json")
    assert done.json["pairs"] == len(pairs.read_text(encoding="utf-8").splitlines()) - 1 > 30


def test_a_key_that_is_there_is_not_replaced(command, tmp_path):
    command("linkage", "key", "--out", tmp_path / "key")
    before = (tmp_path / "key").read_bytes()
    assert command("linkage", "key", "--out", tmp_path / "key").code == exits.WRONG_OUTPUT
    assert (tmp_path / "key").read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("propose", "absent.csv", "--out", "out.csv"),
        ("train", "few.csv", "--out", "out.csv"),
        ("propose", "few.csv", "--model", "few.csv", "--out", "out.csv"),
        ("quality", "few.csv"),
        ("histories", "few.csv", "--pairs", "pairs.csv", "--out", "out.csv"),
        ("histories", "few.csv", "--pairs", "few.csv", "--out", "out.csv"),
        ("encode", "few.csv", "--key", "few.csv", "--out", "out.csv"),
        ("match-encoded", "few.csv", "--out", "out.csv"),
        ("generate", "--groups", "martian", "--out", "out.csv"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_used_ends_in_a_sentence_and_writes_nothing(command, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "few.csv").write_text("id,name\na,Chan Tai Man\nb,Maria Santos\n", encoding="utf-8")
    (tmp_path / "pairs.csv").write_text("left,right,weight\na,z,9\n", encoding="utf-8")
    done = command("linkage", *arguments)
    assert done.code == exits.WRONG_INPUT
    assert done.err.startswith("firmground: ")
    assert "What to do:" in done.err
    assert not (tmp_path / "out.csv").exists()


def test_truth_is_counted_from_one_file_only(command, lists, tmp_path):
    done = command("linkage", "train", lists, lists, "--person", "person", "--out", tmp_path / "model.json")
    assert done.code == exits.WRONG_CALL


def test_a_column_without_a_kind_is_a_wrong_call(command, lists):
    assert command("linkage", "quality", lists, "--column", "place").code == exits.WRONG_CALL


@pytest.mark.slow
def test_a_model_is_trained_and_used(command, tmp_path):
    entries, model, pairs = (tmp_path / name for name in ("entries.csv", "model.json", "pairs.csv"))
    command("linkage", "generate", "--out", entries, "--persons", 800, "--seed", 2, "--groups", "western")
    assert command("linkage", "train", entries, "--person", "person", "--out", model, "--seed", 1).code == 0
    assert json.loads(model.read_text(encoding="utf-8"))["version"] == 1
    assert command("linkage", "propose", entries, "--model", model, "--out", pairs, "--json").json["pairs"] > 100
