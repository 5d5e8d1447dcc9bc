"""Three-valued findings, ranges of days and digests behave as every other part relies on."""

import datetime
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import FirmgroundError
from firmground.values import (
    Confidence,
    DateRange,
    Finding,
    all_of,
    any_of,
    at_least_of,
    canonical_json,
    digest,
    digest_of_bytes,
    opposite,
)

YES, NO, NOT_KNOWN = Finding.YES, Finding.NO, Finding.NOT_KNOWN
FIRST_DAY = datetime.date(2024, 2, 26)
KLEENE = [  # left, right, both, either: Kleene 1952, section 64
    (YES, YES, YES, YES),
    (YES, NO, NO, YES),
    (YES, NOT_KNOWN, NOT_KNOWN, YES),
    (NO, YES, NO, YES),
    (NO, NO, NO, NO),
    (NO, NOT_KNOWN, NO, NOT_KNOWN),
    (NOT_KNOWN, YES, NOT_KNOWN, YES),
    (NOT_KNOWN, NO, NO, NOT_KNOWN),
    (NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN),
]
findings = st.sampled_from(list(Finding))
days = st.integers(0, 9).map(lambda days: FIRST_DAY + datetime.timedelta(days))  # ten days, one of them 29 February
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@st.composite
def ranges(draw):
    first, last = draw(st.none() | days), draw(st.none() | days)
    return DateRange(last, first) if first and last and first > last else DateRange(first, last)


def outcomes_of(listed, minimum):
    """Whether at least so many hold, in every way the not-known ones could turn out."""
    ways = [(YES, NO) if finding is NOT_KNOWN else (finding,) for finding in listed]
    return {way.count(YES) >= minimum for way in itertools.product(*ways)}


@pytest.mark.parametrize(("left", "right", "both", "either"), KLEENE)
def test_both_and_either_follow_kleene(left, right, both, either):
    assert (all_of([left, right]), any_of([left, right])) == (both, either)


@pytest.mark.parametrize(("finding", "turned"), [(YES, NO), (NO, YES), (NOT_KNOWN, NOT_KNOWN)])
def test_the_opposite_of_not_known_is_not_known(finding, turned):
    assert opposite(finding) is turned


def test_only_yes_and_no_are_known():
    assert [finding for finding in Finding if finding.is_known] == [YES, NO]


@given(st.lists(findings, max_size=6), st.integers(0, 7))
def test_a_threshold_is_certain_only_if_nothing_open_can_change_it(listed, minimum):
    expected = {frozenset({True}): YES, frozenset({False}): NO}.get(frozenset(outcomes_of(listed, minimum)), NOT_KNOWN)
    assert at_least_of(minimum, listed) is expected
    assert at_least_of(minimum, iter(listed)) is expected


@given(st.lists(findings, max_size=6))
def test_all_is_not_any_of_the_opposites(listed):
    assert all_of(listed) is opposite(any_of([opposite(finding) for finding in listed]))


def test_all_of_nothing_holds_and_any_of_nothing_does_not():
    assert (all_of([]), any_of([])) == (YES, NO)


def test_only_a_primary_source_is_verified():
    assert [confidence for confidence in Confidence if confidence.is_verified] == [Confidence.PRIMARY]


@given(ranges(), ranges())
def test_ranges_overlap_when_they_share_a_day(one, other):
    around = [FIRST_DAY + datetime.timedelta(offset) for offset in range(-1, 11)]
    shared = any(day in one and day in other for day in around)
    assert one.overlaps(other) is shared
    assert other.overlaps(one) is shared


@given(ranges())
def test_the_first_and_the_last_day_are_inside(held):
    inside = [day for day in (held.first, held.last) if day]
    assert all(day in held for day in inside)
    assert held.overlaps(held)


def test_the_day_before_and_the_day_after_are_outside():
    held = DateRange(datetime.date(2024, 2, 29), datetime.date(2024, 2, 29))
    assert datetime.date(2024, 2, 29) in held
    assert datetime.date(2024, 2, 28) not in held
    assert datetime.date(2024, 3, 1) not in held


def test_a_range_that_ends_before_it_begins_is_refused():
    with pytest.raises(FirmgroundError, match="ends on 2024-01-01, before it begins on 2024-01-02"):
        DateRange(datetime.date(2024, 1, 2), datetime.date(2024, 1, 1))


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        (DateRange(FIRST_DAY, FIRST_DAY), "2024-02-26 to 2024-02-26"),
        (DateRange(None, FIRST_DAY), "the beginning to 2024-02-26"),
        (DateRange(FIRST_DAY), "2024-02-26 to today"),
    ],
)
def test_a_range_says_from_when_to_when(held, shown):
    assert str(held) == shown


def test_canonical_json_has_one_spelling():
    assert canonical_json({"b": [1, True, None], "a": 'é\u2028"/'}) == '{"a":"é\u2028\\"/","b":[1,true,null]}'.encode()


@given(json_values)
def test_canonical_json_can_be_read_back(value):
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(), json_values))
def test_the_order_of_keys_makes_no_difference(table):
    assert canonical_json(dict(reversed(table.items()))) == canonical_json(table)


@pytest.mark.parametrize(
    ("value", "place"),
    [(1.0, "$"), ([1, 0.5], "$[1]"), ({"a": {"b": (1, float("nan"))}}, "$.a.b[1]"), ({"a": float("inf")}, "$.a")],
)
def test_a_float_is_refused_with_its_place(value, place):
    with pytest.raises(FirmgroundError, match="is not a whole number") as refusal:
        canonical_json(value)
    assert (refusal.value.where, refusal.value.remedy) == (place, "write it as text")


@pytest.mark.parametrize(
    "value", [{"a": {1, 2}}, {"a": b"x"}, {"a": FIRST_DAY}, "\ud800"], ids=["set", "bytes", "day", "half a sign"]
)
def test_what_is_not_json_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        canonical_json(value)


@pytest.mark.parametrize("key", [1, True, None, 1.5])
def test_a_key_that_is_not_text_is_refused(key):
    with pytest.raises(FirmgroundError):
        canonical_json({"a": {key: "x"}})


def test_the_digest_is_the_published_one():
    """The vector of FIPS 180-2, appendix B.1, and the digest of two bytes that anybody can repeat with sha256sum."""
    assert digest_of_bytes(b"abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest({}) == digest_of_bytes(b"{}") == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@given(json_values, json_values)
def test_other_values_have_other_digests(one, other):
    assert (digest(one) == digest(other)) is (canonical_json(one) == canonical_json(other))


def test_an_error_says_what_is_wrong_where_and_what_to_do():
    error = FirmgroundError("the day is missing", where="pack.toml: law[2]", remedy="add from")
    assert str(error) == "pack.toml: law[2]: the day is missing What to do: add from"
    assert str(FirmgroundError("the day is missing")) == "the day is missing"
