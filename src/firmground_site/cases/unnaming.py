"""Whether somebody can be left without a name: who declined, and what by law or in hand still needs to know who they are.

It reads and must not write; ``actions.unnaming`` does.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from firmground.cases.sharing import still_holds
from firmground_site.cases.answered import standings
from firmground_site.cases.childhood import is_child
from firmground_site.cases.erasing import suspects_in_open_cases
from firmground_site.cases.models import Charge, Exemption, MeasureAgainst, Referral
from firmground_site.cases.sharing import exempted
from firmground_site.packs.queries import referral_lifecycle, today
from firmground_site.screening.models import Person
from firmground_site.screening.retention import awaiting_something

WHO = {"identity", "contact"}  # fields that say who somebody is or how they are reached


def what_needs_identity(person: Person) -> list[str]:
    """Why a person cannot be left without a name, in sentences; none where they can."""
    if is_child(person, on=today()) is not False:
        return [_("This is for adults. A child’s record keeps who they are, so that they can be protected.")]
    return [*_answers_against(person), *_held_by_law(person), *_in_hand(person)]


def has_no_identity(person: Person) -> bool:
    """Whether a record says nothing of who a person is."""
    return not (person.name or person.alias or person.document or person.phone)


def _answers_against(person: Person) -> Iterator[str]:
    """They must have declined something that would need a name, and agreed to nothing that does."""
    needing = [each for each in standings(person) if WHO & set(each.purpose.fields)]
    if not any(each.stands in ("declined", "withdrawn") for each in needing):
        yield _("The person has not declined help or a referral. Record their answer first.")
    if any(each.stands == "agreed" and each.consent and WHO & set(each.consent.fields) for each in needing):
        yield _("The person agreed to something that needs to know who they are. Record that they withdraw it first.")


def _held_by_law(person: Person) -> Iterator[str]:
    holding = Exemption.objects.filter(person=person, ended_at__isnull=True)
    if any(still_holds(exempted(each), today()) and WHO & set(each.fields) for each in holding):
        yield _("A lawful exception that is in force needs to know who they are. End it first, if the law lets you.")
    if _is_needed_elsewhere(person):
        yield _("Something else needs this record. Ask the agency that keeps it.")


def _is_needed_elsewhere(person: Person) -> bool:
    """Whether a charge, a measure or an investigation needs the name. Which of them is not for everybody to be told."""
    return (
        Charge.objects.filter(case__involvements__person=person, ended_on__isnull=True).exists()
        or MeasureAgainst.objects.filter(person=person, answers__isnull=True).exists()
        or suspects_in_open_cases().filter(person=person).exists()
    )


def _in_hand(person: Person) -> Iterator[str]:
    if awaiting_something().filter(person=person).exists():
        yield _("An identification of this person waits for a step. End it first.")
    if Referral.objects.filter(person=person).exclude(state__in=referral_lifecycle().ended).exists():
        yield _("A referral of this person has not ended. End it first.")
