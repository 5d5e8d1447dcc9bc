"""The events of screening, debriefing, deciding, handing over, reviewing, reading and erasing. Their stream is ``people``."""

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

LONGEST = "identification_identified"  # the pack's kind of record that is kept longest


def _event(name: str, sentence: str, *personal: str, readers: Permission = Permission.IDENTIFICATION_READ) -> EventKind:
    retention = LONGEST if personal else "permanent"
    return register(EventKind(name, sentence, "people", personal=personal, retention=retention, readers=readers))


SCREENING_RECORDED = _event("screening:recorded", "recorded a screening", "answers", readers=Permission.SCREENING_READ)
RESULT_DIFFERED = _event(
    "screening:result_differed",
    "sent a result from the browser that differs from the server's",
    "browser_result",
    readers=Permission.SCREENING_READ,
)
PARTY_NAMED = _event("screening:party_named", "recorded that a party was named", readers=Permission.SCREENING_READ)

IDENTIFICATION_OPENED = _event("identification:opened", "opened an identification")
IDENTIFICATION_TAKEN_UP = _event("identification:taken_up", "took up an identification")
IDENTIFICATION_CLOSED = _event("identification:closed", "closed an identification", "reasons")
IDENTIFICATION_REOPENED = _event("identification:reopened", "opened an identification again", "reasons")
IDENTIFICATION_RECONSIDERED = _event("identification:reconsidered", "began to reconsider a decision", "reasons")

DEBRIEFING_BEGUN = _event("debriefing:begun", "began a full debriefing")
DEBRIEFING_SAVED = _event("debriefing:saved", "saved answers of a debriefing", "changed")
DEBRIEFING_FINISHED = _event("debriefing:finished", "finished a full debriefing", "answers")
DEBRIEFING_REOPENED = _event("debriefing:reopened", "opened a debriefing again", "browser_result")
SITTING_BEGUN = _event("sitting:begun", "began a sitting")
SITTING_ENDED = _event("sitting:ended", "ended a sitting")
BREAK_BEGUN = _event("break:begun", "began a break")
BREAK_ENDED = _event("break:ended", "ended a break")

DECISION_MADE = _event("decision:made", "made a decision", "reasons", "forced_labour_reasons", "relied_on")
DECISION_CHANGED = _event("decision:changed", "changed a decision", "reasons", "forced_labour_reasons", "relied_on")
DECISION_CONCURRED = _event("decision:concurred", "concurred with a decision", "reasons")
DECISION_DIFFERED = _event("decision:differed", "differed from a decision", "reasons")
LETTER_MADE = _event("decision:letter_made", "made the letter of reasons")

HAND_OVER_OFFERED = _event("hand_over:offered", "offered an identification to another officer or agency", "reason")
HAND_OVER_ACCEPTED = _event("hand_over:accepted", "accepted an identification", "answer")
HAND_OVER_DECLINED = _event("hand_over:declined", "declined an identification", "answer")
HAND_OVER_WITHDRAWN = _event("hand_over:withdrawn", "withdrew the offer of an identification", "answer")

REVIEW_ASKED = _event("review:asked", "recorded that a review was asked for", "grounds")
REVIEW_ENDED = _event("review:ended", "ended a review", "reasons")

PERSON_READ = _event("person:read", "opened a person's file", "purpose", readers=Permission.PERSON_READ)
PERSON_CORRECTED = _event("person:corrected", "corrected a person's record", "changed", readers=Permission.PERSON_READ)
PERSON_SHARED = _event("person:shared", "shared a person's file", "purpose", readers=Permission.PERSON_READ)
SHARING_ENDED = _event("person:sharing_ended", "ended the sharing of a person's file", readers=Permission.PERSON_READ)
PERSON_ERASED = _event("person:erased", "erased a person's record")

YEAR_LOADED = _event("demo:year_loaded", "loaded a demonstration year")
