"""How well linkage does is measured against the truth, and nothing is divided by nought."""

import numpy as np
import pytest

from firmground.errors import InputError
from firmground.linkage.column import Column
from firmground.linkage.generator.entry import generated
from firmground.linkage.generator.person import GROUPS
from firmground.linkage.model import default_model
from firmground.linkage.quality import (
    Measured,
    b_cubed,
    by_group,
    calibration,
    calibration_error,
    measured_at,
    measured_clusters,
    true_pairs,
)
from firmground.linkage.quality_report import quality_report
from firmground.linkage.record import table_of
from firmground.linkage.training import trained, trained_table

TRUTH = {"a": "p", "b": "p", "c": "q", "d": "q", "e": "q"}
PAIRS = [("a", "b", 0.99), ("c", "d", 0.9), ("a", "c", 0.6), ("d", "e", 0.3)]


def test_precision_and_recall_are_over_all_true_pairs():
    assert true_pairs(TRUTH.values()) == 4
    assert measured_at(PAIRS, TRUTH, 0.5) == Measured(3, 2, 4)
    assert (measured_at(PAIRS, TRUTH, 0.5).precision, measured_at(PAIRS, TRUTH, 0.5).recall) == (2 / 3, 0.5)
    assert measured_at(PAIRS, TRUTH, 0.5).f1 == pytest.approx(2 * 2 / 7)


def test_shares_of_nothing_are_not_known():
    nothing = Measured(0, 0, 0)
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)
    assert b_cubed([], {}) is None
    assert calibration_error(()) is None


def test_groups_are_measured_apart():
    groups = {"a": "thai", "b": "thai", "c": "western", "d": "western", "e": "western"}
    found = by_group(PAIRS, TRUTH, groups, 0.5)
    assert found["thai"] == Measured(2, 1, 1)
    assert found["western"] == Measured(2, 1, 3)


def test_calibration_says_what_was_said_and_what_came_true():
    table = calibration([("a", "b", 0.97), ("a", "c", 0.97), ("c", "d", 1.0)], TRUTH)
    assert [(row.pairs, row.said, row.true) for row in table] == [(2, 0.97, 0.5), (1, 1.0, 1.0)]
    assert calibration_error(table) == pytest.approx(2 / 3 * 0.47)


def test_clusters_are_measured_by_pairs_and_by_entries():
    assert measured_clusters([("a", "b", "c"), ("d", "e")], TRUTH) == Measured(4, 2, 4)
    precision, recall = b_cubed([("a", "b", "c"), ("d", "e")], TRUTH)
    assert precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert recall == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)


def test_everybody_alone_is_precise_and_finds_little():
    precision, recall = b_cubed([], TRUTH)
    assert (precision, recall) == (1.0, pytest.approx((0.5 * 2 + 1) / 5))


def test_the_same_seed_makes_the_same_entries_and_another_makes_others():
    first, again, other = (generated(40, np.random.default_rng(seed)) for seed in (5, 5, 6))
    assert first == again != other


def test_made_up_entries_say_that_they_are_made_up(entries):
    assert {each.group for each in entries} == set(GROUPS)
    assert all(each.record.id.startswith("SYN-") and each.person.startswith("SYN-") for each in entries)
    assert all(each.record.document.startswith("SYN") for each in entries if each.record.document)


def test_made_up_entries_have_what_goes_wrong_in_lists(entries):
    records = [each.record for each in entries]
    assert any(not record.birth for record in records)
    assert any(len(record.birth) == 4 for record in records)
    assert any(not record.name.isascii() for record in records)
    assert len({record.name for record in records}) > len({each.person for each in entries})


@pytest.mark.parametrize("groups", [(), ("martian",), ("thai", "martian")])
def test_a_group_that_is_not_there_is_refused(groups):
    with pytest.raises(InputError, match="no language group"):
        generated(1, np.random.default_rng(1), groups=groups)


def test_the_model_that_ships_finds_most_and_is_mostly_right(found, truth):
    """Fixed entries: the bounds say that nothing got much worse, not how good it is (bench says that)."""
    measured = measured_at([(each.left, each.right, each.probability) for each in found], truth, 0.8)
    assert measured.precision > 0.95
    assert measured.recall > 0.7


def test_the_report_measures_everything_and_counts_the_same(entries, truth):
    table = table_of([each.record for each in entries])
    table = table.append_column("person", [[each.person for each in entries]])
    table = table.append_column("group", [[each.group for each in entries]])
    report = quality_report(table, default_model())
    assert report["entries"] == len(entries)
    assert report["true_pairs"] == true_pairs(truth.values()) == report["clusters"][0]["true"]
    assert set(report["groups"]) == set(GROUPS)
    assert report["calibration_error"] < 0.15
    assert sum(row["pairs"] for row in report["calibration"]) == report["looked_at"]


@pytest.mark.slow
def test_weights_that_are_estimated_come_near_those_that_are_counted(entries):
    table = table_of([each.record for each in entries])
    table = table.append_column("person", [[each.person for each in entries]])
    columns = default_model().columns
    counted = trained_table(table, columns, np.random.default_rng(1), person="person")
    estimated = trained([each.record for each in entries], seed=1)
    assert estimated.others == pytest.approx(counted.others, rel=0.3)
    for name in ("document", "birth", "name"):
        both = [{level.id: level.weight for level in model.levels[name]} for model in (counted, estimated)]
        assert max(each["different"] for each in both) < 0
        assert both[0]["exact"] == pytest.approx(both[1]["exact"], abs=2)


def test_too_few_entries_are_not_trained_on(records):
    with pytest.raises(InputError, match="too few to train on"):
        trained(records[:999], seed=1)


@pytest.mark.parametrize(("name", "kind"), [("name", "colour"), ("Name", "name"), ("", "name"), ("a-b", "words")])
def test_a_column_of_no_kind_or_no_plain_name_is_refused(name, kind):
    with pytest.raises(InputError):
        Column(name, kind)
