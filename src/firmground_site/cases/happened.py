"""What the lines of a case's file say, in words: one query for each kind of record that they tell of, however many lines.

It reads and must not write. A line about what has a title of its own here says it; any other says its event's sentence.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from firmground_site.audit.kinds import KINDS
from firmground_site.cases import events
from firmground_site.cases.care import service_name, step_name
from firmground_site.cases.models import FileEntry, Involvement, ServiceStep, TeamMember
from firmground_site.cases.parties import party_names
from firmground_site.packs.queries import text

Titles = Mapping[Any, str]


@dataclass(frozen=True)
class Happened:
    """One line of a file. ``person`` is how they are called, empty where it is about nobody or the reader may not know."""

    title: str
    on: datetime.date
    by: str
    words: str
    person: str


def in_words(entries: Iterable[FileEntry], names: Mapping[Any, str]) -> list[Happened]:
    """Lines in words, in their order; ``names`` says how to speak of the people they are about, by their keys."""
    listed = list(entries)
    titles: dict[Any, str] = {}
    for kind, of_records in TITLES.items():
        keys = [each.about for each in listed if each.kind == kind and each.about]
        if keys:
            titles |= of_records(keys)
    return [_told(each, titles.get(each.about, ""), names) for each in listed]


def _told(entry: FileEntry, title: str, names: Mapping[Any, str]) -> Happened:
    sentence = title or KINDS[entry.kind].sentence
    return Happened(
        title=sentence[:1].upper() + sentence[1:],
        on=entry.happened_on,
        by=str(entry.recorded_by),
        words=entry.words,
        person=names.get(entry.person_id, ""),
    )


def _services(keys: list[Any]) -> Titles:
    steps = list(ServiceStep.objects.filter(pk__in=keys).select_related("service"))
    parties = party_names([each.provider for each in steps])
    return {
        each.pk: f"{service_name(each.service.service)}: {step_name(each.step).lower()}"
        + (f", {parties[each.provider]}" if each.provider else "")
        for each in steps
    }


def _parts(keys: list[Any]) -> Titles:
    parts = Involvement.objects.filter(pk__in=keys)
    return {
        each.pk: _("Part in the case: {role}; it rests on: {basis}").format(
            role=text(f"codes.involvement_roles.{each.role}").lower(), basis=text(f"codes.involvement_bases.{each.basis}").lower()
        )
        for each in parts
    }


def _parts_ended(keys: list[Any]) -> Titles:
    parts = Involvement.objects.filter(pk__in=keys)
    return {
        each.pk: _("Part in the case ended: {role}").format(role=text(f"codes.involvement_roles.{each.role}").lower())
        for each in parts
    }


def _joined(keys: list[Any]) -> Titles:
    return {
        each.pk: _("{member} joined the team").format(member=each.member)
        for each in TeamMember.objects.filter(pk__in=keys).select_related("member")
    }


def _left(keys: list[Any]) -> Titles:
    return {
        each.pk: _("{member} left the team").format(member=each.member)
        for each in TeamMember.objects.filter(pk__in=keys).select_related("member")
    }


TITLES: dict[str, Callable[[list[Any]], Titles]] = {
    events.SERVICE_RECORDED.name: _services,
    events.PERSON_INVOLVED.name: _parts,
    events.INVOLVEMENT_ENDED.name: _parts_ended,
    events.TEAM_JOINED.name: _joined,
    events.TEAM_LEFT.name: _left,
}
