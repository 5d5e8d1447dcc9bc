"""Reports, graded claims and conflicts for programs: ids and days, with words of the pack's first language beside them."""

from firmground.evidence.grading import Graded, GradedClaim
from firmground.law.to_json import citation_to_json
from firmground.packs.pack import Pack
from firmground.packs.report_entries import Conflict
from firmground.values import type_of_json

Json = dict[str, type_of_json]


def report_to_json(pack: Pack, graded: Graded) -> Json:
    """A report with its rating and the counts of its claims."""
    report = graded.file.report
    return {
        "id": report.id,
        "title": pack.text(f"evidence.reports.{report.id}"),
        "publisher": report.publisher,
        "published_on": report.published_on.isoformat(),
        "rating": report.rating,
        "answers": report.answers,
        "documents": list(report.documents),
        "claims": len(graded.claims),
        "counts": {name: len(listed) for name, listed in graded.lists.items()},
        "cite": citation_to_json(report.cite),
    }


def graded_to_json(pack: Pack, graded: Graded) -> Json:
    """A report with every claim marked, and the lists behind its counts."""
    return {
        "pack": pack.id,
        "pack_digest": pack.digest,
        "report": report_to_json(pack, graded),
        "claims": [_claim_to_json(pack, each) for each in graded.claims],
        "lists": {name: [each.claim.id for each in listed] for name, listed in graded.lists.items()},
    }


def conflict_to_json(pack: Pack, conflict: Conflict) -> Json:
    """A conflict with its sides."""
    prefix = f"evidence.conflicts.{conflict.id}"
    return {
        "id": conflict.id,
        "about": pack.text(f"{prefix}.about"),
        "resolved_by": pack.text(f"{prefix}.resolved_by"),
        "sides": [
            {
                "id": side.id,
                "says": pack.text(f"{prefix}.sides.{side.id}"),
                "value": side.value,
                "cite": citation_to_json(side.cite),
            }
            for side in conflict.sides
        ],
    }


def _claim_to_json(pack: Pack, each: GradedClaim) -> Json:
    claim = each.claim
    return {
        "id": claim.id,
        "number": claim.number,
        "says": pack.text(f"evidence.claims.{each.report.id}.{claim.id}"),
        "kind": claim.kind,
        "holds": claim.holds,
        "rests_on": claim.rests_on,
        "source_named": str(each.source_named),
        "case_details": str(each.case_details),
        "check": {"finding": str(each.checked.finding), "why": each.checked.why} if each.checked else None,
        "answers": [
            {
                "report": answer.report.id,
                "stance": answer.stance,
                "by": list(answer.by),
                "cite": citation_to_json(answer.cite),
            }
            for answer in each.answers
        ],
        "cite": citation_to_json(claim.cite),
    }
