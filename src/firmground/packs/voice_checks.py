"""Named checks of what is said aloud and of what was reviewed: P027 a review, P028 a recording. Codes of the pack's checks."""

from collections.abc import Iterator
from pathlib import Path

from firmground.packs.checks import Problem
from firmground.packs.pack import Pack
from firmground.packs.reviews import is_below, words_digest
from firmground.packs.voice_entries import Recording, Review
from firmground.values import digest_of_bytes

LARGEST_SOUND = 1_000_000  # bytes of one recording; a minute of clear speech is half of it
SOUNDS = {  # how the first bytes of a file tell its format
    ".wav": lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE",
    ".ogg": lambda head: head[:4] == b"OggS",
    ".mp3": lambda head: head[:3] == b"ID3" or (head[:1] == b"\xff" and head[1:2] >= b"\xe0"),
    ".m4a": lambda head: head[4:8] == b"ftyp",
}


def check_voice(pack: Pack) -> list[Problem]:
    """Every problem of the pack's own recordings and reviews, in order of check and place."""
    return sorted({*_reviews(pack), *_recordings(pack), *_left_over(pack)})


def _reviews(pack: Pack) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for row in pack.reviews:
        where = f"text/reviews.csv {row.language} {row.texts}"
        if (row.language, row.texts) in seen:
            yield Problem("P006", where, "is given twice", "remove one")
        seen.add((row.language, row.texts))
        words = pack.texts.get(row.language)
        if words is None or not any(is_below(key, row.texts) for key in words):
            yield Problem("P001", where, "there is no such text in this language", "correct the key or the language")
        elif row.state == "reviewed":
            yield from _reviewed(pack, row, where)


def _reviewed(pack: Pack, row: Review, where: str) -> Iterator[Problem]:
    if not (row.reviewer and row.on):
        yield Problem("P027", where, "is called reviewed without saying by whom and when", "add them, or call it a draft")
    now = words_digest(pack, row.language, row.texts)
    if row.digest != now:
        what = f"the words are not those that were reviewed; their digest is {now}"
        yield Problem("P027", where, what, "have them reviewed again, or call them a draft")


def _recordings(pack: Pack) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for each in pack.own_recordings:
        where = f"audio/{each.language} {each.text}"
        if (each.language, each.text) in seen:
            yield Problem("P006", where, "is given twice", "remove one")
        seen.add((each.language, each.text))
        yield from (Problem("P002", where, "has no citation", "say where it comes from") for _ in [1] if not each.source)
        for key in set(each.source) - set(pack.sources):
            yield Problem("P001", where, f"cites {key!r}, which is not a source", "add it to sources.csv")
        yield from (Problem("P028", where, what, remedy) for what, remedy in (*_spoken(pack, each), *_sounding(each)))


def _spoken(pack: Pack, recording: Recording) -> Iterator[tuple[str, str]]:
    """What is wrong between a recording and the words it speaks."""
    words = pack.texts.get(recording.language, {})
    if recording.text not in words:
        yield "speaks a text that this language does not have", "correct the key"
    elif recording.digest != (now := words_digest(pack, recording.language, recording.text)):
        yield f"speaks words that were changed since; their digest is {now}", "record it again, or remove it"


def _sounding(recording: Recording) -> Iterator[tuple[str, str]]:
    """What is wrong with a sound file itself."""
    if not recording.path.is_file():
        yield f"there is no file {recording.file}", "add it, or remove the row"
        return
    content = recording.path.read_bytes()
    if not SOUNDS[recording.path.suffix](content[:16]):
        yield f"{recording.file} is not a sound of the kind that its name says", "save it as wav, ogg, mp3 or m4a"
    if len(content) > LARGEST_SOUND:
        yield f"{recording.file} is larger than {LARGEST_SOUND} bytes", "make it shorter, or use a smaller format"
    if digest_of_bytes(content) != recording.sound:
        yield f"{recording.file} is another sound; its digest is {digest_of_bytes(content)}", "write this digest, after listening"


def _left_over(pack: Pack) -> Iterator[Problem]:
    named = {each.path for each in pack.own_recordings}
    for path in sorted((pack.folder / "audio").rglob("*")):
        if path.is_file() and path.suffix != ".csv" and path not in named:
            where = _shown(pack, path)
            yield Problem("P028", where, "no row of recordings.csv names this file", "add a row, or remove the file")


def _shown(pack: Pack, path: Path) -> str:
    return path.relative_to(pack.folder).as_posix()
