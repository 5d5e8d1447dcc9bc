"""Proposals: a receipt, a decision with reasons, and a follow-up, seen by whoever made them and whoever decides."""

from typing import Any

import pytest
from django.urls import reverse
from plan.telling import day_typed, later, proposed

from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.plan.actions.proposing import decide_proposal, follow_up_proposal
from firmground_site.plan.models import FollowUp, Proposal
from firmground_site.plan.queries import proposals_visible_to

pytestmark = pytest.mark.django_db
NEW = {"title": "A leaflet", "text": "Print the number.", "organisation": "Harbour Sisters", "measure": ""}


def page(proposal: Proposal) -> str:
    return reverse("plan:proposal", args=[proposal.pk])


def decide(cast: Any, proposal: Proposal, **changes: Any) -> Proposal:
    said = {"decision": "accepted", "reasons": "It is cheap.", "follow_up_on": later(30), "by": cast.actor("secretariat")}
    return decide_proposal(proposal=proposal, **(said | changes))


# --- proposing --------------------------------------------------------------------------------------------------------


def test_a_partner_gets_a_receipt_and_sees_what_becomes_of_it(cast: Any, as_member: Any) -> None:
    partner, secretariat = as_member("partner"), as_member("secretariat")
    made = partner.post(reverse("plan:propose"), NEW, follow=True)
    proposal = Proposal.objects.get()
    assert f"Its reference is {proposal.reference}." in made.content.decode()
    assert "None yet. It will be here, with reasons." in made.content.decode()
    sent = {
        "step": "decide",
        "decision": "accepted_in_part",
        "reasons": "The number first.",
        **day_typed("follow_up_on", later(9)),
    }
    assert secretariat.post(page(proposal), sent).status_code == 302
    sent = {"step": "follow_up", "says": "It is printed.", **day_typed("next_on", None)}
    assert secretariat.post(page(proposal), sent).status_code == 302
    text = partner.get(page(proposal)).content.decode()
    for words in ("Accepted in part", "The number first.", "It is printed.", "No day is set"):
        assert words in text
    assert cast.secretariat.name not in text


@pytest.mark.parametrize("missing", ["title", "text", "organisation"])
def test_a_proposal_without_what_it_needs_is_refused_and_keeps_what_was_typed(missing: str, cast: Any, as_member: Any) -> None:
    answer = as_member("partner").post(reverse("plan:propose"), {**NEW, missing: " "})
    assert answer.status_code == 400
    assert next(words for name, words in NEW.items() if name != missing) in answer.content.decode()
    with pytest.raises(Refused):
        proposed(cast, **{missing: " "})


def test_the_same_is_not_proposed_twice_while_it_waits(cast: Any, as_member: Any) -> None:
    first = proposed(cast)
    with pytest.raises(Refused, match=f"waits for a decision. Its reference is {first.reference}"):
        proposed(cast, title=" A leaflet in Burmese ", organisation="Another")
    sent = {**NEW, "title": first.title, "text": first.text}
    again = as_member("partner").post(reverse("plan:propose"), sent)
    assert again.status_code == 400
    assert first.reference in again.content.decode()
    proposed(cast, "case_worker")
    proposed(cast, text="Callers read Burmese only.")
    decide(cast, first)
    proposed(cast)
    assert Proposal.objects.count() == 4, "by another, in other words, and after the decision"


@pytest.mark.parametrize("measure", ["n99", "n13"])
def test_a_proposal_concerns_a_measure_that_can_be_read(measure: str, cast: Any, as_member: Any) -> None:
    assert as_member("partner").post(reverse("plan:propose"), {**NEW, "measure": measure}).status_code == 400
    with pytest.raises(Refused, match="Choose a measure"):
        proposed(cast, measure="n99")


@pytest.mark.parametrize("by", ["secretariat", "measure_owner", "rater"])
def test_nobody_else_proposes(by: str, cast: Any, as_member: Any) -> None:
    with pytest.raises(NotPermitted):
        proposed(cast, by=by)
    assert as_member(by).get(reverse("plan:propose")).status_code == 404


def test_a_proposal_is_there_for_whoever_made_it_and_whoever_decides(cast: Any, as_member: Any) -> None:
    proposal = proposed(cast, "case_worker")
    assert list(proposals_visible_to(cast.actor("case_worker"))) == [proposal]
    assert list(proposals_visible_to(cast.actor("secretariat"))) == [proposal]
    for other in ("partner", "measure_owner"):
        assert not proposals_visible_to(cast.actor(other)).exists()
        assert as_member(other).get(page(proposal)).status_code == 404
    assert as_member("measure_owner").get(reverse("plan:proposals")).status_code == 404


# --- deciding ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"decision": "perhaps"}, "Choose a decision"),
        ({"reasons": " "}, "Write your reasons"),
        ({"follow_up_on": None}, "on which day"),
        ({"follow_up_on": later(-1)}, "in the past"),
    ],
)
def test_a_decision_without_what_it_needs_is_refused(changes: dict[str, Any], words: str, cast: Any) -> None:
    proposal = proposed(cast)
    with pytest.raises(Refused, match=words):
        decide(cast, proposal, **changes)


def test_what_is_declined_needs_no_follow_up(cast: Any) -> None:
    assert decide(cast, proposed(cast), decision="declined", follow_up_on=None).decided_by == cast.secretariat


def test_a_proposal_is_decided_on_once_and_what_was_typed_is_kept(cast: Any, as_member: Any) -> None:
    proposal = proposed(cast)
    decide(cast, proposal)
    with pytest.raises(Refused, match="already decided"):
        decide(cast, proposal)
    sent = {"step": "decide", "decision": "declined", "reasons": "Too late.", **day_typed("follow_up_on", None)}
    answer = as_member("secretariat").post(page(proposal), sent)
    assert answer.status_code == 400
    assert "already decided" in answer.content.decode()
    assert "Too late." in answer.content.decode()


def test_nobody_decides_on_what_they_proposed_themselves(cast: Any, as_member: Any) -> None:
    proposal = proposed(cast)
    with writing("a partner who joins the secretariat"):
        Member.objects.filter(pk=cast.partner.pk).update(role="plan_secretariat")
    cast.partner.refresh_from_db()
    with pytest.raises(Refused, match="You made this proposal"):
        decide(cast, proposal, by=cast.actor("partner"))
    assert "Record the decision" not in as_member("partner").get(page(proposal)).content.decode()


def test_whoever_proposed_cannot_decide_by_sending_the_form(cast: Any, as_member: Any) -> None:
    proposal = proposed(cast)
    sent = {"step": "decide", "decision": "accepted", "reasons": "Please.", **day_typed("follow_up_on", later(9))}
    assert as_member("partner").post(page(proposal), sent).status_code == 404
    proposal.refresh_from_db()
    assert proposal.decision == ""


# --- following up -----------------------------------------------------------------------------------------------------


def test_only_what_was_decided_is_followed_up_and_never_into_the_past(cast: Any) -> None:
    proposal, by = proposed(cast), cast.actor("secretariat")
    with pytest.raises(Refused, match="Decide on the proposal first"):
        follow_up_proposal(proposal=proposal, says="S", next_on=None, by=by)
    decide(cast, proposal)
    for says, next_on in ((" ", None), ("S", later(-1))):
        with pytest.raises(Refused):
            follow_up_proposal(proposal=proposal, says=says, next_on=next_on, by=by)
    assert not FollowUp.objects.exists()


def test_the_list_says_what_is_overdue_and_can_be_narrowed(cast: Any, as_member: Any) -> None:
    decided, waiting = proposed(cast, title="The decided one"), proposed(cast, title="The open one")
    decide(cast, decided)
    with writing("a follow-up whose day has come"):
        Proposal.objects.filter(pk=decided.pk).update(follow_up_on=later(-1))
    client, url = as_member("secretariat"), reverse("plan:proposals")
    assert "Overdue" in client.get(url).content.decode()
    still_open = client.get(url, {"show": "open"}).content.decode()
    assert waiting.title in still_open
    assert decided.title not in still_open
    follow_up_proposal(proposal=decided, says="Done.", next_on=None, by=cast.actor("secretariat"))
    assert "Overdue" not in client.get(url).content.decode()
    assert client.get(url, {"show": "nothing", "page": "x" * 500}).status_code == 200


@pytest.mark.parametrize("step", ["", "erase", "x" * 5_000])
def test_a_form_that_does_not_say_what_to_do_is_refused_in_words(step: str, cast: Any, as_member: Any) -> None:
    assert as_member("secretariat").post(page(proposed(cast)), {"step": step}).status_code == 400


@pytest.mark.parametrize(
    "sent",
    [
        {"step": "decide", "decision": "accepted", "reasons": "R"},
        {"step": "decide", "decision": "accepted", "reasons": "R", **day_typed("follow_up_on", later(-1))},
        {"step": "decide", "decision": "accepted", "reasons": "R", "follow_up_on_day": "31", "follow_up_on_month": "2"},
        {"step": "decide"},
    ],
)
def test_a_decision_with_something_wrong_keeps_what_was_typed(sent: dict[str, str], cast: Any, as_member: Any) -> None:
    answer = as_member("secretariat").post(page(proposed(cast)), sent)
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()
