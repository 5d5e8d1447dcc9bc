"""Writes the files of a statement and checks them again from the extract, naming every sentence that does not hold."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from firmground.errors import InputError, OutputError
from firmground.evidence.render import rendered
from firmground.evidence.statement import FORMAT, Statement, compose
from firmground.files import folder_beside, read_json
from firmground.packs.pack import Pack
from firmground.statistics.extract import Extract
from firmground.values import digest, digest_of_bytes, type_of_json

MANIFEST = "statement.json"
FILES = ("statement.md", "statement.html", "statement.pdf", MANIFEST)
Content = Mapping[str, type_of_json]


@dataclass(frozen=True)
class Mismatch:
    """Something in a statement that its evidence does not give."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Verified:
    """What a verification found: the recomputed content, how many numbers were compared, and what does not hold."""

    content: Content
    numbers: int
    mismatches: tuple[Mismatch, ...]


def write_statement(statement: Statement, out: Path) -> Path:
    """Write all files of a statement into a folder; the path of the HTML page.

    Everything is made beside the folder and then put in its place. Raises ``OutputError`` when the folder holds other
    files or cannot be written.
    """
    if out.exists() and (not out.is_dir() or {path.name for path in out.iterdir()} - set(FILES)):
        raise OutputError("holds other files", where=str(out), remedy="name a new folder")
    content = statement.to_json()
    made = rendered(content)
    manifest = {**content, "files": {name: digest_of_bytes(each) for name, each in made.items()}}
    made[MANIFEST] = (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()
    with folder_beside(out) as folder:
        for name, each in made.items():
            (folder / name).write_bytes(each)
    return out / "statement.html"


def read_statement(path: Path) -> dict[str, type_of_json]:
    """The manifest of a statement, given the path of any of its files; ``InputError`` when it cannot be read."""
    manifest = path.with_name(MANIFEST)
    if not manifest.is_file():
        raise InputError("cannot be read", where=str(manifest), remedy="keep the files of a statement together")
    content: type_of_json = read_json(manifest)
    if not isinstance(content, dict) or content.get("format") != FORMAT or not _has_shape(content):
        raise InputError("is not a statement", where=str(manifest), remedy="give the statement.json that was published")
    return content


def verify_statement(path: Path, pack: Pack, extract: Extract) -> Verified:
    """Recompute a statement from its pack and extract and compare every sentence, figure and file.

    The mismatches name the sentence; there are none when everything holds. Raises ``InputError`` when a file of the
    statement is missing, and what ``compose`` raises when the statement cannot be built at all.
    """
    stated = read_statement(path)
    recomputed = compose(pack, extract, stated["year"], stated["language"]).to_json()
    mismatches = [*_sentences(stated, recomputed), *_numbers(stated, recomputed), *_identity(stated, recomputed)]
    mismatches += _files(path.parent, stated, recomputed)
    numbers = sum(len(sentence["quotes"]) for sentence in recomputed["sentences"])
    return Verified(recomputed, numbers, tuple(mismatches))


def _sentences(stated: Content, recomputed: Content) -> list[Mismatch]:
    found = {sentence["id"]: sentence for sentence in stated["sentences"]}
    expected = {sentence["id"]: sentence for sentence in recomputed["sentences"]}
    order = [sentence["id"] for sentence in stated["sentences"]]
    mismatches = [Mismatch(f"sentence {name}", "stands there more than once") for name in found if order.count(name) > 1]
    if not mismatches and set(found) == set(expected) and order != list(expected):
        mismatches.append(Mismatch("sentences", "stand in another order than in the pack's statement"))
    mismatches += [Mismatch(f"sentence {name}", "is not in the pack's statement") for name in found if name not in expected]
    mismatches += [Mismatch(f"sentence {name}", "is missing") for name in expected if name not in found]
    for name in [name for name in expected if name in found and found[name] != expected[name]]:
        said, gives = found[name].get("text"), expected[name]["text"]
        what = (
            f"says “{said}”; the extract gives “{gives}”"
            if said != gives
            else "quotes or cites something else than the extract gives"
        )
        mismatches.append(Mismatch(f"sentence {name}", what))
    return mismatches


def _numbers(stated: Content, recomputed: Content) -> list[Mismatch]:
    mismatches = []
    for kind in ("figures", "ratios"):
        for name in {**stated[kind], **recomputed[kind]}:
            if stated[kind].get(name) != recomputed[kind].get(name):
                mismatches.append(Mismatch(f"{kind[:-1]} {name}", "differs from what the extract gives"))
    return mismatches


def _identity(stated: Content, recomputed: Content) -> list[Mismatch]:
    unsealed = {key: value for key, value in stated.items() if key not in {"digest", "files"}}
    mismatches = [] if digest(unsealed) == stated["digest"] else [Mismatch("digest", "is not that of what the statement says")]
    if stated["digest"] != recomputed["digest"] and not mismatches:
        mismatches.append(Mismatch("digest", "is not that of the recomputed statement"))
    compared = ("sentences", "figures", "ratios", "digest")
    for key in {**unsealed, **recomputed}:
        if key not in compared and stated.get(key) != recomputed.get(key):
            mismatches.append(Mismatch(key, f"is {stated.get(key)!r}; recomputed it is {recomputed.get(key)!r}"))
    return mismatches


def _files(folder: Path, stated: Content, recomputed: Content) -> list[Mismatch]:
    pages = rendered(recomputed)
    mismatches = [Mismatch(name, "is listed and not made by this statement") for name in stated["files"] if name not in pages]
    for name, expected in pages.items():
        try:
            content = (folder / name).read_bytes()
        except OSError:
            mismatches.append(Mismatch(name, "is missing"))
            continue
        if stated["files"].get(name) != digest_of_bytes(content):
            mismatches.append(Mismatch(name, "differs from the digest in statement.json"))
        if content != expected:
            mismatches += _altered(name, content, expected, recomputed)
    return mismatches


def _altered(name: str, content: bytes, expected: bytes, recomputed: Content) -> list[Mismatch]:
    """Which sentences a file no longer has on the lines where they belong, as far as its format lets one see."""
    here, there = (each.decode("utf-8", errors="replace").splitlines() for each in (content, expected))
    marks = {each["id"]: re.compile(rf"\[{each['id']}[]:;]|id=\"{each['id']}\"") for each in recomputed["sentences"]}
    missing = [line for line in there if line not in here] if name != "statement.pdf" else []
    lost = [sentence for sentence, mark in marks.items() if any(mark.search(line) for line in missing)]
    return [Mismatch(f"{name}, sentence {each}", "does not stand there as the extract gives it") for each in lost] or [
        Mismatch(name, "is not the page that this statement makes")
    ]


def _has_shape(content: Content) -> bool:
    kinds = {
        "year": int,
        "language": str,
        "pack": str,
        "digest": str,
        "sentences": list,
        "figures": dict,
        "ratios": dict,
        "files": dict,
    }
    if not all(isinstance(content.get(key), kind) for key, kind in kinds.items()):
        return False
    named = all(isinstance(each, dict) and isinstance(each.get("id"), str) for each in content["sentences"])
    return named and 1900 <= content["year"] <= 2999
