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
CASE_CHANGED = _event("case:changed", "changed the summary of a case", "words", "was", readers=CASE)
CASE_TAKEN_UP = _event("case:taken_up", "took up a case", readers=CASE)
CASE_PLAN_AGREED = _event("case:plan_agreed", "agreed a plan with the person", "words", readers=CASE)
CASE_NOTED = _event("case:noted", "wrote into a case's file", "words", readers=CASE)
CASE_CLOSED = _event("case:closed", "closed a case", "words", readers=CASE)
CASE_REOPENED = _event("case:reopened", "opened a case again", "words", readers=CASE)
PERSON_INVOLVED = _event("involvement:recorded", "recorded a person's part in a case", "words", readers=CASE)
INVOLVEMENT_ENDED = _event("involvement:ended", "ended a person's part in a case", "words", readers=CASE)
TEAM_JOINED = _event("team:joined", "added a member to the team of a case", "words", readers=CASE)
TEAM_LEFT = _event("team:left", "removed a member from the team of a case", readers=CASE)

SERVICE_RECORDED = _event("service:recorded", "recorded a step of a service", "words", readers=CARE)
SAFE_PLACE_RECORDED = _event("safe_place:recorded", "recorded where somebody stays and how to reach them", readers=SHELTER)
SAFE_PLACE_READ = _event("safe_place:read", "read where somebody stays and how to reach them", readers=SHELTER)
SUSPECT_RECORDED = _event("suspect:recorded", "recorded a suspect", "words", readers=INVESTIGATION)
SUSPECT_CORRECTED = _event("suspect:corrected", "corrected what is recorded of a suspect", "changed", readers=INVESTIGATION)
SUSPECT_CLEARED = _event("suspect:cleared", "cleared a suspect", "words", readers=INVESTIGATION)
INQUIRY_BEGUN = _event("inquiry:begun", "began a line of inquiry", "words", readers=INVESTIGATION)
INQUIRY_ENDED = _event("inquiry:ended", "ended a line of inquiry", "words", readers=INVESTIGATION)
ARREST_RECORDED = _event("arrest:recorded", "recorded an arrest", "words", readers=INVESTIGATION)
ARREST_ENDED = _event("arrest:ended", "recorded a release from arrest", "words", readers=INVESTIGATION)
PROPERTY_HELD = _event("property:held", "recorded property that is held", "words", readers=INVESTIGATION)
PROPERTY_RELEASED = _event("property:released", "recorded that property was released", "words", readers=INVESTIGATION)
CHARGE_CONSIDERED = _event("charge:considered", "considered a charge", "words", readers=PROSECUTION)
CHARGE_LAID = _event("charge:laid", "laid a charge", "words", readers=PROSECUTION)
CHARGE_ENDED = _event("charge:ended", "recorded how a charge ended", "words", readers=PROSECUTION)
OUTCOME_REPLACED = _event("charge:outcome_replaced", "replaced the outcome of a charge", "words", readers=PROSECUTION)
SENTENCE_PASSED = _event("sentence:passed", "recorded a sentence", "words", readers=PROSECUTION)
APPEAL_LODGED = _event("appeal:lodged", "recorded an appeal", "words", readers=PROSECUTION)
APPEAL_ENDED = _event("appeal:ended", "recorded how an appeal ended", "words", readers=PROSECUTION)
MEASURE_RECORDED = _event("measure_against:recorded", "recorded a measure against the person", "words", readers=CASE)
NON_PUNISHMENT_PROMPTED = _event(
    "non_punishment:prompted", "asked a prosecutor to look at a measure against the person", readers=CASE
)
NON_PUNISHMENT_ANSWERED = _event("non_punishment:answered", "answered about a measure against the person", "words", readers=CASE)
CONCERN_SENT = _event("concern:sent", "told of a concern", readers=REFERRAL)
MERGE_PROPOSED = _event("merge:proposed", "proposed that two records are of one person", "words", readers=MERGE)
MERGE_AGREED = _event("merge:agreed", "agreed that two records are of one person", "words", readers=MERGE)
MERGE_REJECTED = _event("merge:rejected", "rejected that two records are of one person", "words", readers=MERGE)
MERGE_DONE = _event("merge:done", "merged two records of one person", readers=MERGE)
MERGE_UNDONE = _event("merge:undone", "undid the merge of two records", "words", readers=MERGE)
CONSENT_RECORDED = _event("consent:recorded", "recorded what a person answered when asked", "words", readers=CARE)
CONSENT_WITHDRAWN = _event("consent:withdrawn", "recorded that a person withdrew consent", "words", readers=CARE)
EXEMPTION_RECORDED = _event("exemption:recorded", "recorded a lawful exception to consent", "words", readers=CARE)
EXEMPTION_ENDED = _event("exemption:ended", "ended a lawful exception to consent", readers=CARE)
PERSON_TOLD = _event("person:told", "let another agency read a person’s file, on a recorded basis", readers=CARE)
FILE_SHARED_WITHIN = _event("person:file_shared_within", "let a colleague read a person’s file, within the agency", readers=CARE)
PERSON_EXPORTED = _event("person:exported", "made a file about a person for a recipient", readers=CARE)
IDENTITY_REMOVED = _event("person:identity_removed", "removed who a person is from their record", readers=CARE)
NOTICE_ACKNOWLEDGED = _event("notice:acknowledged", "said what was done after a withdrawal", "words", readers=CARE)
REFERRAL_SENT = _event("referral:sent", "referred a person", "words", readers=REFERRAL)
REFERRAL_RECEIVED = _event("referral:received", "confirmed the receipt of a referral", readers=REFERRAL)
REFERRAL_ACCEPTED = _event("referral:accepted", "accepted a referral", "words", readers=REFERRAL)
REFERRAL_REFUSED = _event("referral:refused", "refused a referral", "reason", "words", readers=REFERRAL)
REFERRAL_ANSWERED = _event("referral:answered", "sent word back about a referral", "words", readers=REFERRAL)
REFERRAL_DONE = _event("referral:done", "said what became of a referral", "words", readers=REFERRAL)
REFERRAL_REVOKED = _event("referral:revoked", "revoked a referral", "reason", "words", readers=REFERRAL)
REFERRAL_LINKED = _event("referral:person_linked", "linked a referral to a person", readers=REFERRAL)
REFERRAL_LED_TO_CASE = _event("referral:case_opened", "opened a case from a referral", readers=REFERRAL)
PUT_FORWARD_ERASED = _event("referral:erased", "erased what was told of somebody put forward", readers=REFERRAL)
PERSON_PUT_FORWARD = _event("person:put_forward", "put a person forward", readers=REFERRAL)
PERSON_TOLD_OF = _event("person:told_of", "let a program read what may be told of a person", readers=REFERRAL)
PARTNER_ADDED = _event("partner:added", "added a partner", readers=PARTNER)
PARTNER_CHANGED = _event("partner:changed", "changed what is known of a partner", readers=PARTNER)
PARTNER_LEFT = _event("partner:left", "recorded that a partner left", readers=PARTNER)
PARTNER_RETURNED = _event("partner:returned", "recorded that a partner came back", readers=PARTNER)
AGREEMENT_RECORDED = _event("agreement:recorded", "recorded an agreement with a partner", readers=PARTNER)
SPEAKER_NAMED = _event("speaker:named", "named a member who speaks for a partner", readers=PARTNER)
SPEAKER_ENDED = _event("speaker:ended", "recorded that a member speaks for a partner no more", readers=PARTNER)
COURSES_LOADED = _event("courses:loaded", "loaded what became of invented people", readers=CASE)
CARE_LOADED = _event("care:loaded", "loaded an invented step of a service", "words", readers=CARE)
REFERRAL_LOADED = _event("referral:loaded", "loaded an invented referral", "words", readers=REFERRAL)
INVESTIGATION_LOADED = _event("investigation:loaded", "loaded an invented suspect", readers=INVESTIGATION)
PROSECUTION_LOADED = _event("prosecution:loaded", "loaded an invented charge or measure", readers=PROSECUTION)
PARTNER_LOADED = _event("partner:loaded", "loaded an invented partner", readers=PARTNER)
