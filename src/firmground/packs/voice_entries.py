"""The shape of recordings of texts, and of what speakers have reviewed. Both name the digest of the words that they are about."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from firmground.packs.entries import Cited, Day, Entry, LanguageTag

TextKey = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9_.-]{1,160}$")]
DigestText = Annotated[str, StringConstraints(strict=True, pattern=r"^sha256:[0-9a-f]{64}$")]
Seconds = Annotated[str, StringConstraints(strict=True, pattern=r"^\d{1,3}(\.\d{1,2})?$")]
SoundFile = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9_-]{0,79}\.(wav|ogg|mp3|m4a)$")]
ReviewState = Literal["draft", "reviewed"]


class Recording(Cited):
    """A row of ``audio/<tag>/recordings.csv``: a text that somebody speaks in a sound file beside it.

    ``digest`` is that of the words as they were spoken, ``sound`` that of the file, ``seconds`` how long it lasts.
    """

    text: TextKey
    file: SoundFile
    seconds: Seconds
    digest: DigestText
    sound: DigestText
    speaker: Annotated[str, StringConstraints(min_length=1)]
    state: ReviewState
    licence: Annotated[str, StringConstraints(min_length=1)]
    language: str = Field(default="", exclude=True)
    folder: Path = Field(default=Path(), exclude=True)

    @property
    def path(self) -> Path:
        """Where the sound file is."""
        return self.folder / self.file

    @property
    def name(self) -> str:
        """The name under which it is published: the digest of the sound, so that another sound has another name."""
        return self.sound.removeprefix("sha256:") + self.path.suffix


class Review(Entry):
    """A row of ``text/reviews.csv``: what a speaker made of the texts below a key.

    ``digest`` is that of the words that were read. ``reviewer`` and ``on`` are empty for a draft.
    """

    language: LanguageTag
    texts: TextKey
    state: ReviewState
    reviewer: str = ""
    on: Day | None = None
    digest: DigestText | None = None
    note: str = ""
