"""Somebody changes a ledger behind the scenes: the first entry that no longer holds is named, and what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import FirmgroundError
from firmground.ledger.chain import Content, Erasure, Kind, Recorded, verify
from firmground.ledger.entry import Entry, digest_of_text, genesis, text_of_entry

LENGTH = 12


@pytest.fixture(scope="module")
def ledger(events):
    return events(LENGTH)


def changed(recorded, **fields):
    """The record with fields of its entry exchanged, their forms kept."""
    return recorded._replace(entry=Entry(**{**recorded.entry._asdict(), **fields}))


def hashed_again(recorded):
    """What a careful forger does: the digest fits the fields once more."""
    return changed(recorded, digest=digest_of_text(text_of_entry(recorded.entry)))


def fault_of(entries, **options):
    found = verify(entries, **options)
    assert found.holds == (found.fault is None)
    return found.fault


def test_a_ledger_as_it_was_recorded_holds(ledger):
    found = verify(ledger)
    assert (found.holds, found.count, found.erased, found.head) == (True, LENGTH, 0, ledger[-1].entry.head)


def test_a_ledger_can_be_verified_on_from_a_head_that_is_known(ledger):
    found = verify(ledger[4:], start=ledger[3].entry.head)
    assert (found.holds, found.count, found.head) == (True, LENGTH - 4, ledger[-1].entry.head)
    assert fault_of(ledger[5:], start=ledger[3].entry.head).kind == Kind.GAP
    assert verify([], start=genesis("freeport")).count == 0


def test_a_ledger_without_an_entry_or_a_start_says_nothing():
    with pytest.raises(FirmgroundError, match="no entries"):
        verify([])


@given(st.data())
def test_any_exchanged_character_of_any_field_is_found_also_when_the_digest_is_made_to_fit(ledger, data):
    place = data.draw(st.integers(0, LENGTH - 1))
    field = data.draw(st.sampled_from(Entry._fields))
    value = getattr(ledger[place].entry, field)
    if field == "number":
        other = data.draw(st.integers(1, 2**63 - 1).filter(lambda number: number != value))
    else:
        spot = data.draw(st.integers(0, len(value)))
        letter = data.draw(st.sampled_from("0123456789abcdefxyz:"))
        other = value[:spot] + letter + value[spot + 1 :]
    try:
        forged = changed(ledger[place], **{field: other})
    except FirmgroundError:
        return  # not even an entry
    found = verify([*ledger[:place], forged, *ledger[place + 1 :]], start=genesis("freeport"))
    assert found.holds == (forged == ledger[place])
    again = hashed_again(forged)
    found = verify([*ledger[:place], again, *ledger[place + 1 :]], start=genesis("freeport"), watch=[LENGTH])
    assert found.holds == (again == ledger[place]) or (place == LENGTH - 1 and found.head != ledger[-1].entry.head)


@given(st.sets(st.integers(0, LENGTH - 1)))
def test_erased_contents_leave_the_chain_whole_and_are_counted(ledger, erased, places):
    found = verify([erased(each) if place in places else each for place, each in enumerate(ledger)])
    assert (found.holds, found.count, found.erased, found.head) == (True, LENGTH, len(places), ledger[-1].entry.head)


@given(st.permutations(range(LENGTH)))
def test_another_order_is_found(ledger, order):
    found = verify([ledger[place] for place in order], start=genesis("freeport"))
    assert found.holds == (order == sorted(order))


@pytest.mark.parametrize(
    ("change", "kind", "number"),
    [
        (lambda all_: all_[:3] + all_[5:], Kind.GAP, 4),
        (lambda all_: all_[1:], Kind.GAP, 1),
        (lambda all_: all_[:4] + all_[3:], Kind.REPEATED, 4),
        (lambda all_: [*all_[:6], all_[1], *all_[6:]], Kind.ORDER, 2),
        (lambda all_: [*all_[:3], all_[4], all_[3], *all_[5:]], Kind.GAP, 4),
        (lambda all_: [*all_[:3], changed(all_[3], actor="officer:8"), *all_[4:]], Kind.DIGEST, 4),
        (lambda all_: [*all_[:3], hashed_again(changed(all_[3], actor="officer:8")), *all_[4:]], Kind.LINK, 5),
        (lambda all_: [*all_[:3], changed(all_[3], previous="sha256:" + "0" * 64), *all_[4:]], Kind.LINK, 4),
        (lambda all_: [*all_[:3], changed(all_[3], stream="elsewhere"), *all_[4:]], Kind.ANOTHER_STREAM, 4),
    ],
    ids=[
        "dropped",
        "first dropped",
        "doubled",
        "put in again",
        "exchanged",
        "changed",
        "changed and hashed",
        "cut loose",
        "foreign",
    ],
)
def test_what_was_done_to_a_ledger_is_named_with_the_first_entry_it_was_done_to(ledger, change, kind, number):
    fault = fault_of(change(ledger))
    assert (fault.kind, fault.number, fault.stream) == (kind, number, "freeport")
    assert str(fault).startswith(f"entry {number} ")


def test_nothing_is_counted_after_the_first_fault(ledger, erased):
    found = verify([*ledger[:3], *map(erased, ledger[5:])])
    assert (found.count, found.erased, found.head) == (3, 0, ledger[2].entry.head)


@pytest.mark.parametrize(
    ("beside", "kind"),
    [
        (lambda own: (Content({"reason": "another"}, own.content.salt), None), Kind.CONTENT_DIFFERS),
        (lambda own: (Content(own.content.value, b"x" * 16), None), Kind.CONTENT_DIFFERS),
        (lambda own: (None, None), Kind.CONTENT_ABSENT),
        (lambda own: (own.content, Erasure(own.entry.at, "officer:9", "asked")), Kind.CONTENT_KEPT),
    ],
    ids=["another content", "another salt", "neither content nor mark", "a mark and the content"],
)
def test_a_content_that_is_not_what_was_recorded_is_found_and_the_entry_does_not_count(ledger, beside, kind):
    forged = Recorded(ledger[3].entry, *beside(ledger[3]))
    found = verify([*ledger[:3], forged, *ledger[4:]])
    assert (found.fault.kind, found.fault.number, found.count) == (kind, 4, 3)


def test_contents_that_are_withheld_are_no_fault_but_those_that_are_there_must_fit(ledger, withheld):
    assert verify(withheld(ledger), withheld=True).count == LENGTH
    assert verify(ledger, withheld=True).holds
    forged = Recorded(ledger[3].entry, Content({}, b"x" * 16))
    assert fault_of([*ledger[:3], forged], withheld=True).kind == Kind.CONTENT_DIFFERS
    assert fault_of(withheld(ledger)).kind == Kind.CONTENT_ABSENT


@pytest.mark.parametrize("wrong", [{"at": "today"}, {"by": "Ana Lim"}, {"reason": " "}, {"reason": "x" * 1001}], ids=str)
def test_an_erasure_says_when_by_whom_and_why(wrong):
    right = {"at": "2026-03-09T09:30:00.000000Z", "by": "officer:9", "reason": "asked for by the person"}
    assert Erasure(**right).reason == right["reason"]
    with pytest.raises(FirmgroundError):
        Erasure(**{**right, **wrong})
