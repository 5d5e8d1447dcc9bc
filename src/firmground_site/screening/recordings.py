"""The recordings of the active pack as files that a browser may keep for ever: their name is the digest of their sound."""

import functools
from pathlib import Path

from firmground.packs.recordings import recordings_of
from firmground_site.packs.queries import active_pack

KINDS = {".wav": "audio/wav", ".ogg": "audio/ogg", ".mp3": "audio/mpeg", ".m4a": "audio/mp4"}


def recording_at(name: str) -> Path | None:
    """The sound file that is published under a name; ``None`` when there is none, whatever the name looks like."""
    return _by_name(active_pack().digest).get(name)


@functools.lru_cache(maxsize=8)
def _by_name(_pack: str) -> dict[str, Path]:
    return {each.name: each.path for each in recordings_of(active_pack()).values()}
