"""Commands that are imported when they are called: charts, tables and solvers take a second to load, and few commands need them.

It knows where commands are defined, and must not know what they do.
"""

from collections.abc import Iterator, Mapping
from pkgutil import resolve_name
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup


class _Loaded(Mapping[str, Any]):
    """Commands by name; each is imported when it is asked for, and only then."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    def __getitem__(self, name: str) -> Any:
        return _load(name, self._places[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places


class OnDemand(TyperGroup):
    """A group whose ``places`` say in which module each command is: ``module:name`` of a ``Typer`` or of a function."""

    places: ClassVar[Mapping[str, str]] = {}

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Loaded(self.places)  # type: ignore[assignment]  # nothing is added to this group later


def _load(name: str, place: str) -> Any:
    """The command at a place, made as it would be had it been joined at the start."""
    found = resolve_name(place)
    joined = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    if isinstance(found, typer.Typer):
        joined.add_typer(found, name=name)
    else:
        joined.command(name)(found)
    return typer.main.get_group(joined).commands[name]
