"""What is said of the provisions as a whole, answered from the register: their number, and whether they cover the definition."""

from dataclasses import dataclass

from firmground.law.coverage import Cell, Coverage, Reach
from firmground.law.provision import Provision, law_of
from firmground.packs.law_entries import LawClaim
from firmground.said import Said
from firmground.values import Finding


@dataclass(frozen=True)
class LawAnswer:
    """A claim and what the register of a day says to it, with the sentences that say why."""

    claim: LawClaim
    finding: Finding
    told: tuple[Said, ...]

    @property
    def why(self) -> str:
        """The sentences in English."""
        return " ".join(map(str, self.told))


def answers_to_claims(coverage: Coverage) -> tuple[LawAnswer, ...]:
    """Answer every claim of the pack from the provisions in force on the day of the coverage.

    "Not known" where a count holds only if provisions count that nobody in authority named, and for what they cover as long as
    what they touch is a reading that nobody verified. No answer takes a side: it says what was counted, and by whose reading.
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
    ours, aside = len(counting) - named - by_area, len(coverage.provisions) - len(counting)
    told = (
        Said(
            "{named} are officially named by section and {by_area} lie in an area that is; {ours} more are our reading.",
            {"named": named, "by_area": by_area, "ours": ours},
        ),
        Said(
            "That is {named}, {official} or {all}, against more than {number}.",
            {"named": named, "official": named + by_area, "all": len(counting), "number": number},
        ),
        Said(
            "{aside} more in the register fall chiefly on the trafficked person or protect witnesses, and do not count.",
            {"aside": aside},
        ),
    )
    return LawAnswer(claim, finding, told)


def _reaches_conduct(provision: Provision) -> bool:
    return provision.entry.falls_on_person != "chiefly" and not provision.entry.protects


def _covered(coverage: Coverage, claim: LawClaim) -> LawAnswer:
    adults, children = (coverage.reached(coverage.minimum, children=each) for each in (False, True))
    verified = {each.id for each in coverage.provisions if each.entry.reading.confidence.is_verified}
    listed = [each for each in (*coverage.cells, *coverage.child_cells) if each.purpose in coverage.minimum]
    is_reading = len(verified) < len(coverage.provisions)
    told = (
        Said(
            "Of {total} combinations of act, means and purpose that Article 3 names, one provision reaches {whole} whole and "
            "{limited} within limits; {pieces} are reached only in pieces, by several together, and {gap} have a gap.",
            {"total": sum(adults.values())} | {str(reach): number for reach, number in adults.items()},
        ),
        Said(
            "For children, without means, one reaches {whole} of {total} whole.",
            {"whole": children[Reach.WHOLE], "total": sum(children.values())},
        ),
        *([Said("What a provision touches is in part our reading, which settles nothing by itself.")] if is_reading else []),
    )
    return LawAnswer(claim, _settled(listed, verified, is_reading=is_reading), told)


def _settled(cells: list[Cell], verified: set[str], *, is_reading: bool) -> Finding:
    """Yes when verified readings reach every cell whole, no when nothing is left to verify and one is not; else not known."""
    if cells and all(verified.intersection(cell.whole) for cell in cells):
        return Finding.YES
    return Finding.NOT_KNOWN if is_reading or not cells else Finding.NO
