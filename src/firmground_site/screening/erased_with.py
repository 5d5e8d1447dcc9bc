"""What is erased with a person in the tables of apps above, which say so when they are loaded: nothing here knows them."""

from collections.abc import Callable

from firmground_site.screening.models import Person

Eraser = Callable[[Person], None]
_ERASERS: list[Eraser] = []


def erased_with_person(eraser: Eraser) -> Eraser:
    """Have a function called, inside the action, whenever a person is erased."""
    if eraser not in _ERASERS:
        _ERASERS.append(eraser)
    return eraser


def erase_with(person: Person) -> None:
    """Empty what the apps above hold of a person."""
    for each in _ERASERS:
        each(person)
