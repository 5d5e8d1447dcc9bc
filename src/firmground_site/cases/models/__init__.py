"""Cases and everything in them: consent, services, referrals, partners, investigation, prosecution, merges.

Every table here is guarded: only actions write. Every read of people starts from a ``…_visible_to`` of ``cases.queries``.
"""

from firmground_site.cases.models.care import SafePlace, Service, ServiceStep
from firmground_site.cases.models.case import Case, FileEntry, Involvement, TeamMember
from firmground_site.cases.models.consent import Consent, Disclosure, Exemption, WithdrawalNotice
from firmground_site.cases.models.investigation import Arrest, FrozenProperty, Inquiry, Suspect
from firmground_site.cases.models.merging import Merge, MergeOpinion
from firmground_site.cases.models.partner import Agreement, Partner, PartnerMember
from firmground_site.cases.models.prosecution import Appeal, Charge, MeasureAgainst, NonPunishment, SentencePassed
from firmground_site.cases.models.referral import Referral, ReferralStep

__all__ = [
    "Agreement",
    "Appeal",
    "Arrest",
    "Case",
    "Charge",
    "Consent",
    "Disclosure",
    "Exemption",
    "FileEntry",
    "FrozenProperty",
    "Inquiry",
    "Involvement",
    "MeasureAgainst",
    "Merge",
    "MergeOpinion",
    "NonPunishment",
    "Partner",
    "PartnerMember",
    "Referral",
    "ReferralStep",
    "SafePlace",
    "SentencePassed",
    "Service",
    "ServiceStep",
    "Suspect",
    "TeamMember",
    "WithdrawalNotice",
]
