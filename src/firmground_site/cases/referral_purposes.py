"""For which purposes a person can be referred, and what can be told then, as far as there are words for it."""

from firmground.packs.casework_entries import Purpose
from firmground_site.access.actors import Actor
from firmground_site.cases.exporting import fields_to_tell
from firmground_site.cases.sharing import what_may_be_told
from firmground_site.cases.telling import FIELDS
from firmground_site.packs.queries import casework, text
from firmground_site.screening.models import Person


def referring_purposes() -> list[Purpose]:
    """The purposes that name one recipient and let out who somebody is: without that nobody can be helped on."""
    return [each for each in casework().consent.purposes if each.recipient == "one" and "identity" in each.fields]


def purposes_to_choose() -> list[tuple[str, str]]:
    """The same, with their words."""
    return [(each.id, text(f"casework.purposes.{each.id}")) for each in referring_purposes()]


def fields_to_choose(person: Person, by: Actor) -> list[tuple[str, str]]:
    """What an actor can tell of a person for any of them, with its words."""
    named = {name for each in referring_purposes() for name in each.fields} & fields_to_tell(person, by)
    return [(name, text(f"casework.fields.{name}")) for name in FIELDS if name in named]


def asked_for(person: Person, purpose: str, by: Actor) -> frozenset[str]:
    """All that an actor can ask to tell for a purpose: what there are words for, and what they may read themselves."""
    return frozenset(casework().purpose(purpose).fields) & FIELDS.keys() & fields_to_tell(person, by)


def tellable(person: Person, *, purpose: str, recipient: str, by: Actor) -> frozenset[str]:
    """All that an actor may tell of a person to a party for a purpose today, on one basis; empty when nothing may be."""
    wanted = asked_for(person, purpose, by)
    asked = what_may_be_told(person, purpose=purpose, recipient=recipient, fields=wanted)
    exempted = person.exemptions.filter(purpose=purpose, recipient=recipient)
    candidates = [asked.fields, *(frozenset(each.fields) & wanted for each in exempted)]
    for fields in sorted(candidates, key=len, reverse=True):
        if fields and what_may_be_told(person, purpose=purpose, recipient=recipient, fields=fields).allowed:
            return fields
    return frozenset()


def agreed_now(person: Person, by: Actor) -> list[tuple[str, str, frozenset[str]]]:
    """To whom, for what and what an actor may tell of a person today by a referral: (party, purpose, fields)."""
    names = [each.id for each in referring_purposes()]
    pairs = {
        *person.consents.filter(purpose__in=names).values_list("recipient", "purpose"),
        *person.exemptions.filter(purpose__in=names).values_list("recipient", "purpose"),
    }
    found = [(party, purpose, tellable(person, purpose=purpose, recipient=party, by=by)) for party, purpose in sorted(pairs)]
    return [each for each in found if each[2]]
