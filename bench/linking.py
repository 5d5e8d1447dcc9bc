"""Linking lists: ours against Splink called directly with the same model, and how right it is on made-up entries by language."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.inputs import FOLDER
from bench.measuring import Measured, Prepare, Run, measure
from bench.reporting import Row, show, write
from firmground.linkage.generator.entry import generated
from firmground.linkage.model import default_model
from firmground.linkage.preparing import prepared
from firmground.linkage.proposing import propose_table
from firmground.linkage.quality_report import quality_report
from firmground.linkage.record import table_of
from firmground.linkage.splinked import RECORDS, make_keys, opened, settings_of

RESULTS = Path(__file__).parent / "results" / "linkage.md"
SIZES = (10**3, 10**4, 10**5, 10**6)
PER_PERSON = 1.44  # entries that a made-up person has on average
GOAL = 1.1
AT_LEAST = 0.5
MEASURED_ON = 5000  # people, for precision and recall
SEED = 21  # the model that ships was trained on other seeds


@cache
def entries(size: int) -> pa.Table:
    """So many made-up entries, more or less, of all language groups."""
    path = FOLDER / f"linkage-{size}-{SEED}.parquet"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        made = table_of([each.record for each in generated(round(size / PER_PERSON), np.random.default_rng(SEED))])
        beside = path.with_suffix(".part")
        pq.write_table(made, beside)
        beside.replace(path)
    return pq.read_table(path)


def ours(size: int) -> Run:
    """From entries to proposals: preparing, pairing, weighing."""
    table = entries(size)
    return lambda: len(propose_table(table, default_model(), at_least=AT_LEAST))


def splink_directly(size: int) -> Run:
    """The same as an analyst would do it with Splink alone: the same columns and keys, blocked and weighed by Splink."""
    import splink

    table, model = entries(size), default_model()

    def run() -> int:
        ready = prepared(table, model.columns, model.frequencies)
        with opened(ready.table) as connection:
            make_keys(connection, model.columns)
            connection.execute(
                f"CREATE TABLE keyed AS SELECT r.*, k.keys FROM {RECORDS} r LEFT JOIN "
                "(SELECT id, list(key) AS keys FROM keys GROUP BY id) k ON r.unique_id = k.id"
            )
            settings = settings_of(model.columns, model.levels, model.probability(len(table)), "duckdb")
            settings["blocking_rules_to_generate_predictions"] = [
                {"blocking_rule": "l.keys = r.keys", "sql_dialect": "duckdb", "arrays_to_explode": ["keys"]}
            ]
            api = splink.DuckDBAPI(connection=connection)
            linker = splink.Linker(api.register("keyed", dataset_display_name="entries"), settings)
            found = linker.inference.predict(threshold_match_probability=AT_LEAST).as_duckdbpyrelation()
            return len(found.order("match_weight DESC").to_arrow_table())

    return run


CONTENDERS: Mapping[str, Prepare] = {"ours": ours, "splink": splink_directly}


def compared(size: int, runs: int) -> Row:
    """One size: both must propose as many pairs."""
    entries(size)
    found: Mapping[str, Measured] = measure(CONTENDERS, size, runs)
    if found["ours"].result != found["splink"].result:
        sys.exit(f"bench: ours proposes {found['ours'].result} pairs and Splink {found['splink'].result}.")
    mine, other = found["ours"], found["splink"]
    title = "Linking entries, against Splink called directly with the same model"
    megabytes, counts = (mine.megabytes, other.megabytes), (mine.runs, other.runs)
    return Row(title, size, mine.seconds, other.seconds, mine.seconds / other.seconds, GOAL, True, megabytes, counts, SIZES[-1])


def quality_notes() -> Sequence[str]:
    """Precision and recall by language group, and what clusters come to, on entries that the model was not trained on."""
    labelled = generated(MEASURED_ON, np.random.default_rng(SEED + 1))
    table = table_of([each.record for each in labelled])
    table = table.append_column("person", [[each.person for each in labelled]])
    table = table.append_column("group", [[each.group for each in labelled]])
    report = quality_report(table, default_model())
    lines = [
        f"{name}: pairs at least 0.5, precision {row['precision']:.3f}, recall {row['recall']:.3f} of {row['true']:,} true pairs."
        for name, row in report["groups"].items()
    ]
    lines += [
        f"Clusters at {row['at_least']}: precision {row['precision']:.3f}, recall {row['recall']:.3f}; "
        f"B³ {row['b_cubed_precision']:.3f} and {row['b_cubed_recall']:.3f}."
        for row in report["clusters"]
    ]
    return [f"Quality, {report['entries']:,} made-up entries: calibration error {report['calibration_error']:.3f}.", *lines]


def main() -> int:
    """Measure sizes up to the largest asked for."""
    parser = argparse.ArgumentParser(prog="script/bench linkage", description=__doc__)
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="entries of the largest size")
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    rows = [compared(size, chosen.runs) for size in SIZES if size <= chosen.largest]
    notes = (
        "Both make the same columns and the same keys from the entries; Splink's own blocking then pairs them by exploding the "
        "keys, ours by one join. Both must propose the same number of pairs. Medians; contenders take turns in processes of "
        "their own, after one turn that is not counted.",
        *quality_notes(),
    )
    show(rows, notes)
    write(RESULTS, rows, notes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
