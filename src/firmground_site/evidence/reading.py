"""Reads what is sent for an import, before anything is written: its text, its digest, and the parts that are proposed."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from firmground.errors import InputError
from firmground.evidence.documents import text_of_document
from firmground.evidence.splitting import ProposedClaim, split_into_claims
from firmground.values import digest_of_bytes
from firmground_site.audit.actions import Refused
from firmground_site.design.library_words import translated

MOST_PARTS = 1_500
LONGEST_PART = 5_000
LONGEST_NAME = 200
PASTED = "pasted text.txt"


@dataclass(frozen=True)
class ReadDocument:
    """A document that was read. ``digest`` is of its bytes as they were sent."""

    name: str
    digest: str
    text: str
    parts: tuple[ProposedClaim, ...]


def read_document(content: bytes, name: str) -> ReadDocument:
    """Read a document; ``Refused`` says in a sentence what is wrong with it and what to do."""
    shown = shown_name(name)
    try:
        text = text_of_document(content, shown)
    except InputError as error:
        what, remedy = map(translated, error.told)
        raise Refused(_("“{shown}” {what}. What to do: {remedy}.").format(shown=shown, what=what, remedy=remedy)) from error
    parts = split_into_claims(text)
    if len(parts) > MOST_PARTS:
        raise Refused(
            _("“{shown}” has more than {most:,} sentences. Paste the part that is about the territory.").format(
                shown=shown, most=MOST_PARTS
            )
        )
    if any(part.ends - part.begins > LONGEST_PART for part in parts):
        raise Refused(
            _("“{shown}” has a sentence of more than {most:,} characters. It may not be text; paste what is.").format(
                shown=shown, most=LONGEST_PART
            )
        )
    return ReadDocument(shown, digest_of_bytes(content), text, parts)


def read_pasted(text: str) -> ReadDocument:
    """Read text that was pasted, as if it were a document in UTF-8."""
    return read_document(text.replace("\r\n", "\n").encode(), PASTED)


def shown_name(name: str) -> str:
    """The name of a file, without folders, signs that cannot be seen, or more than can be shown; its ending is kept."""
    seen = "".join(each for each in name if not unicodedata.category(each).startswith("C"))
    path = PurePath(seen.replace("\\", "/"))
    suffix = path.suffix[:10]
    return f"{path.stem[: LONGEST_NAME - len(suffix)]}{suffix}" or "document"
