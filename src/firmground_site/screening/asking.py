"""What the module that puts questions to a person needs from the site: the published instrument, and where its pictures are.

Nothing here knows a person: it is the same for everybody, and may be kept by a phone that is out of reach.
"""

import functools
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse

from firmground.screening.instrument import Instrument
from firmground.screening.publishing import published_bytes
from firmground.values import digest_of_bytes
from firmground_site.packs.queries import active_pack, case_rules, instrument_on, today

PICTURES = Path(__file__).parent / "static/screening/pictures"


def first_instrument() -> Instrument:
    """The instrument with which people are first screened, as it is in force today."""
    return instrument_on(case_rules().identification.opened_by[0].instrument, today())


def questions() -> tuple[bytes, str]:
    """The first instrument as it is published, in bytes, and their digest."""
    return _published(active_pack().digest, first_instrument().digest)


@functools.lru_cache(maxsize=8)
def _published(_pack: str, _instrument: str) -> tuple[bytes, str]:
    content = published_bytes(active_pack(), first_instrument())
    return content, digest_of_bytes(content)


def pictures() -> dict[str, str]:
    """The addresses of pictures by topic; ``question`` stands for a topic that has none."""
    return {path.stem: static(f"screening/pictures/{path.name}") for path in sorted(PICTURES.glob("*.svg"))}


def recordings_folder() -> str:
    """The address below which recordings are, by their names."""
    return reverse("screening:recording", args=["-"]).removesuffix("-")
