"""The words of the phone's own pages, by key. They are served with the definitions, in every language of the interface."""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop, override

WORDS: Mapping[str, str] = {
    "title": gettext_noop("Screening without a signal"),
}
TAGS = {"en": "en-gb", "zh-Hant": "zh-hant"}  # a language of a pack, and the same as the interface calls it


def words_of_the_phone() -> dict[str, dict[str, str]]:
    """The words by language and key."""
    return {tag: _in(name) for tag, name in TAGS.items()}


def _in(name: str) -> dict[str, str]:
    with override(name):
        return {key: gettext(words) for key, words in WORDS.items()}
