"""Verifying an exported ledger against bare SHA-256 over the same bytes."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.inputs import FOLDER
from bench.measuring import Prepare, Run
from firmground.ledger.chain import Content, Recorded
from firmground.ledger.entry import content_digest, genesis, new_entry
from firmground.ledger.export import Header, verify_export, write_export

STREAM = "site"
KINDS = ("person:screened", "case:opened", "case:referred", "answer:corrected", "file:read")


def path_of(entries: int, contents: str) -> Path:
    """Where the export with that many entries is, with its contents ``withheld`` or ``included``."""
    return FOLDER / f"ledger-{contents}-{entries}.jsonl"


def make_ledger(entries: int) -> None:
    """Two exports of one invented ledger: as it is given to the public, and with contents of some 200 bytes."""
    for contents in ("withheld", "included"):
        path = path_of(entries, contents)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            head = genesis(STREAM)
            for recorded in _recorded(entries):
                head = recorded.entry.head
            listed = (Recorded(each.entry) if contents == "withheld" else each for each in _recorded(entries))
            write_export(path, Header((head,), "withheld" if contents == "withheld" else "included"), listed)


def verifying(entries: int) -> Run:
    """Read the export without contents, and check the form, the digest and the link of every entry."""
    return lambda: verify_export(path_of(entries, "withheld")).holds


def verifying_contents(entries: int) -> Run:
    """The same with contents, whose canonical JSON is made again and hashed with its salt."""
    return lambda: verify_export(path_of(entries, "included")).holds


def hashing_lines(entries: int) -> Run:
    """Bare SHA-256: read the same export and hash each line, and nothing else."""
    return lambda: _hash_lines(path_of(entries, "withheld"))


def hashing_lines_with_contents(entries: int) -> Run:
    """Bare SHA-256 of each line of the export with contents."""
    return lambda: _hash_lines(path_of(entries, "included"))


def hashing_file(entries: int) -> Run:
    """Bare SHA-256 of the same export in one piece; no chain can be verified so, since each entry has a digest of its own."""

    def run() -> str:
        with path_of(entries, "withheld").open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    return run


CONTENDERS: Mapping[str, Prepare] = {
    "verifying": verifying,
    "lines": hashing_lines,
    "file": hashing_file,
    "verifying contents": verifying_contents,
    "lines with contents": hashing_lines_with_contents,
}


def finds_a_flipped_byte(entries: int) -> bool:
    """Whether the export holds, and no longer does with one digit of its middle line exchanged: so every line is looked at."""
    lines = path_of(entries, "withheld").read_bytes().splitlines(keepends=True)
    middle = len(lines) // 2
    lines[middle] = lines[middle].replace(b'"subject":"person:', b'"subject":"person:0', 1)
    changed = FOLDER / f"ledger-changed-{entries}.jsonl"
    changed.write_bytes(b"".join(lines))
    found = verify_export(changed).chains[STREAM]
    changed.unlink()
    return verifying(entries)() and verifying_contents(entries)() and found.count == middle - 1


def _recorded(entries: int) -> Iterator[Recorded]:
    head = genesis(STREAM)
    for number in range(entries):
        salt = hashlib.sha256(b"bench %d" % number).digest()
        person = f"person:{salt.hex()[:24]}"
        content = {"answers": {"in_danger_now": "no", "age": 18 + number % 60, "passport": "refused"}, "person": person}
        content |= {"instrument": "quay_questions", "language": "en", "reason": "met at the quay on arrival"}
        entry = new_entry(
            previous=head,
            kind=KINDS[number % len(KINDS)],
            actor=f"officer:{number % 40}",
            subject=person,
            content_digest=content_digest(content, salt),
            at=f"2026-01-{1 + number % 28:02d}T09:30:00.{number % 10**6:06d}Z",
        )
        yield Recorded(entry, Content(content, salt))
        head = entry.head


def _hash_lines(path: Path) -> str:
    last = ""
    with path.open("rb") as file:
        for line in file:
            last = hashlib.sha256(line).hexdigest()
    return last
