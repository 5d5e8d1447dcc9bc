"""The register that pages show: the pack's reports, and beside them what was imported, published and confirmed here.

It is a pack, so that everything that grades, counts or exports a report of a pack does so with an imported one. It is kept in
memory until one of the records that it is made of changes.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q

from firmground.evidence.grading import Graded, GradedClaim, grade
from firmground.packs.pack import Pack
from firmground.packs.plan_entries import EvidenceEntry
from firmground.packs.report_entries import EvidenceRegister, Reply, ReportFile
from firmground_site.evidence.as_entries import Entries, entries_of, reply_of, source_of
from firmground_site.evidence.models import ClaimReply, ImportedReport, ReportPart
from firmground_site.evidence.vocabulary import CONFIRMED
from firmground_site.packs.queries import active_pack, interface_language, read_in
from firmground_site.plan.queries import evidence_of_reports

PUBLISHED = Q(published_at__isnull=False, withdrawn_at__isnull=True)
STANDING = Q(confirmed_at__isnull=False, withdrawn_at__isnull=True)
EMPTY = EvidenceRegister(())


def has_register() -> bool:
    """Whether the territory's pack has reports."""
    return active_pack().reports is not None


@dataclass(frozen=True)
class Register:
    """The register as it is in one moment: a page asks for it once. ``records`` are what it is made of, beside the pack."""

    name: str
    digest: str
    records: tuple[Any, ...]
    plan: tuple[EvidenceEntry, ...]

    @property
    def pack(self) -> Pack:
        """The active pack with everything that was published and confirmed here, read in the language of the interface."""
        return _shown(self, interface_language())

    @property
    def kept_pack(self) -> Pack:
        """The same in the pack's first language, for what leaves the site."""
        return _merged(self)

    @property
    def reports(self) -> EvidenceRegister:
        """Its reports and conflicts."""
        return self.pack.reports or EMPTY

    def graded(self, report: str) -> Graded:
        """A report of the register, marked."""
        return _graded(self, report)

    def claim(self, report: str, claim: str) -> GradedClaim | None:
        """A marked claim, if it is there."""
        if self.reports.find(report) is None:
            return None
        return next((each for each in self.graded(report).claims if each.claim.id == claim), None)


def as_it_is() -> Register:
    """The register now."""
    published = ImportedReport.objects.filter(PUBLISHED).order_by("pk").values_list("pk", "version")
    replies = ClaimReply.objects.filter(STANDING).order_by("pk").values_list("pk", flat=True)
    plan = evidence_of_reports() if active_pack().plan else ()
    return Register(settings.PACK, active_pack().digest, (*published, *replies), plan)


def the_pack() -> Pack:
    """The active pack with everything that was published and confirmed here."""
    return as_it_is().pack


def the_register() -> EvidenceRegister:
    """The reports and conflicts of the register now."""
    return as_it_is().reports


def find_report(report: str) -> ReportFile | None:
    """A report of the register, if there is one of this id."""
    return the_register().find(report)


def graded(report: str) -> Graded:
    """A report of the register, marked."""
    return as_it_is().graded(report)


def claim_named(key: str) -> GradedClaim | None:
    """A marked claim by the way answers name it, ``report.claim``."""
    report, _, claim = key.partition(".")
    return as_it_is().claim(report, claim)


@functools.lru_cache(maxsize=4)
def _merged(register: Register) -> Pack:
    pack = active_pack()
    confirmed = Prefetch("parts", ReportPart.objects.filter(state=CONFIRMED).order_by("begins"), to_attr="claims")
    found = [entries_of(each, each.claims) for each in ImportedReport.objects.filter(PUBLISHED).prefetch_related(confirmed)]
    replies = list(ClaimReply.objects.filter(STANDING))
    sources = {
        key: where for each in (*(entries.sources for entries in found), *map(source_of, replies)) for key, where in each.items()
    }
    own = pack.reports or EMPTY
    return replace(
        pack,
        reports=EvidenceRegister(_with_replies([*own.files, *(each.file for each in found)], replies), own.conflicts),
        plan=replace(pack.plan, evidence=(*pack.plan.evidence, *register.plan)) if pack.plan else None,
        sources={**pack.sources, **sources},
        texts=_with_texts(pack, found),
    )


@functools.lru_cache(maxsize=8)
def _shown(register: Register, language: str) -> Pack:
    return read_in(_merged(register), language)


@functools.lru_cache(maxsize=256)
def _graded(register: Register, report: str) -> Graded:
    return grade(register.kept_pack, report)


def _with_replies(files: list[ReportFile], replies: Iterable[ClaimReply]) -> tuple[ReportFile, ...]:
    """The reports by day, each with the answers recorded here; an answer whose claims are gone is left out."""
    claims = {f"{file.report.id}.{claim.id}" for file in files for claim in file.claims}
    added: dict[str, list[Reply]] = {}
    by_id = {file.report.id: file for file in files}
    for each in replies:
        needed = {each.to, *(f"{each.report}.{name}" for name in each.by_claims)}
        if needed <= claims:
            added.setdefault(each.report, []).append(reply_of(each, by_id[each.report].report.documents))
    ordered = sorted(files, key=lambda file: (file.report.published_on, file.report.id))
    return tuple(file.model_copy(update={"replies": (*file.replies, *added.get(file.report.id, ()))}) for file in ordered)


def _with_texts(pack: Pack, found: Iterable[Entries]) -> dict[str, dict[str, str]]:
    """Texts of imported reports are in the pack's first language, which is shown where another lacks them."""
    first = pack.default_language.tag
    added = {key: words for each in found for key, words in each.texts.items()}
    return {tag: {**texts, **(added if tag == first else {})} for tag, texts in pack.texts.items()}
