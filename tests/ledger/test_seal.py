"""Seals are given away: printed, typed back, and compared with a ledger that may have been cut or replaced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import FirmgroundError
from firmground.ledger.chain import Kind, verify
from firmground.ledger.entry import Head, genesis
from firmground.ledger.seal import Seal, agrees, contradictions, seal_from_json, seal_from_text, watched

AT = "2026-03-09T09:30:00.000000Z"


@pytest.fixture(scope="module")
def ledger(events):
    return events(9)


def sealed(*entries):
    return Seal(tuple(each.entry.head for each in entries), AT)


def chains(entries, *seals):
    found = verify(entries, start=genesis("freeport"), watch=watched(seals).get("freeport", ()))
    return {"freeport": found}


@given(st.integers(0, 9), st.integers(0, 9))
def test_a_seal_taken_earlier_still_agrees_and_one_taken_later_shows_that_the_chain_was_cut(ledger, taken, kept):
    seal = Seal((verify(ledger[:taken], start=genesis("freeport")).head,), AT)
    found = contradictions(seal, chains(ledger[:kept], seal))
    assert [each.kind for each in found] == ([Kind.CUT] if taken > kept else [])
    assert agrees(seal, chains(ledger[:kept], seal)) == (taken <= kept)


@pytest.mark.parametrize("number", [1, 5, 9])
def test_a_chain_that_was_replaced_as_a_whole_holds_but_contradicts_its_seal(ledger, events, number):
    replaced = events(9, "freeport")
    other = verify(events(9, "other"), watch=[number])
    seal = Seal((Head("freeport", number, other.digests[number]),), AT)
    assert chains(replaced)["freeport"].holds
    (fault,) = contradictions(seal, chains(replaced, seal))
    assert (fault.kind, fault.number) == (Kind.REPLACED, number)


def test_a_seal_over_several_streams_names_the_one_that_is_gone(ledger, events):
    seal = sealed(ledger[4], events(3, "harbour")[2])
    (fault,) = contradictions(seal, chains(ledger, seal))
    assert (fault.kind, fault.stream, fault.number) == (Kind.CUT, "harbour", 3)


def test_a_seal_that_was_not_looked_for_does_not_pass(ledger):
    assert not agrees(sealed(ledger[4]), chains(ledger))
    assert agrees(sealed(ledger[8]), chains(ledger))


def test_a_seal_beyond_a_fault_does_not_pass(ledger):
    seal = sealed(ledger[8])
    (fault,) = contradictions(seal, chains([*ledger[:3], *ledger[4:]], seal))
    assert "holds only at entry 3" in fault.what


@given(st.sampled_from([str.upper, str.lower, lambda text: text.replace(" ", ""), lambda text: " ".join(text.split())]))
def test_a_printed_seal_can_be_typed_back_however_it_is_spaced(ledger, events, respell):
    seal = sealed(ledger[4], events(3, "harbour")[2])
    head, _, rest = str(seal).partition("\n")
    if respell("a b") == "ab":  # only groups of digits may be joined
        lines = [line.split(maxsplit=1) for line in rest.splitlines()]
        rest = "\n".join(" ".join(line) if line[0] in ("sealed", "stream", "number") else "".join(line) for line in lines)
        rest = rest.replace("digest", "digest ").replace("check", "check ")
        assert seal_from_text(f"{head}\n{rest}") == seal
    else:
        assert seal_from_text(respell(str(seal))) == seal


@given(st.data())
def test_any_mistyped_digit_of_a_seal_is_noticed(ledger, data):
    text = str(sealed(ledger[4]))
    place = data.draw(st.sampled_from([place for place, letter in enumerate(text) if letter in "0123456789" and place > 25]))
    other = data.draw(st.sampled_from("0123456789".replace(text[place], "")))
    with pytest.raises(FirmgroundError):
        seal_from_text(text[:place] + other + text[place + 1 :])


def test_a_seal_comes_back_from_its_json(ledger):
    seal = sealed(ledger[4])
    assert seal_from_json(seal.to_json()) == seal


@pytest.mark.parametrize(
    "change",
    [
        {"format": "firmground-seal-2"},
        {"heads": []},
        {"heads": "freeport"},
        {"heads": [{"stream": "freeport", "number": 1}]},
        {"heads": [{"stream": "freeport", "number": True, "digest": "sha256:" + "0" * 64}]},
        {"heads": [{"stream": "freeport", "number": 2**63, "digest": "sha256:" + "0" * 64}]},
        {"heads": [{"stream": "freeport", "number": 1, "digest": "0" * 64}]},
        {"heads": 2 * [{"stream": "freeport", "number": 1, "digest": "sha256:" + "0" * 64}]},
        {"sealed_at": "yesterday"},
        {"sealed_at": None},
        {"more": 1},
    ],
    ids=str,
)
def test_what_is_no_seal_is_refused(ledger, change):
    with pytest.raises(FirmgroundError):
        seal_from_json({**sealed(ledger[4]).to_json(), **change})


@pytest.mark.parametrize("text", ["", "hello", "firmground ledger seal 1", "firmground ledger seal 2\nsealed at x"])
def test_a_text_that_is_no_seal_is_refused_with_what_to_do(text):
    with pytest.raises(FirmgroundError, match="form of a printed seal") as refused:
        seal_from_text(text)
    assert refused.value.remedy
