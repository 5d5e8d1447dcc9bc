"""Words of the library in the language of the page. Each layer marks those that its own pages show, for translation.

The library speaks English, in its tables and commands. A sentence with parts comes as ``Said``, so that another language can
have its own sentence for the same.
"""

from collections.abc import Iterable

from django.utils.translation import gettext

from firmground.said import Said


def shown(words: str) -> str:
    """Words of the library in the language of the page; unchanged where they have no translation."""
    return gettext(words) if words else words


def said(sentence: Said) -> str:
    """A sentence of the library in the language of the page, with parts that are sentences too."""
    parts = {name: said(part) if isinstance(part, Said) else part for name, part in sentence.parts.items()}
    return shown(sentence.words).format(**parts)


def translated(words: str | Said) -> str:
    """Words of the library with parts or without, in the language of the page."""
    return said(words) if isinstance(words, Said) else shown(words)


def all_said(sentences: Iterable[Said]) -> str:
    """Sentences one after the other."""
    told = ""
    for each in map(said, sentences):
        told = gettext("{before} {next}").format(before=told, next=each) if told else each
    return told
