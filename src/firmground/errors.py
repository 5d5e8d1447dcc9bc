"""The errors that Firmground raises on purpose: each says what is wrong, where, and what to do next."""

from firmground.said import Said


class FirmgroundError(Exception):
    """Something that a person can put right.

    ``what`` is the fault, ``where`` the file, key, row or sentence that has it, ``remedy`` the next step. ``told`` are the fault
    and the next step with their parts, where they have any.
    """

    def __init__(self, what: str | Said, *, where: str = "", remedy: str | Said = "") -> None:
        super().__init__(str(what))
        self.what = str(what)
        self.where = where
        self.remedy = str(remedy)
        self.told = (what, remedy)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" What to do: {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class PackError(FirmgroundError):
    """A data pack cannot be read, or says something that no pack may say."""


class NotInForce(FirmgroundError):
    """There is no version of this thing for the day that was asked about."""


class NotShipped(FirmgroundError):
    """A rule is known to exist but was not verified, so it is not applied."""


class RuleError(FirmgroundError):
    """An expression is not one of the six operators, or refers to something that is not there."""


class AnswerError(FirmgroundError):
    """An answer is not one that its question allows."""


class InputError(FirmgroundError):
    """A file given to a command cannot be used as it is."""


class OutputError(FirmgroundError):
    """A result cannot be written where it was asked to go."""


class FigureError(FirmgroundError):
    """A figure cannot be computed from this extract."""


class StatementError(FirmgroundError):
    """A statement has a sentence that its evidence does not support."""


class NotAllowed(FirmgroundError):
    """A step that the life cycle has no place for now; ``allowed`` names the events that may happen instead."""

    def __init__(self, what: str | Said, *, where: str = "", remedy: str | Said = "", allowed: tuple[str, ...] = ()) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.allowed = allowed
