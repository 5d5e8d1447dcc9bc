"""Coverage, comparison and candidates for programs: ids and days, with the words of the pack's first language beside them."""

import datetime

from firmground.law.candidates import LIMITS, Candidate, Candidates, State, penalty_now_in_words
from firmground.law.claims import LawAnswer, answers_to_claims
from firmground.law.comparison import Comparison
from firmground.law.coverage import Coverage
from firmground.law.penalties import penalties_in_words, time_limit_in_words
from firmground.law.provision import Provision, cited_in_words
from firmground.law.words import beyond_in_words, gap_in_words
from firmground.packs.pack import Pack
from firmground.values import Citation, type_of_json

Json = dict[str, type_of_json]


def citation_to_json(cite: Citation) -> Json:
    """A citation, with whether it may be shown without a mark."""
    return {
        "source": list(cite.source),
        "confidence": str(cite.confidence),
        "verified": cite.confidence.is_verified,
        "note": cite.note,
    }


def provision_to_json(pack: Pack, provision: Provision, day: datetime.date) -> Json:
    """A provision as it is on a day."""
    entry = provision.entry
    limit = provision.time_limit_on(day)
    return {
        "id": entry.id,
        "number": entry.number,
        "cited": cited_in_words(pack, provision),
        "ordinance": provision.ordinance.id,
        "chapter": provision.ordinance.chapter,
        "section": entry.section,
        "conduct": pack.text(f"law.provisions.{entry.id}"),
        "acts": list(entry.acts),
        "means": list(entry.means),
        "purposes": list(entry.purposes),
        "limits": list(entry.limits),
        "below_age": entry.below_age,
        "named": entry.named,
        "named_cite": citation_to_json(entry.named_cite) if entry.named_cite else None,
        "falls_on_person": entry.falls_on_person,
        "mode": entry.mode,
        "mode_cite": citation_to_json(entry.mode_cite) if entry.mode_cite else None,
        "penalty": penalties_in_words(pack, provision.penalties_on(day)),
        "time_limit": time_limit_in_words(limit),
        "cite": citation_to_json(entry.cite),
        "reading": citation_to_json(entry.reading),
    }


def coverage_to_json(coverage: Coverage) -> Json:
    """Everything a coverage says, its gaps and claims included."""
    purposes = {"minimum": coverage.minimum, "extended": coverage.extended}
    return {
        **_head(coverage),
        "provisions": [provision_to_json(coverage.pack, each, coverage.on) for each in coverage.provisions],
        "standing": dict(coverage.standing),
        "acts": list(coverage.acts),
        "means": list(coverage.means),
        "purposes": {name: list(listed) for name, listed in purposes.items()},
        "reached": {name: {str(k): v for k, v in coverage.reached(listed).items()} for name, listed in purposes.items()},
        "cells": [cell.to_json() for cell in coverage.cells],
        "child_cells": [cell.to_json() for cell in coverage.child_cells],
        "gaps": [
            {
                "purpose": gap.purpose,
                "acts": list(gap.acts),
                "means": list(gap.means),
                "for_children": gap.for_children,
                "reach": str(gap.reach),
                "words": gap_in_words(coverage, gap),
            }
            for gap in coverage.gaps
        ],
        "beyond": [
            {"provision": each.provision.id, "without": list(each.without), "words": beyond_in_words(coverage.pack, each)}
            for each in coverage.beyond
        ],
        "claims": [_answer_to_json(coverage.pack, each) for each in answers_to_claims(coverage)],
    }


def comparison_to_json(comparison: Comparison) -> Json:
    """What differs, from before to after."""
    pack = comparison.after.pack
    return {
        "before": _head(comparison.before),
        "after": _head(comparison.after),
        "begun": [each.id for each in comparison.begun],
        "ended": [each.id for each in comparison.ended],
        "penalties": [
            {
                "provision": each.provision.id,
                "before": penalties_in_words(pack, each.before),
                "after": penalties_in_words(pack, each.after),
            }
            for each in comparison.penalties
        ],
        "time_limits": [
            {
                "provision": each.provision.id,
                "before": time_limit_in_words(each.before),
                "after": time_limit_in_words(each.after),
            }
            for each in comparison.time_limits
        ],
        "cells": [
            {
                "act": before.act,
                "means": before.means,
                "purpose": before.purpose,
                "before": str(before.reach),
                "after": str(after.reach),
            }
            for before, after in comparison.cells
        ],
    }


def candidates_to_json(pack: Pack, found: Candidates) -> Json:
    """The provisions that facts suggest or rule out, the facts worth asking about, and the limits of the aid."""
    shown = [each for each in found.listed if each.state is not State.NOT_SUGGESTED]
    return {
        "pack": pack.id,
        "pack_digest": pack.digest,
        "conduct_on": found.on.isoformat(),
        "today": found.today.isoformat(),
        "candidates": [_candidate_to_json(pack, each, found) for each in shown],
        "ask_next": list(found.ask_next),
        "limits": list(LIMITS),
    }


def _head(coverage: Coverage) -> Json:
    return {"pack": coverage.pack.id, "pack_digest": coverage.pack.digest, "on": coverage.on.isoformat()}


def _answer_to_json(pack: Pack, answer: LawAnswer) -> Json:
    claim = answer.claim
    return {
        "id": claim.id,
        "says": pack.text(f"law.claims.{claim.id}"),
        "made_on": claim.made_on.isoformat(),
        "cite": citation_to_json(claim.cite),
        "finding": str(answer.finding),
        "why": answer.why,
    }


def _candidate_to_json(pack: Pack, each: Candidate, found: Candidates) -> Json:
    last = each.time.last_day
    return {
        "provision": each.provision.id,
        "cited": cited_in_words(pack, each.provision),
        "conduct": pack.text(f"law.provisions.{each.provision.id}"),
        "state": str(each.state),
        "because": dict(each.because),
        "found": list(each.found),
        "missing": list(each.missing),
        "against": list(each.against),
        "could_change": list(each.could_change),
        "penalty_then": penalties_in_words(pack, each.penalties_then),
        "penalty_now": penalty_now_in_words(pack, each, found.today),
        "time_limit": time_limit_in_words(each.time.limit),
        "last_day": last.isoformat() if last else None,
        "time_is_over": each.time.is_over(found.today),
        "falls_on_person": each.provision.entry.falls_on_person,
        "verified": each.provision.is_verified,
    }
