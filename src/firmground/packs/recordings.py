"""Which recordings of its words a pack has. A recording whose words or whose sound were changed since is not among them."""

from collections.abc import Mapping

from firmground.packs.pack import Pack
from firmground.packs.reviews import words_digest
from firmground.packs.voice_entries import Recording
from firmground.values import type_of_json


def recordings_of(pack: Pack) -> Mapping[tuple[str, str], Recording]:
    """The recordings by language and text: the pack's own over those of the pack it extends.

    One that speaks other words than the pack has now is left out, so that nobody hears what is not written.
    """
    inherited = dict(recordings_of(pack.parent)) if pack.parent else {}
    own = {(each.language, each.text): each for each in pack.own_recordings}
    return {at: each for at, each in {**inherited, **own}.items() if _speaks(pack, each)}


def _speaks(pack: Pack, recording: Recording) -> bool:
    words = pack.texts.get(recording.language, {})
    return recording.text in words and recording.digest == words_digest(pack, recording.language, recording.text)


def recording_to_json(recording: Recording) -> dict[str, type_of_json]:
    """A recording as it is published: its name, which is the digest of its sound, and what is known of it."""
    told = {key: getattr(recording, key) for key in ("name", "seconds", "speaker", "state", "licence")}
    return {**told, "source": list(recording.source)}
