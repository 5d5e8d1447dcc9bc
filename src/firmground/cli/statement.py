"""``firmground statement``: build the yearly statement, and verify one against its extract."""

from pathlib import Path
from typing import Annotated

import typer

from firmground.cli import exits
from firmground.cli.options import ExtractOption, JsonOption, PackOption, YearOption
from firmground.cli.output import console, notes, print_json, print_table
from firmground.errors import InputError
from firmground.evidence.files import read_statement, verify_statement, write_statement
from firmground.evidence.render import key_figures
from firmground.evidence.statement import compose
from firmground.packs.pack import Pack, read_pack, shipped_folder, shipped_packs
from firmground.statistics.extract import read_extract

app = typer.Typer(no_args_is_help=True, help="Build the yearly statement, and verify one against its extract.")


@app.command()
def build(
    pack: PackOption,
    extract: ExtractOption,
    year: YearOption,
    out: Annotated[Path, typer.Option("--out", help="The folder of the statement.", metavar="DIR")],
    language: Annotated[
        str | None, typer.Option("--language", help="A language of the pack; its first if left out.", metavar="TAG")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Build the statement as HTML, PDF, Markdown and JSON. It does not build when a sentence has nothing to stand on."""
    read, data = read_pack(pack), read_extract(extract)
    statement = compose(read, data, year, language or read.default_language.tag)
    page = write_statement(statement, out)
    if json:
        print_json({"statement": str(page), "digest": statement.to_json()["digest"], "sentences": len(statement.sentences)})
    else:
        console().print(f"{len(statement.sentences)} sentences, each standing on a figure or a source\nStatement: {page}")


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="Any file of the statement.", metavar="FILE")],
    extract: ExtractOption,
    pack: Annotated[
        str | None, typer.Option("--pack", help="The pack; the one the statement names if left out.", metavar="PACK")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Recompute every number of a statement from the extract, and name each sentence that does not hold."""
    stated = read_statement(file)
    verified = verify_statement(file, read_pack(pack) if pack else _shipped(stated["pack"]), read_extract(extract))
    if json:
        mismatches = [vars(each) for each in verified.mismatches]
        print_json({"holds": not mismatches, "numbers": verified.numbers, "mismatches": mismatches})
    else:
        for each in verified.mismatches:
            notes().print(f"does not hold: {each}")
        if not verified.mismatches:
            rows = [(each["label"], each["shown"], each["limits"]) for each in key_figures(verified.content)]
            print_table(str(stated["title"]), ("", "", "exact 95 % limits"), rows, numbers=(1, 2))
            console().print(f"Everything holds: {verified.numbers} numbers in {len(stated['sentences'])} sentences recomputed")
    if verified.mismatches:
        raise typer.Exit(exits.DOES_NOT_HOLD)


def _shipped(name: str) -> Pack:
    """The shipped pack that a statement names; a folder of that name in the way does not count."""
    if name not in shipped_packs():
        raise InputError(
            f"is on a pack {name!r} that is not shipped", where="statement", remedy="name the pack's folder with --pack"
        )
    return read_pack(str(shipped_folder() / name))
