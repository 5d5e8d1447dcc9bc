"""The roles, as code: what each may do and how far, with a sentence for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from firmground_site.access.permissions import Permission as May
from firmground_site.access.reach import Scope


@dataclass(frozen=True)
class Role:
    """A role: its permissions and how far each reaches."""

    key: str
    title: str
    sentence: str
    grants: Mapping[May, Scope]

    @property
    def needs_second_factor(self) -> bool:
        """Whether a role sees records of people, makes members who do, speaks for the whole ledger, or speaks in public."""
        return bool(NEEDS_SECOND_FACTOR & self.grants.keys())


SEES_PEOPLE = {
    May.PERSON_READ,
    May.SCREENING_READ,
    May.SCREENING_RECORD,
    May.IDENTIFICATION_READ,
    May.CONTENT_READ,
    May.EXTRACT_MAKE,
}
SPEAKS_IN_PUBLIC = {May.PLAN_CONFIRM, May.PLAN_RATE, May.PROPOSAL_DECIDE, May.EVIDENCE_PUBLISH}
SPEAKS_IN_PUBLIC |= {May.STATEMENT_REVIEW, May.STATEMENT_PUBLISH}
NEEDS_SECOND_FACTOR = SEES_PEOPLE | SPEAKS_IN_PUBLIC | {May.MEMBER_MANAGE, May.LEDGER_EXPORT, May.LEDGER_SEAL}
ANYONE = {May.MEMBER_KEEP_OWN: Scope.OWN}


def _role(key: str, title: str, sentence: str, grants: Mapping[May, Scope]) -> Role:
    return Role(key, title, sentence, {**ANYONE, **grants})


ROLES: Mapping[str, Role] = {
    role.key: role
    for role in (
        _role(
            "screening_officer",
            "Screening officer",
            "Screens the people they meet, and sees the screenings they recorded.",
            {May.SCREENING_RECORD: Scope.OWN, May.SCREENING_READ: Scope.OWN, May.PERSON_READ: Scope.OWN},
        ),
        _role(
            "identification_officer",
            "Identification officer",
            "Screens, debriefs and decides with reasons, for people of their own agency.",
            {
                May.SCREENING_RECORD: Scope.OWN,
                May.SCREENING_READ: Scope.AGENCY,
                May.PERSON_READ: Scope.AGENCY,
                May.PERSON_SHARE: Scope.AGENCY,
                May.DEBRIEFING_CONDUCT: Scope.AGENCY,
                May.IDENTIFICATION_READ: Scope.AGENCY,
                May.IDENTIFICATION_DECIDE: Scope.AGENCY,
                May.IDENTIFICATION_CONCUR: Scope.AGENCY,
                May.IDENTIFICATION_HAND_OVER: Scope.AGENCY,
                May.REVIEW_ASK: Scope.AGENCY,
                May.LAW_APPLY: Scope.ALL,
            },
        ),
        _role(
            "supervising_officer",
            "Supervising officer",
            "Concurs or differs, watches the clocks, ends reviews, and erases what is due, in their own agency.",
            {
                May.SCREENING_RECORD: Scope.OWN,
                May.SCREENING_READ: Scope.AGENCY,
                May.PERSON_READ: Scope.AGENCY,
                May.PERSON_SHARE: Scope.AGENCY,
                May.PERSON_ERASE: Scope.AGENCY,
                May.IDENTIFICATION_READ: Scope.AGENCY,
                May.IDENTIFICATION_CONCUR: Scope.AGENCY,
                May.IDENTIFICATION_HAND_OVER: Scope.AGENCY,
                May.REVIEW_ASK: Scope.AGENCY,
                May.REVIEW_DECIDE: Scope.AGENCY,
                May.LAW_APPLY: Scope.ALL,
                May.FIGURES_READ: Scope.AGENCY,
            },
        ),
        _role(
            "case_worker",
            "Case worker",
            "Sees the people shared with them, asks for a review of a decision on their behalf, and proposes measures.",
            {
                May.PERSON_READ: Scope.REFERRED,
                May.IDENTIFICATION_READ: Scope.REFERRED,
                May.REVIEW_ASK: Scope.REFERRED,
                May.LAW_APPLY: Scope.ALL,
                May.PROPOSAL_MAKE: Scope.OWN,
            },
        ),
        _role(
            "investigator",
            "Investigator",
            "Sees the people shared with them for an investigation.",
            {
                May.PERSON_READ: Scope.REFERRED,
                May.SCREENING_READ: Scope.REFERRED,
                May.IDENTIFICATION_READ: Scope.REFERRED,
                May.LAW_APPLY: Scope.ALL,
            },
        ),
        _role(
            "prosecutor",
            "Prosecutor",
            "Sees the people shared with them for a prosecution or for legal advice.",
            {
                May.PERSON_READ: Scope.REFERRED,
                May.SCREENING_READ: Scope.REFERRED,
                May.IDENTIFICATION_READ: Scope.REFERRED,
                May.LAW_APPLY: Scope.ALL,
            },
        ),
        _role(
            "plan_secretariat",
            "Plan secretariat",
            "Follows the action plan, decides on proposals, publishes reports split into claims, reviews statements, and reads "
            "figures in which small counts are hidden; sees no person.",
            {
                May.PLAN_READ: Scope.ALL,
                May.PLAN_REPORT: Scope.ALL,
                May.PLAN_CONFIRM: Scope.ALL,
                May.PLAN_REMIND: Scope.ALL,
                May.PROPOSAL_DECIDE: Scope.ALL,
                May.FIGURES_READ: Scope.ALL,
                May.EVIDENCE_READ: Scope.ALL,
                May.EVIDENCE_PUBLISH: Scope.ALL,
                May.STATEMENT_READ: Scope.ALL,
                May.STATEMENT_REVIEW: Scope.ALL,
                May.STATEMENT_RETURN: Scope.ALL,
            },
        ),
        _role(
            "measure_owner",
            "Measure owner",
            "Reports progress on the measures of their agency, and confirms what a colleague reported; sees no person.",
            {May.PLAN_READ: Scope.AGENCY, May.PLAN_REPORT: Scope.AGENCY, May.PLAN_CONFIRM: Scope.AGENCY},
        ),
        _role(
            "independent_rater",
            "Independent rater",
            "Rates measures beside the reports of their owners, and neither changes the other; sees no person.",
            {May.PLAN_READ: Scope.ALL, May.PLAN_RATE: Scope.ALL},
        ),
        _role(
            "partner",
            "Partner",
            "Proposes measures for an organisation or a consulate, and sees what became of its proposals; sees no person.",
            {May.PROPOSAL_MAKE: Scope.OWN},
        ),
        _role(
            "analyst",
            "Evidence analyst",
            "Splits reports into claims, marks them, and records how they are answered; sees no person.",
            {
                May.EVIDENCE_READ: Scope.ALL,
                May.EVIDENCE_IMPORT: Scope.ALL,
                May.EVIDENCE_ANSWER: Scope.ALL,
                May.EVIDENCE_PUBLISH: Scope.ALL,
            },
        ),
        _role(
            "statistician",
            "Statistician",
            "Reads all figures, small counts included, makes extracts, and writes and reviews statements; sees no name.",
            {
                May.FIGURES_READ: Scope.ALL,
                May.FIGURES_READ_SMALL_COUNTS: Scope.ALL,
                May.EXTRACT_MAKE: Scope.ALL,
                May.STATEMENT_READ: Scope.ALL,
                May.STATEMENT_WRITE: Scope.ALL,
                May.STATEMENT_REVIEW: Scope.ALL,
                May.STATEMENT_RETURN: Scope.ALL,
            },
        ),
        _role(
            "publisher",
            "Publisher",
            "Publishes the yearly statement once two others have reviewed it; writes and reviews none, and sees no person.",
            {May.STATEMENT_READ: Scope.ALL, May.STATEMENT_RETURN: Scope.ALL, May.STATEMENT_PUBLISH: Scope.ALL},
        ),
        _role(
            "auditor",
            "Auditor",
            "Reads, seals and exports the ledger without the contents of its entries; sees no person.",
            {May.LEDGER_READ: Scope.ALL, May.LEDGER_EXPORT: Scope.ALL, May.LEDGER_SEAL: Scope.ALL},
        ),
        _role(
            "administrator",
            "Administrator",
            "Invites members and changes their roles; sees no person.",
            {May.MEMBER_MANAGE: Scope.ALL},
        ),
    )
}

COMMANDS = (
    May.MEMBER_MANAGE,
    May.KEYS_ROTATE,
    May.LEDGER_SEAL,
    May.LEDGER_EXPORT,
    May.LEDGER_READ,
    May.PERSON_ERASE,
    May.DEMO_LOAD,
    May.EXTRACT_MAKE,
    May.PLAN_REMIND,
    May.FIGURES_READ,
    May.FIGURES_READ_SMALL_COUNTS,
)
SYSTEM = Role("system", "The system", "Runs the commands of whoever holds the server.", dict.fromkeys(COMMANDS, Scope.ALL))
NOBODY = Role("nobody", "Nobody", "Has not signed in.", {})
