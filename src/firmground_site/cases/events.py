"""The events of cases. Their stream is ``cases``; whoever may read a section may read the contents of its events."""

from django.utils.translation import gettext_lazy as _

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

LONGEST = "case_closed"  # the pack's kind of record that is kept longest
CASE, CARE, SHELTER = Permission.CASE_READ, Permission.CARE_READ, Permission.SHELTER_READ
INVESTIGATION, PROSECUTION = Permission.INVESTIGATION_READ, Permission.PROSECUTION_READ
REFERRAL, PARTNER, MERGE = Permission.REFERRAL_READ, Permission.PARTNER_READ, Permission.MERGE_REVIEW


def _event(name: str, sentence: str, *personal: str, readers: Permission) -> EventKind:
    retention = LONGEST if personal else "permanent"
    return register(EventKind(name, sentence, "cases", personal=personal, retention=retention, readers=readers))


CASE_OPENED = _event("case:opened", _("opened a case"), "words", readers=CASE)
CASE_READ = _event("case:read", _("opened a case's file"), "purpose", readers=CASE)
CASE_CHANGED = _event("case:changed", _("changed the summary of a case"), "words", "was", readers=CASE)
CASE_TAKEN_UP = _event("case:taken_up", _("took up a case"), readers=CASE)
CASE_PLAN_AGREED = _event("case:plan_agreed", _("agreed a plan with the person"), "words", readers=CASE)
CASE_NOTED = _event("case:noted", _("wrote into a case's file"), "words", readers=CASE)
CASE_CLOSED = _event("case:closed", _("closed a case"), "words", readers=CASE)
CASE_REOPENED = _event("case:reopened", _("opened a case again"), "words", readers=CASE)
PERSON_INVOLVED = _event("involvement:recorded", _("recorded a person's part in a case"), "words", readers=CASE)
INVOLVEMENT_ENDED = _event("involvement:ended", _("ended a person's part in a case"), "words", readers=CASE)
TEAM_JOINED = _event("team:joined", _("added a member to the team of a case"), "words", readers=CASE)
TEAM_LEFT = _event("team:left", _("removed a member from the team of a case"), readers=CASE)

SERVICE_RECORDED = _event("service:recorded", _("recorded a step of a service"), "words", readers=CARE)
SAFE_PLACE_RECORDED = _event("safe_place:recorded", _("recorded where somebody stays and how to reach them"), readers=SHELTER)
SAFE_PLACE_READ = _event("safe_place:read", _("read where somebody stays and how to reach them"), readers=SHELTER)
SUSPECT_RECORDED = _event("suspect:recorded", _("recorded a suspect"), "words", readers=INVESTIGATION)
SUSPECT_CORRECTED = _event("suspect:corrected", _("corrected what is recorded of a suspect"), "changed", readers=INVESTIGATION)
SUSPECT_CLEARED = _event("suspect:cleared", _("cleared a suspect"), "words", readers=INVESTIGATION)
INQUIRY_BEGUN = _event("inquiry:begun", _("began a line of inquiry"), "words", readers=INVESTIGATION)
INQUIRY_ENDED = _event("inquiry:ended", _("ended a line of inquiry"), "words", readers=INVESTIGATION)
ARREST_RECORDED = _event("arrest:recorded", _("recorded an arrest"), "words", readers=INVESTIGATION)
ARREST_ENDED = _event("arrest:ended", _("recorded a release from arrest"), "words", readers=INVESTIGATION)
PROPERTY_HELD = _event("property:held", _("recorded property that is held"), "words", readers=INVESTIGATION)
PROPERTY_RELEASED = _event("property:released", _("recorded that property was released"), "words", readers=INVESTIGATION)
CHARGE_CONSIDERED = _event("charge:considered", _("considered a charge"), "words", readers=PROSECUTION)
CHARGE_LAID = _event("charge:laid", _("laid a charge"), "words", readers=PROSECUTION)
CHARGE_ENDED = _event("charge:ended", _("recorded how a charge ended"), "words", readers=PROSECUTION)
OUTCOME_REPLACED = _event("charge:outcome_replaced", _("replaced the outcome of a charge"), "words", readers=PROSECUTION)
SENTENCE_PASSED = _event("sentence:passed", _("recorded a sentence"), "words", readers=PROSECUTION)
APPEAL_LODGED = _event("appeal:lodged", _("recorded an appeal"), "words", readers=PROSECUTION)
APPEAL_ENDED = _event("appeal:ended", _("recorded how an appeal ended"), "words", readers=PROSECUTION)
MEASURE_RECORDED = _event("measure_against:recorded", _("recorded a measure against the person"), "words", readers=CASE)
NON_PUNISHMENT_PROMPTED = _event(
    "non_punishment:prompted", _("asked a prosecutor to look at a measure against the person"), readers=CASE
)
NON_PUNISHMENT_ANSWERED = _event(
    "non_punishment:answered", _("answered about a measure against the person"), "words", readers=CASE
)
CONCERN_SENT = _event("concern:sent", _("told of a concern"), readers=REFERRAL)
MERGE_PROPOSED = _event("merge:proposed", _("proposed that two records are of one person"), "words", readers=MERGE)
MERGE_AGREED = _event("merge:agreed", _("agreed that two records are of one person"), "words", readers=MERGE)
MERGE_REJECTED = _event("merge:rejected", _("rejected that two records are of one person"), "words", readers=MERGE)
MERGE_DONE = _event("merge:done", _("merged two records of one person"), readers=MERGE)
MERGE_UNDONE = _event("merge:undone", _("undid the merge of two records"), "words", readers=MERGE)
CONSENT_RECORDED = _event("consent:recorded", _("recorded what a person answered when asked"), "words", readers=CARE)
CONSENT_WITHDRAWN = _event("consent:withdrawn", _("recorded that a person withdrew consent"), "words", readers=CARE)
EXEMPTION_RECORDED = _event("exemption:recorded", _("recorded a lawful exception to consent"), "words", readers=CARE)
EXEMPTION_ENDED = _event("exemption:ended", _("ended a lawful exception to consent"), readers=CARE)
PERSON_TOLD = _event("person:told", _("let another agency read a person’s file, on a recorded basis"), readers=CARE)
FILE_SHARED_WITHIN = _event(
    "person:file_shared_within", _("let a colleague read a person’s file, within the agency"), readers=CARE
)
PERSON_EXPORTED = _event("person:exported", _("made a file about a person for a recipient"), readers=CARE)
IDENTITY_REMOVED = _event("person:identity_removed", _("removed who a person is from their record"), readers=CARE)
NOTICE_ACKNOWLEDGED = _event("notice:acknowledged", _("said what was done after a withdrawal"), "words", readers=CARE)
REFERRAL_SENT = _event("referral:sent", _("referred a person"), "words", readers=REFERRAL)
REFERRAL_RECEIVED = _event("referral:received", _("confirmed the receipt of a referral"), readers=REFERRAL)
REFERRAL_ACCEPTED = _event("referral:accepted", _("accepted a referral"), "words", readers=REFERRAL)
REFERRAL_REFUSED = _event("referral:refused", _("refused a referral"), "reason", "words", readers=REFERRAL)
REFERRAL_ANSWERED = _event("referral:answered", _("sent word back about a referral"), "words", readers=REFERRAL)
REFERRAL_DONE = _event("referral:done", _("said what became of a referral"), "words", readers=REFERRAL)
REFERRAL_REVOKED = _event("referral:revoked", _("revoked a referral"), "reason", "words", readers=REFERRAL)
REFERRAL_LINKED = _event("referral:person_linked", _("linked a referral to a person"), readers=REFERRAL)
REFERRAL_LED_TO_CASE = _event("referral:case_opened", _("opened a case from a referral"), readers=REFERRAL)
PUT_FORWARD_ERASED = _event("referral:erased", _("erased what was told of somebody put forward"), readers=REFERRAL)
PERSON_PUT_FORWARD = _event("person:put_forward", _("put a person forward"), readers=REFERRAL)
PERSON_TOLD_OF = _event("person:told_of", _("let a program read what may be told of a person"), readers=REFERRAL)
PARTNER_ADDED = _event("partner:added", _("added a partner"), readers=PARTNER)
PARTNER_CHANGED = _event("partner:changed", _("changed what is known of a partner"), readers=PARTNER)
PARTNER_LEFT = _event("partner:left", _("recorded that a partner left"), readers=PARTNER)
PARTNER_RETURNED = _event("partner:returned", _("recorded that a partner came back"), readers=PARTNER)
AGREEMENT_RECORDED = _event("agreement:recorded", _("recorded an agreement with a partner"), readers=PARTNER)
SPEAKER_NAMED = _event("speaker:named", _("named a member who speaks for a partner"), readers=PARTNER)
SPEAKER_ENDED = _event("speaker:ended", _("recorded that a member speaks for a partner no more"), readers=PARTNER)
COURSES_LOADED = _event("courses:loaded", _("loaded what became of invented people"), readers=CASE)
CARE_LOADED = _event("care:loaded", _("loaded an invented step of a service"), "words", readers=CARE)
REFERRAL_LOADED = _event("referral:loaded", _("loaded an invented referral"), "words", readers=REFERRAL)
INVESTIGATION_LOADED = _event("investigation:loaded", _("loaded an invented suspect"), readers=INVESTIGATION)
PROSECUTION_LOADED = _event("prosecution:loaded", _("loaded an invented charge or measure"), readers=PROSECUTION)
PARTNER_LOADED = _event("partner:loaded", _("loaded an invented partner"), readers=PARTNER)
