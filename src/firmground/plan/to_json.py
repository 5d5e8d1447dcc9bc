"""Statuses, claims and resources of a plan for programs: ids and days, with words of the pack's first language beside them."""

import datetime

from firmground.law.to_json import citation_to_json
from firmground.packs.pack import Pack
from firmground.packs.plan_entries import EvidenceEntry
from firmground.plan.claims import PlanAnswer
from firmground.plan.resource import average_per_post, difference_of_departments, financial_year, recurrent_by_year
from firmground.plan.status import MeasureStatus, plan_of
from firmground.values import type_of_json

Json = dict[str, type_of_json]


def status_to_json(pack: Pack, status: MeasureStatus) -> Json:
    """A measure with its computed status, why, and every item of evidence."""
    measure = status.measure
    indicator = measure.indicator
    return {
        "id": measure.id,
        "kind": measure.kind,
        "number": measure.number,
        "text": pack.text(f"plan.measures.{measure.id}"),
        "text_public": measure.text_public,
        "themes": list(measure.themes),
        "owner": measure.owner,
        "supporting": list(measure.supporting),
        "indicator": indicator.model_dump(mode="json", exclude={"cite"}) if indicator else None,
        "status": str(status.status),
        "verified": status.is_verified,
        "why": status.why,
        "evidence": [_evidence_to_json(pack, each) for each in status.evidence],
        "claims": [claim.id for claim in status.claims],
        "cite": citation_to_json(measure.cite),
    }


def answer_to_json(pack: Pack, answer: PlanAnswer) -> Json:
    """A claim about the plan and what evidence says to it."""
    claim = answer.claim
    names = ("shown", "not_done", "conflicting", "unverified", "open")
    parts: dict[str, tuple[MeasureStatus, ...]] = {name: getattr(answer, name) for name in names}
    return {
        "id": claim.id,
        "says": pack.text(f"plan.claims.{claim.id}"),
        "by": claim.by.isoformat(),
        "made_on": claim.made_on.isoformat(),
        "cite": citation_to_json(claim.cite),
        "finding": str(answer.finding),
        "why": answer.why,
        **{name: [each.measure.id for each in listed] for name, listed in parts.items()},
    }


def resources_to_json(pack: Pack, until: int) -> Json:
    """Posts and recurrent money by financial year, and where sources differ on departments."""
    plan = plan_of(pack)
    difference = difference_of_departments(plan)
    starts = pack.manifest.financial_year_starts
    return {
        "currency": plan.resources.currency,
        "posts": [_without_cite(each) | {"cite": citation_to_json(each.cite)} for each in plan.resources.posts],
        "recurrent": [
            {"year": financial_year(each.year, starts), "amount": each.amount, "line": each.line.id, "carried": each.carried}
            for each in recurrent_by_year(plan, until)
        ],
        "average_per_post": average_per_post(plan),
        "departments_not_in_all_sources": list(difference.by_some) if difference else [],
    }


def _without_cite(entry: type_of_json) -> Json:
    shown: Json = entry.model_dump(mode="json", exclude={"cite"})
    return shown


def _evidence_to_json(pack: Pack, each: EvidenceEntry) -> Json:
    days: dict[str, datetime.date | None] = {"from": each.from_, "to": each.to, "dated": each.dated}
    return {
        "id": each.id,
        "document": each.document,
        "shows": each.shows,
        "value": each.value,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "dated_to_the": each.dated_to_the,
        "text": pack.text(f"plan.evidence.{each.id}"),
        "digest": each.digest,
        "digest_of": each.digest_of,
        "cite": citation_to_json(each.cite),
    }
