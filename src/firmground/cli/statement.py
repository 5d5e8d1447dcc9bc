"""``firmground statement``: build the yearly statement, sign it, verify one, and list what changed between two."""

import datetime
import secrets
from pathlib import Path
from typing import Annotated

import typer

from firmground.cli import exits
from firmground.cli.ledger import read_seal
from firmground.cli.options import ExtractOption, JsonOption, PackOption, YearOption, day
from firmground.cli.output import console, notes, print_json, print_table
from firmground.errors import InputError, OutputError
from firmground.evidence.draft import Draft, draft_of, read_draft
from firmground.evidence.files import read_statement, sign_statement, write_statement
from firmground.evidence.publication import Publication, publication_of
from firmground.evidence.render import key_figures
from firmground.evidence.revisions import revisions_between
from firmground.evidence.sentences import examine
from firmground.evidence.signature import fingerprint_of, new_key
from firmground.evidence.statement import Statement, compose_draft, withheld_for
from firmground.evidence.verifying import Verified, verify_statement
from firmground.files import file_beside
from firmground.packs.pack import Pack, read_pack, shipped_folder, shipped_packs
from firmground.statistics.extract import read_extract
from firmground.statistics.tabulation import compute_figures

app = typer.Typer(no_args_is_help=True, help="Build the yearly statement, sign it, verify one, and compare two.")
LanguageOption = Annotated[
    str | None, typer.Option("--language", help="A language of the pack; its first if left out.", metavar="TAG")
]
DraftOption = Annotated[
    Path | None, typer.Option("--draft", help="A draft in TOML; the pack's own statement if left out.", metavar="FILE")
]
BesideOption = Annotated[
    list[Path] | None,
    typer.Option("--beside", help="A statement that was published before. May be repeated.", metavar="FILE"),
]
FileArgument = Annotated[Path, typer.Argument(help="Any file of the statement.", metavar="FILE")]


@app.command()
def build(
    pack: PackOption,
    extract: ExtractOption,
    year: YearOption,
    out: Annotated[Path, typer.Option("--out", help="The folder of the statement.", metavar="DIR")],
    language: LanguageOption = None,
    draft: DraftOption = None,
    reviewer: Annotated[
        list[str] | None, typer.Option("--reviewer", help="Who read it, as “name; office”. Give two.", metavar="NAME")
    ] = None,
    reviewed_on: Annotated[
        datetime.datetime | None, typer.Option("--reviewed-on", formats=["%Y-%m-%d"], help="Today if left out.", metavar="DATE")
    ] = None,
    seal: Annotated[
        str | None, typer.Option("--seal", help="A seal of the ledger: a file, or its text.", metavar="TEXT_OR_FILE")
    ] = None,
    revises: Annotated[
        Path | None, typer.Option("--revises", help="The earlier statement of this year that it revises.", metavar="FILE")
    ] = None,
    beside: BesideOption = None,
    json: JsonOption = False,
) -> None:
    """Build the statement as HTML, PDF, Markdown and JSON. It does not build when a sentence has nothing to stand on."""
    read, data = read_pack(pack), read_extract(extract)
    earlier = read_statement(revises) if revises else None
    known = [*([earlier] if earlier else []), *map(read_statement, beside or ())]
    statement = compose_draft(read, data, _draft(read, draft, year, language), earlier=known)
    content = statement.to_json()
    people = tuple((*_name_and_office(each), day(reviewed_on)) for each in reviewer or ())
    publication = publication_of(content, people, seal=read_seal(seal) if seal else None, earlier=earlier)
    page = write_statement(statement, out, publication)
    if json:
        print_json({"statement": str(page), "digest": content["digest"], "sentences": len(statement.sentences)})
    else:
        _print_built(statement, publication, page)


def _print_built(statement: Statement, publication: Publication, page: Path) -> None:
    console().print(f"{len(statement.sentences)} sentences, each standing on a figure or a source")
    if publication.revises:
        console().print(f"{len(publication.revisions)} numbers differ from the statement that it revises")
    if not publication.reviewers:
        console().print("Draft: nobody has reviewed it (--reviewer, twice)")
    console().print(f"Statement: {page}")


@app.command()
def check(
    pack: PackOption,
    extract: ExtractOption,
    year: YearOption,
    language: LanguageOption = None,
    draft: DraftOption = None,
    beside: BesideOption = None,
    json: JsonOption = False,
) -> None:
    """Name every sentence of a draft that cannot stand, and what to do about it; nothing is written."""
    read, data = read_pack(pack), read_extract(extract)
    chosen = _draft(read, draft, year, language)
    withheld = withheld_for(read, data, chosen.year, [read_statement(each) for each in beside]) if beside else ()
    examined = examine(read, compute_figures(read, data, chosen.year, also_withheld=frozenset(withheld)), chosen)
    if json:
        faults = [{"where": each.where, "what": each.what, "remedy": each.remedy} for each in examined.faults]
        print_json({"stands": not faults, "sentences": len(chosen.sentences), "faults": faults})
    else:
        for each in examined.faults:
            notes().print(f"does not stand: {each}")
        console().print(f"{len(examined.sentences)} of {len(chosen.sentences)} sentences stand")
    if examined.faults:
        raise typer.Exit(exits.DOES_NOT_HOLD)


@app.command()
def verify(
    file: FileArgument,
    extract: Annotated[
        Path | None, typer.Option("--extract", help="A folder with extract.json; without it only what needs none.", metavar="DIR")
    ] = None,
    pack: Annotated[
        str | None, typer.Option("--pack", help="The pack; the one the statement names if left out.", metavar="PACK")
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option("--public-key", help="The publisher's public key, in PEM.", metavar="FILE")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Recompute every number of a statement from the extract, and name each sentence that does not hold.

    Without the extract, check what needs none: that it agrees with itself, its pages, its record and its signature.
    """
    named = str(read_statement(file)["pack"])
    key = _content_of(public_key) if public_key else None
    data = read_extract(extract) if extract else None
    chosen = _pack(pack, named) if data else None
    verified = verify_statement(file, chosen, data, public_key=key)
    if json:
        _print_verified_json(verified)
    else:
        _print_verified(verified, recomputed=data is not None)
    if verified.mismatches:
        raise typer.Exit(exits.DOES_NOT_HOLD)


def _print_verified_json(verified: Verified) -> None:
    mismatches = [vars(each) for each in verified.mismatches]
    told = {"signed_by": verified.signed_by or None, "not_checked": list(verified.not_checked)}
    print_json({"holds": not mismatches, "numbers": verified.numbers, "mismatches": mismatches, **told})


def _print_verified(verified: Verified, *, recomputed: bool) -> None:
    for each in verified.mismatches:
        notes().print(f"does not hold: {each}")
    if verified.mismatches:
        return
    rows = [(each["label"], each["shown"], each["limits"]) for each in key_figures(verified.content)]
    print_table(str(verified.content["title"]), ("", "", "exact 95 % limits"), rows, numbers=(1, 2))
    done = "recomputed" if recomputed else "compared with the tables of the statement"
    console().print(f"Everything holds: {verified.numbers} numbers in {len(verified.content['sentences'])} sentences {done}")
    if verified.signed_by:
        console().print(f"Signed with the key {verified.signed_by}")
    if verified.not_checked:
        console().print("Not checked:")
    for what in verified.not_checked:
        console().print(f"  - {what}")


@app.command("new-key")
def make_key(
    out: Annotated[Path, typer.Option("--out", help="The file of the private key.", metavar="FILE")], json: JsonOption = False
) -> None:
    """Make a key to sign statements with, and its public key beside it, for everybody."""
    public_file = out.with_suffix(".public.pem")
    for path in (out, public_file):
        if path.exists():
            raise OutputError("is there already", where=str(path), remedy="name a new file; a lost key cannot be made again")
    private, public = new_key(secrets.token_bytes(32))
    for path, content, mode in ((public_file, public, 0o644), (out, private, 0o600)):
        with file_beside(path) as part:
            part.chmod(mode)
            part.write_bytes(content)
    if json:
        print_json({"private_key": str(out), "public_key": str(public_file), "fingerprint": fingerprint_of(public)})
        return
    console().print(f"Private key: {out} (keep it where nobody else reads it)\nPublic key: {public_file}")
    console().print(f"Fingerprint: {fingerprint_of(public)}")


@app.command()
def sign(
    file: FileArgument,
    key: Annotated[Path, typer.Option("--key", help="The private key, in PEM.", metavar="FILE")],
    json: JsonOption = False,
) -> None:
    """Sign a statement that two persons have reviewed. What was signed is never built over."""
    if faults := verify_statement(file).mismatches:
        raise InputError(
            f"does not hold: {faults[0]}", where=str(file), remedy="build it again; firmground statement verify shows all"
        )
    signature = sign_statement(file, _content_of(key))
    if json:
        print_json({"signs": signature.signs, "fingerprint": signature.fingerprint})
        return
    console().print(f"Signed {signature.signs}\nwith the key {signature.fingerprint}")


@app.command()
def revisions(
    earlier: Annotated[Path, typer.Argument(help="Any file of the earlier statement.", metavar="EARLIER")],
    later: Annotated[Path, typer.Argument(help="Any file of the later statement.", metavar="LATER")],
    json: JsonOption = False,
) -> None:
    """List every number that differs between two publications of the same tables, with the causes."""
    before, after = read_statement(earlier), read_statement(later)
    found = revisions_between(before, after)
    if json:
        listed = [each.to_json() for each in found]
        print_json({"earlier": before["digest"], "later": after["digest"], "revisions": listed})
        return
    rows = [
        (after["labels"].get(each.figure, each.figure), each.cell, _said(each.before), _said(each.after), ", ".join(each.causes))
        for each in found
    ]
    if rows:
        print_table("", ("figure", "cell", "before", "after", "causes"), rows, numbers=(2, 3))
    console().print(f"{len(rows)} numbers differ" if rows else "No number differs")


def _said(value: int | str | None) -> str:
    return "not shown" if value is None else f"{value:,}" if isinstance(value, int) else value


def _draft(pack: Pack, file: Path | None, year: int, language: str | None) -> Draft:
    if file is None:
        return draft_of(pack, year, language or pack.default_language.tag)
    draft = read_draft(file)
    if draft.year != year or (language and draft.language != language):
        told = f"is of {draft.year} in {draft.language}"
        raise InputError(told, where=str(file), remedy="give its own --year and --language, or another draft")
    return draft


def _name_and_office(written: str) -> tuple[str, str]:
    name, _, office = written.partition(";")
    return name.strip(), office.strip()


def _content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="check the name") from error


def _pack(chosen: str | None, named: str) -> Pack:
    """The pack that was chosen, or the shipped one that a statement names; a folder of that name in the way does not count."""
    if chosen:
        return read_pack(chosen)
    if named not in shipped_packs():
        remedy = "name the pack's folder with --pack"
        raise InputError(f"is on a pack {named!r} that is not shipped", where="statement", remedy=remedy)
    return read_pack(str(shipped_folder() / named))
