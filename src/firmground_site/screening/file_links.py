"""Links on a person's file to what higher parts of the site know of the person. Each app adds its own when the site starts.

So the file leads to a page of cases without knowing cases.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.screening.models import Person


@dataclass(frozen=True)
class FileLink:
    """A link: its words, the page of a person it leads to, and the permission that it needs.

    ``for_keepers`` leaves it out for those with whom the file is only shared; ``is_there`` says whether the territory has it.
    """

    text: str
    page: str
    permission: Permission
    is_there: Callable[[], bool]
    for_keepers: bool = False


@dataclass(frozen=True)
class Link:
    """A link as a page shows it."""

    text: str
    url: str


_LINKS: list[FileLink] = []


def add_file_link(link: FileLink) -> None:
    """Put a link on the file of every person, once."""
    if link not in _LINKS:
        _LINKS.append(link)


def links_for(person: Person, actor: Actor, *, keeps: bool) -> list[Link]:
    """The links that the actor finds on a person's file."""
    found = (each for each in _LINKS if actor.may(each.permission) and (keeps or not each.for_keepers) and each.is_there())
    return [Link(each.text, reverse(each.page, args=[person.pk])) for each in found]
