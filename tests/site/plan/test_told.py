"""What a report may tell: everything that is wrong is named beside its field, and nothing right is refused."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan.telling import told

from firmground.packs.pack import read_pack
from firmground.packs.plan_entries import EvidenceEntry
from firmground.values import Citation, Confidence
from firmground_site.plan.told import FIRST, MOST, Told, faults_in
from firmground_site.plan.vocabulary import OWN_RATINGS, SHOWS

pytestmark = pytest.mark.once

PLAN = {each.id: each for each in read_pack("hong_kong").plan.measures}
MILESTONE, NUMBER, NOT_PUBLIC = PLAN["n5"], PLAN["n2"], PLAN["n13"]
ON = datetime.date(2026, 11, 2)


def faulty_fields(report: Told, measure: Any = MILESTONE) -> set[str]:
    return {each.field for each in faults_in(report, measure, on=ON)}


def test_a_report_of_what_a_dated_document_shows_is_right() -> None:
    assert faults_in(told(), MILESTONE, on=ON) == []
    assert faults_in(told(shows="value", value=24), NUMBER, on=ON) == []
    assert faults_in(told(says="Two lines:\n\tand a tab.", document="第 12 號通告 – “teams”"), MILESTONE, on=ON) == []
    for address in ("https://circulars.example:8443/2019/12?a=b@c#d", "http://10.0.0.1/通告", "https://xn--circulars-x.example"):
        assert faults_in(told(address=address), MILESTONE, on=ON) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"shows": "nearly"}, "shows"),
        ({"shows": "value", "value": 3}, "shows"),
        ({"value": 3}, "value"),
        ({"own_rating": "cannot_tell"}, "own_rating"),
        ({"happened_from": None, "happened_to": None}, "happened_from"),
        ({"happened_from": datetime.date(2019, 5, 3)}, "happened_to"),
        ({"dated": datetime.date(2026, 11, 3)}, "dated"),
        ({"dated": datetime.date(2019, 4, 30)}, "happened_from"),
        ({"dated": datetime.date(2019, 5, 1)}, "happened_to"),
        ({"happened_from": datetime.date(1899, 12, 31)}, "happened_from"),
        ({"happened_from": None, "happened_to": datetime.date(1, 1, 1)}, "happened_to"),
        ({"document": "  "}, "document"),
        ({"document": "x" * 201}, "document"),
        ({"says": " "}, "says"),
        ({"says": "x" * 8_001}, "says"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"address": "ftp://circulars.example/12"}, "address"),
        ({"address": "https://"}, "address"),
        ({"address": "https://[circulars/12"}, "address"),
        ({"address": "https://circulars.example/12 and others"}, "address"),
        ({"address": "https://circulars.example@evil.example/12"}, "address"),
        ({"address": "https://a:b@circulars.example/12"}, "address"),
        ({"address": "https://@circulars.example/12"}, "address"),
        ({"address": "https://сirculars.example/12"}, "address"),
        ({"address": "https://circulars。example/12"}, "address"),
        ({"address": "https://circulars.example\\@evil.example/12"}, "address"),
        ({"address": "https://circulars%2eexample/12"}, "address"),
        ({"address": "https://circulars.example:99999/12"}, "address"),
        ({"address": "https://circulars.example/\u202e12"}, "address"),
        ({"document": "Circular \u202e9102 fo 21"}, "document"),
        ({"document": "Circular\u200b12"}, "document"),
        ({"document": "Circular\n12"}, "document"),
        ({"document": "Circular \ue000"}, "document"),
        ({"says": "It is\u2066 done."}, "says"),
        ({"says": "It is\x07 done."}, "says"),
        ({"says": "It is\r done."}, "says"),
        ({"digest": "sha256:" + "4F1C" * 16}, "digest"),
        ({"digest": "4f1c" * 16}, "digest"),
        ({"digest": "sha256:" + "4f1c" * 15}, "digest"),
        ({"digest": "sha256:" + "4f1c" * 16 + "\n"}, "digest"),
    ],
)
def test_what_is_wrong_is_named_beside_its_field(changes: dict[str, Any], field: str) -> None:
    assert field in faulty_fields(told(**changes))


@pytest.mark.parametrize("value", [None, True, 12.5, "24", MOST + 1])
def test_the_value_of_a_number_is_a_whole_number_and_no_remark(value: Any) -> None:
    assert faulty_fields(told(shows="value", value=value), NUMBER) == {"value"}


def test_nothing_is_reported_on_a_measure_whose_text_is_not_public() -> None:
    assert [each.text for each in faults_in(told(), NOT_PUBLIC, on=ON)] == [
        "The text of this measure is not public, so nothing can be reported on it."
    ]


DAYS = st.dates(datetime.date(1850, 1, 1), datetime.date(2050, 1, 1))
ANYTHING = st.builds(
    Told,
    shows=st.sampled_from([*SHOWS, "", "yes"]),
    value=st.none() | st.integers(-(2**40), 2**40),
    happened_from=st.none() | DAYS,
    happened_to=st.none() | DAYS,
    document=st.text(max_size=20),
    address=st.sampled_from(["", "https://a.example", "mailto:a@b.example", "//a.example"]),
    dated=DAYS,
    digest=st.sampled_from([told().digest, "", "sha256:"]),
    says=st.text(max_size=20),
    own_rating=st.sampled_from([*OWN_RATINGS, "Yes"]),
)


@given(ANYTHING, st.sampled_from([MILESTONE, NUMBER]))
def test_whatever_passes_is_evidence_that_the_library_takes(report: Told, measure: Any) -> None:
    if faults_in(report, measure, on=ON):
        return
    entry = EvidenceEntry(
        id="r1", measure=measure.id, document=report.document, dated=report.dated, shows=report.shows, value=report.value,
        from_=report.happened_from, to=report.happened_to, digest=report.digest, digest_of="document",
        cite=Citation((), Confidence.SECONDARY),
    )  # fmt: skip
    days = [day for day in (entry.from_, entry.to) if day]
    assert days
    assert all(FIRST <= day <= entry.dated <= ON for day in days)
    assert entry.value is None or measure is NUMBER


@given(ANYTHING, st.sampled_from([MILESTONE, NUMBER]))
def test_every_fault_names_a_field_of_the_report_and_says_what_to_do(report: Told, measure: Any) -> None:
    for fault in faults_in(report, measure, on=ON):
        assert fault.field in Told.__dataclass_fields__
        assert fault.text.endswith(".")
