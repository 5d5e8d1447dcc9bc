"""Words as records keep them and others are given them: in one language, whatever language their writer reads the pages in."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation

from firmground_site.packs.queries import text


def as_kept() -> AbstractContextManager[None]:
    """Within it every text is in the language of the records; one that was marked to be put off must be read within, too."""
    return translation.override(settings.LANGUAGE_CODE)


def kept_text(key: str) -> str:
    """A text of the pack in the language of the records."""
    with as_kept():
        return text(key)
