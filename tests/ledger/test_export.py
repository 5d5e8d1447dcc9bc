"""Exports as they are handed out, and as they come back: changed, cut, or made to do harm."""

import gzip
import json
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.errors import FirmgroundError, InputError
from firmground.ledger.chain import Kind, Recorded
from firmground.ledger.entry import genesis
from firmground.ledger.export import Header, export_lines, open_export, verify_export, write_export
from firmground.ledger.lines import LONGEST_LINE
from firmground.ledger.seal import Seal

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
AT = "2026-03-09T09:30:00.000000Z"


def respelt(line):
    """The same line as another program might write it: spaced, keys in another order, letters escaped."""
    return json.dumps(dict(reversed(json.loads(line).items())), ensure_ascii=True).encode() + b"\n"


def holds(path, content):
    """Whether an export holds; one that is refused does not."""
    path.write_bytes(content)
    try:
        return verify_export(path).holds
    except InputError as error:
        return not (str(path) in error.where and error.remedy)


@pytest.mark.parametrize("name", ["ledger.jsonl", "ledger.jsonl.gz"])
@pytest.mark.parametrize("contents", ["included", "withheld"])
def test_what_is_written_is_read_back_and_holds(export, events, erased, withheld, name, contents):
    one, two = events(8), events(5, "harbour")
    one[3] = erased(one[3])
    path = export(one, two, contents=contents, name=name, made_at=AT, label="SYNTHETIC")
    with open_export(path) as (header, entries):
        assert (header.contents, header.made_at, header.label) == (contents, AT, "SYNTHETIC")
        assert list(entries) == ([*one, *two] if contents == "included" else withheld([*one, *two]))
    found = verify_export(path)
    assert found.holds
    assert {name: (each.count, each.erased) for name, each in found.chains.items()} == {"freeport": (8, 1), "harbour": (5, 0)}


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_the_same_ledger_gives_the_same_bytes(export, events, name):
    assert export(events(4), name=name).read_bytes() == export(events(4), name="b" + name).read_bytes()


def test_streams_may_be_mixed_and_may_be_empty(tmp_path, events):
    one, two = events(4), events(4, "harbour")
    mixed = [each for pair in zip(one, two, strict=True) for each in pair]
    write_export(tmp_path / "a.jsonl", Header((one[-1].entry.head, two[-1].entry.head, genesis("new")), "included"), mixed)
    assert {name: each.count for name, each in verify_export(tmp_path / "a.jsonl").chains.items()} == {
        "freeport": 4,
        "harbour": 4,
        "new": 0,
    }


@MANY
@given(st.data())
@pytest.mark.parametrize("contents", ["included", "withheld"])
def test_any_flipped_byte_of_an_export_is_found(export, events, erased, tmp_path, contents, data):
    one = events(6)
    one[2] = erased(one[2])
    whole = export(one, contents=contents).read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    other = whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    mark = b'"erased":' in whole[whole.rfind(b"\n", 0, place) + 1 :].partition(b"\n")[0] and place > whole.find(b'"erased":')
    assert not holds(tmp_path / "other.jsonl", other) or mark  # the mark of an erasure is beside the chain


@MANY
@given(st.data())
@pytest.mark.parametrize("contents", ["included", "withheld"])
def test_dropped_doubled_inserted_and_reordered_lines_are_found(export, events, tmp_path, contents, data):
    lines = export(events(6), contents=contents).read_bytes().splitlines(keepends=True)
    order = data.draw(st.lists(st.integers(1, 6), max_size=8))
    assert holds(tmp_path / "a.jsonl", b"".join([lines[0], *(lines[place] for place in order)])) == (order == [1, 2, 3, 4, 5, 6])


@pytest.mark.parametrize("contents", ["included", "withheld"])
def test_another_spelling_of_the_same_lines_says_the_same(export, events, erased, tmp_path, contents):
    one = events(6)
    one[2] = erased(one[2])
    path = export(one, contents=contents)
    before = verify_export(path)
    path.write_bytes(b"".join(map(respelt, path.read_bytes().splitlines())))
    assert verify_export(path) == before
    path.write_bytes(path.read_bytes().replace(b"officer:1", b"officer:2", 1))
    assert verify_export(path).chains["freeport"].fault.kind == Kind.DIGEST


def test_an_export_that_ends_elsewhere_than_its_header_says_was_cut_or_replaced(export, events):
    one = events(6)
    for heads, entries, kind, number in (
        (one[5], one[:4], Kind.CUT, 5),
        (one[3], one, Kind.REPLACED, 5),
    ):
        found = verify_export(export(entries, heads=(heads.entry.head,))).chains["freeport"]
        assert (found.fault.kind, found.fault.number) == (kind, number)
    other = one[5].entry.head._replace(digest=one[4].entry.digest)
    assert verify_export(export(one, heads=(other,))).chains["freeport"].fault.kind == Kind.REPLACED


@pytest.mark.parametrize("contents", ["included", "withheld"])
def test_an_entry_of_a_stream_that_the_header_does_not_name_is_found(export, events, contents):
    found = verify_export(export(events(3), events(2, "harbour"), contents=contents, heads=(events(3)[-1].entry.head,)))
    assert not found.holds
    assert (found.chains["freeport"].holds, found.chains["harbour"].fault.kind) == (True, Kind.ANOTHER_STREAM)


@pytest.mark.parametrize("contents", ["included", "withheld"])
def test_a_seal_shows_that_an_export_which_holds_was_cut(export, events, contents):
    seals = [Seal((events(6)[place].entry.head,), AT) for place in (1, 5)]
    assert verify_export(export(events(6), contents=contents), seals).holds
    cut = verify_export(export(events(4), contents=contents), seals)
    assert cut.chains["freeport"].holds
    assert [[fault.kind for fault in faults] for _, faults in cut.contradictions] == [[], [Kind.CUT]]
    assert not cut.holds


def test_contents_do_not_slip_into_an_export_that_withholds_them(tmp_path, events):
    with pytest.raises(FirmgroundError, match="contents are withheld"):
        write_export(tmp_path / "a.jsonl", Header((genesis("freeport"),), "withheld"), events(2))
    assert list(tmp_path.iterdir()) == []


def test_a_content_too_long_for_a_line_is_refused_when_it_is_written(events):
    long = Recorded(events(1)[0].entry, events(1)[0].content._replace(value="x" * LONGEST_LINE))
    with pytest.raises(FirmgroundError, match="more than"):
        list(export_lines(Header((genesis("freeport"),), "included"), [long]))


def put(path, old, new):
    path.write_bytes(path.read_bytes().replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        (b"ledger-1", b"ledger-2", 1, "reads 'firmground-ledger-1'"),
        (b'"format"', b'"fromat"', 1, "not the header"),
        (b'"contents":"included"', b'"contents":"some"', 1, "withheld"),
        (b'"contents":"included"', b'"contents":["included"]', 1, "withheld"),
        (b'"streams":{', b'"streams":[],"x":{', 1, "must have"),
        (b'"number":6}', b'"number":6.0}', 1, "not a whole number"),
        (b'"number":6}', b'"number":-1}', 1, "not a whole number"),
        (b'"number":6}', b'"number":9223372036854775808}', 1, "64 bits"),
        (b'"number":1,', b'"number":1.5,', 2, "not a whole number"),
        (b'"number":1,', b'"number":NaN,', 2, "NaN"),
        (b'"number":1,', b'"number":true,', 2, "whole number"),
        (b'"number":1,', b'"number":' + b"9" * 5000 + b",", 2, "64 bits"),
        (b'"number":1,', b'"number":1,"number":1,', 2, "twice"),
        (b'"number":1,', b"", 2, "number"),
        (b'"age":18', b'"age":18,"age":19', 2, "twice"),
        (b'"age":18', b'"age":18.0', 2, "not a whole number"),
        (b'"age":18', b'"age":-0', 2, "nought"),
        (b'"age":18', b'"age":' + b"[" * 10000, 2, "nested too deep"),
        (b"met at the quay", b"met \\ud800 quay", 2, "half a character"),
        (b"met at the quay", b"met \xff quay", 2, "UTF-8"),
        (b'"actor":"officer:1"', b'"actor":"Ana Lim"', 2, "actor"),
        (b'"actor":"officer:1"', b'"actor":{}', 2, "actor"),
        (b'"salt":', b'"solt":', 2, "solt"),
        (b'"salt":"', b'"salt":"0', 2, "16 to 32 bytes"),
        (b'"erased":{', b'"erased":{"how":"x",', 4, "erased"),
        (b'"by":"officer:9"', b'"by":9', 4, "erased"),
        (b'\n{"digest"', b'\n["digest"', 2, "JSON"),
        (b'\n{"digest"', b'\n\n{"digest"', 2, "JSON"),
        (b'{"contents"', b'\xef\xbb\xbf{"contents"', 1, "JSON"),
    ],
    ids=lambda value: value[:40].decode("latin-1") if isinstance(value, bytes) else None,
)
def test_an_export_that_was_made_to_be_misread_is_refused_with_its_line(export, events, erased, old, new, line, what):
    one = events(6)
    one[2] = erased(one[2])
    path = export(one)
    put(path, old, new)
    with pytest.raises(InputError, match=what) as refused:
        verify_export(path)
    assert refused.value.where == f"{path}, line {line}"
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "not valid JSON"),
        (b"\n", "not valid JSON"),
        (b"[]\n", "not the header"),
        (b"PK\x03\x04 not a ledger", "cut off"),
        (b"{}" * LONGEST_LINE, "longer than"),
        (b" " * LONGEST_LINE + b"{}\n", "longer than"),
    ],
    ids=["empty", "blank", "a list", "another file", "one endless line", "a line too long"],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_that_is_no_export_is_refused(tmp_path, content, what, pack):
    path = tmp_path / ("a.jsonl" if pack is bytes else "a.jsonl.gz")
    path.write_bytes(pack(content))
    with pytest.raises(InputError, match=what):
        verify_export(path)


@pytest.mark.parametrize("name", ["ledger.jsonl", "ledger.jsonl.gz"])
@given(st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_that_was_cut_off_does_not_hold(export, events, tmp_path, name, data):
    whole = export(events(6), name=name).read_bytes()
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    assert not holds(tmp_path / f"cut-{name}", cut)


@pytest.mark.parametrize(
    "change", [lambda packed: packed[:-20], lambda packed: packed + b"more", lambda packed: b"{}\n" + packed]
)
def test_a_compressed_export_that_is_not_whole_is_refused(export, events, change):
    path = export(events(6), name="a.jsonl.gz")
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(InputError, match="cannot be read on"):
        verify_export(path)


@pytest.mark.parametrize("name", ["missing.jsonl", "missing.jsonl.gz", "."])
def test_a_file_that_is_not_there_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="cannot be read"):
        verify_export(tmp_path / name)


def test_a_small_file_that_unpacks_to_a_huge_one_takes_little_memory(export, events):
    path = export(events(2), name="a.jsonl.gz")
    path.write_bytes(path.read_bytes() + gzip.compress(b" " * 200_000_000))
    tracemalloc.start()
    with pytest.raises(InputError, match="longer than"):
        verify_export(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20 * LONGEST_LINE


@pytest.mark.parametrize("contents", ["included", "withheld"])
def test_a_ledger_longer_than_what_is_read_at_once_holds_and_a_late_change_is_found(export, events, contents):
    path = export(events(4000), contents=contents)
    assert path.stat().st_size > 1.5 * LONGEST_LINE
    assert verify_export(path).chains["freeport"].count == 4000
    put(path, b'"subject":"person:3999"', b'"subject":"person:3998"')
    found = verify_export(path).chains["freeport"]
    assert (found.count, found.fault.kind) == (3998, Kind.DIGEST)
    put(path, b'"subject":"person:3997"', b'"subject":"person 3997"')
    with pytest.raises(InputError, match="subject") as refused:
        verify_export(path)
    assert refused.value.where == f"{path}, line 3998"


@pytest.mark.parametrize("contents", ["included", "withheld"])
def test_a_day_that_does_not_exist_is_refused(export, events, contents):
    path = export(events(3), contents=contents)
    put(path, b"2026-03-03T", b"2026-02-30T")
    with pytest.raises(InputError, match="at '2026-02-30"):
        verify_export(path)
