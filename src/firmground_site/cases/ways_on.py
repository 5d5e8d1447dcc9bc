"""Ways that lead from the pages of a person and of an identification to cases, consent and sharing, and what these leave out."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.about import EntryAbout
from firmground_site.cases.procedure import calls_for_case, has_casework
from firmground_site.cases.queries import cases_visible_to
from firmground_site.screening.models import Identification, Person
from firmground_site.screening.queries import keeps_file
from firmground_site.screening.ways_on import Way


def from_identification(identification: Identification, actor: Actor) -> Iterator[Way]:
    """The case that was opened from it, or opening the one that its decision calls for."""
    for case in cases_visible_to(actor).filter(opened_from=identification):
        yield Way(str(case), reverse("cases:case", args=[case.pk]))
    if actor.may(Permission.CASE_OPEN) and actor.agency and calls_for_case(identification):
        yield Way(_("Open a case"), reverse("cases:open_from", args=[identification.pk]), is_step=True)


def without_cases_not_seen(entries: list[EntryAbout], actor: Actor) -> list[EntryAbout]:
    """The events of a person without those of cases that the actor cannot see: that there is one is not theirs to know.

    What an event named whose content was erased nobody knows any more; it is left out too.
    """
    named = {_case_of(each) for each in entries} - {""}
    seen = {str(key) for key in cases_visible_to(actor).filter(pk__in=named).values_list("pk", flat=True)} | {""}
    return [each for each in entries if _case_of(each) in seen and not (each.was_erased and each.kind.stream == "cases")]


def _case_of(entry: EntryAbout) -> str:
    return str(entry.content.get("case", "")) if entry.kind.stream == "cases" else ""


def from_person(person: Person, actor: Actor) -> Iterator[Way]:
    """The cases in which they have or had a part, their consent, and what can be begun: a case, or sharing the file."""
    for case in cases_visible_to(actor).filter(involvements__person=person).distinct().order_by("opened_at"):
        words = _("{case}, closed").format(case=case) if case.is_closed else str(case)
        yield Way(words, reverse("cases:case", args=[case.pk]))
    if not has_casework():
        return
    if actor.may(Permission.CARE_READ):
        yield Way(_("Consent, and what was told"), reverse("cases:consent", args=[person.pk]))
    if actor.may(Permission.CASE_OPEN) and actor.agency:
        yield Way(_("Open a case"), reverse("cases:open_directly", args=[person.pk]), is_step=True)
    if actor.may(Permission.REFERRAL_SEND):
        yield Way(_("Refer to another body"), reverse("cases:refer", args=[person.pk]), is_step=True)
    if actor.may(Permission.PERSON_SHARE) and keeps_file(person, actor):
        yield Way(_("Share this file"), reverse("cases:share_file", args=[person.pk]), is_step=True)
    if actor.may(Permission.MERGE_PROPOSE):
        yield Way(_("Look for a second record"), reverse("cases:second_record", args=[person.pk]), is_step=True)
