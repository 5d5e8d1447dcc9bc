"""Handing over and reviewing on pages: who is asked, what they see before they answer, what needs reasons."""

import pytest
from django.urls import reverse
from screening.procedures import current, debriefed, decided, in_force, may_open, share_with

from firmground_site.audit.actions import Refused
from firmground_site.screening.actions.handing_over import answer_hand_over, offer_hand_over
from firmground_site.screening.actions.reviewing import ask_review, end_review
from firmground_site.screening.models import HandOver, Identification, Review

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def page(name: str, identification: Identification) -> str:
    return reverse(f"screening:{name}", args=[identification.pk])


def offered(identification: Identification, cast, officer: str | None = None) -> HandOver:
    return offer_hand_over(
        identification=identification,
        version=current(identification).version,
        to_agency=cast.other_officer.agency,
        to_officer=getattr(cast, officer) if officer else None,
        reason="It is their district.",
        by=cast.actor("identification_officer"),
    )


def asked(identification: Identification, cast) -> Review:
    in_force(identification, cast)
    return ask_review(
        identification=identification,
        version=current(identification).version,
        asker="person",
        grounds="My employer wrote the payslips.",
        by=cast.actor("identification_officer"),
    )


# --- handing over -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["agency", "officer"])
def test_an_officer_offers_a_hand_over_to_an_agency_or_to_one_of_its_officers(to: str, cast, as_member, screening) -> None:
    other = cast.other_officer
    client, url = (
        may_open(as_member("identification_officer"), screening.person),
        page("offer_hand_over", screening.identification),
    )
    chosen = f"agency:{other.agency}" if to == "agency" else f"officer:{other.pk}"
    missing = client.post(url, {"version": 1, "to": chosen, "reason": ""})
    assert "Write the reason for the hand-over." in missing.content.decode()
    client.post(url, {"version": 1, "to": chosen, "reason": "It is their district."})
    offer = HandOver.objects.get()
    assert (offer.to_agency, offer.to_officer) == (other.agency, other if to == "officer" else None)
    text = client.get(page("identification", screening.identification)).content.decode()
    assert "Hand-over on offer" in text
    assert f'{url}"' not in text, "there is one offer at a time"


@pytest.mark.parametrize("to", ["officer:case_worker", "agency:swd", "officer:administrator"])
def test_nothing_is_offered_to_whom_could_never_accept(to: str, cast, as_member, screening) -> None:
    kind, _, key = to.partition(":")
    client, url = (
        may_open(as_member("identification_officer"), screening.person),
        page("offer_hand_over", screening.identification),
    )
    chosen = f"officer:{getattr(cast, key).pk}" if kind == "officer" else to
    assert client.post(url, {"version": 1, "to": chosen, "reason": "Theirs."}).status_code == 400
    with pytest.raises(Refused):
        offer_hand_over(
            identification=screening.identification,
            version=1,
            to_agency="swd",
            to_officer=None,
            reason="Theirs.",
            by=cast.actor("identification_officer"),
        )


def test_the_receiving_side_sees_state_and_reason_but_no_name_before_it_accepts(cast, as_member, screening) -> None:
    offer = offered(screening.identification, cast)
    client = as_member("other_officer")
    led = client.get(page("identification", screening.identification))
    assert led["Location"] == reverse("screening:hand_over", args=[offer.pk])
    text = client.get(led["Location"]).content.decode()
    assert "It is their district." in text
    assert "Waiting for the full debriefing" in text
    assert "Maria" not in text
    assert str(screening.person.pk) not in text
    assert client.get(reverse("screening:person", args=[screening.person.pk])).status_code == 404


@pytest.mark.parametrize(("key", "status"), [("other_officer", 200), ("other_supervisor", 404), ("second_officer", 404)])
def test_an_offer_to_one_officer_is_there_for_nobody_else(key: str, status: int, cast, as_member, screening) -> None:
    offer = offered(screening.identification, cast, "other_officer")
    assert as_member(key).get(reverse("screening:hand_over", args=[offer.pk])).status_code == status


def test_accepting_makes_it_theirs_and_sending_it_twice_does_no_harm(cast, as_member, screening) -> None:
    offer = offered(screening.identification, cast)
    client, url = as_member("other_officer"), reverse("screening:hand_over", args=[offer.pk])
    sent = {"version": current(screening.identification).version, "accepts": "yes", "answer": ""}
    for _ in range(2):
        assert client.post(url, sent)["Location"] == page("identification", screening.identification)
    found = current(screening.identification)
    assert (found.agency, found.officer) == (cast.other_officer.agency, cast.other_officer)


def test_declining_needs_a_reason_and_leaves_it_where_it_is(cast, as_member, screening) -> None:
    offer = offered(screening.identification, cast)
    client, url = as_member("other_officer"), reverse("screening:hand_over", args=[offer.pk])
    sent = {"version": current(screening.identification).version, "accepts": "no", "answer": ""}
    assert "Write your reason for declining." in client.post(url, sent).content.decode()
    assert "Hand-over declined" in client.post(url, {**sent, "answer": "Not our district."}).content.decode()
    assert current(screening.identification).agency == "immd"
    assert client.get(url).status_code == 404, "it is nothing to them any more"


def test_an_answer_to_what_changed_meanwhile_is_kept(cast, as_member, screening) -> None:
    offer = offered(screening.identification, cast)
    client, url = as_member("other_officer"), reverse("screening:hand_over", args=[offer.pk])
    response = client.post(url, {"version": 1, "accepts": "no", "answer": "Not our district."})
    assert response.status_code == 409
    assert "Not our district." in response.content.decode()


def test_what_a_supervisor_accepts_waits_for_an_officer_who_may_decide(cast, screening) -> None:
    offer, by = offered(screening.identification, cast), cast.actor("other_supervisor")
    answer_hand_over(hand_over=offer, version=current(screening.identification).version, accepts=True, answer="", by=by)
    found = current(screening.identification)
    assert (found.agency, found.officer) == (by.agency, None)


# --- reviewing --------------------------------------------------------------------------------------------------------


def test_a_case_worker_asks_for_a_review_of_what_is_shared_with_them(cast, as_member, screening) -> None:
    in_force(debriefed(screening.identification, cast), cast)
    identification = current(screening.identification)
    share_with("case_worker", identification.person, cast)
    client = may_open(as_member("case_worker"), identification.person)
    sent = {"version": identification.version, "asker": "person", "grounds": ""}
    assert "Write why the review is asked for." in client.post(page("ask_review", identification), sent).content.decode()
    client.post(page("ask_review", identification), {**sent, "grounds": "The payslips are false."})
    text = client.get(page("identification", identification)).content.decode()
    assert "Under review" in text
    assert "Finish the review by" in text
    assert Review.objects.get().due_on is not None


def test_without_a_decision_in_force_no_review_is_asked_for(cast, as_member, screening) -> None:
    waiting = debriefed(screening.identification, cast)
    decided(waiting, cast)
    client = may_open(as_member("identification_officer"), waiting.person)
    assert client.get(page("ask_review", waiting)).status_code == 302
    sent = {"version": current(waiting).version, "asker": "person", "grounds": "It is wrong."}
    assert client.post(page("ask_review", waiting), sent).status_code == 400
    assert not Review.objects.exists()


@pytest.mark.parametrize(("upheld", "state"), [("yes", "decided"), ("no", "waiting_for_decision")])
def test_a_review_ends_with_reasons_either_way(upheld: str, state: str, cast, as_member, screening) -> None:
    waiting = debriefed(screening.identification, cast)
    asked(waiting, cast)
    client, url = may_open(as_member("supervisor"), waiting.person), page("end_review", waiting)
    assert "My employer wrote the payslips." in client.get(url).content.decode()
    sent = {"version": current(waiting).version, "upheld": upheld, "reasons": ""}
    assert client.post(url, sent).status_code == 400
    client.post(url, {**sent, "reasons": "I read it all."})
    assert current(waiting).state == state


@pytest.mark.parametrize("key", ["identification_officer", "second_officer", "case_worker", "other_supervisor"])
def test_a_review_is_not_ended_by_whoever_may_not(key: str, cast, as_member, screening) -> None:
    waiting = debriefed(screening.identification, cast)
    asked(waiting, cast)
    share_with("case_worker", waiting.person, cast)
    assert may_open(as_member(key), waiting.person).get(page("end_review", waiting)).status_code == 404


def test_whoever_took_part_in_the_decision_does_not_end_its_review(cast, screening) -> None:
    waiting = debriefed(screening.identification, cast)
    review = asked(waiting, cast)
    from firmground_site.audit.guard import writing

    with writing("a second officer who became a supervisor"):
        review.decision.opinion.given_by = cast.supervisor
        review.decision.opinion.save()
    with pytest.raises(Refused, match="Someone else must"):
        end_review(
            review=review, version=current(waiting).version, upheld=True, reasons="I was right.", by=cast.actor("supervisor")
        )
