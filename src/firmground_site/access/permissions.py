"""Everything that can be permitted, as ``resource:action``. Every action and every page names one of these."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a role may allow."""

    SCREENING_RECORD = "screening:record"
    SCREENING_READ = "screening:read"
    DEBRIEFING_CONDUCT = "debriefing:conduct"
    PERSON_READ = "person:read"
    PERSON_SHARE = "person:share"
    PERSON_ERASE = "person:erase"
    IDENTIFICATION_READ = "identification:read"
    IDENTIFICATION_DECIDE = "identification:decide"
    IDENTIFICATION_CONCUR = "identification:concur"
    IDENTIFICATION_HAND_OVER = "identification:hand_over"
    REVIEW_ASK = "review:ask"
    REVIEW_DECIDE = "review:decide"
    FIGURES_READ = "figures:read"
    FIGURES_READ_SMALL_COUNTS = "figures:read_small_counts"
    EXTRACT_MAKE = "extract:make"
    LEDGER_READ = "ledger:read"
    LEDGER_EXPORT = "ledger:export"
    LEDGER_SEAL = "ledger:seal"
    CONTENT_READ = "content:read"
    MEMBER_MANAGE = "member:manage"
    MEMBER_KEEP_OWN = "member:keep_own"
    KEYS_ROTATE = "keys:rotate"
    DEMO_LOAD = "demo:load"
