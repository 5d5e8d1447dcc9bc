"""Placeholders in the text of a sentence: ids in braces, where numbers and claims are put in."""

import re
from collections.abc import Callable

from firmground.errors import StatementError

PLACEHOLDER = re.compile(r"\{([a-z0-9_./]+)\}")
YEAR = "year"


def placeholders_in(text: str) -> tuple[str, ...]:
    """The ids that a text quotes, in their order, the year included."""
    return tuple(PLACEHOLDER.findall(text))


def filled(text: str, shown: Callable[[str], str]) -> str:
    """The text with what is shown for each id in its place."""
    return PLACEHOLDER.sub(lambda match: shown(match.group(1)), text)


def must_be_quoted(text: str, *, where: str, is_position: bool) -> None:
    """Refuse braces that are no placeholder and, but in a position, a number that somebody typed."""
    plain = PLACEHOLDER.sub("", text)
    if "{" in plain or "}" in plain:
        remedy = "write {figure} in small letters, without spaces"
        raise StatementError("has braces that quote nothing", where=where, remedy=remedy)
    if not is_position and re.search(r"\d", plain):
        raise StatementError("has a number that stands on nothing", where=where, remedy="quote a figure, or write it in words")
