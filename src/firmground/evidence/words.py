"""Marks of claims in words: the same on pages, in tables and in commands."""

from firmground.evidence.grading import Answer, GradedClaim
from firmground.packs.pack import Pack
from firmground.values import Finding

STANCES = {"accept": "accepted", "accept_in_part": "accepted in part", "dispute": "disputed"}
KINDS = {
    "criticism": "Criticism",
    "credit": "Credit",
    "rating": "Rating",
    "recommendation": "Recommendation",
    "statement": "Statement",
}
HOLDS = {"fact": "Fact", "position": "Position"}
DETAILS = {"yes": "Cases", "figures": "Figures", "no": "None", None: "Not asked of this kind of claim"}
NAMED = {Finding.YES: "Named", Finding.NO: "Not named", Finding.NOT_KNOWN: "None needed"}
CHECKED = {
    Finding.YES: "Agrees with what is published",
    Finding.NO: "Does not agree with what is published",
    Finding.NOT_KNOWN: "Cannot be settled",
}
WHOSE_FIGURE = {"own_figures": "its publisher’s own", "answered_party_figures": "of the party it speaks of"}
NO_CHECK, NO_ANSWER = "Nothing is named to check it against", "No specific answer"
OUR_READING = "that this answers it is our reading"
CLOSING = "The same marks are given to every report. That a claim names no source does not show that it is wrong."


def says(pack: Pack, claim: GradedClaim, language: str | None = None) -> str:
    """A claim in our own words."""
    return pack.text(f"evidence.claims.{claim.report.id}.{claim.claim.id}", language)


def title_of(pack: Pack, report: str, language: str | None = None) -> str:
    """What a report is called."""
    return pack.text(f"evidence.reports.{report}", language)


def rests_on(pack: Pack, claim: GradedClaim, language: str | None = None) -> str:
    """What a report itself names as the source of a claim."""
    return pack.text(f"codes.claim_grounds.{claim.claim.rests_on}", language)


def figure_in_words(claim: GradedClaim) -> str:
    """Whether a claim gives a figure, and whose."""
    if claim.claim.case_details != "figures" and claim.claim.rests_on not in WHOSE_FIGURE:
        return "None"
    return f"Yes, {WHOSE_FIGURE.get(claim.claim.rests_on, 'whose is not said')}"


def check_in_words(claim: GradedClaim) -> str:
    """What a check gives, and why."""
    return f"{CHECKED[claim.checked.finding]}. {claim.checked.why}" if claim.checked else NO_CHECK


def answer_in_words(pack: Pack, answer: Answer, language: str | None = None) -> str:
    """How a claim was answered, by which report, in which of its claims, and whether the pairing is our reading."""
    said = " ".join(pack.text(f"evidence.claims.{answer.report.id}.{each}", language) for each in answer.by)
    mark = "" if answer.cite.confidence.is_verified else f" ({OUR_READING})"
    stance = STANCES[answer.stance]
    return f"{stance[0].upper()}{stance[1:]} by {title_of(pack, answer.report.id, language)}{mark}: {said}"


def plural(words: str, number: int) -> str:
    """What claims of a list have in common, with the verb for one or for several."""
    if number == 1:
        return words
    first, _, rest = words.partition(" ")
    return f"{ {'is': 'are', 'has': 'have', 'does': 'do'}.get(first, first.removesuffix('s')) } {rest}"
