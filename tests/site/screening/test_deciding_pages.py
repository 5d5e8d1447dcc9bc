"""The page of an identification and the decision on it: who reaches them, what stands on them, what is never lost."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from screening.procedures import ANSWERS, REASONS, current, debriefed, decided, in_force, may_open, returned, share_with

from firmground_site.access.roles import ROLES
from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import Refused
from firmground_site.audit.guard import writing
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack
from firmground_site.screening.actions.deciding import close_identification, decide, give_opinion, reconsider, take_up
from firmground_site.screening.actions.handing_over import offer_hand_over
from firmground_site.screening.models import Decision, Identification

pytestmark = [pytest.mark.django_db, pytest.mark.once]
KEYS = [each.key for each in demo_members(active_pack())]
SEES = {"identification_officer", "second_officer", "supervisor"}
FORM = {
    "decision": "identified",
    "reasons": "Two papers agree.",
    "forced_labour": "no",
    "forced_labour_reasons": "Free to leave.",
    "relied_on": ["act_recruited"],
}


def page(name: str, identification: Identification) -> str:
    return reverse(f"screening:{name}", args=[identification.pk])


@pytest.fixture
def waiting(cast, screening) -> Identification:
    """An identification that waits for a decision."""
    return debriefed(screening.identification, cast)


@pytest.fixture
def officer(as_member, waiting) -> Client:
    """The officer, with the person's file open."""
    return may_open(as_member("identification_officer"), waiting.person)


# --- who reaches what -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [*KEYS, "outsider"])
@pytest.mark.parametrize("shared", [False, True], ids=["own agency", "shared"])
def test_an_identification_is_there_for_its_agency_and_for_whom_it_is_shared_with(
    key: str, shared: bool, cast, as_member, waiting
) -> None:
    member = getattr(cast, key)
    sees_shared = shared and member.role in ("case_worker", "investigator", "prosecutor")
    if sees_shared:
        share_with(key, waiting.person, cast)
    response = as_member(key).get(page("identification", waiting))
    expected = 302 if key in SEES or sees_shared else 404
    assert response.status_code == expected
    if expected == 302:
        assert "/open/" in response["Location"], "the purpose is asked first"


@pytest.mark.parametrize(
    "name", ["decide", "give_opinion", "offer_hand_over", "reconsider", "close", "reopen", "letter", "take_up"]
)
@pytest.mark.parametrize(
    "key", ["case_worker", "investigator", "prosecutor", "other_officer", "other_supervisor", "statistician"]
)
def test_whoever_may_only_read_it_finds_no_page_to_act_on_it(name: str, key: str, cast, as_member, waiting) -> None:
    if "PERSON_READ" in {each.name for each in ROLES[getattr(cast, key).role].grants}:
        share_with(key, waiting.person, cast)
    client = may_open(as_member(key), waiting.person)
    for response in (client.get(page(name, waiting)), client.post(page(name, waiting), {"version": 1})):
        assert response.status_code in ({404} if name != "take_up" else {404, 405})
    assert not Decision.objects.exists()


def test_an_officer_of_another_agency_cannot_decide_even_when_the_file_is_shared_with_them(cast, waiting) -> None:
    share_with("other_officer", waiting.person, cast)
    with pytest.raises(Refused, match="another agency"):
        decide(identification=waiting, version=waiting.version, decision="identified", by=cast.actor("other_officer"), **ANSWERS)


def test_an_absent_identification_answers_like_a_forbidden_one(as_member, waiting) -> None:
    absent = waiting.pk.__class__(int=7)
    client = as_member("other_officer")
    answers = [client.get(reverse("screening:identification", args=[key])) for key in (absent, waiting.pk)]
    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].content.replace(str(absent).encode(), b"") == answers[1].content.replace(str(waiting.pk).encode(), b"")


# --- what stands on the page ------------------------------------------------------------------------------------------


def test_the_page_says_state_clock_officer_and_what_was_found(officer, waiting) -> None:
    text = officer.get(page("identification", waiting)).content.decode()
    for words in ("Waiting for a decision", "Decide by", "Ms Cheung", "An act is present", "Unknown, and would matter"):
        assert words in text
    assert "victim" not in text.lower()
    assert page("decide", waiting) in text
    assert page("give_opinion", waiting) not in text


@pytest.mark.parametrize(("due_on", "certain", "words"), [("2026-01-02", True, "Overdue"), ("2050-01-02", False, "Not certain")])
def test_a_clock_that_ran_out_or_is_not_certain_says_so(due_on, certain, words, officer, waiting) -> None:
    day = datetime.date.fromisoformat(due_on)
    with writing("a clock for a test"):
        Identification.objects.filter(pk=waiting.pk).update(due_on=day, due_is_certain=certain)
    assert words in officer.get(page("identification", waiting)).content.decode()


def test_what_lay_too_long_raises_its_hand(officer, waiting) -> None:
    with writing("a clock for a test"):
        Identification.objects.filter(pk=waiting.pk).update(changed_at="2026-01-02T00:00:00Z")
    assert "Nothing was changed here since" in officer.get(page("identification", waiting)).content.decode()


def test_a_case_worker_reads_decisions_and_reasons_but_no_answers(cast, as_member, waiting) -> None:
    decided(waiting, cast)
    share_with("case_worker", waiting.person, cast)
    text = may_open(as_member("case_worker"), waiting.person).get(page("identification", waiting)).content.decode()
    assert "Two papers agree." in text
    assert "Did anyone find you" not in text


# --- deciding ---------------------------------------------------------------------------------------------------------


def test_an_officer_decides_with_reasons(officer, waiting) -> None:
    response = officer.post(page("decide", waiting), {**FORM, "version": waiting.version}, follow=True)
    made = Decision.objects.get()
    assert (made.decision, made.reasons, made.relied_on) == ("identified", "Two papers agree.", ["act_recruited"])
    assert "Your decision is recorded." in response.content.decode()
    assert current(waiting).state == "waiting_for_concurrence"


@pytest.mark.parametrize("missing", ["decision", "reasons", "forced_labour", "forced_labour_reasons"])
def test_nothing_typed_is_lost_when_something_is_missing(missing: str, officer, waiting) -> None:
    sent = {**FORM, "version": waiting.version, "reasons": "Kept as typed.", missing: ""}
    response = officer.post(page("decide", waiting), sent)
    text = response.content.decode()
    assert response.status_code == 400
    assert "There is a problem" in text
    assert missing == "reasons" or "Kept as typed." in text
    assert not Decision.objects.exists()


def test_an_answer_that_was_never_given_cannot_be_relied_on(officer, waiting) -> None:
    response = officer.post(page("decide", waiting), {**FORM, "version": waiting.version, "relied_on": ["taken_or_sold"]})
    assert response.status_code == 400
    assert not Decision.objects.exists()


def test_a_form_that_outlived_the_open_file_is_not_lost(as_member, cast, waiting) -> None:
    client = may_open(as_member("identification_officer"), waiting.person, for_seconds=-60)
    assert client.post(page("decide", waiting), {**FORM, "version": waiting.version}).status_code == 302
    assert Decision.objects.exists()
    readings = [each for each in entries_about(waiting.person, cast.actor("identification_officer")) if "read" in each.kind.name]
    assert [each.content["purpose"] for each in readings] == ["To send a form that was begun while the file was open"]


@pytest.mark.parametrize("closed_since", [None, 12 * 60 * 60 + 60], ids=["never opened", "closed long ago"])
def test_sending_a_form_is_no_purpose_for_a_file_that_was_not_opened(closed_since, as_member, cast, waiting) -> None:
    client = as_member("identification_officer")
    if closed_since:
        may_open(client, waiting.person, for_seconds=-closed_since)
    response = client.post(page("decide", waiting), {**FORM, "version": waiting.version})
    assert "/open/" in response["Location"]
    assert not Decision.objects.exists()
    assert not [each for each in entries_about(waiting.person, cast.actor("supervisor")) if each.kind.name == "person:read"]


def test_a_file_that_was_opened_again_is_remembered_beside_those_that_closed(as_member, waiting) -> None:
    client = may_open(as_member("identification_officer"), waiting.person, for_seconds=-60)
    client.post(page("decide", waiting), {"version": waiting.version})
    assert client.get(page("decide", waiting)).status_code == 200


def test_sending_a_decision_twice_records_it_once(officer, waiting) -> None:
    sent = {**FORM, "version": waiting.version}
    for _ in range(2):
        assert officer.post(page("decide", waiting), sent)["Location"] == page("identification", waiting)
    assert Decision.objects.count() == 1


def test_who_was_too_late_sees_both_and_can_go_on_with_what_they_typed(cast, officer, waiting) -> None:
    read = waiting.version
    returned(waiting, cast)
    response = officer.post(page("decide", waiting), {**FORM, "version": read, "reasons": "My own words."})
    text = response.content.decode()
    assert response.status_code == 409
    assert "What you entered" in text
    assert text.count("My own words.") == 2, "beside what is recorded, and in the form"
    assert REASONS["reasons"] in text
    now = response.context["form"]["version"].value()
    assert str(now) == str(current(waiting).version)
    assert officer.post(page("decide", waiting), {**FORM, "version": now, "reasons": "My own words."}).status_code == 302
    assert Decision.objects.latest("number").reasons == "My own words."


def test_a_later_decision_has_the_earlier_one_and_what_sent_it_back_in_view(cast, officer, waiting) -> None:
    returned(waiting, cast)
    text = officer.get(page("decide", waiting)).content.decode()
    for words in ("Decide anew", REASONS["reasons"], "I read the file otherwise."):
        assert words in text
    response = officer.post(page("decide", waiting), {**FORM, "version": current(waiting).version, **REASONS})
    assert response.status_code == 400
    assert "Give new reasons" in response.content.decode()


def test_another_finding_on_forced_labour_needs_new_reasons_too(cast, officer, waiting) -> None:
    returned(waiting, cast)
    sent = {**FORM, "version": current(waiting).version, **REASONS, "reasons": "New.", "forced_labour": "yes"}
    assert "Give new reasons about forced labour" in officer.post(page("decide", waiting), sent).content.decode()


# --- a second officer -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("concurs", "state"), [("yes", "decided"), ("no", "waiting_for_decision")])
def test_a_second_officer_concurs_or_differs_with_the_decision_in_view(concurs, state, cast, as_member, waiting) -> None:
    decided(waiting, cast)
    client, version = may_open(as_member("second_officer"), waiting.person), current(waiting).version
    assert REASONS["reasons"] in client.get(page("give_opinion", waiting)).content.decode()
    if concurs == "no":
        refused = client.post(page("give_opinion", waiting), {"version": version, "concurs": "no"})
        assert "Write your reasons for differing." in refused.content.decode()
    client.post(page("give_opinion", waiting), {"version": version, "concurs": concurs, "reasons": "I read it."})
    assert current(waiting).state == state


def test_the_officer_who_decided_is_not_asked_to_concur(cast, officer, waiting) -> None:
    decision = decided(waiting, cast)
    assert officer.get(page("give_opinion", waiting)).status_code == 302
    response = officer.post(page("give_opinion", waiting), {"version": current(waiting).version, "concurs": "yes", "reasons": ""})
    assert "cannot also concur" in response.content.decode()
    with pytest.raises(Refused, match="second officer"):
        give_opinion(
            decision=decision, version=current(waiting).version, concurs=True, reasons="", by=cast.actor("identification_officer")
        )


def test_there_is_no_opinion_on_a_decision_that_was_not_made(as_member, waiting) -> None:
    client = may_open(as_member("second_officer"), waiting.person)
    sent = {"version": waiting.version, "concurs": "yes"}
    assert client.post(page("give_opinion", waiting), sent).status_code == 404


# --- taking up, closing, reopening, reconsidering ---------------------------------------------------------------------


def test_an_officer_takes_up_what_nobody_has(as_member, cast, screening) -> None:
    identification = screening.identification
    client = may_open(as_member("second_officer"), screening.person)
    client.post(page("take_up", identification), {"version": identification.version})
    assert current(identification).officer == cast.second_officer
    with pytest.raises(Refused, match="already taken"):
        take_up(identification=identification, version=current(identification).version, by=cast.actor("identification_officer"))


@pytest.mark.parametrize("name", ["close", "reconsider"])
def test_closing_and_reconsidering_need_reasons(name: str, cast, officer, waiting) -> None:
    in_force(waiting, cast)
    version = current(waiting).version
    assert officer.post(page(name, waiting), {"version": version, "reasons": " "}).status_code == 400
    assert officer.post(page(name, waiting), {"version": version, "reasons": "A paper came."}).status_code == 302
    assert current(waiting).state == {"close": "closed", "reconsider": "waiting_for_decision"}[name]
    assert "A paper came." in officer.get(page("identification", waiting)).content.decode()


def test_what_was_closed_is_opened_again(cast, officer, waiting) -> None:
    officer.post(page("close", waiting), {"version": waiting.version, "reasons": "She left."})
    assert "Closed without a decision" in officer.get(page("identification", waiting)).content.decode()
    officer.post(page("reopen", waiting), {"version": current(waiting).version, "reasons": "She came back."})
    assert current(waiting).state == "waiting_for_decision"


def test_once_a_decision_stood_only_another_decision_ends_it(cast, waiting) -> None:
    in_force(waiting, cast)
    by = cast.actor("identification_officer")
    reconsider(identification=waiting, version=current(waiting).version, reasons="A paper came.", by=by)
    with pytest.raises(Refused, match="stood before"):
        close_identification(identification=waiting, version=current(waiting).version, reasons="She left.", by=by)


def test_a_decision_left_open_can_still_be_ended_without_one(cast, waiting) -> None:
    by = cast.actor("identification_officer")
    decide(identification=waiting, version=waiting.version, decision="not_yet_decided", by=by, **ANSWERS)
    close_identification(identification=waiting, version=current(waiting).version, reasons="She left.", by=by)
    assert current(waiting).state == "closed"
    assert current(waiting).person.retention_kind == "identification_without_decision"


def test_no_step_leaves_an_offer_without_an_answer(cast, waiting) -> None:
    decision = decided(waiting, cast)
    by, second = cast.actor("identification_officer"), cast.actor("second_officer")
    to = cast.other_officer.agency
    offer_hand_over(
        identification=waiting, version=current(waiting).version, to_agency=to, to_officer=None, reason="Theirs.", by=by
    )
    with pytest.raises(Refused, match="or withdrawn, first"):
        give_opinion(decision=decision, version=current(waiting).version, concurs=True, reasons="", by=second)
    assert current(waiting).state == "waiting_for_concurrence"


def test_every_state_of_every_role_offers_only_what_its_page_then_shows(cast, as_member, waiting) -> None:
    """The buttons are exactly the steps: each leads to a page, never to a refusal."""
    in_force(waiting, cast)
    share_with("case_worker", waiting.person, cast)
    openers: dict[str, Callable[[], Client]] = {
        key: lambda key=key: may_open(as_member(key), waiting.person) for key in (*SEES, "case_worker")
    }
    for key, opener in openers.items():
        client = opener()
        for step in client.get(page("identification", waiting)).context["steps"]:
            assert client.get(page(step.name, waiting)).status_code == 200, f"{key}: {step.name}"
