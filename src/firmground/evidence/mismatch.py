"""One thing in a statement that does not hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mismatch:
    """Something in a statement that its evidence, or the rest of it, does not give."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
