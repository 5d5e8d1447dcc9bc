"""The rows of the tables of what became of people, out of the live database, by the library's own rules of counting.

Whoever declined to be counted is left out of services, referrals and waits. What officers did, that is screenings, decisions,
investigations and charges, is counted as acts of offices all the same, under the law's exemption for statistics. Rows come as a
stream.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db.models import Exists, Min, OuterRef

from firmground.cases.counted import convicts, how_far, most_severe, offence_group_of, party_of, result_of, waited
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.models import Appeal, Charge, Inquiry, SentencePassed, ServiceStep, Suspect
from firmground_site.figures.about_person import INVENTED, PERSON, about_person
from firmground_site.figures.outcome_waits import waits
from firmground_site.figures.queries import (
    Days,
    countable_charges_visible_to,
    countable_investigations_visible_to,
    countable_referrals_visible_to,
    countable_services_visible_to,
)
from firmground_site.packs.queries import casework
from firmground_site.sealed.keys import pseudonym

CHUNK = 5_000
Row = dict[str, Any]
DEFENDANT = ("suspect_id", "suspect__sex", "suspect__nationality", "provision", "by_agency", "invented")


def _services(actor: Actor, permission: Permission, days: Days) -> Iterator[Row]:
    protects = {each.id: each.protects for each in casework().services}
    found = countable_services_visible_to(actor, permission).filter(began_on__range=days)
    steps: dict[Any, list[str]] = defaultdict(list)
    for service, step in ServiceStep.objects.filter(service__in=found).order_by("recorded_at").values_list("service", "step"):
        steps[service].append(step)
    rows = found.values("pk", "service", "reached", "began_on", "case__agency", *PERSON)
    for row in rows.order_by().iterator(chunk_size=CHUNK):
        known = protects.get(row["service"])
        yield about_person(row) | {
            "began_on": row["began_on"],
            "agency": row["case__agency"],
            "service": row["service"],
            "protects": {True: "yes", False: "no", None: "not_known"}[known],
            "reached": how_far([*steps[row["pk"]]] or [row["reached"]]),
        }


def _referrals(actor: Actor, permission: Permission, days: Days) -> Iterator[Row]:
    """Somebody whom nobody has met yet is a person too, under a pseudonym of their referral, of whom nothing is known."""
    found = countable_referrals_visible_to(actor, permission).filter(sent_on__range=days)
    fields = ("pk", "sent_on", "from_party", "to_party", "purpose", "state", "answered_on")
    for row in found.order_by().values(*fields, *PERSON).iterator(chunk_size=CHUNK):
        not_met = row["person_id"] is None
        about = about_person(row) | ({"person": pseudonym("referral", str(row["pk"])), INVENTED: False} if not_met else {})
        answered = row["answered_on"] and waited(row["sent_on"], row["answered_on"], casework().outcomes.bands)
        parties = {name: party_of(row[name]) for name in ("from_party", "to_party")}
        yield (
            about | parties | {"sent_on": row["sent_on"], "purpose": row["purpose"], "state": row["state"], "answered": answered}
        )


def _investigations(actor: Actor, permission: Permission, days: Days) -> Iterator[Row]:
    case = OuterRef("pk")
    goes_on = Exists(Inquiry.objects.filter(case=case, ended_at__isnull=True)) | Exists(
        Suspect.objects.filter(case=case, cleared_at__isnull=True)
    )
    charged = Exists(Charge.objects.filter(case=case, laid_on__isnull=False))
    found = countable_investigations_visible_to(actor, permission).annotate(
        goes_on=goes_on, charged=charged, by_suspect=Min("suspects__from_on"), by_inquiry=Min("inquiries__from_on")
    )
    fields = ("pk", "by_agency", "closed_at", "goes_on", "charged", "by_suspect", "by_inquiry", "invented")
    for row in found.order_by().values(*fields).iterator(chunk_size=CHUNK):
        opened = min(day for day in (row["by_suspect"], row["by_inquiry"]) if day)
        if days[0] <= opened <= days[1]:
            is_open = row["goes_on"] and row["closed_at"] is None
            result = result_of(charged=row["charged"], goes_on=is_open)
            known = {"case": pseudonym("case", str(row["pk"])), "agency": row["by_agency"], INVENTED: row["invented"]}
            yield known | {"opened_on": opened, "result": result}


def _charges(actor: Actor, permission: Permission, days: Days) -> Iterator[Row]:
    found = countable_charges_visible_to(actor, permission).filter(laid_on__range=days)
    for row in found.order_by().values("laid_on", *DEFENDANT).iterator(chunk_size=CHUNK):
        yield _about_charge(row) | {"laid_on": row["laid_on"]}


def _ended(actor: Actor, permission: Permission, days: Days) -> Iterator[Row]:
    """Charges that were laid and have ended, each with its most severe sentence."""
    allowed = Appeal.objects.filter(charge=OuterRef("pk"), outcome="allowed")
    found = countable_charges_visible_to(actor, permission).filter(ended_on__range=days)
    passed: dict[Any, list[str]] = defaultdict(list)
    for charge, kind in SentencePassed.objects.filter(charge__in=found.values("pk")).values_list("charge", "kind"):
        passed[charge].append(kind)
    rows = found.annotate(appealed=Exists(allowed)).order_by().values("pk", "ended_on", "outcome", "appealed", *DEFENDANT)
    for row in rows.iterator(chunk_size=CHUNK):
        yield _about_charge(row) | {
            "ended_on": row["ended_on"],
            "ended_as": row["outcome"],
            "convicts": convicts(casework(), row["outcome"], appeal_allowed=row["appealed"]),
            "sentence": most_severe(casework(), passed[row["pk"]]),
        }


def _about_charge(row: Mapping[str, Any]) -> Row:
    return {
        "defendant": pseudonym("suspect", str(row["suspect_id"])),
        "agency": row["by_agency"],
        "offence_group": offence_group_of(casework(), row["provision"]),
        "sex": row["suspect__sex"],
        "nationality": row["suspect__nationality"],
        INVENTED: row["invented"],
    }


OUTCOMES: Mapping[str, Callable[[Actor, Permission, Days], Iterator[Row]]] = {
    "services": _services,
    "referrals": _referrals,
    "waits": waits,
    "investigations": _investigations,
    "charges": _charges,
    "outcomes": _ended,
}
