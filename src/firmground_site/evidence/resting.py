"""Sources of the register, and which reports and claims rest on each."""

from dataclasses import dataclass, field

from django.utils.translation import ngettext

from firmground.packs.pack import Pack
from firmground_site.evidence.models import ImportedReport
from firmground_site.evidence.register import PUBLISHED, Register
from firmground_site.evidence.rows import ClaimRow, ReportRow, all_rows
from firmground_site.law.citations import Source, source_named


@dataclass
class SourceRow:
    """A source, the reports that were read in it, and what rests on it. ``digest`` is of an archived copy, "" without one."""

    source: Source
    digest: str = ""
    reports: list[ReportRow] = field(default_factory=list)
    claims: list[ClaimRow] = field(default_factory=list)
    answers: list[ClaimRow] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    @property
    def claims_in_words(self) -> str:
        """How many claims rest on it."""
        number = len(self.claims)
        return ngettext("{number} claim rests on it", "{number} claims rest on it", number).format(number=number)

    @property
    def answers_in_words(self) -> str:
        """How many answers to claims rest on it."""
        number = len(self.answers)
        said = ngettext("{number} claim has an answer that rests on it", "{number} claims have answers that rest on it", number)
        return said.format(number=number)


class _Sources(dict[str, SourceRow]):
    """Sources by their keys, each made when it is first named."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack

    def __missing__(self, key: str) -> SourceRow:
        return self.setdefault(key, SourceRow(source_named(self._pack, key)))


def sources_of(register: Register) -> list[SourceRow]:
    """Every source of the register in the order of its key, with what rests on it."""
    pack = register.pack
    found = _Sources(pack)
    for report in all_rows(register):
        for key in report.report.documents:
            found[key].reports.append(report)
        for claim in report.graded.claims:
            _add(found, ClaimRow(register, claim))
    for conflict in pack.reports.conflicts if pack.reports else ():
        for key in dict.fromkeys(key for side in conflict.sides for key in side.cite.source):
            found[key].conflicts.append(conflict.id)
    for imported in ImportedReport.objects.filter(PUBLISHED):
        found[imported.source_key].digest = imported.digest
    return [found[key] for key in sorted(found)]


def _add(found: _Sources, claim: ClaimRow) -> None:
    for key in claim.graded.claim.cite.source:
        found[key].claims.append(claim)
    for key in dict.fromkeys(key for answer in claim.graded.answers for key in answer.cite.source):
        found[key].answers.append(claim)
