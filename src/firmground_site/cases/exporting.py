"""What stands in a file about a person for a recipient, and which fields a member may put into it. It must not write."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.kept_words import as_kept
from firmground_site.cases.parties import party_name
from firmground_site.cases.telling import told_of
from firmground_site.packs.queries import casework, text, today
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

# Nobody puts into a file what they may not read themselves.
NEEDS = {
    "identity": Permission.PERSON_READ,
    "contact": Permission.PERSON_READ,
    "profile": Permission.PERSON_READ,
    "needs": Permission.CARE_READ,
    "services": Permission.CARE_READ,
    "decision": Permission.IDENTIFICATION_READ,
    "account": Permission.IDENTIFICATION_READ,
    "health": Permission.SCREENING_READ,
    "proceedings": Permission.PROSECUTION_READ,
}
NAMES = {
    "identity": gettext_lazy("Who they are: name and number of a paper"),
    "contact": gettext_lazy("Phone"),
    "profile": gettext_lazy("Age, sex, nationality and language"),
    "needs": gettext_lazy("What help they need"),
    "services": gettext_lazy("What help they were given"),
    "decision": gettext_lazy("What was decided"),
    "account": gettext_lazy("What happened to them, as far as the reasons of the decision say it"),
    "health": gettext_lazy("What they said about their health"),
    "proceedings": gettext_lazy("Charges and court cases"),
}
NOTE = (  # stays in English
    "This is told for the purpose above and for nothing else. Do not pass it on. "  # stays in English
    "If the person withdraws, you will be told."
)


def fields_to_tell(person: Person, actor: Actor) -> frozenset[str]:
    """The fields that the actor may read themselves; none of who somebody is, unless they may open the file."""
    if not people_visible_to(actor).filter(pk=person.pk).exists():
        return frozenset()
    return frozenset(name for name, permission in NEEDS.items() if actor.may(permission))


def purposes_of_telling() -> list[tuple[str, str]]:
    """The purposes for which something is told to one recipient, with their words."""
    return [(each.id, text(f"casework.purposes.{each.id}")) for each in casework().consent.purposes if each.recipient == "one"]


def field_name(name: str) -> str:
    """A field in words for staff; the sheet that is read to the person has its own."""
    return str(NAMES.get(name, name))


def paper_content(person: Person, *, purpose: str, recipient: str, fields: Iterable[str], actor: Actor) -> dict[str, Any]:
    """The content of the file as its template takes it, in the language of the records, since it goes to others."""
    with as_kept():
        return _paper_content(person, purpose, recipient, fields, actor)


def _paper_content(person: Person, purpose: str, recipient: str, fields: Iterable[str], actor: Actor) -> dict[str, Any]:
    told, day = told_of(person, fields), date_format(today(), "DATE_FORMAT")
    about = (  # stays in English
        ("For", party_name(recipient)),  # stays in English
        ("Purpose", text(f"casework.purposes.{purpose}")),  # stays in English
        ("Made on", day),  # stays in English
        ("Made by", f"{actor.name}, {_agency(actor)}"),  # stays in English
    )
    return {
        "title": f"{text('pack.title')}: about {person}",  # stays in English
        "footer": f"{person} · for {party_name(recipient)} · {day}",  # stays in English
        "about": [{"label": label, "words": words} for label, words in about],
        "parts": [{"title": field_name(name), "rows": _rows(rows)} for name, rows in told.items()],
        "note": NOTE,
    }


def _rows(rows: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "words": words} for label, words in rows]


def _agency(actor: Actor) -> str:
    return party_name(actor.agency)
