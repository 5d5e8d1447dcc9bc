"""Reports and answers as the tests make them: through the actions, as members do."""

import datetime
from typing import Any

from firmground_site.evidence.actions.deciding import confirm_claim, leave_out
from firmground_site.evidence.actions.importing import import_report, publish_report
from firmground_site.evidence.actions.replying import confirm_reply, record_reply
from firmground_site.evidence.models import ClaimReply, ImportedReport, ReportPart
from firmground_site.evidence.queries import standing_parts
from firmground_site.evidence.reading import read_pasted
from firmground_site.evidence.told import ClaimTold, ReplyTold, ReportTold

TEXT = "A heading\n\n1. We sent 14 people. Three were never asked.\n2. Interpreters should stay.\n"
QUOTED = "Three were never asked"
SAYS = "Three of those sent were not screened."
UNANSWERED, ANSWERED = "us_2020.p5", "us_2020.p4"  # in the pack


def report_told(**changes: Any) -> ReportTold:
    said: dict[str, Any] = {
        "publisher": "",
        "publisher_name": "Harbour Sisters",
        "title": "Letter on screening",
        "published_on": datetime.date(2021, 3, 1),
        "address": "https://sisters.example/letter",
        "rating": "",
        "answers": "",
        "read_as": "primary",
    }
    return ReportTold(**(said | changes))


def claim_told(**changes: Any) -> ClaimTold:
    said = {"says": SAYS, "kind": "criticism", "holds": "fact", "rests_on": "own_figures", "case_details": "figures"}
    return ClaimTold(**(said | changes))


def reply_told(**changes: Any) -> ReplyTold:
    said: dict[str, Any] = {
        "stance": "dispute",
        "report": "gov_2020",
        "by_claims": ("s1",),
        "names_claim": False,
        "reasons": "It says that the number leaves other offences out.",
        "document": "",
        "address": "",
    }
    return ReplyTold(**(said | changes))


def imported(cast: Any, text: str = TEXT, *, by: str = "analyst", **changes: Any) -> ImportedReport:
    return import_report(told=report_told(**changes), document=read_pasted(text), by=cast.actor(by))


def parts_of(report: ImportedReport) -> list[ReportPart]:
    return list(standing_parts(report))


def decided(cast: Any, text: str = TEXT, *, by: str = "analyst", **changes: Any) -> ImportedReport:
    """A report with every part decided on: the heading is left out, each sentence is a claim."""
    report = imported(cast, text, by=by, **changes)
    heading, *rest = parts_of(report)
    leave_out(part=heading, version=1, reason="A heading.", by=cast.actor(by))
    for number, each in enumerate(rest, 1):
        confirm_claim(part=each, version=1, told=claim_told(says=f"{SAYS} ({number})"), by=cast.actor(by))
    report.refresh_from_db()
    return report


def published(cast: Any, text: str = TEXT, *, by: str = "secretariat", **changes: Any) -> ImportedReport:
    report = decided(cast, text, **changes)
    return publish_report(report=report, version=report.version, by=cast.actor(by))


def recorded(cast: Any, to: str = UNANSWERED, *, by: str = "analyst", **changes: Any) -> ClaimReply:
    return record_reply(to=to, told=reply_told(**changes), by=cast.actor(by))


def confirmed(cast: Any, to: str = UNANSWERED, **changes: Any) -> ClaimReply:
    return confirm_reply(reply=recorded(cast, to, **changes), by=cast.actor("secretariat"))


def typed_report(**changes: Any) -> dict[str, Any]:
    """A report as a browser sends it."""
    day = {"published_on_day": "1", "published_on_month": "3", "published_on_year": "2021"}
    said = {"publisher_name": "Harbour Sisters", "title": "Letter on screening", "read_as": "primary", "text": TEXT}
    return {**said, **day, **changes}


def typed_claim(version: int = 1, **changes: Any) -> dict[str, Any]:
    return {"step": "confirm", "version": str(version), **vars(claim_told()), **changes}


def typed_reply(**changes: Any) -> dict[str, Any]:
    return {"stance": "dispute", "by_claims": ["s1"], "names_claim": "no", "reasons": "It leaves others out.", **changes}
