"""Suspects: recorded with the basis of the suspicion, corrected, and cleared with reasons. A suspicion is no finding."""

import datetime
from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, Stale, action
from firmground_site.cases import events
from firmground_site.cases.days import must_have_come
from firmground_site.cases.file import enter
from firmground_site.cases.models import Case, Suspect
from firmground_site.cases.moving import held, must_be_open
from firmground_site.packs.queries import choices
from firmground_site.screening.models import Person

CODED = {
    "kind": "suspect_kinds",
    "part": "named_kinds",
    "basis": "suspect_bases",
    "sex": "sexes",
    "nationality": "nationalities",
}
NEEDED = {
    "kind": gettext_lazy("Say whether it is a person or a company."),
    "basis": gettext_lazy("Say on what the suspicion rests."),
}
SECTION = "investigation"


@dataclass(frozen=True)
class Suspected:
    """What is recorded of a suspect; empty where not known. Codes are the pack's; ``part`` is the part they played."""

    kind: str
    basis: str
    from_on: datetime.date
    part: str = ""
    name: str = ""
    document: str = ""
    phone: str = ""
    address: str = ""
    basis_words: str = ""
    sex: str = ""
    nationality: str = ""


@action(permission=Permission.INVESTIGATION_WORK, records=[events.SUSPECT_RECORDED])
def record_suspect(*, case: Case, key: UUID, given: Suspected, by: Actor, person: Person | None = None) -> Suspect:
    """Record a suspect in a case, under a key that the form brings, so that one sent twice records once.

    ``person`` is set when they were met as a person of this case too.
    """
    current = held(case, by)
    must_be_open(current)
    _must_be_possible(given)
    _must_be_in(current, person)
    if Suspect.objects.filter(pk=key).exists():
        raise Refused(_("This suspect is recorded already."))
    suspect = Suspect.objects.create(
        pk=key, case=current, person=person, recorded_at=timezone.now(), recorded_by_id=by.member_id, **asdict(given)
    )
    enter(
        current,
        events.SUSPECT_RECORDED,
        section=SECTION,
        by=by,
        on=given.from_on,
        person=person,
        about=suspect.pk,
        words=_called(suspect),
    )
    return suspect


@action(permission=Permission.INVESTIGATION_WORK, records=[events.SUSPECT_CORRECTED])
def correct_suspect(*, suspect: Suspect, version: int, given: Suspected, by: Actor) -> Suspect:
    """Correct what is recorded of a suspect; what it was before stays in the ledger until it is erased."""
    current = held_suspect(suspect, by, version)
    _must_be_possible(given)
    changed = {name: [getattr(current, name), value] for name, value in asdict(given).items() if getattr(current, name) != value}
    if not changed:
        raise Refused(_("Nothing was changed."))
    for name, (_was, value) in changed.items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    enter(
        current.case,
        events.SUSPECT_CORRECTED,
        section=SECTION,
        by=by,
        person=current.person,
        about=current.pk,
        changed=changed,
    )
    return current


@action(permission=Permission.INVESTIGATION_WORK, records=[events.SUSPECT_CLEARED])
def clear_suspect(*, suspect: Suspect, version: int, words: str, by: Actor) -> Suspect:
    """Clear a suspect, with reasons; what was recorded stays, marked as cleared."""
    current = held_suspect(suspect, by, version)
    if not words.strip():
        raise Refused(_("Write why they are suspected no longer."))
    if current.charges.filter(laid_on__isnull=False, outcome="").exists():
        raise Refused(_("A charge against them is before the court. Record how it ended first."))
    current.cleared_at, current.cleared_by_id, current.clearing_words = timezone.now(), by.member_id, words.strip()
    current.version += 1
    current.save()
    enter(
        current.case,
        events.SUSPECT_CLEARED,
        section=SECTION,
        by=by,
        person=current.person,
        about=current.pk,
        words=f"{_called(current)}: {current.clearing_words}",
    )
    return current


def held_suspect(suspect: Suspect, by: Actor, version: int | None = None) -> Suspect:
    """The suspect as recorded now, with their open case held until the action ends; ``Stale`` on another version.

    Nothing is done about one who was cleared.
    """
    must_be_open(held(suspect.case, by))
    current = Suspect.objects.select_for_update(of=("self",)).select_related("case", "person").get(pk=suspect.pk)
    if version is not None and current.version != version:
        raise Stale(current)
    if current.cleared_at is not None:
        raise Refused(_("This suspect was cleared. If they are suspected again, record them anew."))
    return current


def _called(suspect: Suspect) -> str:
    return suspect.name or suspect.phone or suspect.address or "Not known by name"  # stays in English


def _must_be_possible(given: Suspected) -> None:
    must_have_come(given.from_on, _("The day from which they are suspected"))
    for name, listed in CODED.items():
        code = getattr(given, name)
        if name in NEEDED and not code:
            raise Refused(str(NEEDED[name]))
        if code and code not in dict(choices(listed)):
            raise Refused(
                _("“{code}” is not in the territory's list of {name}.").format(code=code, name=listed.replace("_", " "))
            )
    if not any((given.name, given.document, given.phone, given.address, given.basis_words)):
        raise Refused(_("Write a name, or what else is known of them."))


def _must_be_in(case: Case, person: Person | None) -> None:
    if person is not None and not case.involvements.filter(person=person).exists():
        raise Refused(_("This person has no part in the case. Record their part first."))
