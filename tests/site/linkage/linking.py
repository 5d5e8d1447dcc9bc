"""People, lists and runs of linkage brought about through actions, with a program that finds what has the same paper or phone."""

import itertools
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from cases.casework import a_screening
from django.test import Client
from django.utils import timezone

from firmground.linkage.record import Proposal, Record, Weighed
from firmground_site.access.actors import the_system
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.merging import give_opinion_on_merge
from firmground_site.linkage.actions.importing import import_list
from firmground_site.linkage.actions.judging import confirm_link
from firmground_site.linkage.actions.running import propose_links
from firmground_site.linkage.models import Pair, PartnerList, Run
from firmground_site.linkage.reading_list import read_list
from firmground_site.screening.actions.recording import PersonMet
from firmground_site.screening.models import Person
from firmground_site.screening.opening import OPEN

NAME = "Zaneta Planted"
MARIA = PersonMet(name=NAME, document="P1234567", phone="9123 4567", sex="female", nationality="philippines")
AGAIN = PersonMet(name="Zaneta P.", document="P1234567", sex="female")
OTHER = PersonMet(name="Siti Other", document="Q7654321", phone="9123 4567")
LIST = f"id,name,birth,document,phone\nS-17,{NAME},1990-02-28,P1234567,\nS-18,Siti Shelter,1992,,5555 0000\n"
SYSTEM = the_system("propose_links")


def found_by_paper_and_phone(records: Sequence[Record], *, at_least: float) -> tuple[list[Proposal], str]:
    """As the library answers: sure of the same paper, less of the same phone, and hardly of the same sex."""
    found = []
    for one, other in itertools.combinations(sorted(records, key=lambda each: each.id), 2):
        for name, probability, weight in (("document", 0.999, 10.0), ("phone", 0.8, 2.0), ("sex", 0.1, -3.0)):
            if getattr(one, name) and getattr(one, name) == getattr(other, name):
                weighed = (Weighed(name, "exact", weight + 4.0), Weighed("birth", "not_known", 0.0))
                found.append(Proposal(one.id, other.id, probability, weight, -4.0, weighed))
                break
    return [each for each in found if each.probability >= at_least], f"sha256:{0:064}"


def compared(at_least: float = 0.5) -> Run:
    return propose_links(at_least=at_least, by=SYSTEM)


def met(cast: Any, person: PersonMet = MARIA, agency: str = "") -> Person:
    found = a_screening(cast, person).person
    if agency:
        with writing("met by another agency, in a test"):
            found.agency = agency
            found.save()
            found.identifications.update(agency=agency)
    return found


def imported(cast: Any, content: str = LIST, *, by: str = "supervisor", year: int = 2026, party: str = "ld") -> PartnerList:
    read = read_list(content.encode())
    return import_list(title="Shelter register", party=party, year=year, read=read, by=cast.actor(by))


def the_pair(**sides: Any) -> Pair:
    return Pair.objects.get(**sides)


def confirmed(pair: Pair, cast: Any, by: str = "identification_officer") -> Pair:
    return confirm_link(pair=pair, version=pair.version, words="One passport.", by=cast.actor(by))


def merged(pair: Pair, cast: Any) -> Pair:
    """Confirmed by one, and merged by two others."""
    done = confirmed(pair, cast)
    for who in ("second_officer", "supervisor"):
        give_opinion_on_merge(merge=done.merge, agrees=True, reasons="I compared.", by=cast.actor(who))
    return Pair.objects.get(pk=pair.pk)


def may_open(client: Client, *keys: UUID) -> Client:
    """The records are open in this session."""
    session = client.session
    until = int(timezone.now().timestamp()) + 1800
    session[OPEN] = {**session.get(OPEN, {}), **{str(key): until for key in keys}}
    session.save()
    return client
