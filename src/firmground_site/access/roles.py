"""The roles, as code: what each may do and how far, with a sentence for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

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
    May.CASE_READ,
    May.REFERRAL_READ,
    May.PERSON_PUT_FORWARD,
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
            _("Screening officer"),
            _("Screens the people they meet, and sees the screenings they recorded."),
            {May.SCREENING_RECORD: Scope.OWN, May.SCREENING_READ: Scope.OWN, May.PERSON_READ: Scope.OWN},
        ),
        _role(
            "identification_officer",
            _("Identification officer"),
            _("Screens, debriefs and decides with reasons, opens cases, refers people and links records, in their own agency."),
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
                May.CASE_READ: Scope.AGENCY,
                May.CASE_OPEN: Scope.AGENCY,
                May.CASE_WORK: Scope.AGENCY,
                May.CARE_READ: Scope.AGENCY,
                May.CONSENT_RECORD: Scope.AGENCY,
                May.REFERRAL_READ: Scope.AGENCY,
                May.REFERRAL_SEND: Scope.AGENCY,
                May.REFERRAL_ANSWER: Scope.AGENCY,
                May.INVESTIGATION_READ: Scope.AGENCY,
                May.MERGE_PROPOSE: Scope.AGENCY,
                May.MERGE_REVIEW: Scope.AGENCY,
                May.LINKAGE_REVIEW: Scope.AGENCY,
                May.LIST_IMPORT: Scope.AGENCY,
                May.PARTNER_READ: Scope.ALL,
                May.LAW_APPLY: Scope.ALL,
            },
        ),
        _role(
            "supervising_officer",
            _("Supervising officer"),
            _("Concurs or differs, watches the clocks, ends reviews, reads cases, and erases what is due, in their own agency."),
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
                May.CASE_READ: Scope.AGENCY,
                May.CASE_WORK: Scope.AGENCY,
                May.CARE_READ: Scope.AGENCY,
                May.REFERRAL_READ: Scope.AGENCY,
                May.REFERRAL_ANSWER: Scope.AGENCY,
                May.INVESTIGATION_READ: Scope.AGENCY,
                May.MERGE_PROPOSE: Scope.AGENCY,
                May.MERGE_REVIEW: Scope.AGENCY,
                May.LINKAGE_REVIEW: Scope.AGENCY,
                May.LIST_IMPORT: Scope.AGENCY,
                May.PARTNER_READ: Scope.ALL,
                May.LAW_APPLY: Scope.ALL,
                May.FIGURES_READ: Scope.AGENCY,
            },
        ),
        _role(
            "case_worker",
            _("Case worker"),
            _(
                "Puts people forward, opens and works on the cases of their agency, sees whom others shared with them, asks "
                "for a review on their behalf, and proposes measures."
            ),
            {
                May.PERSON_READ: Scope.REFERRED,
                May.IDENTIFICATION_READ: Scope.REFERRED,
                May.REVIEW_ASK: Scope.REFERRED,
                May.CASE_READ: Scope.AGENCY,
                May.CASE_OPEN: Scope.AGENCY,
                May.CASE_WORK: Scope.AGENCY,
                May.CASE_EXPORT: Scope.AGENCY,
                May.CARE_READ: Scope.AGENCY,
                May.CARE_WORK: Scope.AGENCY,
                May.CONSENT_RECORD: Scope.AGENCY,
                May.SHELTER_READ: Scope.AGENCY,
                May.REFERRAL_READ: Scope.AGENCY,
                May.REFERRAL_SEND: Scope.AGENCY,
                May.REFERRAL_ANSWER: Scope.AGENCY,
                May.PERSON_PUT_FORWARD: Scope.AGENCY,
                May.MERGE_PROPOSE: Scope.REFERRED,
                May.LINKAGE_REVIEW: Scope.REFERRED,
                May.PARTNER_READ: Scope.ALL,
                May.LAW_APPLY: Scope.ALL,
                May.PROPOSAL_MAKE: Scope.OWN,
            },
        ),
        _role(
            "investigator",
            _("Investigator"),
            _("Investigates the cases of their agency and those shared with them: suspects, lines of inquiry, arrests, charges."),
            {
                May.PERSON_READ: Scope.REFERRED,
                May.SCREENING_READ: Scope.REFERRED,
                May.IDENTIFICATION_READ: Scope.REFERRED,
                May.CASE_READ: Scope.AGENCY,
                May.CASE_OPEN: Scope.AGENCY,
                May.CASE_WORK: Scope.AGENCY,
                May.INVESTIGATION_READ: Scope.AGENCY,
                May.INVESTIGATION_WORK: Scope.AGENCY,
                May.PROSECUTION_READ: Scope.AGENCY,
                May.PARTNER_READ: Scope.ALL,
                May.LAW_APPLY: Scope.ALL,
            },
        ),
        _role(
            "prosecutor",
            _("Prosecutor"),
            _("Charges, follows charges to their end, and answers what was done against the person, in cases shared with them."),
            {
                May.PERSON_READ: Scope.REFERRED,
                May.SCREENING_READ: Scope.REFERRED,
                May.IDENTIFICATION_READ: Scope.REFERRED,
                May.CASE_READ: Scope.REFERRED,
                May.INVESTIGATION_READ: Scope.REFERRED,
                May.PROSECUTION_READ: Scope.REFERRED,
                May.PROSECUTION_WORK: Scope.REFERRED,
                May.NON_PUNISHMENT_ANSWER: Scope.REFERRED,
                May.LAW_APPLY: Scope.ALL,
            },
        ),
        _role(
            "plan_secretariat",
            _("Plan secretariat"),
            _(
                "Follows the action plan, keeps the list of partners, decides on proposals, publishes reports split into claims, "
                "reviews statements, and reads figures in which small counts are hidden; sees no person."
            ),
            {
                May.PLAN_READ: Scope.ALL,
                May.PLAN_REPORT: Scope.ALL,
                May.PLAN_CONFIRM: Scope.ALL,
                May.PLAN_REMIND: Scope.ALL,
                May.PROPOSAL_DECIDE: Scope.ALL,
                May.PARTNER_READ: Scope.ALL,
                May.PARTNER_MANAGE: Scope.ALL,
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
            _("Measure owner"),
            _("Reports progress on the measures of their agency, and confirms what a colleague reported; sees no person."),
            {May.PLAN_READ: Scope.AGENCY, May.PLAN_REPORT: Scope.AGENCY, May.PLAN_CONFIRM: Scope.AGENCY},
        ),
        _role(
            "independent_rater",
            _("Independent rater"),
            _("Rates measures beside the reports of their owners, and neither changes the other; sees no person."),
            {May.PLAN_READ: Scope.ALL, May.PLAN_RATE: Scope.ALL},
        ),
        _role(
            "partner",
            _("Partner"),
            _("Puts people forward for an organisation or a consulate, answers what is referred to it, and proposes measures."),
            {
                May.PROPOSAL_MAKE: Scope.OWN,
                May.PERSON_PUT_FORWARD: Scope.AGENCY,
                May.REFERRAL_READ: Scope.AGENCY,
                May.REFERRAL_ANSWER: Scope.AGENCY,
            },
        ),
        _role(
            "analyst",
            _("Evidence analyst"),
            _("Splits reports into claims, marks them, and records how they are answered; sees no person."),
            {
                May.EVIDENCE_READ: Scope.ALL,
                May.EVIDENCE_IMPORT: Scope.ALL,
                May.EVIDENCE_ANSWER: Scope.ALL,
                May.EVIDENCE_PUBLISH: Scope.ALL,
            },
        ),
        _role(
            "statistician",
            _("Statistician"),
            _(
                "Reads all figures, small counts included, makes extracts, audits links, and writes and reviews statements; "
                "sees no name."
            ),
            {
                May.FIGURES_READ: Scope.ALL,
                May.FIGURES_READ_SMALL_COUNTS: Scope.ALL,
                May.EXTRACT_MAKE: Scope.ALL,
                May.LINKAGE_SAMPLE: Scope.ALL,
                May.STATEMENT_READ: Scope.ALL,
                May.STATEMENT_WRITE: Scope.ALL,
                May.STATEMENT_REVIEW: Scope.ALL,
                May.STATEMENT_RETURN: Scope.ALL,
            },
        ),
        _role(
            "publisher",
            _("Publisher"),
            _("Publishes the yearly statement once two others have reviewed it; writes and reviews none, and sees no person."),
            {May.STATEMENT_READ: Scope.ALL, May.STATEMENT_RETURN: Scope.ALL, May.STATEMENT_PUBLISH: Scope.ALL},
        ),
        _role(
            "auditor",
            _("Auditor"),
            _("Reads, seals and exports the ledger without the contents of its entries; sees no person."),
            {May.LEDGER_READ: Scope.ALL, May.LEDGER_EXPORT: Scope.ALL, May.LEDGER_SEAL: Scope.ALL},
        ),
        _role(
            "administrator",
            _("Administrator"),
            _("Invites members and changes their roles; sees no person."),
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
    May.LINKAGE_RUN,
    May.PLAN_REMIND,
    May.FIGURES_READ,
    May.FIGURES_READ_SMALL_COUNTS,
)
SYSTEM = Role("system", _("The system"), _("Runs the commands of whoever holds the server."), dict.fromkeys(COMMANDS, Scope.ALL))
NOBODY = Role("nobody", _("Nobody"), _("Has not signed in."), {})
