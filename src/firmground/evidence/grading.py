"""Claims of reports, marked by one standard whoever made them: on what each rests, what a check gives, who answered how.

A government's statement is marked like a foreign report. Nothing here says that a claim is true: a check says whether a
published number, or an answer of the registers of law and plan, agrees with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from firmground.errors import PackError
from firmground.evidence.checking import CheckResult, check_claim
from firmground.packs.pack import Pack
from firmground.packs.report_entries import EvidenceRegister, Report, ReportClaim, ReportFile, Stance
from firmground.values import Citation, Finding

UNNAMED = frozenset({"unnamed_observers", "not_named"})
NO_SOURCE_NEEDED = frozenset({"own_judgement", "derived"})
DETAILS: Mapping[str | None, Finding] = MappingProxyType({"yes": Finding.YES, "figures": Finding.YES, "no": Finding.NO})


@dataclass(frozen=True)
class Answer:
    """A reply to a claim: in which report, how, and by which of its claims."""

    report: Report
    stance: Stance
    by: tuple[str, ...]
    cite: Citation


@dataclass(frozen=True)
class GradedClaim:
    """A claim with its marks. ``checked`` is ``None`` where the pack names nothing to check it against."""

    report: Report
    claim: ReportClaim
    answers: tuple[Answer, ...]
    checked: CheckResult | None

    @property
    def key(self) -> str:
        """How replies name it."""
        return f"{self.report.id}.{self.claim.id}"

    @property
    def source_named(self) -> Finding:
        """Whether the report names on what a claim rests; not known for a judgement of its own, which needs none."""
        if self.claim.rests_on in NO_SOURCE_NEEDED:
            return Finding.NOT_KNOWN
        return Finding.NO if self.claim.rests_on in UNNAMED else Finding.YES

    @property
    def case_details(self) -> Finding:
        """Whether it gives cases or figures; not known where a claim is of a kind that has none."""
        return DETAILS.get(self.claim.case_details, Finding.NOT_KNOWN)

    @property
    def is_answered(self) -> bool:
        """Whether some report answers this very claim."""
        return bool(self.answers)


@dataclass(frozen=True)
class Graded:
    """A report with every claim marked; counts are of its claims, each open to its list."""

    file: ReportFile
    claims: tuple[GradedClaim, ...]

    @cached_property
    def lists(self) -> Mapping[str, tuple[GradedClaim, ...]]:
        """The lists behind the counts, by what they have in common."""
        chosen = {
            "names no source": [each for each in self.claims if each.source_named is Finding.NO],
            "gives no case details": [each for each in self.claims if each.case_details is Finding.NO],
            "has no specific answer": [each for each in self.claims if not each.is_answered],
            "is a position": [each for each in self.claims if each.claim.holds == "position"],
            "can be checked here": [each for each in self.claims if each.checked],
            "agrees with what is published": _checked(self.claims, Finding.YES),
            "does not agree with what is published": _checked(self.claims, Finding.NO),
            "cannot be settled": _checked(self.claims, Finding.NOT_KNOWN),
        }
        return MappingProxyType({name: tuple(listed) for name, listed in chosen.items()})


def register_of(pack: Pack) -> EvidenceRegister:
    """The pack's reports, or ``PackError`` when it has none."""
    if pack.reports is None:
        remedy = "add evidence/reports/; see docs/reference/packs.md"
        raise PackError("has no reports", where=f"pack {pack.id}", remedy=remedy)
    return pack.reports


def grade(pack: Pack, report: str) -> Graded:
    """Mark every claim of a report, in the order of its numbers; ``PackError`` for a report that is not there.

    A claim without a reply has no specific answer: silence is not written down anywhere, so it cannot be forgotten either.
    """
    register = register_of(pack)
    file = register.find(report)
    if file is None:
        known = ", ".join(each.report.id for each in register.files)
        raise PackError(f"there is no report {report!r}", where=f"pack {pack.id}", remedy=f"use one of {known}")
    answers = answers_by_claim(register)
    ordered = sorted(file.claims, key=lambda each: each.number)
    claims = (
        GradedClaim(file.report, each, answers.get(f"{report}.{each.id}", ()), checked(pack, file.report, each))
        for each in ordered
    )
    return Graded(file, tuple(claims))


def answers_by_claim(register: EvidenceRegister) -> Mapping[str, tuple[Answer, ...]]:
    """The replies of all reports, by the claim that they answer."""
    answers: dict[str, tuple[Answer, ...]] = {}
    for file in register.files:
        for reply in file.replies:
            told = Answer(file.report, reply.stance, reply.by, reply.cite)
            answers[reply.to] = (*answers.get(reply.to, ()), told)
    return MappingProxyType(answers)


def checked(pack: Pack, report: Report, claim: ReportClaim) -> CheckResult | None:
    """What the check of a claim gives, ``None`` without one; ``PackError`` names the claim whose check cannot be made."""
    if claim.check is None:
        return None
    try:
        return check_claim(pack, claim)
    except PackError as error:
        raise PackError(error.what, where=f"report {report.id} claim {claim.id}, {error.where}", remedy=error.remedy) from error


def _checked(claims: Iterable[GradedClaim], finding: Finding) -> list[GradedClaim]:
    return [each for each in claims if each.checked and each.checked.finding is finding]
