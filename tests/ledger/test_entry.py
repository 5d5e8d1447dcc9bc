"""What an entry is: its form, and the bytes of its digests, which are a promise to people who recompute them elsewhere."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import FirmgroundError
from firmground.ledger.entry import Entry, Head, content_bytes, content_digest, genesis, new_entry, text_of_entry
from firmground.values import canonical_json

SALT = bytes(range(16))
FIELDS = {
    "kind": "case:opened",
    "actor": "officer:7",
    "subject": "case:12",
    "content_digest": "sha256:" + "0" * 64,
    "at": "2026-02-28T23:59:59.000001Z",
}
GENESIS = "sha256:" + hashlib.sha256(b'{"format":"firmground-ledger-1","stream":"freeport"}').hexdigest()


def entry(**changed):
    return new_entry(previous=genesis("freeport"), **{**FIELDS, **changed})


def test_the_digests_are_those_that_the_reference_page_promises():
    zeros = "0" * 64
    hashed = (
        '{"actor":"officer:7","at":"2026-02-28T23:59:59.000001Z","content_digest":"sha256:' + zeros + '",'
        '"kind":"case:opened","number":1,"previous":"' + GENESIS + '","stream":"freeport","subject":"case:12"}'
    )
    assert genesis("freeport") == Head("freeport", 0, GENESIS)
    assert entry().digest == "sha256:" + hashlib.sha256(hashed.encode()).hexdigest()
    salted = b"\x10" + SALT + '{"a":1,"é":null}'.encode()
    assert content_digest({"é": None, "a": 1}, SALT) == "sha256:" + hashlib.sha256(salted).hexdigest()


@given(
    st.sampled_from(["a:b", "person:consent_given", "x-1:y_2"]),
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,199}", fullmatch=True),
    st.from_regex(r"([A-Za-z0-9][A-Za-z0-9_.:/-]{0,199})?", fullmatch=True),
    st.integers(0, 2**63 - 2),
)
def test_what_is_hashed_is_the_canonical_json_of_the_other_fields(kind, actor, subject, number):
    made = new_entry(previous=Head("freeport", number, GENESIS), **{**FIELDS, "kind": kind, "actor": actor, "subject": subject})
    fields = made._asdict()
    del fields["digest"]
    assert text_of_entry(made).encode() == canonical_json(fields)
    assert made.head == Head("freeport", number + 1, made.digest)
    assert Entry(**made._asdict()) == made


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "opened"),
        ("kind", "Case:opened"),
        ("actor", ""),
        ("actor", "Ana Lim"),
        ("actor", "ana@example.org"),
        ("actor", 'x","at":"y'),
        ("actor", "é"),
        ("actor", "a" * 201),
        ("actor", "a\n"),
        ("actor", None),
        ("subject", " "),
        ("content_digest", "sha256:" + "A" * 64),
        ("content_digest", "0" * 64),
        ("at", "2026-02-30T09:30:00.000000Z"),
        ("at", "2026-02-28T24:00:00.000000Z"),
        ("at", "2026-02-28T09:30:00Z"),
        ("at", "2026-02-28T09:30:00.000000+00:00"),
        ("at", "0000-02-28T09:30:00.000000Z"),
    ],
)
def test_an_entry_with_a_field_of_another_form_is_refused_and_the_field_named(field, value):
    with pytest.raises(FirmgroundError) as refused:
        entry(**{field: value})
    assert refused.value.where == field
    with pytest.raises(FirmgroundError):
        Entry(**{**entry()._asdict(), field: value})


@pytest.mark.parametrize("number", [0, -1, 2**63, True, 1.0, "1", None])
def test_an_entry_with_a_number_that_is_none_is_refused(number):
    with pytest.raises(FirmgroundError, match="number"):
        Entry(**{**entry()._asdict(), "number": number})


@pytest.mark.parametrize("change", [lambda fields: fields.pop("actor"), lambda fields: fields.update(victim="no")])
def test_an_entry_has_its_fields_and_no_others(change):
    fields = entry()._asdict()
    change(fields)
    with pytest.raises(FirmgroundError, match="fields of an entry"):
        Entry(**fields)


@pytest.mark.parametrize(
    "previous", [Head("Free Port", 0, GENESIS), Head("freeport", 0, "x"), Head("freeport", 2**63 - 1, GENESIS)]
)
def test_nothing_follows_what_is_no_head(previous):
    with pytest.raises(FirmgroundError):
        new_entry(previous=previous, **FIELDS)


@pytest.mark.parametrize("content", [0.5, {"a": [float("nan")]}, {1: "a"}, {"a": 2**63}, {"a": {1, 2}}, "\ud800", b"x"], ids=repr)
def test_a_content_that_other_languages_would_read_otherwise_is_refused(content):
    with pytest.raises(FirmgroundError):
        content_digest(content, SALT)


@pytest.mark.parametrize("length", [0, 15, 33])
def test_a_salt_that_could_be_guessed_is_refused(length):
    with pytest.raises(FirmgroundError, match="not 16 to 32"):
        content_digest({}, b"x" * length)


@pytest.mark.parametrize("length", [16, 32])
def test_a_salt_of_the_allowed_length_is_taken_and_decides_the_digest(length):
    assert content_digest({}, b"x" * length) != content_digest({}, b"y" * length)


def test_no_other_salt_and_content_have_the_same_bytes():
    assert content_digest(11, SALT) != content_digest(1, SALT + b"1")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    )
)
def test_a_content_is_read_back_from_the_bytes_that_are_hashed(content):
    assert json.loads(content_bytes(content)) == content
