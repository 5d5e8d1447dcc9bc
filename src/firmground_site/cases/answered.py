"""How a person's answers stand today, purpose by purpose and recipient by recipient. Not asked is never no, and never yes."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.casework_entries import Purpose
from firmground_site.cases.models import Consent, Exemption
from firmground_site.cases.sharing import what_they_answered
from firmground_site.packs.queries import casework
from firmground_site.screening.models import Person

STANDS = {
    "agreed": (gettext_lazy("Agreed"), "green"),
    "declined": (gettext_lazy("Declined"), "red"),
    "withdrawn": (gettext_lazy("Withdrawn"), "red"),
    "expired": (gettext_lazy("Run out"), "yellow"),
    "not_asked": (gettext_lazy("Not asked"), "grey"),
}


@dataclass(frozen=True)
class Standing:
    """How one answer stands: ``stands`` is a key of ``STANDS``; ``consent`` is the answer that counts, if there is one."""

    purpose: Purpose
    recipient: str
    stands: str
    consent: Consent | None = None

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether there is a yes to take back; one that ran out can still be, so that recipients hear of it."""
        return self.consent is not None and self.stands in ("agreed", "expired")


@dataclass(frozen=True)
class Answers:
    """All that a person answered, with a ``version`` that counts everything that was ever recorded about it."""

    person: Person
    version: int

    def __str__(self) -> str:
        return _("Answers of {person}").format(person=self.person)


def answers_of(person: Person) -> Answers:
    """The version of what is recorded about a person's consent now; it grows with every answer, exception and end of one."""
    recorded = person.consents.count() + person.exemptions.count()
    ended = person.consents.filter(withdrawn_at__isnull=False).count() + person.exemptions.filter(ended_at__isnull=False).count()
    return Answers(person, 1 + recorded + ended)


def standings(person: Person) -> list[Standing]:
    """How each purpose stands, in the order of the pack: one line for each recipient who was asked about, or one "not asked"."""
    return [each for purpose in casework().consent.purposes for each in _of_purpose(person, purpose)]


def standing(person: Person, purpose: str, recipient: str) -> Standing:
    """How one purpose and recipient stand."""
    sharing = what_they_answered(person, purpose=purpose, recipient=recipient)
    stands = sharing.reasons[0] if sharing.reasons else ("agreed" if sharing.basis == "consent" else "not_asked")
    found = Consent.objects.select_related("recorded_by", "withdrawn_by").filter(pk=sharing.basis_id or None).first()
    return Standing(casework().purpose(purpose), recipient, stands, found)


def exemptions_standing(person: Person) -> list[Exemption]:
    """The lawful exceptions recorded for a person, those that were not ended first, the latest first."""
    found = person.exemptions.select_related("recorded_by", "ended_by").order_by("-from_on", "-recorded_at")
    return sorted(found, key=lambda each: each.ended_at is not None)


def _of_purpose(person: Person, purpose: Purpose) -> Iterator[Standing]:
    asked = person.consents.filter(purpose=purpose.id).order_by("recipient").values_list("recipient", flat=True).distinct()
    recipients = list(asked)
    if not recipients:
        yield Standing(purpose, "", "not_asked")
    yield from (standing(person, purpose.id, each) for each in recipients)
