"""What each field tells of a person, in labels and words. Whether it may be told is for ``sharing`` to say first.

There is no field for where somebody stays or how they are reached safely, so that nothing can let these out.
"""

import datetime
from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_noop

from firmground_site.cases.kept_words import as_kept
from firmground_site.cases.models import Charge, Service
from firmground_site.packs.queries import instrument_on, text
from firmground_site.screening.models import Decision, Person
from firmground_site.screening.procedure import decision_in_force

Rows = list[tuple[str, str]]
NOT_YET_GIVEN, GIVEN = ("asked", "offered", "accepted"), ("delivered", "ended")  # the steps of a service
HEALTH = "health"  # a topic of questions


def told_of(person: Person, fields: Iterable[str]) -> dict[str, Rows]:
    """The words of each field that has any, as (label, words) pairs; what is not known is left out.

    It is kept and given to others, so it is in the language of the records; a page translates the labels.
    """
    with as_kept():
        told = {
            name: [(label, words) for label, words in FIELDS[name](person) if words] for name in FIELDS if name in set(fields)
        }
    return {name: rows for name, rows in told.items() if rows}


def _identity(person: Person) -> Rows:
    return [
        (gettext_noop("Name"), person.name),
        (gettext_noop("Wants to be called"), person.alias),
        (gettext_noop("Number of a paper"), person.document),
    ]


def _contact(person: Person) -> Rows:
    return [(gettext_noop("Phone"), person.phone)]


def _profile(person: Person) -> Rows:
    return [
        (gettext_noop("Age"), "" if person.age is None else str(person.age)),
        (gettext_noop("Sex"), text(f"codes.sexes.{person.sex}") if person.sex else ""),
        (gettext_noop("Nationality"), text(f"codes.nationalities.{person.nationality}") if person.nationality else ""),
        (gettext_noop("Language"), text(f"codes.interview_languages.{person.language}") if person.language else ""),
    ]


def _needs(person: Person) -> Rows:
    """Services that were asked for, offered or accepted, and have not reached the person yet."""
    return [(gettext_noop("Needs"), _what_was_given(each)) for each in person.services.filter(reached__in=NOT_YET_GIVEN)]


def _help_given(person: Person) -> Rows:
    given = person.services.filter(reached__in=GIVEN)
    return [
        (gettext_noop("Was given"), f"{_what_was_given(each)}, since {_day(each.began_on)}")  # stays in English
        for each in given
    ]


def _decision(person: Person) -> Rows:
    """Decisions that stand, with the day, and what was found about forced labour; no reasons."""
    rows: Rows = []
    for each in _standing_decisions(person):
        rows.append(
            (gettext_noop("Decision"), f"{text(f'codes.decisions.{each.decision}')}, {_day(timezone.localdate(each.decided_at))}")
        )
        rows.append((gettext_noop("Forced labour"), text(f"codes.findings.{each.forced_labour}")))
    return rows


def _account(person: Person) -> Rows:
    """The reasons of the decisions that stand, as the officer wrote them. Notes and answers stay in the file."""
    return [
        (label, words)
        for each in _standing_decisions(person)
        for label, words in (
            (gettext_noop("Reasons"), each.reasons),
            (gettext_noop("Reasons about forced labour"), each.forced_labour_reasons),
        )
    ]


def _health(person: Person) -> Rows:
    """What they said to questions about health, where they said yes; nothing that they did not say."""
    rows: Rows = []
    for screening in person.screenings.filter(finished_at__isnull=False).order_by("screened_on", "recorded_at"):
        asked = instrument_on(screening.instrument, screening.screened_on).entry.questions
        said = [each.id for each in asked if each.topic == HEALTH and screening.answers.get(each.id) == "yes"]
        rows += [(gettext_noop("Said yes to"), text(f"instruments.{screening.instrument}.questions.{each}")) for each in said]
    return list(dict.fromkeys(rows))


def _proceedings(person: Person) -> Rows:
    """Charges that were laid in cases of the person, without whom they are against; and what was done to them.

    An offence that the pack does not have is not told in the words in which it was written: they can say anything.
    """
    laid = Charge.objects.filter(case__involvements__person=person, laid_on__isnull=False).distinct()
    against = [
        (gettext_noop("Measure against them"), f"{text(f'codes.measure_kinds.{each.kind}')}, {_day(each.from_on)}")
        for each in person.measures_against.all()
    ]
    return [*((gettext_noop("Charge"), _charge(each)) for each in laid), *against]


def _charge(charge: Charge) -> str:
    what = text(f"law.provisions.{charge.provision}") if charge.provision else "another offence"  # stays in English
    ended = f"; {text(f'casework.outcomes.{charge.outcome}').lower()}, {_day(charge.ended_on)}" if charge.ended_on else ""
    return f"{what}, laid on {_day(charge.laid_on)}{ended}"  # stays in English


def _standing_decisions(person: Person) -> list[Decision]:
    found = (decision_in_force(each) for each in person.identifications.order_by("opened_at"))
    return [each for each in found if each is not None]


def _what_was_given(service: Service) -> str:
    return text(f"casework.services.{service.service}")


def _day(day: datetime.date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


FIELDS: dict[str, Callable[[Person], Rows]] = {
    "identity": _identity,
    "contact": _contact,
    "profile": _profile,
    "needs": _needs,
    "services": _help_given,
    "decision": _decision,
    "account": _account,
    "health": _health,
    "proceedings": _proceedings,
}
