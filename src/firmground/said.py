"""Sentences that keep what is filled into them, so that whoever shows them can say the same in another language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """A sentence, with what is filled in beside it: as text it is English, and who translates has the parts.

    A part may be a sentence itself. ``words`` name every part in braces.
    """

    words: str
    parts: Mapping[str, "str | int | Said"] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.words.format(**self.parts)
