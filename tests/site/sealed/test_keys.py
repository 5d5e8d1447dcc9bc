"""Keys seal, open what older keys sealed, and index values so that equal ones are found and nothing else is."""

import base64
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from firmground_site.sealed.keys import CannotOpen, blind_index, blind_indexes, keyring, new_key, pseudonym

pytestmark = pytest.mark.once

OLD, NEW = (base64.b64encode(bytes([letter]) * 32).decode() for letter in b"on")


@given(st.binary(max_size=300), st.text(max_size=20, alphabet="ab:."), st.data())
def test_what_was_sealed_opens_for_its_place_only_and_no_changed_byte_passes(plain: bytes, place: str, data: Any) -> None:
    sealed = keyring().seal(plain, place)
    assert keyring().open(sealed, place) == plain
    assert keyring().seal(plain, place) != sealed
    with pytest.raises(CannotOpen):
        keyring().open(sealed, place + "x")
    flipped = bytearray(sealed)
    flipped[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotOpen):
        keyring().open(bytes(flipped), place)
    with pytest.raises(CannotOpen):
        keyring().open(sealed[: data.draw(st.integers(0, len(sealed) - 1))], place)


def test_an_older_key_opens_and_the_newest_seals(settings: Any) -> None:
    settings.SEALING_KEYS = OLD
    sealed = keyring().seal(b"said", "place")
    settings.SEALING_KEYS = f"{NEW}, {OLD}"
    assert keyring().open(sealed, "place") == b"said"
    assert not keyring().is_current(sealed)
    assert keyring().is_current(keyring().seal(b"said", "place"))
    settings.SEALING_KEYS = NEW
    with pytest.raises(CannotOpen, match="SEALING_KEYS"):
        keyring().open(sealed, "place")


@pytest.mark.parametrize("wrong", ["not base64!", "c2hvcnQ=", " , "])
@pytest.mark.parametrize("setting", ["SEALING_KEYS", "INDEX_KEY"])
def test_a_key_that_is_none_is_refused_by_name(wrong: str, setting: str, settings: Any) -> None:
    setattr(settings, setting, wrong)
    with pytest.raises(ImproperlyConfigured, match=f"{setting}.*new_key"):
        keyring() if setting == "SEALING_KEYS" else blind_index("name", "x")


def test_a_new_key_is_one_that_the_settings_take(settings: Any, capsys: Any) -> None:
    call_command("new_key")
    printed = capsys.readouterr().out.strip()
    settings.SEALING_KEYS = f"{printed} {new_key()}"
    assert keyring().open(keyring().seal(b"x", "p"), "p") == b"x"
    assert len(keyring().keys) == 2


SAME = [
    ("document", "A 123-456(7)", "a1234567"),
    ("document", "Ａ１２３", "A123"),
    ("employer", "José's Café Ltd.", "joses cafe LTD"),
    ("employer", "佳寶 有限公司", "佳寶有限公司"),
    ("phone", "+852 2345 6789", "00852-2345-6789"),
    ("phone", "٢٣٤٥ ٦٧٨٩", "2345 6789"),
]
DIFFERENT = [
    ("phone", "+852 2345 6789", "2345-6789"),  # the country is not known here: write numbers with its code, or miss some
    ("phone", "2345 6789", "2345 6780"),
    ("document", "A1234567", "A1234568"),
    ("employer", "Lai Wah", "Wah Lai"),
    ("employer", "佳寶", "佳宝"),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_the_same_value_is_found_however_it_is_written(kind: str, one: str, other: str) -> None:
    assert blind_index(kind, one) == blind_index(kind, other) != ""


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_another_value_is_not_found(kind: str, one: str, other: str) -> None:
    assert blind_index(kind, one) != blind_index(kind, other)


@given(st.text(), st.sampled_from(["document", "phone", "employer"]))
def test_an_index_tells_nothing_and_does_not_change(value: str, kind: str) -> None:
    index = blind_index(kind, value)
    assert index == blind_index(kind, f" {value} ")
    assert index == "" or len(index) == 32
    assert blind_indexes(kind, value) == ([index] if index else [])


@given(st.text(alphabet="0123456789", min_size=1, max_size=15), st.text(alphabet=" -()/.", max_size=3))
def test_a_phone_number_is_its_digits(digits: str, between: str) -> None:
    assert blind_index("phone", between.join(digits)) == blind_index("phone", digits)


def test_an_index_depends_on_kind_and_key_and_old_ones_are_looked_for(settings: Any) -> None:
    settings.INDEX_KEY = OLD
    old = blind_index("employer", "Lai Wah")
    assert old != blind_index("lender", "Lai Wah")
    settings.INDEX_KEY = f"{NEW} {OLD}"
    assert blind_index("employer", "Lai Wah") != old
    assert blind_indexes("employer", "Lai Wah") == [blind_index("employer", "Lai Wah"), old]


def test_a_pseudonym_depends_on_its_key(settings: Any) -> None:
    one = pseudonym("person", "1")
    assert one == pseudonym("person", "1") != pseudonym("person", "2")
    settings.PSEUDONYM_KEY = NEW
    assert pseudonym("person", "1") != one
