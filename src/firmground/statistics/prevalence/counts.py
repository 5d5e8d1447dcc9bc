"""What counts and levels may be given to the methods of this package: the refusals that all of them share."""

from firmground.errors import FigureError


def checked_counts(part: int, whole: int, *, what: str = "share") -> None:
    """Raise ``FigureError`` unless 0 <= part <= whole and whole > 0; the message says which of these does not hold."""
    if whole <= 0:
        raise FigureError(f"{part} of {whole} is not a share", where=what, remedy="give a total of at least 1")
    if part < 0:
        raise FigureError(f"{part} is less than nought", where=what, remedy="count again")
    if part > whole:
        raise FigureError(f"{part} of {whole} is more than all", where=what, remedy="check which number is the total")


def checked_level(level: float) -> float:
    """The level of an interval, such as 0.95; ``FigureError`` unless it lies between 0 and 1."""
    if not 0 < level < 1:
        raise FigureError(f"{level:g} is not a level between 0 and 1", where="level", remedy="write 95 per cent as 0.95")
    return level


def checked_share(share: float, what: str) -> float:
    """A share between 0 and 1, both included; ``FigureError`` otherwise, also for nan."""
    if not 0 <= share <= 1:
        raise FigureError(f"{share:g} is not between 0 and 1", where=what, remedy="write 1.4 per cent as 0.014")
    return share
