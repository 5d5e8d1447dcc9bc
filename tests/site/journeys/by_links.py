"""Walks the site by its links, as a reader with one role does, and looks at the pages that are found in no other way.

Of the links to pages of one name, the first is followed and must lead to one. A file that asks why it is opened is opened for
the first purpose that its page offers; nothing else is sent. It has no test: those are in two files, so that they run beside
each other.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from journeys.every_page import BY_ROLE, faults_of, ways
from lxml import html
from playwright.sync_api import Page

LEFT_ALONE = ("/language/", "/static/")  # they lead back to where one was, and to what is no page
MOST = 5  # pages that one link leads through


@dataclass
class Walk:
    """What a reader came to: ``pages`` has an address for each name of one, ``dead`` says which links led nowhere."""

    client: Client
    pages: dict[str, str] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)

    @property
    def with_arguments(self) -> dict[str, str]:
        """Pages of a record, a year, a report and the like; the others need no link to be found."""
        return {name: each for name, each in self.pages.items() if resolve(_path(each)).kwargs}

    def from_home(self) -> "Walk":
        """Open a page of each name that a link leads to, beginning at the first page."""
        waiting, followed = deque([("/", "")]), {"/"}
        while waiting:
            address, before = waiting.popleft()
            for link in self._links_of(address, before):
                if link not in followed:
                    followed.add(link)
                    waiting.append((link, address))
        return self

    def _links_of(self, address: str, before: str) -> Iterator[str]:
        try:
            name = resolve(_path(address)).view_name
        except Resolver404:
            self.dead.append(f"{before} leads to {address}, which is no address of the site")
            return
        if name in self.pages:
            return
        answer = self._page_at(address)
        if answer.status_code != 200:
            self.dead.append(f"{before} leads to {address}, which answers {answer.status_code}")
        elif not answer.streaming and answer["Content-Type"].startswith("text/html"):
            self.pages[name] = address
            yield from _links_in(answer, address)

    def _page_at(self, address: str) -> HttpResponse:
        """The page at an address, or the one it leads to; a purpose is given where one is asked for."""
        answer = self.client.get(address)
        for _ in range(MOST):
            if answer.status_code != 302:
                break
            onward = answer["Location"]
            answer = self.client.get(onward)
            if answer.status_code == 200 and (given := _purpose(answer)):
                answer = self.client.post(onward, given)
        return answer


def _path(address: str) -> str:
    return address.partition("?")[0]


def _links_in(page: HttpResponse, address: str) -> Iterator[str]:
    for link in html.fromstring(page.content).xpath("//a/@href"):
        found = urljoin(address, link.partition("#")[0])
        if found.startswith("/") and not found.startswith(LEFT_ALONE):
            yield found


def _purpose(page: HttpResponse) -> dict[str, str]:
    """The form of a page that asks why a file is opened, with its first answer; nothing when it asks something else."""
    for form in html.fromstring(page.content).forms:
        if offered := form.xpath(".//input[@name='purpose' and @type='radio']/@value"):
            return {**dict(form.form_values()), "purpose": offered[0]}
    return {}


def look_at_links(
    roles: Collection[str],
    as_member: Callable[[str], Client],
    open_page: Callable[..., Page],
    give_session: Callable[[Client, Page], Page],
) -> int:
    """Walk the site as each of the roles, and look at a page of each name with arguments; gives how many were looked at.

    Every walk is ended and every page looked at, in all ways of using the site, before the first fault is told.
    """
    known, faults = set[str](), []
    for role in roles:
        client = as_member(BY_ROLE[role])
        walk = Walk(client).from_home()
        faults += [f"{role}: {each}" for each in walk.dead]
        found = {name: each for name, each in walk.with_arguments.items() if name not in known}
        known |= found.keys()
        for way in ways(open_page, lambda page, client=client: give_session(client, page)) if found else ():
            faults += [f"{role}: {fault}" for address in found.values() for fault in faults_of(address, way)]
    assert not faults, "\n".join(dict.fromkeys(faults))
    return len(known)
