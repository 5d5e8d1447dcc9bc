"""What permissions, reaches and second factors are called on pages."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator

from firmground_site.access.permissions import Permission as May
from firmground_site.access.reach import Scope
from firmground_site.access.roles import Role
from firmground_site.accounts.models import Member

MAY = {
    May.SCREENING_RECORD: "record screenings",
    May.SCREENING_READ: "read screenings",
    May.DEBRIEFING_CONDUCT: "conduct full debriefings",
    May.PERSON_READ: "see people",
    May.PERSON_SHARE: "share a person with another agency",
    May.PERSON_ERASE: "erase records that are due",
    May.IDENTIFICATION_READ: "read decisions and their reasons",
    May.IDENTIFICATION_DECIDE: "decide, with reasons",
    May.IDENTIFICATION_CONCUR: "concur with a decision, or differ",
    May.IDENTIFICATION_HAND_OVER: "hand over to another officer or agency",
    May.REVIEW_ASK: "ask for a review",
    May.REVIEW_DECIDE: "end a review",
    May.CASE_READ: "see cases",
    May.CASE_OPEN: "open cases",
    May.CASE_WORK: "work on cases, and close them",
    May.CASE_EXPORT: "export what may be told of a person",
    May.CARE_READ: "read what people are given",
    May.CARE_WORK: "record what people are given",
    May.CONSENT_RECORD: "record what a person agrees to",
    May.SHELTER_READ: "read and record where people stay",
    May.REFERRAL_READ: "read referrals from and to those you speak for",
    May.REFERRAL_SEND: "refer people",
    May.REFERRAL_ANSWER: "answer referrals",
    May.PERSON_PUT_FORWARD: "put people forward",
    May.INVESTIGATION_READ: "read investigations",
    May.INVESTIGATION_WORK: "record investigations",
    May.PROSECUTION_READ: "read charges and their outcomes",
    May.PROSECUTION_WORK: "record charges and their outcomes",
    May.NON_PUNISHMENT_ANSWER: "answer whether a measure against a person goes on",
    May.MERGE_PROPOSE: "propose that two records are one person’s",
    May.MERGE_REVIEW: "agree to the merge of two records, or reject it",
    May.LINKAGE_REVIEW: "review pairs of records that may be of one person",
    May.LINKAGE_SAMPLE: "draw samples of links, and count who is on which lists",
    May.LINKAGE_RUN: "compare all records",
    May.LIST_IMPORT: "import lists of people",
    May.PARTNER_READ: "read the list of partners",
    May.PARTNER_MANAGE: "keep the list of partners",
    May.LAW_APPLY: "look which provisions recorded facts suggest",
    May.PLAN_READ: "follow measures and reports",
    May.PLAN_REPORT: "report progress on measures, and withdraw a report",
    May.PLAN_CONFIRM: "confirm what somebody else reported, or return it",
    May.PLAN_RATE: "rate measures beside their owners",
    May.PLAN_REMIND: "remind owners of what is due",
    May.PROPOSAL_MAKE: "propose measures",
    May.PROPOSAL_DECIDE: "decide on proposals, with reasons",
    May.EVIDENCE_READ: "read imported reports and recorded answers",
    May.EVIDENCE_IMPORT: "import reports and decide what they claim",
    May.EVIDENCE_ANSWER: "record how claims are answered",
    May.EVIDENCE_PUBLISH: "publish what somebody else imported or recorded",
    May.FIGURES_READ: "read figures",
    May.FIGURES_READ_SMALL_COUNTS: "read small counts in figures",
    May.EXTRACT_MAKE: "make extracts without names",
    May.STATEMENT_READ: "read drafts of statements",
    May.STATEMENT_WRITE: "write statements",
    May.STATEMENT_REVIEW: "review statements",
    May.STATEMENT_RETURN: "return statements to their writers",
    May.STATEMENT_PUBLISH: "publish statements",
    May.LEDGER_READ: "read the ledger",
    May.LEDGER_EXPORT: "export the ledger",
    May.LEDGER_SEAL: "seal the ledger",
    May.CONTENT_READ: "read the contents of ledger entries",
    May.MEMBER_MANAGE: "invite members and change their roles",
    May.MEMBER_KEEP_OWN: "keep your own account",
    May.KEYS_ROTATE: "seal everything with a new key",
    May.DEMO_LOAD: "load the demonstration",
}
REACHES = {
    Scope.REFERRED: "only what was shared with you",
    Scope.OWN: "only your own",
    Scope.AGENCY: "in your agency",
    Scope.ALL: "everywhere",
}
SECOND_FACTORS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


def what_a_role_may(role: Role) -> list[tuple[str, str]]:
    """What a role may do, and how far each reaches, in words."""
    return [(MAY[permission], REACHES[scope]) for permission, scope in role.grants.items()]


def kinds_of_second_factor(member: Member) -> list[str]:
    """The second factors that a member has, in words; a kind that they have twice is named once."""
    kinds: Iterable[str] = Authenticator.objects.filter(user=member).values_list("type", flat=True)
    return [words for kind, words in SECOND_FACTORS.items() if kind in set(kinds)]
