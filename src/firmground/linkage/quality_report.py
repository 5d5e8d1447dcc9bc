"""Everything that is measured about a linkage with known truth, as one value: proposes, measures pairs, groups and clusters."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import pyarrow as pa

from firmground.linkage.clusters import clusters
from firmground.linkage.model import Model
from firmground.linkage.proposing import propose_table
from firmground.linkage.quality import (
    THRESHOLDS,
    ScoredPair,
    b_cubed,
    by_group,
    calibration,
    calibration_error,
    measured_at,
    measured_clusters,
    true_pairs,
)
from firmground.values import type_of_json

LOWEST = 0.05  # pairs that are less likely are not measured one by one


def quality_report(labelled: pa.Table, model: Model) -> dict[str, type_of_json]:
    """The quality of a model on entries with ``person`` and ``group``, as data: shares unrounded, ``None`` where not known."""
    ids = labelled["id"].to_pylist()
    truth = dict(zip(ids, labelled["person"].to_pylist(), strict=True))
    groups = dict(zip(ids, labelled["group"].to_pylist(), strict=True))
    found = propose_table(labelled, model, at_least=LOWEST)
    lefts, rights = found["left"].to_pylist(), found["right"].to_pylist()
    pairs = list(zip(lefts, rights, found["probability"].to_pylist(), strict=True))
    weighed = list(zip(lefts, rights, found["weight"].to_pylist(), strict=True))
    table = calibration(pairs, truth)
    return {
        "entries": len(ids),
        "true_pairs": true_pairs(truth.values()),
        "looked_at": len(pairs),
        "model": model.digest,
        "pairs": [{"at_least": each, **measured_at(pairs, truth, each).to_json()} for each in THRESHOLDS],
        "groups": _groups(pairs, truth, groups),
        "clusters": [_clusters(weighed, truth, each) for each in (0.5, 0.8, 0.95)],
        "calibration": [asdict(row) for row in table],
        "calibration_error": calibration_error(table),
    }


def _groups(pairs: Sequence[ScoredPair], truth: Mapping[str, str], groups: Mapping[str, str]) -> dict[str, type_of_json]:
    return {group: measured.to_json() for group, measured in by_group(pairs, truth, groups, 0.5).items()}


def _clusters(weighed: Sequence[ScoredPair], truth: Mapping[str, str], at_least: float) -> dict[str, type_of_json]:
    members = [cluster.members for cluster in clusters(weighed, at_least=at_least)]
    shares = b_cubed(members, truth) or (None, None)
    measured = measured_clusters(members, truth).to_json()
    return {"at_least": at_least, **measured, "b_cubed_precision": shares[0], "b_cubed_recall": shares[1]}
