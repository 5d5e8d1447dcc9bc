"""The commands of ``firmground linkage`` for an exchange without names: a key, codes, and what a third party compares."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from firmground.cli.options import JsonOption
from firmground.cli.output import print_result, write_file
from firmground.linkage.codes_file import codes_bytes, read_codes
from firmground.linkage.csv_lists import csv_bytes, read_lists, records_in
from firmground.linkage.encoded_matching import matches
from firmground.linkage.encoding import encode
from firmground.linkage.key import FEWEST_BYTES, read_key, write_key

Out = Annotated[Path, typer.Option("--out", help="Where the result goes.", metavar="FILE")]
ByYear = Annotated[
    bool, typer.Option("--by-year", help="Another key for each year of birth: harder to attack, blind to a wrong year.")
]


def key_command(out: Out, json: JsonOption = False) -> None:
    """Make a new secret key for one exchange, readable by you alone. A key that is there is not replaced."""
    write_key(out, secrets.token_bytes(FEWEST_BYTES))
    words = f"Key: {out}\nGive it to the agencies that encode, over another way than the codes; never to who compares."
    print_result({"key": str(out)}, words, as_json=json)


def encode_command(
    files: Annotated[list[Path], typer.Argument(help="Lists of entries as CSV with a column id.", metavar="FILES...")],
    key: Annotated[Path, typer.Option("--key", help="The key of this exchange.", metavar="FILE")],
    out: Out,
    by_year: ByYear = False,
    json: JsonOption = False,
) -> None:
    """Write codes of entries that can be compared without names. They can be attacked: read what they protect first."""
    secret = read_key(key)
    records = records_in(read_lists(files))
    write_file(out, codes_bytes([encode(record, secret, by_year=by_year) for record in records], secret, by_year=by_year))
    result = {"entries": len(records), "by_year": by_year, "out": str(out)}
    print_result(result, f"{len(records):,} entries encoded: {out}", as_json=json)


def match_command(
    files: Annotated[list[Path], typer.Argument(help="Codes of agencies, as encode writes them.", metavar="FILES...")],
    out: Out,
    at_least: Annotated[float, typer.Option("--at-least", min=0.5, max=1, help="The lowest likeness of two filters.")] = 0.8,
    within: Annotated[bool, typer.Option("--within", help="Also compare entries of one list with each other.")] = False,
    json: JsonOption = False,
) -> None:
    """Compare codes of agencies, as a trusted third party does, and write pairs of ids. Neither names nor the key are needed."""
    encodings = read_codes(files)
    found = matches(encodings, at_least=at_least, within=within)
    rows = ([each.left, each.right, f"{each.likeness:.4f}", ";".join(each.same)] for each in found)
    write_file(out, csv_bytes(("left", "right", "likeness", "same"), rows))
    result = {"entries": len(encodings), "pairs": len(found), "at_least": at_least, "out": str(out)}
    print_result(result, f"{len(found):,} pairs among {len(encodings):,} codes\nPairs: {out}", as_json=json)
