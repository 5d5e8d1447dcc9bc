"""How what became of people is counted: one rule each for services, waits, investigations, charges and how they ended.

The demonstration and the site count by these functions, so that the same records give the same tables. They take plain values
and know no person.
"""

import datetime
from collections.abc import Iterable, Sequence

from firmground.cases.waiting import band_of
from firmground.packs.casework_entries import OTHER_OFFENCES, Band, Casework
from firmground.packs.lists import PARTNER

DELIVERED = "delivered"
BEYOND = "partner:"  # how the key of a party that is no agency of the pack begins


def how_far(steps: Sequence[str]) -> str | None:
    """How far a service came: "delivered" once it was, whatever came after; else its last step; ``None`` without a step."""
    return DELIVERED if DELIVERED in steps else next(reversed(steps), None)


def party_of(key: str) -> str:
    """Under which code a party is counted: an agency under its own, all others together."""
    return PARTNER if key.startswith(BEYOND) else key


def waited(first: datetime.date, last: datetime.date, bands: Sequence[Band]) -> str:
    """The band of a wait from one day to another; what came before it was waited for took no time."""
    return band_of(first, max(first, last), bands)


def result_of(*, charged: bool, goes_on: bool) -> str:
    """What came of an investigation so far: somebody was charged, it goes on, or it ended without a charge."""
    if charged:
        return "charged"
    return "open" if goes_on else "ended_without_charge"


def offence_group_of(rules: Casework, provision: str) -> str:
    """The group under which charges under a provision are counted; all that the pack puts into none are together."""
    return next((each.id for each in rules.outcomes.offence_groups if provision in each.provisions), OTHER_OFFENCES)


def convicts(rules: Casework, outcome: str, *, appeal_allowed: bool = False) -> str:
    """Whether a charge that ended so is a conviction: "yes", "no", or "not_known".

    After an appeal that was allowed it is not known: it may have been about the conviction or about the sentence only.
    """
    if appeal_allowed:
        return "not_known"
    known = {each.id: each.convicts for each in rules.outcomes.outcomes}
    return {True: "yes", False: "no", None: "not_known"}[known.get(outcome)]


def most_severe(rules: Casework, sentences: Iterable[str]) -> str | None:
    """The most severe of some kinds of sentence, by the order of the pack; ``None`` when none was passed."""
    passed = set(sentences)
    return next((each.id for each in rules.outcomes.sentences if each.id in passed), None)
