"""``firmground linkage``: propose which entries of lists are one person, measure how well, and make capture histories of it."""

import json as json_module
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import numpy as np
import pyarrow as pa
import typer

from firmground.cli.linkage_codes import encode_command, key_command, match_command
from firmground.cli.linkage_printed import print_quality
from firmground.cli.options import JsonOption
from firmground.cli.output import print_json, print_result, write_file
from firmground.errors import InputError
from firmground.linkage.clusters import clusters, counted_lists
from firmground.linkage.column import RECORD_COLUMNS, Column
from firmground.linkage.csv_lists import csv_bytes, read_labelled, read_lists, rows_of
from firmground.linkage.generator.entry import generated
from firmground.linkage.generator.person import GROUPS
from firmground.linkage.model import Model, default_model, read_model
from firmground.linkage.proposing import levels_table, propose_table
from firmground.linkage.quality_report import quality_report
from firmground.linkage.record import FIELDS
from firmground.linkage.training import trained_table

app = typer.Typer(
    no_args_is_help=True, help="Propose which entries of lists are one person, measure how well, and encode lists without names."
)

Lists = Annotated[list[Path], typer.Argument(help="Lists of entries as CSV with a column id.", metavar="FILES...")]
Out = Annotated[Path, typer.Option("--out", help="Where the result goes.", metavar="FILE")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same result.")]
ModelFile = Annotated[
    Path | None, typer.Option("--model", help="A model that train made; the one that ships if left out.", metavar="FILE")
]
AtLeast = Annotated[float, typer.Option("--at-least", min=0.001, max=0.999, help="The lowest probability.")]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", help="A column to compare: place=words, or place=words:birth_place. May be repeated.", metavar="ID=KIND"
    ),
]
Person = Annotated[str, typer.Option("--person", help="The column that says who an entry is.", metavar="COLUMN")]


@app.command("generate")
def generate_command(
    out: Out,
    persons: Annotated[int, typer.Option("--persons", min=1, max=2_000_000, help="How many made-up people.")] = 1000,
    seed: Seed = 1,
    groups: Annotated[str, typer.Option("--groups", help="Language groups with commas between.", metavar="NAMES")] = ",".join(
        GROUPS
    ),
    json: JsonOption = False,
) -> None:
    """Write entries of three lists about made-up people, with errors as clerks make them, and with the truth."""
    entries = generated(persons, np.random.default_rng(seed), groups=tuple(groups.split(",")))
    rows = ([*(getattr(each.record, name) for name in FIELDS), each.person, each.group] for each in entries)
    write_file(out, csv_bytes((*FIELDS, "person", "group"), rows))
    words = f"{len(entries):,} made-up entries of {persons:,} made-up people: {out}"
    print_result({"entries": len(entries), "people": persons, "seed": seed, "out": str(out)}, words, as_json=json)


@app.command("train")
def train_command(
    files: Lists,
    out: Out,
    seed: Seed = 1,
    person: Annotated[str, typer.Option("--person", help="A column of truth to count from, in one file.", metavar="COLUMN")] = "",
    json: JsonOption = False,
) -> None:
    """Find what each level of agreement weighs in these lists, and write the model; without --person nobody is known.

    The model that ships is made so of made-up entries.
    """
    if person and len(files) > 1:
        raise typer.BadParameter("--person needs all entries in one file")
    mapped = {name: source for name, (_, source) in _sources(None).items()}
    table = read_labelled(files[0], mapped, person) if person else read_lists(files)
    rng = np.random.default_rng(seed)
    model = trained_table(table, RECORD_COLUMNS, rng, person="person" if person else "")
    write_file(out, (json_module.dumps(model.to_json(), ensure_ascii=False, indent=0, separators=(",", ":")) + "\n").encode())
    result = {"entries": len(table), "model": model.digest, "out": str(out)}
    print_result(result, f"Model: {out}\n{model.digest}", as_json=json)


@app.command("propose")
def propose_command(files: Lists, out: Out, model: ModelFile = None, at_least: AtLeast = 0.5, json: JsonOption = False) -> None:
    """Write the pairs of entries that are probably one person, with the weight of every reason. Nothing is merged."""
    used, table = _model(model), read_lists(files)
    pairs = levels_table(propose_table(table, used, at_least=at_least), used)
    write_file(out, csv_bytes(pairs.column_names, zip(*(_texts(pairs[name]) for name in pairs.column_names), strict=True)))
    result = {"entries": len(table), "pairs": len(pairs), "at_least": at_least, "model": used.digest, "out": str(out)}
    words = f"{len(pairs):,} pairs proposed among {len(table):,} entries, none merged\nPairs: {out}"
    print_result(result, words, as_json=json)


@app.command("quality")
def quality_command(
    labelled: Annotated[
        Path, typer.Argument(help="Entries as CSV, with a column that says who each is.", metavar="LABELLED.csv")
    ],
    model: ModelFile = None,
    person: Person = "person",
    group: Annotated[str, typer.Option("--group", help="The column of groups to measure apart.", metavar="COLUMN")] = "",
    column: Columns = None,
    train: Annotated[bool, typer.Option("--train", help="Train on these entries first, without looking at who is who.")] = False,
    seed: Seed = 1,
    json: JsonOption = False,
) -> None:
    """Measure precision, recall, calibration and clusters where the truth is known; for all, and by group."""
    sources = _sources(column)
    table = read_labelled(labelled, {name: source for name, (_, source) in sources.items()}, person, group)
    columns = tuple(Column(name, kind) for name, (kind, _) in sources.items() if kind)
    used = trained_table(table, columns, np.random.default_rng(seed)) if train or column else _model(model)
    report = quality_report(table, used)
    if json:
        print_json(report)
    else:
        print_quality(report)


@app.command("histories")
def histories_command(
    files: Lists,
    pairs: Annotated[Path, typer.Option("--pairs", help="Pairs with left, right and weight, as propose writes.", metavar="FILE")],
    out: Out,
    at_least: AtLeast = 0.5,
    json: JsonOption = False,
) -> None:
    """Write how many people are on exactly which lists, for an estimate. An entry in no pair is a person of its own."""
    table = read_lists(files)
    list_of = dict(zip(table["id"].to_pylist(), table["list"].to_pylist(), strict=True))
    documents = dict(zip(table["id"].to_pylist(), table["document"].to_pylist(), strict=True))
    found = clusters(_pairs(pairs, list_of), at_least=at_least, documents=documents)
    names = sorted(set(list_of.values()))
    counts = counted_lists(found, list_of)
    rows = sorted(([*(int(name in each) for name in names), count] for each, count in counts.items()), reverse=True)
    write_file(out, csv_bytes((*names, "count"), rows))
    warned = sum(1 for each in found if each.warning)
    people = sum(counts.values())
    words = f"{people:,} people on {len(names)} lists; {warned} contradict themselves\nHistories: {out}"
    print_result({"people": people, "lists": names, "contradict_themselves": warned, "out": str(out)}, words, as_json=json)


app.command("key")(key_command)
app.command("encode")(encode_command)
app.command("match-encoded")(match_command)


def _model(path: Path | None) -> Model:
    return read_model(path) if path else default_model()


def _texts(column: pa.ChunkedArray) -> list[object]:
    return [f"{each:.6g}" if isinstance(each, float) else each for each in column.to_pylist()]


def _sources(columns: list[str] | None) -> Mapping[str, tuple[str, str]]:
    """For each thing that is compared its kind and the column of the file; without options, those of a record.

    The alias is no thing of its own, so it has no kind.
    """
    if not columns:
        return {**{each.id: (each.kind, each.id) for each in RECORD_COLUMNS}, "alias": ("", "alias")}
    found = {}
    for text in columns:
        name, _, rest = text.partition("=")
        kind, _, source = rest.partition(":")
        if not name or not kind:
            raise typer.BadParameter(
                f"{text!r} does not say what kind of column it is; write for example place=words:birth_place"
            )
        found[name] = (kind, source or name)
    return found


def _pairs(path: Path, known: Mapping[str, str]) -> list[tuple[str, str, float]]:
    found = []
    for number, row in rows_of(path, ("left", "right", "weight")):
        for side in ("left", "right"):
            if row[side] not in known:
                where = f"{path}, row {number}, column {side}"
                raise InputError("names an entry that is on no list", where=where, remedy="give all lists that were compared")
        found.append((row["left"], row["right"], _weight(row["weight"], f"{path}, row {number}, column weight")))
    return found


def _weight(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise InputError(f"{text!r} is no weight", where=where, remedy="use the file that propose made") from error
