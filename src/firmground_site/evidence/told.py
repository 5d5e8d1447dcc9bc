"""What members tell of reports, claims and answers, and what is wrong with it: rules that need no database of their own."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from firmground.packs.report_entries import EvidenceRegister
from firmground_site.evidence.vocabulary import CASE_DETAILS, HOLDS, KINDS, READ_AS, STANCES
from firmground_site.packs.queries import active_pack
from firmground_site.plan.told import FIRST, INVISIBLE, Fault, has_invisible, is_web_address

LONGEST = {"title": 200, "publisher_name": 200, "address": 500, "says": 2_000, "reasons": 4_000, "document": 200}
LINES = "\n\t"


@dataclass(frozen=True)
class ReportTold:
    """Who published a report, when, and where. The names are those of ``ImportedReport``."""

    publisher: str
    publisher_name: str
    title: str
    published_on: datetime.date
    address: str
    rating: str
    answers: str
    read_as: str


@dataclass(frozen=True)
class ClaimTold:
    """A claim in our own words, with its marks. The names are those of ``ReportPart``."""

    says: str
    kind: str
    holds: str
    rests_on: str
    case_details: str


@dataclass(frozen=True)
class ReplyTold:
    """How a report answers a claim. The names are those of ``ClaimReply``."""

    stance: str
    report: str
    by_claims: tuple[str, ...]
    names_claim: bool
    reasons: str
    document: str
    address: str


def faults_in_report(told: ReportTold, register: EvidenceRegister, *, on: datetime.date) -> list[Fault]:
    """Everything that is wrong with what is told of a report on a day."""
    answered = register.find(told.answers) if told.answers else None
    return raised(
        [
            ("publisher", _("Choose a publisher of the list, or give the name of another; not both."), not _one_publisher(told)),
            ("title", _("Write the title of the report."), not told.title.strip()),
            ("published_on", _("Enter a day of 1900 or later."), told.published_on < FIRST),
            ("published_on", _("The report cannot have been published in the future."), told.published_on > on),
            ("rating", _("Choose a rating of the list, or none."), bool(told.rating) and not _is_coded("ratings", told.rating)),
            ("answers", _("Choose a report of the register, or none."), bool(told.answers) and answered is None),
            (
                "answers",
                _("That report was published later."),
                answered is not None and answered.report.published_on > told.published_on,
            ),
            ("read_as", _("Say whether this is the publisher’s own text."), told.read_as not in READ_AS),
            ("address", "Give an address that begins with https:// or http://, or none.", not is_web_address(told.address)),
            *_of_words(told, "title", "publisher_name", "address"),
        ]
    )


def faults_in_claim(told: ClaimTold) -> list[Fault]:
    """Everything that is wrong with a claim."""
    return raised(
        [
            ("says", _("Write the claim in your own words."), not told.says.strip()),
            ("kind", _("Choose what kind of claim it is."), told.kind not in KINDS),
            ("holds", _("Choose whether it is a fact or a position."), told.holds not in HOLDS),
            ("rests_on", _("Choose what the report itself names as its source."), not _is_coded("claim_grounds", told.rests_on)),
            ("case_details", _("Choose whether it gives cases or figures."), told.case_details not in CASE_DETAILS),
            *_of_words(told, "says"),
        ]
    )


def faults_in_reply(told: ReplyTold, to: str, register: EvidenceRegister) -> list[Fault]:
    """Everything that is wrong with an answer to a claim of the register."""
    answering, answered = register.find(told.report), register.find(to.partition(".")[0])
    known = {claim.id for claim in answering.claims} if answering else set()
    early = answering and answered and answering.report.published_on < answered.report.published_on
    return raised(
        [
            ("stance", _("Choose how the claim is answered."), told.stance not in STANCES),
            ("report", _("Choose a report of the register that answers."), answering is None or answering == answered),
            ("report", _("That report was published before the claim."), bool(early)),
            ("by_claims", _("Choose in which claims it answers."), not told.by_claims or not set(told.by_claims) <= known),
            ("reasons", _("Write the reasons."), not told.reasons.strip()),
            ("document", _("Write the title of the document at this address."), bool(told.address and not told.document.strip())),
            ("address", "Give an address that begins with https:// or http://, or none.", not is_web_address(told.address)),
            *_of_words(told, "reasons", "document", "address"),
        ]
    )


def raised(checks: list[tuple[str, str, bool]]) -> list[Fault]:
    """The faults that are so."""
    return [Fault(name, words) for name, words, is_so in checks if is_so]


def _of_words(told: ReportTold | ClaimTold | ReplyTold, *names: str) -> list[tuple[str, str, bool]]:
    checks = []
    for name in names:
        words, most = getattr(told, name), LONGEST[name]
        allowed = LINES if name in ("says", "reasons") else ""
        checks.append((name, INVISIBLE, has_invisible(words, allowed=allowed)))
        checks.append((name, _("This is longer than {most:,} characters.").format(most=most), len(words) > most))
    return checks


def _one_publisher(told: ReportTold) -> bool:
    named = bool(told.publisher_name.strip())
    return named != bool(told.publisher) and (named or _is_coded("publishers", told.publisher))


def _is_coded(code_list: str, code: str) -> bool:
    return any(each.code == code for each in active_pack().codes.get(code_list, ()))
