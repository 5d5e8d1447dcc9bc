"""What is said of the provisions as a whole, answered from the register: their number, and whether they cover the definition."""

from dataclasses import dataclass

from firmground.law.coverage import Coverage, Reach
from firmground.law.provision import Provision, law_of
from firmground.packs.law_entries import LawClaim
from firmground.values import Finding


@dataclass(frozen=True)
class LawAnswer:
    """A claim and what the register of a day says to it, with the sentence that says why."""

    claim: LawClaim
    finding: Finding
    why: str


def answers_to_claims(coverage: Coverage) -> tuple[LawAnswer, ...]:
    """Answer every claim of the pack from the provisions in force on the day of the coverage.

    "Not known" where a count holds only if provisions count that nobody in authority named. No answer takes a side: it says
    what was counted, and by whose reading.
    """
    return tuple(_answer(coverage, claim) for claim in law_of(coverage.pack).claims)


def _answer(coverage: Coverage, claim: LawClaim) -> LawAnswer:
    return _counted(coverage, claim) if claim.number is not None else _covered(coverage, claim)


def _counted(coverage: Coverage, claim: LawClaim) -> LawAnswer:
    """What falls on the person herself, or protects witnesses, does not count as reaching trafficking conduct."""
    counting = [each for each in coverage.provisions if _reaches_conduct(each)]
    named = sum(each.entry.named == "provision" for each in counting)
    by_area = sum(each.entry.named == "area" for each in counting)
    number = claim.number or 0
    finding = Finding.YES if named > number else Finding.NO if len(counting) <= number else Finding.NOT_KNOWN
    ours = len(counting) - named - by_area
    why = (
        f"{named} are officially named by section and {by_area} lie in an area that is; {ours} more are our reading. "
        f"That is {named}, {named + by_area} or {len(counting)}, against more than {number}."
    )
    return LawAnswer(claim, finding, why)


def _reaches_conduct(provision: Provision) -> bool:
    return provision.entry.falls_on_person != "chiefly" and not provision.entry.protects


def _covered(coverage: Coverage, claim: LawClaim) -> LawAnswer:
    adults, children = (coverage.reached(coverage.minimum, children=each) for each in (False, True))
    whole, cells = adults[Reach.WHOLE] + children[Reach.WHOLE], sum(adults.values()) + sum(children.values())
    why = (
        f"Of {sum(adults.values())} combinations of act, means and purpose that Article 3 names, one provision reaches "
        f"{adults[Reach.WHOLE]} whole and {adults[Reach.LIMITED]} within limits; {adults[Reach.PIECES]} are reached only in "
        f"pieces, and {adults[Reach.GAP]} have a gap. For children, without means, it is {children[Reach.WHOLE]} of "
        f"{sum(children.values())} whole. What each provision touches is our reading."
    )
    return LawAnswer(claim, (Finding.YES if whole == cells else Finding.NO) if cells else Finding.NOT_KNOWN, why)
