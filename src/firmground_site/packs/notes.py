"""Notes of a pack's citations, and what it says of its sources, as a page shows them: in its language, or marked as in another.

Notes are written in the pack's first language. Another language has them as texts, under ``notes`` and their own words.
"""

import unicodedata

from django.utils.translation import gettext

from firmground_site.design.foreign import Foreign, in_language
from firmground_site.packs.queries import active_pack, interface_language


def note_in_words(words: str) -> Foreign:
    """A note in the language of the page where the pack has it, else as it was written."""
    pack, page = active_pack(), interface_language()
    told = pack.texts.get(page, {}).get(f"notes.{words}") or (gettext(words) if words else "")
    return in_language(told, pack.default_language.tag if told == words and _is_latin(words) else page)


def _is_latin(words: str) -> bool:
    """Whether words could be of the pack's first language: a member may have written a note in the language of the page."""
    return all("LATIN" in unicodedata.name(each, "") for each in words if each.isalpha())
