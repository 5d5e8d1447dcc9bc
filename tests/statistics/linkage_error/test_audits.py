"""An audit says what it identifies and nothing more; files that are no audit are refused in a sentence."""

import json

import numpy as np
import pytest

from firmground.errors import InputError
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.linkage_error.audit_file import read_audit
from firmground.statistics.multiple_systems.linkage_error.audits import Audit, Band, Checked, Part, audit_to_json
from firmground.statistics.multiple_systems.linkage_error.shares import drawn_shares, expected_shares

LINKS, KNOWN = {"checked": 200, "found": 198}, {"checked": 200, "found": 121}
GOOD = {"links": LINKS, "known_pairs": KNOWN}


@pytest.fixture
def written(tmp_path):
    def write(content, name="audit.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def drawn(audit, lists, draws=40_000):
    return drawn_shares(audit, lists, draws=draws, rng=np.random.default_rng(1))


def test_an_audit_is_read_from_json(written):
    assert read_audit(written(GOOD)) == Audit(Part(Checked(200, 198), Checked(200, 121)))


def test_an_audit_is_read_from_csv_and_says_the_same(written):
    rows = "kind,lists,band,pairs,checked,found\nlinks,,,,200,198\nknown_pairs,,,,200,121\nlinks,police + shelter,,,50,40\n"
    found = read_audit(written(rows, "audit.csv"))
    assert found == read_audit(written(GOOD | {"links": [LINKS, {"lists": ["shelter", "police"], "checked": 50, "found": 40}]}))
    assert found.by_pair[frozenset({"police", "shelter"})].links == Checked(50, 40)


def test_an_audit_by_bands_is_read_and_told_again(written):
    bands = [
        {"band": "0.5 to 0.9", "pairs": 1000, "checked": 100, "found": 30},
        {"band": "below", "pairs": 9000, "checked": 300, "found": 0},
    ]
    found = read_audit(written({"links": LINKS, "unlinked_pairs": bands}))
    assert [band.name for band in found.overall.bands] == ["0.5 to 0.9", "below"]
    assert audit_to_json(found) == {"all lists": {"links": LINKS, "unlinked_pairs": bands}}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"links": {"checked": 10, "found": 11}, "known_pairs": KNOWN}, "11 of 10 is not a share"),
        ({"links": {"checked": 0, "found": 0}}, "checked nothing"),
        ({"links": {"checked": 10, "found": -1}}, "no count"),
        ({"links": {"checked": "ten", "found": 1}}, "no count"),
        ({"links": {"checked": 10}}, "no count"),
        ({"links": {"checked": True, "found": 1}}, "no count"),
        ({"links": {"checked": 10, "found": 9, "right": 9}}, "not a sample"),
        ({"links": [LINKS, LINKS]}, "second sample"),
        ({"missed": KNOWN}, "no kind of sample"),
        ({"links": {**LINKS, "lists": ["police"]}}, "two lists"),
        ({"links": {**LINKS, "lists": ["police", "police"]}}, "two lists"),
        ({"links": {**LINKS, "lists": "police"}}, "two lists"),
        ({"unlinked_pairs": {"band": "a", "pairs": 5, "checked": 10, "found": 0}}, "10 checked of 5"),
        ({"unlinked_pairs": {"band": "a", "checked": 10, "found": 0}}, "no count"),
        ({**GOOD, "unlinked_pairs": {"band": "a", "pairs": 50, "checked": 10, "found": 0}}, "audited twice"),
        ({"unlinked_pairs": [{"band": "a", "pairs": 50, "checked": 10, "found": 0}] * 2}, "one name"),
        ({}, "no samples"),
        ([GOOD], "not an object"),
        ("{", "not valid JSON"),
    ],
)
def test_a_file_that_is_no_audit_is_refused(written, content, says):
    with pytest.raises(InputError, match=says) as raised:
        read_audit(written(content))
    assert "audit.json" in raised.value.where
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("kind,checked\nlinks,3\n", "no column 'found'"),
        ("kind,checked,found\nlinks,3,4\n", "4 of 3"),
        ("kind,lists,checked,found\nlinks,a + b + c,4,3\n", "two lists"),
    ],
)
def test_a_table_that_is_no_audit_is_refused(written, rows, says):
    with pytest.raises(InputError, match=says) as raised:
        read_audit(written(rows, "audit.csv"))
    assert "row" in raised.value.where


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_audit(tmp_path / "absent.csv")


def test_without_missed_links_recall_is_not_identified_and_nothing_is_answered(three_lists):
    with pytest.raises(InputError, match="recall is not identified"):
        expected_shares(Audit(Part(links=Checked(200, 198))), three_lists)


def test_without_links_precision_is_not_identified_and_nothing_is_answered(three_lists):
    with pytest.raises(InputError, match="precision is not identified"):
        drawn(Audit(Part(known_pairs=Checked(200, 121))), three_lists)


def test_every_pair_of_lists_needs_its_audit(three_lists):
    own = Part(Checked(50, 49), Checked(50, 40))
    pairs = [frozenset({"police", "labour"}), frozenset({"police", "shelter"}), frozenset({"labour", "shelter"})]
    assert expected_shares(Audit(by_pair=dict.fromkeys(pairs, own)), three_lists).recall.shape == (1, 3)
    with pytest.raises(InputError, match="labour and shelter"):
        expected_shares(Audit(by_pair=dict.fromkeys(pairs[:2], own)), three_lists)


def test_an_audit_of_lists_that_are_not_there_is_refused(three_lists, audit):
    with pytest.raises(InputError, match="'prison'"):
        expected_shares(Audit(audit.overall, {frozenset({"prison", "police"}): Part(Checked(5, 5))}), three_lists)


def test_the_posterior_is_the_beta_distribution_of_the_counts(three_lists, audit):
    found = drawn(audit, three_lists)
    for shares, right in ((found.precision, 198), (found.recall, 121)):
        mean = (right + 0.5) / 201
        assert shares.mean(axis=0) == pytest.approx([mean] * 3, abs=0.001)
        assert shares.std(axis=0) == pytest.approx([(mean * (1 - mean) / 202) ** 0.5] * 3, rel=0.03)
    assert expected_shares(audit, three_lists).recall == pytest.approx(np.full((1, 3), 121.5 / 201))


def test_pairs_of_lists_share_the_draws_of_a_sample_that_they_share(three_lists, audit):
    own = Audit(audit.overall, {frozenset({"police", "labour"}): Part(known_pairs=Checked(200, 121))})
    recall = drawn(own, three_lists, 200).recall
    assert (recall[:, 1] == recall[:, 2]).all()
    assert abs(np.corrcoef(recall[:, 0], recall[:, 1])[0, 1]) < 0.3


def test_missed_pairs_are_added_up_over_bands():
    """Of 1,000 unlinked pairs with some likeness three in ten are one person; of 300 checked among 9,000 others none."""
    lists = Histories(("a", "b"), (1, 2, 3), (900, 700, 400))
    bands = (Band("alike", 1000, Checked(100, 30)), Band("others", 9000, Checked(300, 0)))
    shares = expected_shares(Audit(Part(Checked(200, 200), bands=bands)), lists)
    missed = 30 + 900 * 30.5 / 101 + 8700 * 0.5 / 301
    right = 400 * 200.5 / 201
    assert shares.recall[0, 0] == pytest.approx(right / (right + missed))
    whole = Audit(Part(Checked(200, 200), bands=(Band("all", 100, Checked(100, 30)),)))
    assert drawn(whole, lists, 50).recall.std() < 0.01  # nothing is left to chance where every pair was checked
