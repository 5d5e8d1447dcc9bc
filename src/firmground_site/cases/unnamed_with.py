"""What is emptied beside the records of cases when a person is left without a name: what lies above says so when it is loaded."""

from collections.abc import Callable

from firmground_site.screening.models import Person

ALSO: list[Callable[[Person], None]] = []


def unname_also(clear: Callable[[Person], None]) -> None:
    """Let this be emptied too, inside the action that leaves a person without a name."""
    if clear not in ALSO:
        ALSO.append(clear)
