"""The events of screening, debriefing, deciding, handing over, reviewing, reading and erasing. Their stream is ``people``."""

from django.utils.translation import gettext_lazy as _

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register

LONGEST = "identification_identified"  # the pack's kind of record that is kept longest


def _event(name: str, sentence: str, *personal: str, readers: Permission = Permission.IDENTIFICATION_READ) -> EventKind:
    retention = LONGEST if personal else "permanent"
    return register(EventKind(name, sentence, "people", personal=personal, retention=retention, readers=readers))


SCREENING_RECORDED = _event("screening:recorded", _("recorded a screening"), "answers", readers=Permission.SCREENING_READ)
RESULT_DIFFERED = _event(
    "screening:result_differed",
    _("sent a result from the browser that differs from the server's"),
    "browser_result",
    readers=Permission.SCREENING_READ,
)
PARTY_NAMED = _event("screening:party_named", _("recorded that a party was named"), readers=Permission.SCREENING_READ)

IDENTIFICATION_OPENED = _event("identification:opened", _("opened an identification"))
IDENTIFICATION_TAKEN_UP = _event("identification:taken_up", _("took up an identification"))
IDENTIFICATION_CLOSED = _event("identification:closed", _("closed an identification"), "reasons")
IDENTIFICATION_REOPENED = _event("identification:reopened", _("opened an identification again"), "reasons")
IDENTIFICATION_RECONSIDERED = _event("identification:reconsidered", _("began to reconsider a decision"), "reasons")

DEBRIEFING_BEGUN = _event("debriefing:begun", _("began a full debriefing"))
DEBRIEFING_SAVED = _event("debriefing:saved", _("saved answers of a debriefing"), "changed")
DEBRIEFING_FINISHED = _event("debriefing:finished", _("finished a full debriefing"), "answers")
DEBRIEFING_REOPENED = _event("debriefing:reopened", _("opened a debriefing again"), "browser_result")
SITTING_BEGUN = _event("sitting:begun", _("began a sitting"))
SITTING_ENDED = _event("sitting:ended", _("ended a sitting"))
BREAK_BEGUN = _event("break:begun", _("began a break"))
BREAK_ENDED = _event("break:ended", _("ended a break"))

DECISION_MADE = _event("decision:made", _("made a decision"), "reasons", "forced_labour_reasons", "relied_on")
DECISION_CHANGED = _event("decision:changed", _("changed a decision"), "reasons", "forced_labour_reasons", "relied_on")
DECISION_CONCURRED = _event("decision:concurred", _("concurred with a decision"), "reasons")
DECISION_DIFFERED = _event("decision:differed", _("differed from a decision"), "reasons")
LETTER_MADE = _event("decision:letter_made", _("made the letter of reasons"))

HAND_OVER_OFFERED = _event("hand_over:offered", _("offered an identification to another officer or agency"), "reason")
HAND_OVER_ACCEPTED = _event("hand_over:accepted", _("accepted an identification"), "answer")
HAND_OVER_DECLINED = _event("hand_over:declined", _("declined an identification"), "answer")
HAND_OVER_WITHDRAWN = _event("hand_over:withdrawn", _("withdrew the offer of an identification"), "answer")

REVIEW_ASKED = _event("review:asked", _("recorded that a review was asked for"), "grounds")
REVIEW_ENDED = _event("review:ended", _("ended a review"), "reasons")

PERSON_READ = _event("person:read", _("opened a person's file"), "purpose", readers=Permission.PERSON_READ)
PERSON_CORRECTED = _event("person:corrected", _("corrected a person's record"), "changed", readers=Permission.PERSON_READ)
PERSON_SHARED = _event("person:shared", _("shared a person's file"), "purpose", readers=Permission.PERSON_READ)
SHARING_ENDED = _event("person:sharing_ended", _("ended the sharing of a person's file"), readers=Permission.PERSON_READ)
PERSON_ERASED = _event("person:erased", _("erased a person's record"))

YEAR_LOADED = _event("demo:year_loaded", _("loaded a demonstration year"))
