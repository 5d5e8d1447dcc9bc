"""Codes can be compared without names, tell nobody's name by themselves, and are of no use with another key."""

import json
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import InputError, OutputError
from firmground.linkage.codes_file import codes_bytes, read_codes
from firmground.linkage.encoded_matching import BLOCK, matches
from firmground.linkage.encoding import LENGTH, Encoding, encode
from firmground.linkage.key import read_key, write_key
from firmground.linkage.record import Record

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
ANA = Record("p1", "police", "Chan Tai Man", birth="1990-03-04", sex="m", document="SYN1234567", phone="+999 1234 5678")
ALIKE = Record("s1", "shelter", "CHAN Tai-Man", birth="1990-03-04", phone="1234 5678")
STRANGER = Record("s2", "shelter", "Prakash Gurung", birth="1971-11-20", sex="m", document="SYN7654321")


def coded(*records, key=KEY, by_year=False):
    return [encode(record, key, by_year=by_year) for record in records]


def test_two_spellings_of_one_person_are_alike_and_a_stranger_is_not():
    (found,) = matches(coded(ANA, ALIKE, STRANGER))
    assert (found.left, found.right, found.same) == ("p1", "s1", ("phone",))
    assert found.likeness > 0.9


def test_codes_of_different_keys_are_not_alike():
    assert matches([*coded(ANA), *coded(ALIKE, key=OTHER_KEY)], at_least=0.5) == ()


def test_a_document_in_common_is_found_whatever_the_names_are():
    renamed = Record("s3", "shelter", "Somebody Else", birth="1960", document="syn 1234567")
    (found,) = matches(coded(ANA, renamed))
    assert found.same == ("document",)
    assert found.likeness < 0.6


def test_a_key_for_each_year_parts_those_whose_year_differs():
    later = Record("s4", "shelter", "Chan Tai Man", birth="1991-03-04", sex="m")
    assert len(matches(coded(ANA, later))) == 1
    assert matches(coded(ANA, later, by_year=True)) == ()
    assert len(matches(coded(ANA, ALIKE, by_year=True))) == 1


def test_entries_of_one_list_are_compared_only_when_asked():
    twice = Record("p2", "police", "Chan Tai Man", birth="1990-03-04")
    assert matches(coded(ANA, twice)) == ()
    assert len(matches(coded(ANA, twice), within=True)) == 1


def test_entries_of_which_nothing_is_known_are_like_nobody():
    assert matches(coded(Record("a", "police"), Record("b", "shelter")), at_least=0.0) == ()


def test_an_id_that_stands_twice_is_refused():
    with pytest.raises(InputError, match="stands twice"):
        matches(coded(ANA, ANA))


def test_blocks_give_what_one_comparison_of_each_pair_gives():
    some = [Encoding(f"e{place:05}", f"l{place % 2}", bytes([place % 251]) * 128, (), ()) for place in range(BLOCK + 60)]
    found = {(each.left, each.right) for each in matches(some[BLOCK - 30 :], at_least=0.99)}
    whole = {(each.left, each.right) for each in matches(some, at_least=0.99) if each.left >= f"e{BLOCK - 30:05}"}
    assert found == whole


def test_codes_hold_no_name_no_date_and_no_number(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_bytes(codes_bytes(coded(ANA), KEY))
    text = path.read_text(encoding="utf-8").lower()
    assert not [told for told in ("chan", "tai", "1990-03", "1234567", "56785", KEY.hex()) if told in text]
    assert read_codes([path]) == tuple(coded(ANA))


def test_files_of_two_keys_are_not_compared(tmp_path):
    (tmp_path / "a.csv").write_bytes(codes_bytes(coded(ANA), KEY))
    (tmp_path / "b.csv").write_bytes(codes_bytes(coded(ALIKE, key=OTHER_KEY), OTHER_KEY))
    with pytest.raises(InputError, match="another key"):
        read_codes([tmp_path / "a.csv", tmp_path / "b.csv"])


@pytest.mark.parametrize("spoilt", ["zz", "00", ""])
def test_a_filter_that_is_none_is_refused_with_its_place(tmp_path, spoilt):
    path = tmp_path / "codes.csv"
    path.write_text(f"id,list,made,filter,documents,phones\na,police,clk1,{spoilt},,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"row 2, column filter: is no filter"):
        read_codes([path])


def test_a_key_is_written_for_its_owner_alone_and_read_again(tmp_path):
    write_key(tmp_path / "key", KEY)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert read_key(tmp_path / "key") == KEY


def test_a_key_is_not_replaced(tmp_path):
    write_key(tmp_path / "key", KEY)
    with pytest.raises(OutputError, match="is not replaced"):
        write_key(tmp_path / "key", OTHER_KEY)
    assert read_key(tmp_path / "key") == KEY


def test_a_short_key_is_neither_written_nor_read(tmp_path):
    with pytest.raises(InputError, match="fewer than 32"):
        write_key(tmp_path / "key", KEY[:31])
    assert not (tmp_path / "key").exists()
    write_key(tmp_path / "key", KEY)
    (tmp_path / "key").write_text("firmground-linkage-key-1\nabcd\n", encoding="ascii")
    with pytest.raises(InputError, match="fewer than 32"):
        read_key(tmp_path / "key")


@pytest.mark.parametrize("content", ["", "secret", "firmground-linkage-key-1\nxyz", "another-heading\n" + "00" * 32])
def test_what_is_no_key_is_refused_without_showing_it(tmp_path, content):
    path = tmp_path / "key"
    path.write_text(content, encoding="ascii")
    path.chmod(0o600)
    with pytest.raises(InputError) as refused:
        read_key(path)
    assert not content or content.split()[-1] not in str(refused.value)


def test_a_key_that_others_can_read_is_refused(tmp_path):
    write_key(tmp_path / "key", KEY)
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(InputError, match="can be read by others"):
        read_key(tmp_path / "key")


@settings(max_examples=30)
@given(st.text(max_size=30), st.sampled_from(["", "1990", "1990-03-04", "nonsense"]))
def test_any_entry_can_be_encoded_and_is_like_itself(name, birth):
    one, other = coded(Record("a", "police", name, birth=birth), Record("b", "shelter", name, birth=birth))
    assert len(one.filter) == LENGTH // 8
    assert one.filter == other.filter
    found = matches([one, other])
    assert [each.likeness for each in found] == ([1.0] if any(one.filter) else [])


def test_a_match_as_it_is_written_says_nothing_but_ids():
    (found,) = matches(coded(ANA, ALIKE))
    assert "chan" not in json.dumps(vars(found) if hasattr(found, "__dict__") else str(found)).lower()
