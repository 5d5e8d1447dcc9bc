"""How a statement came to be published: who reviewed it, where the ledger stood, and what it revises."""

import datetime
import unicodedata
from dataclasses import dataclass

from firmground.errors import FirmgroundError, StatementError
from firmground.evidence.revisions import Content, Revision, revisions_between
from firmground.ledger.seal import Seal, seal_from_json
from firmground.values import type_of_json

REVIEWERS = 2  # nobody reviews alone


@dataclass(frozen=True)
class Reviewer:
    """Who read a statement, for which office, on which day, and the digest of what they read."""

    name: str
    office: str
    reviewed_on: datetime.date
    digest: str

    def to_json(self) -> dict[str, type_of_json]:
        """The reviewer as data."""
        return {"name": self.name, "office": self.office, "reviewed_on": str(self.reviewed_on), "digest": self.digest}


@dataclass(frozen=True)
class Publication:
    """The record of a publication; without reviewers the statement is a draft and says so on every page.

    ``revises`` is the digest of the statement that came before, ``None`` for a first one.
    """

    reviewers: tuple[Reviewer, ...] = ()
    seal: Seal | None = None
    revises: str | None = None
    revisions: tuple[Revision, ...] = ()

    def to_json(self) -> dict[str, type_of_json]:
        """The record as data."""
        return {
            "reviewers": [each.to_json() for each in self.reviewers],
            "seal": self.seal.to_json() if self.seal else None,
            "revises": self.revises,
            "revisions": [each.to_json() for each in self.revisions],
        }


def publication_of(
    content: Content,
    reviewers: tuple[tuple[str, str, datetime.date], ...],
    *,
    seal: Seal | None = None,
    earlier: Content | None = None,
) -> Publication:
    """The record of publishing a statement that some people reviewed, each given as name, office and day.

    ``StatementError`` unless nobody or at least two different persons reviewed it; what it changes against an ``earlier``
    statement is worked out.
    """
    names = {same_name(name) for name, _, _ in reviewers}
    if reviewers and (len(names) < REVIEWERS or len(names) < len(reviewers) or "" in names):
        raise StatementError("was not reviewed by two different persons", where="reviewers", remedy="name two who read it")
    return Publication(
        reviewers=tuple(Reviewer(name.strip(), office.strip(), day, content["digest"]) for name, office, day in reviewers),
        seal=seal,
        revises=earlier["digest"] if earlier else None,
        revisions=revisions_between(earlier, content) if earlier else (),
    )


def same_name(name: str) -> str:
    """A name without what does not tell two persons apart: case, spaces, and ways to write one letter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def record_faults(content: Content) -> list[str]:
    """What does not hold in the record of a manifest: reviewers of another text, one reviewer, a seal of no form, revisions."""
    record = content["publication"]
    try:
        faults = [*_of_reviewers(record["reviewers"], content["digest"]), *_of_revisions(content, record)]
        if record["seal"] is not None:
            seal_from_json(record["seal"])
    except FirmgroundError as error:
        return [f"its seal {error.what}"]
    except (KeyError, TypeError, AttributeError, ValueError):
        return ["has not the form of a publication"]
    return faults


def _of_reviewers(reviewers: list[dict[str, str]], digest: str) -> list[str]:
    faults = [f"{each['name']} reviewed another text than this one" for each in reviewers if each["digest"] != digest]
    faults += [f"{each['name']} reviewed on no day" for each in reviewers if not _is_day(each["reviewed_on"])]
    if reviewers and len({same_name(each["name"]) for each in reviewers}) < max(REVIEWERS, len(reviewers)):
        faults.append("was not reviewed by two different persons")
    return faults


def _of_revisions(content: Content, record: Content) -> list[str]:
    """Revisions whose later number is not the one in this statement."""
    if record["revises"] is None:
        return ["lists revisions of no earlier statement"] if record["revisions"] else []
    faults = []
    for each in record["revisions"]:
        if "removed" not in each["causes"] and each["after"] != _number(content, each["figure"], each["cell"]):
            faults.append(
                f"the revision of {each['figure']} {each['cell']} ends at another number than the table".replace("  ", " ")
            )
    return faults


def _number(content: Content, figure: str, cell: str) -> type_of_json:
    if figure in content["ratios"]:
        return content["ratios"][figure]["percent"]
    found = content["figures"][figure]
    return found["cells"].get(cell) if cell else found["total"]


def _is_day(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True
