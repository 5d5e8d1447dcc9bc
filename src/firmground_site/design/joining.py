"""Several things in one sentence, as the language of the page strings them together: "a, b and c", 「a、b和c」."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def joined(things: Iterable[object]) -> str:
    """All of the things: "a", "a and b", "a, b and c"; nothing for none."""
    return _strung(things, _("{most} and {last}"))


def either(things: Iterable[object]) -> str:
    """One of the things: "a", "a or b", "a, b or c"; nothing for none."""
    return _strung(things, _("{most} or {last}"))


def listed(things: Iterable[object]) -> str:
    """The things one after the other, without a word before the last: "a, b, c"; nothing for none."""
    return _comma().join(map(str, things))


def _strung(things: Iterable[object], ending: str) -> str:
    *most, last = [str(each) for each in things] or [""]
    return ending.format(most=_comma().join(most), last=last) if most else last


def _comma() -> str:
    return pgettext("between the things of a list", ", ")
