"""Writes the files of a statement and its signature, and reads its manifest. What was signed is never written over."""

import json
from collections.abc import Mapping
from pathlib import Path

from firmground.errors import InputError, OutputError
from firmground.evidence.publication import Publication
from firmground.evidence.render import rendered
from firmground.evidence.signature import Signature, sign, signature_from_json
from firmground.evidence.statement import FORMAT, Statement
from firmground.files import folder_beside, read_json
from firmground.values import digest_of_bytes, type_of_json

MANIFEST = "statement.json"
SIGNATURE = "statement.sig.json"
FILES = ("statement.md", "statement.html", "statement.pdf", MANIFEST)
SHAPE: Mapping[str, type] = {
    "year": int,
    "language": str,
    "pack": str,
    "pack_digest": str,
    "extract_digest": str,
    "digest": str,
    "is_packs_own": bool,
    "draft": dict,
    "rules": dict,
    "definitions": dict,
    "sections": dict,
    "order": list,
    "words": dict,
    "labels": dict,
    "sources": dict,
    "sentences": list,
    "withheld_beside": list,
    "comparisons": list,
    "figures": dict,
    "ratios": dict,
    "publication": dict,
    "files": dict,
}
Content = Mapping[str, type_of_json]


def write_statement(statement: Statement, out: Path, publication: Publication | None = None) -> Path:
    """Write all files of a statement into a folder; the path of the HTML page.

    Everything is made beside the folder and then put in its place. Raises ``OutputError`` when the folder holds other
    files, a statement that was signed, or cannot be written.
    """
    _must_be_free(out)
    made = made_files(statement.to_json(), publication or Publication())
    with folder_beside(out) as folder:
        for name, each in made.items():
            (folder / name).write_bytes(each)
    return out / "statement.html"


def made_files(content: Content, publication: Publication) -> dict[str, bytes]:
    """The files of a statement by name, its manifest with the digests of the others among them."""
    stated = {**content, "publication": publication.to_json()}
    made = rendered(stated)
    manifest = {**stated, "files": {name: digest_of_bytes(each) for name, each in made.items()}}
    made[MANIFEST] = as_manifest(manifest)
    return made


def as_manifest(manifest: Content) -> bytes:
    """The one way in which a manifest is written; what is written otherwise was changed."""
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()


def sign_statement(path: Path, private_key: bytes) -> Signature:
    """Sign a statement, given the path of any of its files, with a private key in PEM, beside the manifest.

    Raises ``InputError`` for a statement that two persons have not reviewed, and ``OutputError`` when it is signed already.
    """
    manifest, signature = path.with_name(MANIFEST), path.with_name(SIGNATURE)
    if not read_statement(path)["publication"]["reviewers"]:
        remedy = "build it again with --reviewer for each of two persons who read it"
        raise InputError("was reviewed by nobody", where=str(manifest), remedy=remedy)
    if signature.exists():
        raise _is_signed(manifest)
    made = sign(manifest.read_bytes(), private_key)
    try:
        with signature.open("xb") as out:
            out.write(as_signature(made))
    except FileExistsError as error:
        raise _is_signed(manifest) from error
    return made


def as_signature(signature: Signature) -> bytes:
    """The one way in which a signature is written."""
    return (json.dumps(signature.to_json(), indent=2) + "\n").encode()


def _is_signed(manifest: Path) -> OutputError:
    remedy = "build a later statement in a new folder with --revises"
    return OutputError("is signed already; what was published is not changed", where=str(manifest), remedy=remedy)


def read_statement(path: Path) -> dict[str, type_of_json]:
    """The manifest of a statement, given the path of any of its files; ``InputError`` when it cannot be read."""
    manifest = path.with_name(MANIFEST)
    if not manifest.is_file():
        raise InputError("cannot be read", where=str(manifest), remedy="keep the files of a statement together")
    content: type_of_json = read_json(manifest)
    if not isinstance(content, dict) or content.get("format") != FORMAT or not _has_shape(content):
        raise InputError("is not a statement", where=str(manifest), remedy="give the statement.json that was published")
    return content


def read_signature(path: Path) -> Signature | None:
    """The signature beside a statement, given the path of any of its files; ``None`` without one."""
    file = path.with_name(SIGNATURE)
    if not file.exists():
        return None
    found = signature_from_json(read_json(file), where=str(file))
    if file.read_bytes() != as_signature(found):
        raise InputError("is not written as it was made", where=str(file), remedy="use the signature as it was published")
    return found


def _must_be_free(out: Path) -> None:
    if not out.exists():
        return
    found = {path.name for path in out.iterdir()} if out.is_dir() else {out.name}
    if SIGNATURE in found:
        remedy = "name a new folder, and say --revises for a later statement of the same year"
        raise OutputError("holds a statement that was signed; what was published is not changed", where=str(out), remedy=remedy)
    if found - set(FILES):
        raise OutputError("holds other files", where=str(out), remedy="name a new folder")


def _has_shape(content: Content) -> bool:
    if not all(type(content.get(key)) is kind for key, kind in SHAPE.items()):
        return False
    named = all(isinstance(each, dict) and isinstance(each.get("id"), str) for each in content["sentences"])
    return named and 1900 <= content["year"] <= 2999
