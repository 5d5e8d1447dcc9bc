"""What became of one person, as plain values: services, referrals, suspects, charges, and how they ended; and their tables.

It holds no person: ``person`` is a pseudonym. The tables are those of an extract.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from firmground.cases.counted import convicts, how_far, most_severe, offence_group_of, party_of, result_of, waited
from firmground.cases.lifecycle import lifecycle_of, next_state
from firmground.packs.casework_entries import Casework
from firmground.packs.pack import Pack
from firmground.statistics.extract import DAY_OF, OF_CASES, WORD, table_schema

Days = tuple[datetime.date, datetime.date]
Row = dict[str, Any]
Steps = tuple[tuple[str, datetime.date], ...]


@dataclass(frozen=True)
class CareCourse:
    """A service, with its steps and their days in order."""

    service: str
    steps: Steps


@dataclass(frozen=True)
class ReferralCourse:
    """A referral from a party to another on a day, with the events that followed; parties are keys."""

    from_party: str
    to_party: str
    purpose: str
    sent_on: datetime.date
    events: Steps

    @property
    def answered_on(self) -> datetime.date | None:
        """The day on which it was accepted or refused."""
        return next((day for event, day in self.events if event in ("accepted", "refused")), None)


@dataclass(frozen=True)
class ChargeCourse:
    """A charge that was laid; ``outcome`` is empty while it is open, ``sentences`` are kinds and amounts."""

    provision: str
    conduct_on: datetime.date
    laid_on: datetime.date
    outcome: str = ""
    ended_on: datetime.date | None = None
    sentences: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True)
class SuspectCourse:
    """Somebody suspected, from a day, and what they were charged with."""

    key: str
    sex: str
    nationality: str
    from_on: datetime.date
    charges: tuple[ChargeCourse, ...] = ()


@dataclass(frozen=True)
class Course:
    """What became of a person whom an agency met on a day.

    ``decided_on`` and what comes with a case are ``None`` where there was none. ``counted`` is false for somebody who asked to
    be left out of figures; what was done against suspects is counted all the same.
    """

    person: str
    agency: str
    sex: str | None
    age_band: str | None
    nationality: str | None
    screened_on: datetime.date
    decided_on: datetime.date | None = None
    case_agency: str = ""
    opened_on: datetime.date | None = None
    closed_on: datetime.date | None = None
    closing_reason: str = ""
    services: tuple[CareCourse, ...] = ()
    referrals: tuple[ReferralCourse, ...] = ()
    investigated_by: str = ""
    suspects: tuple[SuspectCourse, ...] = ()
    counted: bool = True

    @property
    def about(self) -> Row:
        """The columns that tell of the person."""
        names = ("person", "sex", "age_band", "nationality")
        return {name: getattr(self, name) for name in names}


def tables_of(pack: Pack, courses: Iterable[Course], decisions: Iterable[Mapping[str, Any]], days: Days) -> dict[str, pa.Table]:
    """The tables of what became of people within some days; a pack without casework has none.

    ``decisions`` are rows of that table of the extract, by which waits for a decision are counted also of those for whom nothing
    followed: the day of the first screening is taken as the day of the decision's screening unless a course tells it.
    """
    rules, listed = pack.casework, list(courses)
    if rules is None:
        return {}
    rows: dict[str, list[Row]] = {name: [] for name in OF_CASES}
    for course in listed:
        for name, row in _rows(rules, course):
            if days[0] <= row[DAY_OF[name]] <= days[1]:
                rows[name].append(row)
    left_out = {course.person for course in listed if not course.counted}
    rows["waits"] += [row for row in _waits_for_decisions(rules, decisions) if row["person"] not in left_out]
    return {name: _table(name, sorted(found, key=_in_order)) for name, found in rows.items()}


def _in_order(row: Row) -> list[str]:
    return [str(value) for value in row.values()]


def _rows(rules: Casework, course: Course) -> Iterator[tuple[str, Row]]:
    if course.counted:
        yield from (("services", row) for row in _services(rules, course))
        yield from (("referrals", row) for row in _referrals(rules, course))
        yield from (("waits", row) for row in _waits_for_protection(rules, course))
    if course.suspects:
        charged = any(each.charges for each in course.suspects)
        result = result_of(charged=charged, goes_on=course.closed_on is None)
        first = min(each.from_on for each in course.suspects)
        known = {"case": f"case-{course.person}", "agency": course.investigated_by}
        yield "investigations", known | {"opened_on": first, "result": result}
    for suspect in course.suspects:
        yield from _charges(rules, course, suspect)


def _services(rules: Casework, course: Course) -> Iterator[Row]:
    protects = {each.id: each.protects for each in rules.services}
    for each in course.services:
        yield course.about | {
            "began_on": each.steps[0][1],
            "agency": course.case_agency,
            "service": each.service,
            "protects": "yes" if protects[each.service] else "no",
            "reached": how_far([step for step, _ in each.steps]),
        }


def _referrals(rules: Casework, course: Course) -> Iterator[Row]:
    lifecycle, bands = lifecycle_of(rules.referral), rules.outcomes.bands
    for each in course.referrals:
        state = lifecycle.starts
        for event, _ in each.events:
            state = next_state(lifecycle, state, event)
        yield course.about | {
            "sent_on": each.sent_on,
            "from_party": party_of(each.from_party),
            "to_party": party_of(each.to_party),
            "purpose": each.purpose,
            "state": state,
            "answered": waited(each.sent_on, each.answered_on, bands) if each.answered_on else None,
        }


def _waits_for_protection(rules: Casework, course: Course) -> Iterator[Row]:
    protects = {each.id for each in rules.services if each.protects}
    steps = (step for each in course.services if each.service in protects for step in each.steps)
    began = min((day for step, day in steps if step == "delivered"), default=None)
    if began is None:
        return
    since = {"decision_to_protection": course.decided_on, "screening_to_protection": course.screened_on}
    for wait, first in since.items():
        if first is not None:
            yield _wait(course.about, wait, first, began, rules) | {"agency": course.agency}


def _waits_for_decisions(rules: Casework, decisions: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    for row in decisions:
        if row["decision"] != "not_yet_decided":
            about = {name: row[name] for name in ("person", "sex", "age_band", "nationality", "agency")}
            yield _wait(about, "screening_to_decision", row.get("screened_on", row["decided_on"]), row["decided_on"], rules)


def _wait(about: Row, wait: str, first: datetime.date, last: datetime.date, rules: Casework) -> Row:
    return about | {"wait": wait, "ended_on": last, "band": waited(first, last, rules.outcomes.bands)}


def _charges(rules: Casework, course: Course, suspect: SuspectCourse) -> Iterator[tuple[str, Row]]:
    for charge in suspect.charges:
        row = {
            "defendant": suspect.key,
            "agency": course.investigated_by,
            "offence_group": offence_group_of(rules, charge.provision),
            "sex": suspect.sex,
            "nationality": suspect.nationality,
        }
        yield "charges", row | {"laid_on": charge.laid_on}
        if charge.ended_on is not None:
            ended = {"ended_as": charge.outcome, "convicts": convicts(rules, charge.outcome)}
            passed = most_severe(rules, (kind for kind, _ in charge.sentences))
            yield "outcomes", row | ended | {"ended_on": charge.ended_on, "sentence": passed}


def _table(name: str, rows: Sequence[Row]) -> pa.Table:
    arrays = []
    for column in table_schema(name):
        values = [row[column.name] for row in rows]
        if column.type == WORD:
            arrays.append(pa.array(values, pa.string()).dictionary_encode().cast(WORD))
        else:
            arrays.append(pa.array(values, column.type))
    return pa.Table.from_arrays(arrays, schema=table_schema(name))
