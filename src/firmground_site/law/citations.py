"""Citations as pages show them: each source with its address, how well it was read, and what a reader should know.

Only a web address becomes a link, and only the first word of what the pack says of a source can be one.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from firmground.packs.pack import Pack
from firmground.values import Citation, Confidence
from firmground_site.packs.notes import note_in_words

CONFIDENCE = {
    Confidence.PRIMARY: _("read in a primary source"),
    Confidence.SECONDARY: _("read in a secondary source"),
    Confidence.INFERRED: _("inferred"),
    Confidence.UNVERIFIED: _("from memory or general knowledge"),
}


@dataclass(frozen=True)
class Source:
    """A source by its key; ``url`` is empty where it has no web address, and ``where`` then says what it is."""

    key: str
    url: str
    where: str


@dataclass(frozen=True)
class Cited:
    """A citation in words."""

    sources: tuple[Source, ...]
    read: str
    is_verified: bool
    note: str


def cited(pack: Pack, cite: Citation) -> Cited:
    """A citation of a pack in words."""
    sources = tuple(source_named(pack, key) for key in cite.source)
    return Cited(sources, CONFIDENCE[cite.confidence], cite.confidence.is_verified, note_in_words(cite.note))


def source_named(pack: Pack, key: str) -> Source:
    """A source of a pack."""
    where = pack.sources.get(key, "")
    url = web_address(where)
    return Source(key, url, "" if url else note_in_words(where))


def web_address(where: str) -> str:
    """The web address with which words begin; "" where they begin with none."""
    first = next(iter(where.split()), "").rstrip(",;")
    try:
        parts = urlsplit(first)
    except ValueError:
        return ""
    return first if parts.scheme in ("http", "https") and parts.netloc else ""


def host_of(url: str) -> str:
    """The host to which a web address leads; "" without one."""
    return urlsplit(url).hostname or "" if url else ""
