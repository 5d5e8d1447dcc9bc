"""What happens to imported reports and to answers, as the ledger says it. Nothing here is about people met."""

from django.utils.translation import gettext_lazy as _

from firmground_site.access.permissions import Permission
from firmground_site.audit.kinds import EventKind, register


def _event(name: str, sentence: str) -> EventKind:
    return register(EventKind(name, sentence, "evidence", readers=Permission.EVIDENCE_READ))


REPORT_IMPORTED = _event("evidence:report_imported", _("imported a report"))
CLAIM_CONFIRMED = _event("evidence:claim_confirmed", _("confirmed a claim of a report"))
PART_LEFT_OUT = _event("evidence:part_left_out", _("left a part of a report out"))
PARTS_JOINED = _event("evidence:parts_joined", _("joined two parts of a report"))
PART_CUT = _event("evidence:part_cut", _("cut a part of a report in two"))
REPORT_PUBLISHED = _event("evidence:report_published", _("published an imported report"))
REPORT_WITHDRAWN = _event("evidence:report_withdrawn", _("withdrew an imported report"))
REPLY_RECORDED = _event("evidence:reply_recorded", _("recorded an answer to a claim"))
REPLY_CONFIRMED = _event("evidence:reply_confirmed", _("confirmed an answer to a claim"))
REPLY_RETURNED = _event("evidence:reply_returned", _("returned an answer to a claim"))
REPLY_WITHDRAWN = _event("evidence:reply_withdrawn", _("withdrew an answer to a claim"))
