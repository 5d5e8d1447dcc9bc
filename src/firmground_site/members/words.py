"""What permissions, reaches and second factors are called on pages."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from firmground_site.access.permissions import Permission as May
from firmground_site.access.reach import Scope
from firmground_site.access.roles import Role
from firmground_site.accounts.models import Member

MAY = {
    May.SCREENING_RECORD: _("record screenings"),
    May.SCREENING_READ: _("read screenings"),
    May.DEBRIEFING_CONDUCT: _("conduct full debriefings"),
    May.PERSON_READ: _("see people"),
    May.PERSON_SHARE: _("share a person with another agency"),
    May.PERSON_ERASE: _("erase records that are due"),
    May.IDENTIFICATION_READ: _("read decisions and their reasons"),
    May.IDENTIFICATION_DECIDE: _("decide, with reasons"),
    May.IDENTIFICATION_CONCUR: _("concur with a decision, or differ"),
    May.IDENTIFICATION_HAND_OVER: _("hand over to another officer or agency"),
    May.REVIEW_ASK: _("ask for a review"),
    May.REVIEW_DECIDE: _("end a review"),
    May.CASE_READ: _("see cases"),
    May.CASE_OPEN: _("open cases"),
    May.CASE_WORK: _("work on cases, and close them"),
    May.CASE_EXPORT: _("export what may be told of a person"),
    May.CARE_READ: _("read what people are given"),
    May.CARE_WORK: _("record what people are given"),
    May.CONSENT_RECORD: _("record what a person agrees to"),
    May.SHELTER_READ: _("read and record where people stay"),
    May.REFERRAL_READ: _("read referrals from and to those you speak for"),
    May.REFERRAL_SEND: _("refer people"),
    May.REFERRAL_ANSWER: _("answer referrals"),
    May.PERSON_PUT_FORWARD: _("put people forward"),
    May.INVESTIGATION_READ: _("read investigations"),
    May.INVESTIGATION_WORK: _("record investigations"),
    May.PROSECUTION_READ: _("read charges and their outcomes"),
    May.PROSECUTION_WORK: _("record charges and their outcomes"),
    May.NON_PUNISHMENT_ANSWER: _("answer whether a measure against a person goes on"),
    May.MERGE_PROPOSE: _("propose that two records are one person’s"),
    May.MERGE_REVIEW: _("agree to the merge of two records, or reject it"),
    May.LINKAGE_REVIEW: _("review pairs of records that may be of one person"),
    May.LINKAGE_SAMPLE: _("draw samples of links, and count who is on which lists"),
    May.LINKAGE_RUN: _("compare all records"),
    May.LIST_IMPORT: _("import lists of people"),
    May.PARTNER_READ: _("read the list of partners"),
    May.PARTNER_MANAGE: _("keep the list of partners"),
    May.LAW_APPLY: _("look which provisions recorded facts suggest"),
    May.PLAN_READ: _("follow measures and reports"),
    May.PLAN_REPORT: _("report progress on measures, and withdraw a report"),
    May.PLAN_CONFIRM: _("confirm what somebody else reported, or return it"),
    May.PLAN_RATE: _("rate measures beside their owners"),
    May.PLAN_REMIND: _("remind owners of what is due"),
    May.PROPOSAL_MAKE: _("propose measures"),
    May.PROPOSAL_DECIDE: _("decide on proposals, with reasons"),
    May.EVIDENCE_READ: _("read imported reports and recorded answers"),
    May.EVIDENCE_IMPORT: _("import reports and decide what they claim"),
    May.EVIDENCE_ANSWER: _("record how claims are answered"),
    May.EVIDENCE_PUBLISH: _("publish what somebody else imported or recorded"),
    May.FIGURES_READ: _("read figures"),
    May.FIGURES_READ_SMALL_COUNTS: _("read small counts in figures"),
    May.EXTRACT_MAKE: _("make extracts without names"),
    May.STATEMENT_READ: _("read drafts of statements"),
    May.STATEMENT_WRITE: _("write statements"),
    May.STATEMENT_REVIEW: _("review statements"),
    May.STATEMENT_RETURN: _("return statements to their writers"),
    May.STATEMENT_PUBLISH: _("publish statements"),
    May.LEDGER_READ: _("read the ledger"),
    May.LEDGER_EXPORT: _("export the ledger"),
    May.LEDGER_SEAL: _("seal the ledger"),
    May.CONTENT_READ: _("read the contents of ledger entries"),
    May.MEMBER_MANAGE: _("invite members and change their roles"),
    May.MEMBER_KEEP_OWN: _("keep your own account"),
    May.KEYS_ROTATE: _("seal everything with a new key"),
    May.DEMO_LOAD: _("load the demonstration"),
}
REACHES = {
    Scope.REFERRED: _("only what was shared with you"),
    Scope.OWN: _("only your own"),
    Scope.AGENCY: _("in your agency"),
    Scope.ALL: _("everywhere"),
}
SECOND_FACTORS = {
    Authenticator.Type.TOTP: _("authenticator app"),
    Authenticator.Type.WEBAUTHN: _("passkey"),
    Authenticator.Type.RECOVERY_CODES: _("recovery codes"),
}


def what_a_role_may(role: Role) -> list[tuple[str, str]]:
    """What a role may do, and how far each reaches, in words."""
    return [(MAY[permission], REACHES[scope]) for permission, scope in role.grants.items()]


def kinds_of_second_factor(member: Member) -> list[str]:
    """The second factors that a member has, in words; a kind that they have twice is named once."""
    kinds: Iterable[str] = Authenticator.objects.filter(user=member).values_list("type", flat=True)
    return [words for kind, words in SECOND_FACTORS.items() if kind in set(kinds)]
