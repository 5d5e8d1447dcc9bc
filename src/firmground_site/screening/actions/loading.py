"""Loads the library's invented year, and a few recent invented screenings, the way a single screening goes.

Screenings are built, kept and reported by the functions of ``recording``, and identifications are moved by ``progress``, so
that states, clocks and dates of erasure are those of any other record. Everybody is marked as invented, and the actor of every
event is the command, since no officer did any of it. It must not run on a site in earnest.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
from django.conf import settings

from firmground.packs.entries import Demo
from firmground.rules.evaluate import Answer
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import ANSWERS
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused, action, record
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack, today
from firmground_site.screening import events
from firmground_site.screening.actions.invented_course import Cast, Invented, at_time, follow, still_asked
from firmground_site.screening.actions.recording import Built, Encounter, PersonMet, Received, build, keep, report
from firmground_site.screening.models import Screening

MOST_PERSONS = 100_000  # one transaction holds them all
IDS = uuid.UUID("7d3f8a52-0c5b-4a55-9a3e-2a5f5a0d2019")  # the namespace of the ids of invented screenings
MET_AT = datetime.time(10)
WHOLE_COURSE = ("debriefing_begun", "debriefing_finished", "decided", "left_undecided", "concurred")
# Recent ones: how many days ago, the name, and how far the identification has come; without a course nothing was found.
RECENT: tuple[tuple[int, str, tuple[str, ...] | None], ...] = (
    (1, "Ana Invented", ()),
    (2, "Budi Invented", ()),
    (9, "Chai Invented", ()),
    (3, "Dewi Invented", WHOLE_COURSE[:1]),
    (5, "Esther Invented", WHOLE_COURSE[:2]),
    (6, "Farida Invented", WHOLE_COURSE[:3]),
    (8, "Gita Invented", (*WHOLE_COURSE[:2], "left_undecided")),
    (12, "Hoa Invented", WHOLE_COURSE),
    (13, "Indah Invented", (*WHOLE_COURSE, "review_asked")),
    (4, "Joy Invented", None),
)
Progress = Callable[[Sequence[Any], str], Iterable[Any]]


def invented_id(of: str, number: object) -> uuid.UUID:
    """The id of an invented screening: the same whenever it is loaded."""
    return uuid.uuid5(IDS, f"{active_pack().id}/{of}/{number}")


class AlreadyThere(Refused):
    """The year was loaded before; nothing was changed."""


def _without_showing(rows: Sequence[Any], _what: str) -> Iterable[Any]:
    return rows


@action(
    permission=Permission.DEMO_LOAD,
    records=[
        events.YEAR_LOADED,
        events.SCREENING_RECORDED,
        events.RESULT_DIFFERED,
        events.PARTY_NAMED,
        events.IDENTIFICATION_OPENED,
        events.IDENTIFICATION_CLOSED,
        events.DEBRIEFING_BEGUN,
        events.DEBRIEFING_FINISHED,
        events.SITTING_BEGUN,
        events.SITTING_ENDED,
        events.DECISION_MADE,
        events.DECISION_CONCURRED,
        events.REVIEW_ASKED,
    ],
)
def load_year(*, year: int, persons: int, seed: int, by: Actor, progress: Progress = _without_showing) -> int:
    """Load an invented year whole or not at all, with a few recent screenings; gives the number of screenings of the year.

    ``progress(rows, what)`` gives the rows back one by one, and may show how far it is. Raises ``AlreadyThere`` when the year
    was loaded before, ``Refused`` where the demonstration is off or its members are missing, and ``FigureError`` for a year
    that was not published.
    """
    if not settings.DEMO:
        raise Refused("The demonstration is off here (DEMO). Invented people are never loaded beside real ones.")
    if not 1 <= persons <= MOST_PERSONS:
        raise Refused(f"{persons} persons cannot be loaded in one piece. Use 1 to {MOST_PERSONS:,}.")
    tables, cast = demo_year(active_pack(), year=year, persons=persons, seed=seed), _cast()
    days = _days(tables)
    if Screening.objects.filter(person__synthetic=True, screened_on__range=days).exists():
        raise AlreadyThere(f"Invented screenings of {year} are there already. Nothing was changed.")
    invented = list(_invented(tables, seed=f"{year}/{seed}"))
    built = [_build(each, cast) for each in progress(invented, "Screening")]
    keep(built)
    for each, kept in progress(list(zip(invented, built, strict=True)), "Writing the ledger, debriefing, deciding"):
        report(kept)
        follow(kept.identification, each, WHOLE_COURSE, cast, pace=datetime.timedelta(hours=1))
    recent = _load_recent(year, seed, days, cast)
    record(events.YEAR_LOADED, subject=f"year:{year}", year=year, persons=persons, seed=seed, recent=recent)
    return int(tables["screenings"].num_rows)


def _days(tables: Mapping[str, pa.Table]) -> tuple[datetime.date, datetime.date]:
    days = tables["screenings"]["screened_on"].to_pylist()
    return min(days), max(days)


def _cast() -> Cast:
    wanted = [each.email for each in demo_members(active_pack())]
    members = list(Member.objects.filter(email__in=wanted).order_by("email"))
    if len(members) < len(wanted):
        raise Refused("The demonstration's members are not all there. Load them first: manage.py load_demo does.")

    def who_may(permission: Permission) -> list[tuple[str, uuid.UUID]]:
        return [(each.agency, each.pk) for each in members if permission in ROLES[each.role].grants]

    recorders = {each.agency: each.pk for each in members if each.role == "screening_officer"}
    return Cast(recorders, who_may(Permission.IDENTIFICATION_DECIDE), who_may(Permission.IDENTIFICATION_CONCUR))


def _demo() -> Demo:
    demo = active_pack().demo
    assert demo is not None, "demo_year has refused a pack without one"
    return demo


def _invented(tables: Mapping[str, pa.Table], *, seed: str) -> Iterator[Invented]:
    """The invented people of a year, in the order of their first screenings."""
    demo = _demo()
    answers = {int(row.pop("screening")): _given(row) for row in _rows(tables, demo)}
    first = [row for row in tables["screenings"].to_pylist() if row["instrument"] == demo.initial_instrument]
    debriefed = {row["person"]: row["screening"] for row in tables["screenings"].to_pylist()[len(first) :]}
    decided = {row["person"]: row for row in tables["decisions"].to_pylist()}
    for row in first:
        decision = decided.get(row["person"], {})
        yield Invented(
            Received(
                id=invented_id(seed, row["screening"]),
                instrument=row["instrument"],
                person=PersonMet(sex=row["sex"], nationality=row["nationality"]),
                encounter=Encounter(row["agency"], row["group"], row["trigger"], row["screened_on"]),
                answers=answers[row["screening"]],
            ),
            answers.get(debriefed.get(row["person"], 0), {}),
            decision.get("decision", ""),
            decision.get("forced_labour", "not_known"),
        )


def _rows(tables: Mapping[str, pa.Table], demo: Demo) -> Iterator[dict[str, Any]]:
    for name in (demo.initial_instrument, demo.full_instrument):
        if name is not None:
            yield from tables[ANSWERS + name].to_pylist()


def _given(row: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers of a row; a null is a question that was not asked."""
    return {name: answer for name, answer in row.items() if answer is not None}


def _build(each: Invented, cast: Cast) -> Built:
    encounter = each.received.encounter
    at = at_time(encounter.screened_on, MET_AT)
    return build(each.received, by_member=cast.recorders[encounter.agency], at=at, synthetic=True)


def _load_recent(year: int, seed: int, days: tuple[datetime.date, datetime.date], cast: Cast) -> int:
    """Load the recent screenings, so that work lists are not empty; those of a day in the invented year are left out."""
    decided_in = {agency for agency, _ in cast.deciders}
    source = list(_invented(demo_year(active_pack(), year=year, persons=1_000, seed=seed + 1), seed="recent"))
    source = [each for each in source if each.received.encounter.agency in decided_in]  # so that somebody can go on with them
    found, nothing = (iter([each for each in source if bool(each.decision) is is_found]) for is_found in (True, False))
    loaded = 0
    for ago, name, course in RECENT:
        drawn, day = next(nothing if course is None else found), today() - datetime.timedelta(days=ago)
        each = _dated(drawn, name, day)
        if days[0] <= day <= days[1] or Screening.objects.filter(pk=each.received.id).exists():
            continue
        built = _build(each, cast)
        keep([built])
        report(built)
        follow(built.identification, each, course or (), cast, pace=datetime.timedelta(days=1))
        loaded += 1
    return loaded


def _dated(drawn: Invented, name: str, day: datetime.date) -> Invented:
    """An invented person under a name that says so, met on a recent day; two of them name the same invented employer."""
    received = drawn.received
    kinds = {each.code for each in active_pack().codes.get("named_kinds", ())}
    shared = (("employer", "Invented Employer Ltd"),) if name[0] in "AF" and "employer" in kinds else ()
    return replace(
        drawn,
        received=replace(
            received,
            id=invented_id("recent", name),
            person=replace(received.person, name=name),
            encounter=replace(received.encounter, screened_on=day),
            answers=still_asked(received.instrument, day, received.answers),
            parties=shared,
        ),
        decision="not_identified",
        forced_labour="no",
    )
