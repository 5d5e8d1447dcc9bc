"""Exports: a ledger as a file of lines that anyone can verify without our database.

It owns the header, the files (``.jsonl`` or ``.jsonl.gz``) and the verification of a whole export against its header and
seals. Reading and writing keep one line in memory. It must not know how a ledger is stored.
"""

import contextlib
import gzip
import itertools
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, Literal

from firmground.errors import FirmgroundError, InputError
from firmground.files import file_beside
from firmground.ledger.chain import Check, Fault, Kind, Recorded, Row, Verified
from firmground.ledger.entry import FORMAT, Head, check_form, genesis
from firmground.ledger.lines import LONGEST_LINE, REMEDY, line_of, one_meaning, plain_rows, recorded_in
from firmground.ledger.seal import Seal, check_head, contradictions, watched
from firmground.values import canonical_json

Contents = Literal["withheld", "included"]


@dataclass(frozen=True)
class Header:
    """The first line: the heads of the streams, whether contents are included, and, if said, when it was made and a label."""

    heads: tuple[Head, ...]
    contents: Contents
    made_at: str | None = None
    label: str | None = None

    def __post_init__(self) -> None:
        for head in self.heads:
            check_head(head)
        if self.made_at is not None:
            check_form("at", self.made_at)
        if self.contents not in ("withheld", "included") or not isinstance(self.label, str | None):
            raise FirmgroundError("must have contents 'withheld' or 'included', and a label that is text", where="header")

    def to_json(self) -> dict[str, Any]:
        """The header as it is written."""
        streams = {head.stream: {"number": head.number, "digest": head.digest} for head in self.heads}
        said = {"made_at": self.made_at, "label": self.label}
        extras = {name: value for name, value in said.items() if value is not None}
        return {"format": FORMAT, "contents": self.contents, "streams": streams, **extras}


@dataclass(frozen=True)
class Examined:
    """What an export came to: each stream, by name, and for each seal what in it contradicts them."""

    header: Header
    chains: Mapping[str, Verified]
    contradictions: Sequence[tuple[Seal, tuple[Fault, ...]]]

    @property
    def holds(self) -> bool:
        """Whether every stream holds and no seal contradicts one."""
        return all(chain.holds for chain in self.chains.values()) and not any(faults for _, faults in self.contradictions)


def export_lines(header: Header, entries: Iterable[Recorded]) -> Iterator[bytes]:
    """The lines of an export, each with its end; the entries of a stream are in order, streams may be mixed.

    Raises ``FirmgroundError`` for a content where contents are withheld. Whether the chain holds is not looked at.
    """
    yield canonical_json(header.to_json()) + b"\n"
    for recorded in entries:
        if recorded.content is not None and header.contents == "withheld":
            raise FirmgroundError("has a content, and contents are withheld", where=f"entry {recorded.entry.number}")
        yield line_of(recorded)


def write_export(path: Path, header: Header, entries: Iterable[Recorded]) -> None:
    """Write an export, whole or not at all; compressed when its name ends in ``.gz``. The same entries give the same bytes."""
    with file_beside(path) as part, contextlib.ExitStack() as opened:
        file = opened.enter_context(part.open("wb"))
        packed = path.suffix == ".gz"
        out = opened.enter_context(gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)) if packed else file
        out.writelines(export_lines(header, entries))


@contextlib.contextmanager
def open_export(path: Path) -> Iterator[tuple[Header, Iterator[Recorded]]]:
    """The header of an export, and its entries one by one as they are asked for.

    Raises ``InputError`` with file and line for what is not an export: cut off, not UTF-8, not JSON, of another version, a
    key twice, a line beyond 1 MiB, a field that is missing or of the wrong form.
    """
    with _opened(path) as (header, blocks):
        yield header, (recorded for start, text in blocks for recorded in _entries(path, start, text))


def verify_export(path: Path, seals: Sequence[Seal] = ()) -> Examined:
    """Verify every stream of an export, that it ends where the header says, and that no seal contradicts it."""
    with _opened(path) as (header, blocks):
        watch, withheld = watched(seals), header.contents == "withheld"
        checks = {head.stream: _check(head.stream, withheld, watch) for head in header.heads}
        stray: Fault | None = None
        for start, text in blocks:
            rest = _not_following(path, start, text, checks) if withheld else None
            for recorded in _entries(path, start, text) if rest is None else rest:
                fault = _take(recorded, checks)
                stray = stray or fault
    chains = {head.stream: _ended(head, checks[head.stream].verified()) for head in header.heads}
    if stray is not None:
        chains[stray.stream] = Verified(genesis(stray.stream), 0, 0, stray)
    return Examined(header, chains, tuple((seal, contradictions(seal, chains)) for seal in seals))


def _check(stream: str, withheld: bool, watch: Mapping[str, set[int]]) -> Check:
    return Check(genesis(stream), withheld=withheld, watch=watch.get(stream, ()))


def _ended(head: Head, found: Verified) -> Verified:
    """What was found, with a fault if the chain does not end at the head that the header names."""
    if found.fault is not None or found.head == head:
        return found
    if found.head.number < head.number:
        what = f"is missing: the header says that the stream ends at entry {head.number}"
        fault = Fault(Kind.CUT, head.stream, found.head.number + 1, what)
    elif found.head.number > head.number:
        what = f"follows entry {head.number}, where the stream ends by the header"
        fault = Fault(Kind.REPLACED, head.stream, head.number + 1, what)
    else:
        fault = Fault(Kind.REPLACED, head.stream, head.number, "has another digest than the header says")
    return Verified(found.head, found.count, found.erased, fault, found.digests)


def _not_following(path: Path, start: int, text: str, checks: Mapping[str, Check]) -> Iterator[Recorded] | None:
    """Let each stream go on by the lines of a block, and give the entries that do not simply follow.

    ``None``, and nothing done, when a line must be read the longer way.
    """
    rows = plain_rows(text)
    return None if rows is None else _stumbling(path, start, rows, checks)


def _stumbling(path: Path, start: int, rows: list[Row], checks: Mapping[str, Check]) -> Iterator[Recorded]:
    for stream, group in itertools.groupby(rows, itemgetter(-1)):
        check = checks.get(stream)
        while (row := check.follow(group) if check else next(group, None)) is not None:
            with _placed(path, start + rows.index(row)):
                recorded = recorded_in(f'{{"digest":"{row[0]}","entry":{row[1]}}}')
            yield recorded


def _take(recorded: Recorded, checks: Mapping[str, Check]) -> Fault | None:
    """Let the stream of an entry judge it; a fault when there is no such stream."""
    stream, number = recorded.entry.stream, recorded.entry.number
    if stream not in checks:
        return Fault(Kind.ANOTHER_STREAM, stream, number, "is of no stream in the header")
    checks[stream].take(recorded)
    return None


def _entries(path: Path, start: int, text: str) -> Iterator[Recorded]:
    """The entries of a block whose first line has the number ``start``."""
    for number, line in enumerate(text.split("\n")[:-1], start=start):
        with _placed(path, number):
            recorded = recorded_in(line)
        yield recorded


@contextlib.contextmanager
def _placed(path: Path, number: int) -> Iterator[None]:
    """Put the file and the line on an error."""
    try:
        yield
    except ValueError as error:
        raise InputError(str(error), where=f"{path}, line {number}", remedy=REMEDY) from error
    except FirmgroundError as error:
        what = f"{error.where} {error.what}" if error.where else error.what
        raise InputError(what, where=f"{path}, line {number}", remedy=REMEDY) from error


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[tuple[Header, Iterator[tuple[int, str]]]]:
    """The header, and the rest in blocks of whole lines, each with the number of its first line."""
    with contextlib.ExitStack() as opened:
        try:
            file: IO[bytes] = opened.enter_context(path.open("rb"))
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="check the name") from error
        read = opened.enter_context(gzip.GzipFile(fileobj=file)).read if path.suffix == ".gz" else file.read
        blocks = _blocks(path, read)
        first, _, rest = next(blocks, (1, ""))[1].partition("\n")
        with _placed(path, 1):
            header = _header(one_meaning(first))
        yield header, itertools.chain([(2, rest)] if rest else [], blocks)


def _blocks(path: Path, read: Callable[[int], bytes]) -> Iterator[tuple[int, str]]:
    """Whole lines, as many as fit; no line is longer than is allowed, and the last one has its end."""
    start, held = 1, b""
    while block := _read(path, start, read):
        held += block
        end = held.rfind(b"\n") + 1
        if len(held) - end > LONGEST_LINE or held.find(b"\n") >= LONGEST_LINE:
            raise InputError(f"is longer than {LONGEST_LINE} bytes", where=f"{path}, from line {start} on", remedy=REMEDY)
        if end:
            lines, held = held[:end], held[end:]
            yield start, _text(path, start, lines)
            start += lines.count(b"\n")
    if held:
        raise InputError("is cut off: its end is missing", where=f"{path}, line {start}", remedy="get the file again")


def _read(path: Path, start: int, read: Callable[[int], bytes]) -> bytes:
    try:
        return read(LONGEST_LINE)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        where = f"{path}, after line {start - 1}"
        raise InputError(f"cannot be read on ({reason})", where=where, remedy="get the file again") from error


def _text(path: Path, start: int, lines: bytes) -> str:
    try:
        return lines.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"{path}, line {start + lines.count(bytes([10]), 0, error.start)}"
        raise InputError("is not UTF-8", where=where, remedy=REMEDY) from error


def _header(value: Any) -> Header:
    if not isinstance(value, dict) or "format" not in value:
        raise ValueError("is not the header of a ledger's export")
    if value["format"] != FORMAT:
        raise ValueError(f"has the format {str(value['format'])[:40]!r}; this version reads {FORMAT!r}")
    known = {"format", "contents", "streams", "made_at", "label"}
    if not {"contents", "streams"} <= value.keys() <= known or not isinstance(value["streams"], dict):
        raise ValueError("must have 'contents' and 'streams', and may have 'made_at' and 'label'")
    heads = []
    for stream, head in value["streams"].items():
        if not isinstance(head, dict) or head.keys() != {"number", "digest"}:
            raise ValueError(f"must have the 'number' and 'digest' of the stream {stream[:100]!r}")
        heads.append(Head(stream, head["number"], head["digest"]))
    return Header(tuple(heads), value["contents"], value.get("made_at"), value.get("label"))
