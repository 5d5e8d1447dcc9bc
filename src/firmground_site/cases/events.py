"""The events of cases. Their stream is ``cases``; whoever may read a section may read the contents of its events."""

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

LONGEST = "case_closed"  # the pack's kind of record that is kept longest
CASE, CARE, SHELTER = Permission.CASE_READ, Permission.CARE_READ, Permission.SHELTER_READ
INVESTIGATION, PROSECUTION = Permission.INVESTIGATION_READ, Permission.PROSECUTION_READ
REFERRAL, PARTNER, MERGE = Permission.REFERRAL_READ, Permission.PARTNER_READ, Permission.MERGE_REVIEW


def _event(name: str, sentence: str, *personal: str, readers: Permission) -> EventKind:
    retention = LONGEST if personal else "permanent"
    return register(EventKind(name, sentence, "cases", personal=personal, retention=retention, readers=readers))


CASE_OPENED = _event("case:opened", "opened a case", "words", readers=CASE)
CASE_READ = _event("case:read", "opened a case's file", "purpose", readers=CASE)
CASE_CHANGED = _event("case:changed", "changed the summary of a case", "changed", readers=CASE)
CASE_TAKEN_UP = _event("case:taken_up", "took up a case", readers=CASE)
CASE_PLAN_AGREED = _event("case:plan_agreed", "agreed a plan with the person", "words", readers=CASE)
CASE_NOTED = _event("case:noted", "wrote into a case's file", "words", readers=CASE)
CASE_CLOSED = _event("case:closed", "closed a case", "words", readers=CASE)
CASE_REOPENED = _event("case:reopened", "opened a case again", "words", readers=CASE)
PERSON_INVOLVED = _event("involvement:recorded", "recorded a person's part in a case", "words", readers=CASE)
INVOLVEMENT_ENDED = _event("involvement:ended", "ended a person's part in a case", "words", readers=CASE)
TEAM_JOINED = _event("team:joined", "added a member to the team of a case", "words", readers=CASE)
TEAM_LEFT = _event("team:left", "removed a member from the team of a case", readers=CASE)

COURSES_LOADED = _event("courses:loaded", "loaded what became of invented people", readers=CASE)
CARE_LOADED = _event("care:loaded", "loaded an invented step of a service", "words", readers=CARE)
REFERRAL_LOADED = _event("referral:loaded", "loaded an invented referral", "words", readers=REFERRAL)
INVESTIGATION_LOADED = _event("investigation:loaded", "loaded an invented suspect", readers=INVESTIGATION)
PROSECUTION_LOADED = _event("prosecution:loaded", "loaded an invented charge or measure", readers=PROSECUTION)
PARTNER_LOADED = _event("partner:loaded", "loaded an invented partner", readers=PARTNER)
