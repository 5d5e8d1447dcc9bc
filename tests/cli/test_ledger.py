"""``firmground ledger verify`` as somebody meets it who was given an export and, earlier, a printed seal."""

import json
import shutil
from pathlib import Path

import pytest

from firmground.ledger.seal import seal_from_text

HOW_TO = Path(__file__).parents[2] / "docs/how-to"
EXPORT, SEAL = HOW_TO / "ledger-example.jsonl", HOW_TO / "ledger-example-seal.txt"


@pytest.fixture
def changed(tmp_path):
    """The example with something exchanged."""

    def copy(old, new):
        path = Path(shutil.copy(EXPORT, tmp_path))
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return copy


@pytest.fixture
def cut(tmp_path):
    """The example as somebody would make it who takes the last three entries away, header and all."""
    first, *lines = EXPORT.read_text(encoding="utf-8").splitlines()
    header, kept = json.loads(first), lines[:2]
    header["streams"]["freeport"] = {"number": 2, "digest": json.loads(kept[-1])["digest"]}
    path = tmp_path / "cut.jsonl"
    path.write_text("\n".join([json.dumps(header), *kept, ""]), encoding="utf-8")
    return path


def test_each_stream_is_shown_with_its_entries_erasures_and_head(firmground):
    done = firmground("ledger", "verify", EXPORT)
    assert (done.code, done.err) == (0, "")
    head = json.loads(EXPORT.read_text(encoding="utf-8").splitlines()[-1])["digest"].removeprefix("sha256:")
    assert ["freeport", "5", "1", head] in [line.split() for line in done.out.splitlines()]
    assert "freeport: holds" in done.out


def test_the_same_as_data(firmground):
    done = firmground("ledger", "verify", EXPORT, "--seal", SEAL, "--json")
    last = json.loads(EXPORT.read_text(encoding="utf-8").splitlines()[-1])
    head = {"number": 5, "digest": last["digest"]}
    stream = {"stream": "freeport", "holds": True, "entries": 5, "erased": 1, "head": head, "fault": None}
    seal = {"sealed_at": "2022-06-30T12:00:00.000000Z", "holds": True, "faults": []}
    assert (done.code, done.json) == (0, {"holds": True, "contents": "included", "streams": [stream], "seals": [seal]})


def test_a_seal_may_be_a_file_its_text_or_its_json_and_there_may_be_several(firmground, tmp_path):
    text = SEAL.read_text(encoding="utf-8")
    as_json = json.dumps(seal_from_text(text).to_json())
    (tmp_path / "seal.json").write_text(as_json, encoding="utf-8")
    given = [SEAL, text, text.upper(), as_json, tmp_path / "seal.json"]
    done = firmground("ledger", "verify", EXPORT, *(word for each in given for word in ("--seal", each)))
    assert (done.code, done.out.count("seal of 2022-06-30T12:00:00.000000Z: holds")) == (0, 5)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("officer:5", "officer:6", "entry 3 was changed"),
        ("a safe place", "an unsafe place", "entry 3 has a content that its digest is not of"),
        (
            '"erased"',
            '"content":{},"salt":"00112233445566778899aabbccddeeff","erased"',
            "entry 1 is marked as erased, and its content is there",
        ),
        ('{"freeport":{', '{"freeport":{"number":6,"digest":"sha256:' + "0" * 64 + '"},"other":{', "entry 6 is missing"),
    ],
)
def test_a_ledger_that_was_changed_ends_with_one_and_names_the_entry(firmground, changed, old, new, said):
    done = firmground("ledger", "verify", changed(old, new))
    assert done.code == 1
    assert f"freeport: does not hold: {said}" in done.err
    assert "freeport: holds" not in done.out


def test_a_ledger_that_was_changed_says_so_in_json(firmground, changed):
    done = firmground("ledger", "verify", changed("officer:5", "officer:6"), "--json")
    (stream,) = done.json["streams"]
    assert (done.code, done.json["holds"], stream["entries"], stream["head"]["number"]) == (1, False, 2, 2)
    assert (stream["fault"]["kind"], stream["fault"]["number"]) == ("wrong digest", 3)


def test_a_ledger_that_was_cut_holds_by_itself_and_contradicts_its_seal(firmground, cut):
    assert firmground("ledger", "verify", cut).code == 0
    done = firmground("ledger", "verify", cut, "--seal", SEAL)
    assert done.code == 1
    assert "seal of 2022-06-30T12:00:00.000000Z: does not hold: entry 3 was sealed" in done.err
    as_json = firmground("ledger", "verify", cut, "--seal", SEAL, "--json").json
    assert [(each["holds"], [fault["kind"] for fault in each["faults"]]) for each in as_json["seals"]] == [(False, ["cut"])]
    assert (as_json["holds"], as_json["streams"][0]["holds"]) == (False, True)


@pytest.mark.parametrize(("old", "new", "where"), [("ledger-1", "ledger-9", "line 1"), ('"number":3', '"number":3.5', "line 4")])
def test_a_file_that_is_no_export_ends_with_three_and_its_line(firmground, changed, old, new, where):
    path = changed(old, new)
    done = firmground("ledger", "verify", path, "--json")
    assert (done.code, done.out) == (3, "")
    assert f"firmground: {path}, {where}: " in done.err
    assert "What to do: " in done.err


@pytest.mark.parametrize(
    "seal",
    [
        "no_such_file.txt",
        "",
        "x" * 5000,
        "a\0b",
        "firmground ledger seal 1 and no more",
        '{"format":"firmground-seal-1"}',
        '{"format":',
        EXPORT,
        EXPORT.parent,
    ],
    ids=lambda seal: str(seal)[:12],
)
def test_what_is_no_seal_ends_with_three(firmground, seal):
    done = firmground("ledger", "verify", EXPORT, "--seal", seal)
    assert (done.code, done.out) == (3, "")
    assert "firmground: " in done.err
    assert "What to do: " in done.err


def test_a_mistyped_seal_ends_with_three_and_asks_to_compare_it(firmground, tmp_path):
    path = tmp_path / "seal.txt"
    path.write_text(SEAL.read_text(encoding="utf-8").replace("number    3", "number    4"), encoding="utf-8")
    done = firmground("ledger", "verify", EXPORT, "--seal", path)
    assert done.code == 3
    assert "mistyped" in done.err


def test_nothing_to_verify_is_a_wrong_call(firmground):
    assert firmground("ledger").code == firmground("ledger", "verify").code == 2
