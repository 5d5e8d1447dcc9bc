"""How it might have gone on for the people of an invented year: services, referrals, suspects, charges, and their end.

Nobody in it exists, and no number in it was published: all shares are the pack's, marked as invented there. The same seed gives
the same courses on every machine.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from firmground.cases.course import CareCourse, ChargeCourse, Course, Days, ReferralCourse, SuspectCourse, tables_of
from firmground.errors import PackError
from firmground.packs.casework_entries import Casework
from firmground.packs.entries import DemoCourse
from firmground.packs.lists import PARTNER, codes_in
from firmground.packs.pack import Pack
from firmground.statistics.extract import days_covered

INVENTED_PARTNER = "partner:invented_shelter_society"
Draw = np.random.Generator
STREAM = 3  # of random numbers, beside that of the screenings
ONE_DAY = datetime.timedelta(days=1)


def demo_courses(pack: Pack, tables: Mapping[str, pa.Table], *, seed: int) -> tuple[Course, ...]:
    """What became of those identified in an invented year, and of a few whom a partner had put forward.

    ``tables`` are those of ``screening.demo_year``. There are none where the pack has no casework or no shares for it. Raises
    ``PackError`` when the shares name something that the pack does not have.
    """
    shares = pack.demo.course if pack.demo else None
    if pack.casework is None or shares is None:
        return ()
    _must_be_known(pack, pack.casework, shares)
    draw = np.random.Generator(np.random.PCG64([seed, STREAM]))
    decided = [row for row in tables["decisions"].to_pylist() if row["decision"] == "identified"]
    identified = [_course(draw, pack.casework, shares, row) for row in decided]
    known = {course.person for course in identified}
    met = tables["screenings"].to_pylist()[: len(set(tables["screenings"]["person"].to_pylist()))]
    forward = round(len(met) * shares.put_forward_per_100_000 / 100_000)
    chosen = sorted(draw.permutation(len(met))[:forward].tolist())
    put_forward = [_put_forward(draw, pack.casework, met[place]) for place in chosen if met[place]["person"] not in known]
    return (*identified, *put_forward)


def demo_tables(pack: Pack, tables: Mapping[str, pa.Table], *, year: int, seed: int) -> dict[str, pa.Table]:
    """The tables of what became of the people of an invented year; none where the pack says nothing of it."""
    courses = demo_courses(pack, tables, seed=seed)
    days: Days = days_covered(pack, year)
    if pack.demo is None or pack.demo.course is None:
        return {}
    return tables_of(pack, courses, tables["decisions"].to_pylist(), days)


def _must_be_known(pack: Pack, rules: Casework, shares: DemoCourse) -> None:
    provisions = {entry.id for _, entry in pack.law.provisions} if pack.law else set()
    named = {
        "services": (shares.services, {each.id for each in rules.services}),
        "referred_to": (shares.referred_to, {*codes_in(pack, "agencies"), PARTNER}),
        "provisions": (shares.provisions, provisions),
        "outcomes": (shares.outcomes, {each.id for each in rules.outcomes.outcomes}),
        "sentences": (shares.sentences, {each.id for each in rules.outcomes.sentences}),
        "agency": ([shares.agency, shares.investigates], set(codes_in(pack, "agencies"))),
    }
    for key, (names, known) in named.items():
        for name in set(names) - known:
            where = f"pack {pack.id}, statistics/demo.toml, course, key {key}"
            raise PackError(f"{name!r} is not known", where=where, remedy="add it to the pack or correct the id")


def _happens(draw: Draw, per_thousand: int) -> bool:
    return int(draw.integers(0, 1000)) < per_thousand


def _after(draw: Draw, day: datetime.date, least: int, most: int) -> datetime.date:
    return day + ONE_DAY * int(draw.integers(least, most + 1))


def _one_of(draw: Draw, weights: Mapping[str, int]) -> str:
    names, numbers = list(weights), np.array(list(weights.values()))
    return names[int(draw.choice(len(names), p=numbers / numbers.sum()))]


def _about(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("person", "agency", "sex", "age_band", "nationality")}


def _course(draw: Draw, rules: Casework, shares: DemoCourse, row: Mapping[str, Any]) -> Course:
    opened = _after(draw, row["decided_on"], 0, 2)
    services = tuple(_services(draw, shares, opened))
    referred = _happens(draw, shares.referred_per_thousand)
    suspects = (_suspect(draw, shares, row, opened),) if _happens(draw, shares.investigated_per_thousand) else ()
    last = max((day for each in services for _, day in each.steps), default=opened)
    closed = _after(draw, last, 10, 60) if _happens(draw, shares.closed_per_thousand) else None
    return Course(
        **_about(row),
        screened_on=row["decided_on"],
        decided_on=row["decided_on"],
        case_agency=shares.agency,
        opened_on=opened,
        closed_on=closed,
        closing_reason=shares.closing_reason if closed else "",
        services=services,
        referrals=(_referral(draw, rules, shares, opened),) if referred else (),
        investigated_by=shares.investigates,
        suspects=suspects,
        counted=not _happens(draw, shares.left_out_per_thousand),
    )


def _services(draw: Draw, shares: DemoCourse, opened: datetime.date) -> Iterator[CareCourse]:
    """Each service that was offered, with how it went: declined, accepted and delivered, and some of those ended again."""
    for service, per_thousand in shares.services.items():
        if not _happens(draw, per_thousand):
            continue
        offered = _after(draw, opened, 0, 3)
        steps = [("offered", offered)]
        if _happens(draw, shares.declined_per_thousand):
            steps.append(("declined", offered))
        else:
            accepted = _after(draw, offered, 0, 2)
            delivered = _after(draw, accepted, 0, 12)
            steps += [("accepted", accepted), ("delivered", delivered)]
            if _happens(draw, 400):
                steps.append(("ended", _after(draw, delivered, 20, 60)))
        yield CareCourse(service, tuple(steps))


def _referral(draw: Draw, rules: Casework, shares: DemoCourse, opened: datetime.date) -> ReferralCourse:
    others = {name: weight for name, weight in shares.referred_to.items() if name != shares.agency}
    to = _one_of(draw, others)
    sent = _after(draw, opened, 1, 5)
    return ReferralCourse(
        from_party=shares.agency,
        to_party=INVENTED_PARTNER if to == PARTNER else to,
        purpose=_purpose(rules),
        sent_on=sent,
        events=_answer(draw, sent, refused_per_thousand=150),
    )


def _purpose(rules: Casework) -> str:
    """The first purpose for which one recipient is named."""
    return next(each.id for each in rules.consent.purposes if each.recipient == "one")


def _answer(draw: Draw, sent: datetime.date, *, refused_per_thousand: int) -> tuple[tuple[str, datetime.date], ...]:
    received = _after(draw, sent, 0, 2)
    answered = _after(draw, received, 0, 6)
    if _happens(draw, refused_per_thousand):
        return (("received", received), ("refused", answered))
    return (("received", received), ("accepted", answered), ("done", _after(draw, answered, 2, 20)))


def _put_forward(draw: Draw, rules: Casework, row: Mapping[str, Any]) -> Course:
    """Somebody whom a partner had put forward to the agency that screened them."""
    sent = row["screened_on"]
    events = _answer(draw, sent, refused_per_thousand=0)
    referral = ReferralCourse(INVENTED_PARTNER, row["agency"], _purpose(rules), sent, events)
    return Course(**_about(row), screened_on=sent, referrals=(referral,))


def _suspect(draw: Draw, shares: DemoCourse, row: Mapping[str, Any], opened: datetime.date) -> SuspectCourse:
    from_on = _after(draw, opened, 0, 10)
    sex = _one_of(draw, {"male": 6, "female": 4})
    charges = (_charge(draw, shares, from_on),) if _happens(draw, shares.charged_per_thousand) else ()
    return SuspectCourse(f"defendant-{row['person']}", sex, row["nationality"] or "", from_on, charges)


def _charge(draw: Draw, shares: DemoCourse, from_on: datetime.date) -> ChargeCourse:
    provision, laid = _one_of(draw, shares.provisions), _after(draw, from_on, 5, 40)
    conduct = from_on - ONE_DAY * int(draw.integers(20, 90))
    if not _happens(draw, shares.ended_per_thousand):
        return ChargeCourse(provision, conduct, laid)
    outcome, ended = _one_of(draw, shares.outcomes), _after(draw, laid, 20, 90)
    sentences: tuple[tuple[str, int | None], ...] = ()
    if outcome in shares.sentenced:
        sentences = ((_one_of(draw, shares.sentences), int(draw.integers(4, 30))),)
    return ChargeCourse(provision, conduct, laid, outcome, ended, sentences)
