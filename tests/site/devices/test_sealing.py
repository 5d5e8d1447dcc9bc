"""What is sealed opens for whoever has the private half, whole and unaltered, and for nobody else; two programs agree on it."""

import base64
import copy
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from devices.phone import canonical, name_of
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.values import digest
from firmground_site.devices import sealing
from firmground_site.devices.sealing import CannotOpen

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
HEAD = {"id": "i", "kind": "screening", "device": "d"}
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda each: st.lists(each, max_size=3) | st.dictionaries(TEXT, each, max_size=3),
)


def private_of(jwk: dict[str, str]) -> str:
    number = int.from_bytes(base64.urlsafe_b64decode(jwk["d"] + "=="))
    key = ec.derive_private_key(number, ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def test_the_example_that_other_phones_are_tested_with_opens_and_is_signed() -> None:
    server, envelope = VECTORS["server"], VECTORS["envelope"]
    assert sealing.open_with(private_of(server["private"]), envelope) == VECTORS["signed"]
    assert sealing.is_signed_by(VECTORS["signing"]["public"], VECTORS["signed"])
    assert sealing.signed_part(VECTORS["signed"]).decode() == VECTORS["canonical"] == canonical(VECTORS["plain"]).decode()
    assert digest(envelope) == VECTORS["digest"]
    assert server["id"] == sealing.key_id(server["public"]) == name_of(server["public"])


@settings(max_examples=30, deadline=None)
@given(plain=st.dictionaries(TEXT, JSON, max_size=5))
def test_whatever_json_is_sealed_comes_out_and_its_length_is_a_multiple(plain: dict[str, Any]) -> None:
    public, private = sealing.new_pair()
    envelope = sealing.seal(plain, HEAD, public)
    assert sealing.open_with(private, envelope) == plain
    assert (len(base64.b64decode(envelope["sealed"])) - 16) % sealing.BLOCK == 0


@pytest.mark.parametrize("name", [*HEAD, "format", "key", "ephemeral", "nonce", "sealed"])
def test_an_altered_field_or_another_key_opens_nothing(name: str) -> None:
    public, private = sealing.new_pair()
    envelope, other = (sealing.seal({"a": each}, HEAD, public) for each in (1, 2))
    altered = envelope | {name: f"{envelope[name]}x" if other[name] == envelope[name] else other[name]}
    with pytest.raises(CannotOpen):
        sealing.open_with(private, altered)
    with pytest.raises(CannotOpen):
        sealing.open_with(sealing.new_pair()[1], envelope)


@pytest.mark.parametrize("written", ["", "AAAA", "é", None, base64.b64encode(b"\4" + bytes(64)).decode()])
def test_what_is_no_point_is_no_key(written: Any) -> None:
    with pytest.raises(CannotOpen):
        sealing.point_in(written)


@pytest.mark.parametrize("signature", [None, 1, "", "AAAA", base64.b64encode(bytes(64)).decode()])
def test_what_is_no_signature_signs_nothing(signature: Any) -> None:
    assert not sealing.is_signed_by(VECTORS["signing"]["public"], VECTORS["plain"] | {"signature": signature})


def test_a_changed_answer_is_not_what_was_signed() -> None:
    signed = copy.deepcopy(VECTORS["signed"])
    signed["answers"]["age"] = 31
    assert not sealing.is_signed_by(VECTORS["signing"]["public"], signed)
    assert not sealing.is_signed_by(VECTORS["server"]["public"], VECTORS["signed"])
