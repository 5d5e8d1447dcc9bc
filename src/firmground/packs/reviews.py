"""Whether a speaker has reviewed the words of a pack. Words that were changed since are as if nobody had read them."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from firmground.packs.pack import Pack
from firmground.packs.voice_entries import Review
from firmground.values import digest, type_of_json

State = Literal["reviewed", "draft", "changed"]


@dataclass(frozen=True)
class Reviewed:
    """What is known of some words: ``reviewed`` by whom and when, ``draft``, or ``changed`` since somebody reviewed them."""

    state: State
    reviewer: str = ""
    on: datetime.date | None = None

    def to_json(self) -> dict[str, type_of_json]:
        """As JSON; the day is empty where there is none."""
        return {"state": self.state, "reviewer": self.reviewer, "on": self.on.isoformat() if self.on else ""}


def words_digest(pack: Pack, language: str, texts: str) -> str:
    """The digest of the words of a key, or of all keys below it, in a language; of those only that the language has."""
    return digest({key: words for key, words in sorted(pack.texts[language].items()) if is_below(key, texts)})


def is_below(key: str, texts: str) -> bool:
    """Whether a key is the one named, or below it."""
    return key == texts or key.startswith(f"{texts}.")


def review_of(pack: Pack, language: str, keys: Iterable[str]) -> Reviewed:
    """What is known of the words of some keys together: they are reviewed when each of them is, the latest named.

    Keys that no row of the pack covers are a draft. A language that is not of the pack has nothing reviewed.
    """
    if language not in pack.texts:
        return Reviewed("draft")
    rows = [row for row in pack.reviews if row.language == language]
    states = {row.texts: _state(pack, row) for row in rows}
    found = [_nearest(key, states) for key in keys if key in pack.texts[language]]
    for state in ("changed", "draft"):
        if not found or any(each.state == state for each in found):
            return next((each for each in found if each.state == state), Reviewed("draft"))
    return max(found, key=lambda each: each.on or datetime.date.min)


def _nearest(key: str, states: Mapping[str, Reviewed]) -> Reviewed:
    """The row that covers a key most closely."""
    covering = [texts for texts in states if is_below(key, texts)]
    return states[max(covering, key=len)] if covering else Reviewed("draft")


def _state(pack: Pack, row: Review) -> Reviewed:
    if row.state == "draft":
        return Reviewed("draft")
    is_same = row.digest == words_digest(pack, row.language, row.texts)
    return Reviewed("reviewed" if is_same else "changed", row.reviewer, row.on)
