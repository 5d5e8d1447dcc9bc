"""An offer that nobody can answer any more is taken back by the side that made it, and the case goes on."""

from typing import Any

import pytest
from django.urls import reverse
from screening.procedures import current, debriefed, decided, may_open

from firmground_site.audit.actions import Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Entry
from firmground_site.screening.actions.deciding import give_opinion
from firmground_site.screening.actions.handing_over import answer_hand_over, offer_hand_over, withdraw_hand_over
from firmground_site.screening.models import HandOver, Identification
from firmground_site.screening.procedure import steps_open_to
from firmground_site.screening.story import story_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(cast: Any, screening: Any) -> HandOver:
    """Offered to an officer of another agency, who has left since."""
    waiting = debriefed(screening.identification, cast)
    made = offer_hand_over(
        identification=waiting,
        version=waiting.version,
        to_agency=cast.other_officer.agency,
        to_officer=cast.other_officer,
        reason="It is their district.",
        by=cast.actor("identification_officer"),
    )
    with writing("a member who left"):
        type(cast.other_officer).objects.filter(pk=cast.other_officer.pk).update(is_active=False)
    return made


def withdrawn(offer: HandOver, cast: Any, by: str, reason: str = "He has left.") -> HandOver:
    version = current(offer.identification).version
    return withdraw_hand_over(hand_over=offer, version=version, reason=reason, by=cast.actor(by))


def address(offer: HandOver) -> str:
    return reverse("screening:withdraw_hand_over", args=[offer.identification_id])


@pytest.mark.parametrize("by", ["identification_officer", "supervisor"])
def test_its_officer_or_a_supervisor_withdraws_it_with_a_reason(by: str, cast: Any, as_member: Any, offer: HandOver) -> None:
    client = may_open(as_member(by), offer.identification.person)
    page = reverse("screening:identification", args=[offer.identification_id])
    assert address(offer) in client.get(page).content.decode()
    assert "Mr Wu" in client.get(address(offer)).content.decode()
    sent = {"version": current(offer.identification).version, "reasons": " "}
    assert client.post(address(offer), sent).status_code == 400
    assert HandOver.objects.get().answered_at is None
    text = client.post(address(offer), sent | {"reasons": "He has left."}, follow=True).content.decode()
    for words in ("The hand-over is withdrawn.", "Hand-over withdrawn", "He has left."):
        assert words in text
    assert address(offer) not in text
    assert Entry.objects.filter(kind="hand_over:withdrawn").count() == 1
    again = client.post(address(offer), sent | {"reasons": "He has left."}, follow=True)
    assert "No hand-over is on offer any more." in again.content.decode()


def test_it_then_goes_on_and_can_be_offered_to_somebody_else(cast: Any, offer: HandOver) -> None:
    decision = decided(offer.identification, cast)
    second = {"decision": decision, "concurs": True, "reasons": "", "by": cast.actor("second_officer")}
    with pytest.raises(Refused, match="or withdrawn"):
        give_opinion(version=current(offer.identification).version, **second)
    withdrawn(offer, cast, "supervisor")
    give_opinion(version=current(offer.identification).version, **second)
    kept = HandOver.objects.get()
    assert (kept.accepted, kept.withdrawn, kept.answer) == (False, True, "He has left.")
    assert current(offer.identification).officer == cast.identification_officer


@pytest.mark.parametrize(
    ("by", "words"),
    [("second_officer", "Ask its officer, or a supervisor"), ("other_supervisor", "another agency")],
)
def test_nobody_else_withdraws_it(by: str, words: str, cast: Any, as_member: Any, offer: HandOver) -> None:
    with pytest.raises(Refused, match=words):
        withdrawn(offer, cast, by)
    client = may_open(as_member(by), offer.identification.person)
    text = client.post(address(offer), {"version": current(offer.identification).version, "reasons": "No."}).content.decode()
    assert HandOver.objects.get().answered_at is None
    assert by == "other_supervisor" or words in text
    assert "withdraw_hand_over" not in {each.name for each in steps_open_to(cast.actor(by), current(offer.identification))}


def test_it_is_not_withdrawn_without_a_reason_nor_on_what_was_not_read(cast: Any, offer: HandOver) -> None:
    with pytest.raises(Refused, match="Give the reason"):
        withdrawn(offer, cast, "supervisor", reason=" ")
    with pytest.raises(Stale):
        withdraw_hand_over(hand_over=offer, version=1, reason="He has left.", by=cast.actor("supervisor"))


@pytest.mark.parametrize("accepts", [True, False])
def test_what_was_answered_is_not_withdrawn_and_what_was_withdrawn_is_not_answered(
    accepts: bool, cast: Any, offer: HandOver
) -> None:
    by, answer = cast.actor("other_officer"), {"hand_over": offer, "accepts": accepts, "answer": "Ours."}
    answer_hand_over(version=current(offer.identification).version, by=by, **answer)
    with pytest.raises(Refused, match="already answered"):
        withdrawn(offer, cast, "supervisor")
    told = [each.title for each in story_of(current(offer.identification), cast.actor("supervisor"))]
    assert ("Hand-over accepted" if accepts else "Hand-over declined") in told
    with writing("the same offer, not answered"):
        HandOver.objects.update(answered_at=None, answered_by=None, accepted=None)
        Identification.objects.update(agency=cast.supervisor.agency, officer=None)
    withdrawn(offer, cast, "supervisor")
    with pytest.raises(Refused, match="already answered"):
        answer_hand_over(version=current(offer.identification).version, by=by, **answer)
