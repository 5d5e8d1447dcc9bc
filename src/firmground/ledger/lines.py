"""The lines of an export: one entry each, as JSON that has one meaning.

It owns how an entry, its content and its mark of erasure are spelled, and refuses every other spelling that could be read in
two ways. It must not open files. A line as it was written takes a short way; any other JSON of the same value a longer one.
"""

import json
import re
from typing import Any

from firmground.errors import FirmgroundError
from firmground.ledger.chain import Content, Erasure, Recorded, Row
from firmground.ledger.entry import DAY, FORMS, LARGEST, Entry, content_bytes, is_time
from firmground.values import canonical_json

LONGEST_LINE = 1 << 20  # bytes, with the end of the line; also what keeps a small gzip file from filling the memory
LONGEST_NUMBER = len(str(LARGEST)) + 1
REMEDY = "use the export as it was made"

_PLAIN = re.compile(
    r'^\{{"digest":"([^"\\\n]{{71}})","entry":(\{{"actor":"{actor}","at":"{at}","content_digest":"{content_digest}",'
    r'"kind":"{kind}","number":([1-9][0-9]{{0,17}}),"previous":"([^"\\\n]{{71}})","stream":"({stream})",'
    r'"subject":"{subject}"\}})\}}\n'.format(**{**FORMS, "at": FORMS["at"].replace(DAY, f"({DAY})")}),
    re.MULTILINE,
)
_SALT = re.compile(r"(?:[0-9a-f]{2}){16,32}")


class NotOneMeaning(ValueError):
    """JSON that different programs would read differently."""


def line_of(recorded: Recorded) -> bytes:
    """The line of an entry; ``FirmgroundError`` when its content is too long or not JSON."""
    entry, content, erased = recorded
    fields = entry._asdict()
    parts = {"digest": fields.pop("digest"), "entry": fields}
    line = canonical_json(parts)
    if content is not None:
        line = line[:-1] + b',"content":' + content_bytes(content.value) + f',"salt":"{content.salt.hex()}"}}'.encode()
    if erased is not None:
        line = line[:-1] + b',"erased":' + canonical_json(vars(erased)) + b"}"
    if len(line) >= LONGEST_LINE:
        raise FirmgroundError(f"takes {len(line)} bytes, more than {LONGEST_LINE - 1}", where=f"entry {entry.number}")
    return line + b"\n"


def plain_rows(text: str) -> list[Row] | None:
    """Of each line its row, the quick way to read many.

    ``None`` unless every line is one as ``line_of`` writes it for an entry without anything beside it. Only the forms of the
    two digests are not looked at here, since a chain that goes on by them has compared them whole.
    """
    rows = _PLAIN.findall(text)
    if len(rows) != text.count("\n") or not all(is_time(day) for day in {row[2] for row in rows}):
        return None
    return rows


def recorded_in(line: str) -> Recorded:
    """What a line of an export says. Raises ``ValueError`` or ``FirmgroundError`` for a line that is not one."""
    value = one_meaning(line)
    if not isinstance(value, dict) or not isinstance(value.get("entry"), dict) or "digest" not in value:
        raise NotOneMeaning("is not an object with an 'entry' and its 'digest'")
    fields, digest = value.pop("entry"), value.pop("digest")
    if "digest" in fields:
        raise NotOneMeaning("has its 'digest' inside the 'entry'")
    return _with_parts(Entry(**fields, digest=digest), value)


def one_meaning(text: str) -> Any:
    """The value of JSON without repeated keys, fractions, NaN, numbers beyond 64 bits; ``ValueError`` otherwise."""
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise NotOneMeaning(f"is not valid JSON ({error.msg})") from error
    except RecursionError as error:
        raise NotOneMeaning("is nested too deep to be read") from error
    if "\\u" in text:
        content_bytes(value)  # an escape can spell half a character, which UTF-8 cannot hold
    return value


def _with_parts(entry: Entry, parts: dict[str, Any]) -> Recorded:
    """An entry with what else its line says."""
    if strange := sorted(parts.keys() - {"content", "salt", "erased"}):
        raise NotOneMeaning(f"says {strange[0]!r}, which is unknown")
    if ("content" in parts) != ("salt" in parts):
        raise NotOneMeaning("must have 'content' and 'salt' together")
    content = Content(parts["content"], _salt(parts["salt"])) if "salt" in parts else None
    return Recorded(entry, content, _erasure(parts["erased"]) if "erased" in parts else None)


def _salt(value: Any) -> bytes:
    if not isinstance(value, str) or not _SALT.fullmatch(value):
        raise NotOneMeaning("must have as 'salt' 16 to 32 bytes in hexadecimal")
    return bytes.fromhex(value)


def _erasure(value: Any) -> Erasure:
    if not isinstance(value, dict) or value.keys() != {"at", "by", "reason"} or not all(map(_is_text, value.values())):
        raise NotOneMeaning("must say in 'erased' 'at', 'by' and 'reason', as text")
    return Erasure(**value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotOneMeaning("says a key twice")
    return found


def _whole(digits: str) -> int:
    number = int(digits) if len(digits) <= LONGEST_NUMBER else LARGEST + 1
    if digits == "-0" or not -LARGEST - 1 <= number <= LARGEST:
        raise NotOneMeaning("has a whole number beyond 64 bits, or a nought below nought")
    return number


def _no_fraction(digits: str) -> Any:
    raise NotOneMeaning(f"has {digits[:40]}, which is not a whole number")


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_no_fraction, parse_constant=_no_fraction, parse_int=_whole)
