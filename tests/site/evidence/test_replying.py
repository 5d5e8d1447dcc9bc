"""Answers to claims: who records them, who makes them public, and what they do to the counts."""

from typing import Any

import pytest
from evidence.telling import ANSWERED, UNANSWERED, confirmed, published, recorded

from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.evidence.actions.importing import withdraw_import
from firmground_site.evidence.actions.replying import confirm_reply, return_reply, withdraw_reply
from firmground_site.evidence.models import ClaimReply
from firmground_site.evidence.register import claim_named, graded

pytestmark = pytest.mark.django_db


def answers(key: str = UNANSWERED) -> list[tuple[str, str]]:
    return [(each.report.id, each.stance) for each in claim_named(key).answers]


def unanswered() -> int:
    return len(graded("us_2020").lists["has no specific answer"])


def test_an_answer_counts_only_once_somebody_else_has_confirmed_it(cast: Any) -> None:
    before, reply = unanswered(), recorded(cast)
    assert (answers(), unanswered()) == ([], before)
    confirm_reply(reply=reply, by=cast.actor("secretariat"))
    assert (answers(), unanswered()) == ([("gov_2020", "dispute")], before - 1)


def test_nobody_confirms_or_returns_an_answer_of_their_own(cast: Any) -> None:
    reply = recorded(cast)
    for step in (
        lambda: confirm_reply(reply=reply, by=cast.actor("analyst")),
        lambda: return_reply(reply=reply, reason="No.", by=cast.actor("analyst")),
    ):
        with pytest.raises(Refused, match="You recorded this answer"):
            step()
    assert confirm_reply(reply=reply, by=cast.actor("second_analyst")).state == "confirmed"


def test_the_pairing_is_our_reading_unless_the_report_names_the_claim(cast: Any) -> None:
    confirmed(cast)
    cite = claim_named(UNANSWERED).answers[0].cite
    assert not cite.confidence.is_verified
    assert cite.note.startswith("The pairing is our reading. It says")
    withdraw_reply(reply=ClaimReply.objects.get(), reason="It names it.", by=cast.actor("analyst"))
    confirmed(cast, names_claim=True, document="Transcript", address="https://gov.example/t")
    cite = claim_named(UNANSWERED).answers[0].cite
    assert cite.confidence.is_verified
    assert cite.source[-1] == ClaimReply.objects.order_by("recorded_at").last().source_key


@pytest.mark.parametrize(
    ("to", "changes", "fault"),
    [
        ("us_2020.p99", {}, "no such claim"),
        ("nothing", {}, "no such claim"),
        (UNANSWERED, {"stance": "silence"}, "how the claim is answered"),
        (UNANSWERED, {"report": "us_2020"}, "report of the register that answers"),
        (UNANSWERED, {"report": "gov_1999"}, "report of the register that answers"),
        (UNANSWERED, {"report": "gov_2019"}, "published before the claim"),
        (UNANSWERED, {"by_claims": ()}, "in which claims"),
        (UNANSWERED, {"by_claims": ("s1", "s99")}, "in which claims"),
        (UNANSWERED, {"reasons": " "}, "reasons"),
        (UNANSWERED, {"address": "https://gov.example/"}, "title of the document"),
        (UNANSWERED, {"document": "D", "address": "ftp://gov.example/"}, "begins with https://"),
        (ANSWERED, {}, "already"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(to: str, changes: dict[str, Any], fault: str, cast: Any) -> None:
    with pytest.raises(Refused, match=fault):
        recorded(cast, to, **changes)
    assert not ClaimReply.objects.exists()


def test_one_report_answers_a_claim_once_until_that_was_returned_or_withdrawn(cast: Any) -> None:
    first = recorded(cast)
    with pytest.raises(Refused, match="waits to be confirmed"):
        recorded(cast, by="second_analyst")
    with pytest.raises(Refused, match="why you return"):
        return_reply(reply=first, reason=" ", by=cast.actor("secretariat"))
    return_reply(reply=first, reason="It speaks of another year.", by=cast.actor("secretariat"))
    second = confirm_reply(reply=recorded(cast), by=cast.actor("secretariat"))
    with pytest.raises(Refused, match="already"):
        recorded(cast)
    withdraw_reply(reply=second, reason="It was corrected.", by=cast.actor("second_analyst"))
    assert answers() == []
    assert recorded(cast).state == "waiting"
    assert [each.state for each in ClaimReply.objects.all()] == ["returned", "withdrawn", "waiting"]


def test_an_answer_is_answered_and_withdrawn_once(cast: Any) -> None:
    reply = confirmed(cast)
    with pytest.raises(Refused, match="already confirmed"):
        return_reply(reply=reply, reason="No.", by=cast.actor("secretariat"))
    with pytest.raises(Refused, match="why you withdraw"):
        withdraw_reply(reply=reply, reason=" ", by=cast.actor("analyst"))
    withdraw_reply(reply=reply, reason="It was corrected.", by=cast.actor("analyst"))
    with pytest.raises(Refused, match="already withdrawn"):
        withdraw_reply(reply=reply, reason="Again.", by=cast.actor("analyst"))


def test_an_imported_report_answers_and_is_answered_like_one_of_the_pack(cast: Any) -> None:
    report = published(cast)
    confirmed(cast, report=report.register_id, by_claims=("c1", "c3"), stance="accept")
    confirmed(cast, f"{report.register_id}.c2", report="gov_2021", by_claims=("s1",))
    assert answers() == [(report.register_id, "accept")]
    assert answers(f"{report.register_id}.c2") == [("gov_2021", "dispute")]
    assert len(graded(report.register_id).lists["has no specific answer"]) == 2
    withdraw_import(report=report, reason="It was a draft.", by=cast.actor("analyst"))
    assert answers() == []


@pytest.mark.parametrize("by", ["partner", "statistician", "measure_owner", "supervisor"])
def test_nobody_else_records_or_confirms(by: str, cast: Any) -> None:
    reply = recorded(cast)
    with pytest.raises(NotPermitted):
        recorded(cast, by=by)
    with pytest.raises(NotPermitted):
        confirm_reply(reply=reply, by=cast.actor(by))


def test_every_step_is_in_the_ledger(cast: Any) -> None:
    reply = confirmed(cast)
    withdraw_reply(reply=reply, reason="It was corrected.", by=cast.actor("analyst"))
    names = [each.kind.name for each in entries_about(reply, cast.actor("analyst"))]
    assert names == ["evidence:reply_recorded", "evidence:reply_confirmed", "evidence:reply_withdrawn"]
