"""Imported reports and answers in the shape that the library grades: one way of marking, wherever a report came from.

Only our own words leave here; the quoted text of a report never does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_noop

from firmground.packs.report_entries import Reply, Report, ReportClaim, ReportFile
from firmground.values import Citation, Confidence
from firmground_site.evidence.models import ClaimReply, ImportedReport, ReportPart

IMPORTED = gettext_noop("Split into claims by a person and published by another, from a document whose digest is kept.")

OUR_READING = gettext_noop("The pairing is our reading.")


@dataclass(frozen=True)
class Entries:
    """A report for the register, with its texts by key and its sources by key."""

    file: ReportFile
    texts: Mapping[str, str]
    sources: Mapping[str, str]


def entries_of(report: ImportedReport, claims: Iterable[ReportPart]) -> Entries:
    """A report with its confirmed parts, numbered in the order of its text."""
    cite = Citation((report.source_key,), Confidence(report.read_as), IMPORTED)
    numbered = list(enumerate(claims, 1))
    file = ReportFile(
        report=Report(
            id=report.register_id,
            publisher=publisher_code(report),
            published_on=report.published_on,
            documents=(report.source_key,),
            rating=report.rating or None,
            answers=report.answers or None,
            cite=cite,
        ),
        claims=tuple(_claim(number, part, cite) for number, part in numbered),
    )
    texts = {f"evidence.reports.{report.register_id}": report.title}
    texts |= {f"evidence.claims.{report.register_id}.{claim_id(number)}": part.says for number, part in numbered}
    if report.publisher_name:
        texts[f"codes.publishers.{publisher_code(report)}"] = report.publisher_name
    return Entries(file, texts, {report.source_key: report.address or f"{report.title} ({report.document})"})


def reply_of(reply: ClaimReply, documents: tuple[str, ...]) -> Reply:
    """An answer; it rests on the documents of the report that answers, and on further evidence where that is named."""
    source = (*documents, *((reply.source_key,) if reply.document else ()))
    confidence = Confidence.PRIMARY if reply.names_claim else Confidence.INFERRED
    note = reply.reasons if reply.names_claim else f"{OUR_READING} {reply.reasons}"
    return Reply(to=reply.to, stance=reply.stance, by=tuple(reply.by_claims), cite=Citation(source, confidence, note))


def source_of(reply: ClaimReply) -> Mapping[str, str]:
    """The further evidence of an answer, by its key."""
    where = f"{reply.address} {reply.document}".strip()
    return {reply.source_key: where} if reply.document else {}


def publisher_code(report: ImportedReport) -> str:
    """The code of a publisher: of the pack's list, or one made of a name, the same for the same name."""
    return report.publisher or f"named_{sha256(report.publisher_name.casefold().encode()).hexdigest()[:16]}"


def claim_id(number: int) -> str:
    """How a claim of an imported report is called."""
    return f"c{number}"


def _claim(number: int, part: ReportPart, cite: Citation) -> ReportClaim:
    return ReportClaim(
        id=claim_id(number),
        number=number,
        kind=part.kind,
        holds=part.holds,
        rests_on=part.rests_on,
        case_details=part.case_details or None,
        cite=cite,
    )
