"""Letters in every language of the interface, one below the other: which of them a reader chose is kept in their browser only."""

from collections.abc import Callable

from django.conf import settings
from django.utils import translation

BELOW, BESIDE = f"\n\n{'–' * 30}\n\n", " / "


def in_each_language(words: Callable[[], str], between: str = BELOW) -> str:
    """What a function says in each language, told once where languages say the same."""
    told = []
    for tag, _name in settings.LANGUAGES:
        with translation.override(tag):
            told.append(words().strip())
    return between.join(dict.fromkeys(told))
