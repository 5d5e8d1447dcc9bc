"""Statements as the tests make them: through the actions, as members do, on a small invented year of Freeport."""

import json
from dataclasses import replace
from typing import Any

from firmground_site.figures.actions.drafting import start_draft
from firmground_site.figures.actions.publishing import publish_statement
from firmground_site.figures.actions.reviewing import put_to_review, review_statement
from firmground_site.figures.actions.sentences import write_sentence
from firmground_site.figures.models import DraftSentence, Publication, StatementDraft
from firmground_site.figures.written import Written, written_of

YEAR, LANGUAGE = 2023, "en"
REVIEWERS = ("second_statistician", "secretariat")


def started(cast: Any, *, from_published: bool = False, language: str = LANGUAGE, by: str = "statistician") -> StatementDraft:
    return start_draft(year=YEAR, language=language, from_published=from_published, by=cast.actor(by))


def submitted(cast: Any, draft: StatementDraft | None = None, by: str = "statistician") -> StatementDraft:
    draft = draft or started(cast)
    draft.refresh_from_db()
    return put_to_review(draft=draft, version=draft.version, by=cast.actor(by))


def names_in(draft: StatementDraft) -> list[str]:
    return [each["id"] for each in json.loads(draft.content)["sentences"]] if draft.content else []


def review(cast: Any, draft: StatementDraft, by: str, **changes: Any) -> Any:
    said = {"digest": draft.content_digest, "office": f"Office of {by}", "read": names_in(draft)}
    return review_statement(draft=draft, by=cast.actor(by), **(said | changes))


def reviewed(cast: Any, draft: StatementDraft | None = None) -> StatementDraft:
    draft = draft or submitted(cast)
    for by in REVIEWERS:
        review(cast, draft, by)
    return draft


def publish(cast: Any, draft: StatementDraft, by: str = "publisher") -> Publication:
    return publish_statement(draft=draft, digest=draft.content_digest, by=cast.actor(by))


def published(cast: Any) -> Publication:
    return publish(cast, reviewed(cast))


def sentence(draft: StatementDraft, name: str) -> DraftSentence:
    return draft.sentences.get(name=name)


def rewritten(cast: Any, row: DraftSentence, by: str = "statistician", **changes: Any) -> DraftSentence:
    written = replace(written_of(row), **changes)
    return write_sentence(sentence=row, version=row.version, written=written, by=cast.actor(by))


def a_sentence(**changes: Any) -> Written:
    said = {"name": "asked_again", "section": "counts", "kind": "figure", "text": "Asked {initial_screenings} times."}
    return Written(**(said | changes))


def typed(row: DraftSentence, **changes: Any) -> dict[str, Any]:
    """A sentence as a browser sends its form."""
    same = {name: getattr(row, name) for name in ("name", "section", "kind", "text", "confidence", "note", "version")}
    return {**same, "sources": " ".join(row.sources), "conflicts": row.conflicts, "save": "yes", **changes}
