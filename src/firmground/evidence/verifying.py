"""Checks a statement: against itself always, and against its extract where the reader has it. Names what does not hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from firmground.errors import OutputError, StatementError
from firmground.evidence.arithmetic import BESIDE, internal_mismatches
from firmground.evidence.draft import draft_from_json, draft_of
from firmground.evidence.files import MANIFEST, SIGNATURE, as_manifest, read_signature, read_statement
from firmground.evidence.mismatch import Mismatch
from firmground.evidence.render import rendered
from firmground.evidence.signature import signature_faults
from firmground.evidence.statement import compose_draft
from firmground.packs.pack import Pack
from firmground.statistics.extract import Extract
from firmground.values import digest_of_bytes, type_of_json

Content = Mapping[str, type_of_json]
NAMED = ("sentences", "figures", "ratios", "comparisons", "digest")  # compared one by one, so that each can be named


@dataclass(frozen=True)
class Verified:
    """What a verification found.

    ``content`` is the manifest, ``numbers`` how many were compared. ``signed_by`` is the digest of the public key whose
    signature holds, "" without one. ``not_checked`` says, in sentences, what this check could not see.
    """

    content: Content
    numbers: int
    mismatches: tuple[Mismatch, ...]
    signed_by: str
    not_checked: tuple[str, ...]


def verify_statement(
    path: Path, pack: Pack | None = None, extract: Extract | None = None, *, public_key: bytes | None = None
) -> Verified:
    """Check a statement against itself, its signature, and, with its pack and extract, against the records.

    Every sentence, table and page is made again. The mismatches name the sentence, figure or file; there are none when
    everything holds. Raises ``InputError`` when the manifest cannot be read, and what ``compose_draft`` raises when the
    statement cannot be built from this extract at all.
    """
    stated = read_statement(path)
    mismatches = internal_mismatches(stated)
    if not mismatches or mismatches[0].where != MANIFEST:
        if pack is not None and extract is not None:
            mismatches += _against_records(stated, pack, extract)
        mismatches += _files(path.parent, stated)
    signed_by, faults = _signed(path, public_key)
    numbers = sum(len(sentence["quotes"]) for sentence in stated["sentences"] if isinstance(sentence.get("quotes"), list))
    unique = tuple(dict.fromkeys([*mismatches, *faults]))
    return Verified(stated, numbers, unique, signed_by, tuple(_not_checked(stated, extract, signed_by, public_key)))


def _signed(path: Path, public_key: bytes | None) -> tuple[str, list[Mismatch]]:
    signature = read_signature(path)
    if signature is None:
        return "", [Mismatch(SIGNATURE, "is missing, and a public key was given")] if public_key else []
    faults = signature_faults(signature, path.with_name(MANIFEST).read_bytes(), public_key)
    return "" if faults else signature.fingerprint, [Mismatch(SIGNATURE, what) for what in faults]


def _not_checked(stated: Content, extract: Extract | None, signed_by: str, public_key: bytes | None) -> list[str]:
    found = []
    if extract is None:
        found.append("Whether the records give these numbers: that needs the extract.")
    if not signed_by:
        found.append("Who published it: it carries no signature that holds.")
    elif public_key is None:
        found.append("Whose key signed it: compare the fingerprint with the publisher's, or give their public key.")
    if stated["publication"].get("seal") is None:
        found.append("Where the ledger stood: it names no seal.")
    return found


def _against_records(stated: Content, pack: Pack, extract: Extract) -> list[Mismatch]:
    """The statement put together again from its pack's words, or from its own draft, and compared."""
    draft = draft_from_json(stated["draft"], where="draft")
    if stated["is_packs_own"]:
        draft = draft_of(pack, stated["year"], stated["language"])
    beside = [(str(figure), str(cell)) for figure, cell in stated["withheld_beside"]]
    recomputed = compose_draft(pack, extract, draft, withheld_beside=beside).to_json()
    return [*_sentences(stated, recomputed), *_numbers(stated, recomputed), *_identity(stated, recomputed)]


def _sentences(stated: Content, recomputed: Content) -> list[Mismatch]:
    found = {sentence["id"]: sentence for sentence in stated["sentences"]}
    expected = {sentence["id"]: sentence for sentence in recomputed["sentences"]}
    order = [sentence["id"] for sentence in stated["sentences"]]
    mismatches = [Mismatch(f"sentence {name}", "stands there more than once") for name in found if order.count(name) > 1]
    if not mismatches and set(found) == set(expected) and order != list(expected):
        mismatches.append(Mismatch("sentences", "stand in another order than in the draft"))
    mismatches += [Mismatch(f"sentence {name}", "is not in the draft") for name in found if name not in expected]
    mismatches += [Mismatch(f"sentence {name}", "is missing") for name in expected if name not in found]
    for name in [name for name in expected if name in found and found[name] != expected[name]]:
        said, gives = found[name].get("text"), expected[name]["text"]
        differs = f"says “{said}”; the extract gives “{gives}”"
        otherwise = "quotes or cites something else than the extract gives"
        mismatches.append(Mismatch(f"sentence {name}", differs if said != gives else otherwise))
    return mismatches


def _numbers(stated: Content, recomputed: Content) -> list[Mismatch]:
    mismatches = []
    for kind in ("figures", "ratios"):
        for name in {**stated[kind], **recomputed[kind]}:
            if stated[kind].get(name) != recomputed[kind].get(name):
                mismatches.append(Mismatch(f"{kind[:-1]} {name}", "differs from what the extract gives"))
    said, given = ({each["id"]: each for each in content["comparisons"]} for content in (stated, recomputed))
    for name in {**said, **given}:
        if said.get(name) != given.get(name):
            mismatches.append(Mismatch(f"comparison {name}", "differs from what the registers give"))
    return mismatches


def _identity(stated: Content, recomputed: Content) -> list[Mismatch]:
    mismatches = []
    if stated["digest"] != recomputed["digest"]:
        mismatches.append(Mismatch("digest", "is not that of the recomputed statement"))
    if _in_order(stated) != _in_order(recomputed):
        mismatches.append(Mismatch(MANIFEST, "has its tables or labels in another order than the pack"))
    for key in {**stated, **recomputed}:
        if key not in (*NAMED, *BESIDE) and stated.get(key) != recomputed.get(key):
            mismatches.append(Mismatch(key, f"is {_short(stated.get(key))}; recomputed it is {_short(recomputed.get(key))}"))
    return mismatches


def _in_order(content: Content) -> list[list[str]]:
    return [list(content[key]) for key in ("figures", "ratios", "labels", "definitions", "sources")]


def _short(value: type_of_json) -> str:
    said = repr(value)
    return said if len(said) <= 200 else said[:200] + "…"


def _files(folder: Path, stated: Content) -> list[Mismatch]:
    """Each page against the digest in the manifest, and against the page that the manifest makes."""
    try:
        pages = rendered({key: value for key, value in stated.items() if key != "files"})
    except (StatementError, OutputError) as error:
        return [Mismatch(MANIFEST, error.what)]
    mismatches = [Mismatch(name, "is listed and not made by this statement") for name in stated["files"] if name not in pages]
    if (folder / MANIFEST).read_bytes() != as_manifest(stated):
        mismatches.append(Mismatch(MANIFEST, "is not written as it was made"))
    for name, expected in pages.items():
        try:
            content = (folder / name).read_bytes()
        except OSError:
            mismatches.append(Mismatch(name, "is missing"))
            continue
        if stated["files"].get(name) != digest_of_bytes(content):
            mismatches.append(Mismatch(name, "differs from the digest in statement.json"))
        if content != expected:
            mismatches += _altered(name, content, expected, stated)
    return mismatches


def _altered(name: str, content: bytes, expected: bytes, stated: Content) -> list[Mismatch]:
    """Which sentences a file no longer has on the lines where they belong, as far as its format lets one see."""
    here, there = (each.decode("utf-8", errors="replace").splitlines() for each in (content, expected))
    names = (re.escape(each["id"]) for each in stated["sentences"])
    marks = {
        each["id"]: re.compile(rf"\[{name}[]:;]|id=\"{name}\"") for each, name in zip(stated["sentences"], names, strict=True)
    }
    missing = [line for line in there if line not in here] if name != "statement.pdf" else []
    lost = [sentence for sentence, mark in marks.items() if any(mark.search(line) for line in missing)]
    return [Mismatch(f"{name}, sentence {each}", "does not stand there as the statement says it") for each in lost] or [
        Mismatch(name, "is not the page that this statement makes")
    ]
