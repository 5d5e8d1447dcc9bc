"""Referring a person: through the one gate, once, to a party that is there, and with every answer coming back."""

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import MARIA, an_identified_person, opened_case
from cases.consenting import answered, every_field
from cases.consenting import withdrawn as consent_withdrawn
from cases.referring import (
    A_WHOLE_FILE,
    a_partner,
    agreed,
    exempted,
    now,
    put_forward,
    referred,
    sending,
    take,
    taken,
    withdrawn,
)

from firmground_site.access.actors import actor_for
from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.partnering import let_partner_go
from firmground_site.cases.actions.referring import send_referral
from firmground_site.cases.duplicates import AlreadySent, LooksSent
from firmground_site.cases.forms.referring import SendingForm
from firmground_site.cases.models import Case, Disclosure, Referral
from firmground_site.cases.queries import referrals_visible_to
from firmground_site.cases.referral_purposes import tellable
from firmground_site.packs.queries import today
from firmground_site.screening.models import Identification, NamedReader, Person
from firmground_site.screening.queries import people_visible_to

pytestmark = pytest.mark.django_db
OFFICER = "identification_officer"


@pytest.fixture
def person(identified: Identification) -> Person:
    return identified.person


@pytest.fixture
def referral(person: Person, cast: Any) -> Referral:
    return referred(person, cast)


# --- sending ----------------------------------------------------------------------------------------------------------


def test_a_referral_tells_exactly_what_the_person_agreed_to(referral: Referral, person: Person) -> None:
    kept = now(referral)
    assert kept.details == {
        "identity": [["Name", "Maria Example"], ["Number of a paper", "P1234567"]],
        "contact": [["Phone", "9123 4567"]],
    }
    assert kept.consent is not None
    assert [each.event for each in kept.steps.all()] == ["sent"]
    assert Disclosure.objects.get(person=person).outlet == "referral"
    assert (kept.state, kept.due_clock, kept.version) == ("sent", "receipt_due", 1)


def test_what_is_not_told_is_not_found_by_it_either(person: Person, cast: Any) -> None:
    agreed(person, cast, "swd")
    kept = send_referral(person=person, sending=sending("swd", fields=("profile",)), by=cast.actor(OFFICER))
    assert (kept.name, kept.phone, kept.name_index, kept.phone_index) == ("", "", "", "")
    assert list(kept.details) == ["profile"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"given": False}, "declined"),
        ({"purpose": "police"}, "not asked"),
        ({"until_on": datetime.date(2026, 11, 1), "from_on": datetime.date(2026, 10, 1)}, "run out"),
        ({"fields": ("identity",)}, "did not agree"),
    ],
)
def test_nothing_is_told_without_consent(person: Person, cast: Any, answer: dict[str, Any], why: str) -> None:
    agreed(person, cast, "swd", **answer)
    with pytest.raises(Refused, match=why):
        send_referral(person=person, sending=sending("swd"), by=cast.actor(OFFICER))
    assert not Referral.objects.exists()
    assert not Disclosure.objects.exists()


def test_a_consent_for_one_party_is_none_for_another(person: Person, cast: Any) -> None:
    agreed(person, cast, "swd")
    with pytest.raises(Refused, match="not asked"):
        send_referral(person=person, sending=sending("ld"), by=cast.actor(OFFICER))


def test_a_recorded_exception_lets_out_its_fields_and_no_others(person: Person, cast: Any) -> None:
    exempted(person, cast, "swd")
    with pytest.raises(Refused, match="not asked"):
        send_referral(person=person, sending=sending("swd", fields=("identity", "profile")), by=cast.actor(OFFICER))
    kept = send_referral(person=person, sending=sending("swd"), by=cast.actor(OFFICER))
    assert kept.exemption is not None
    assert kept.consent is None


def test_nobody_refers_with_what_they_may_not_read_themselves(person: Person, cast: Any) -> None:
    agreed(person, cast, "hkpf", every_field("police"), purpose="police")
    form = sending("hkpf", purpose="police", fields=("identity", "proceedings"))
    with pytest.raises(Refused, match="may read yourself"):
        send_referral(person=person, sending=form, by=cast.actor(OFFICER))
    assert "proceedings" not in tellable(person, purpose="police", recipient="hkpf", by=cast.actor(OFFICER))
    offered = dict(SendingForm(person=person, actor=cast.actor(OFFICER)).fields["fields_told"].choices)
    assert "account" in offered
    assert "proceedings" not in offered


def test_a_consent_that_began_later_does_not_reach_back(person: Person, cast: Any) -> None:
    agreed(person, cast, "swd", from_on=today())
    with pytest.raises(Refused, match="not asked"):
        send_referral(person=person, sending=sending("swd"), by=cast.actor(OFFICER), sent_on=today() - datetime.timedelta(days=1))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"to": "nobody"}, "not there"),
        ({"to": "immd"}, "to yourself"),
        ({"purpose": "aggregate"}, "for what"),
        ({"fields": ()}, "what is told"),
        ({"fields": ("safe_place",)}, "what is told"),
        ({"reason": "  "}, "what you ask for"),
        ({"from_party": "swd"}, "do not speak"),
    ],
)
def test_a_form_that_makes_no_sense_sends_nothing(person: Person, cast: Any, given: dict[str, Any], why: str) -> None:
    to = given.pop("to", "swd")
    agreed(person, cast, to)
    with pytest.raises(Refused, match=why):
        send_referral(person=person, sending=sending(to, **given), by=cast.actor(OFFICER))
    assert not Referral.objects.exists()


def test_whoever_may_not_open_the_file_refers_nobody(person: Person, cast: Any) -> None:
    agreed(person, cast, "swd")
    for key in ("other_officer", "case_worker", "supervisor", "investigator"):
        with pytest.raises(NotPermitted):
            send_referral(person=person, sending=sending("swd"), by=cast.actor(key))


def test_a_form_sent_twice_sends_once(person: Person, cast: Any) -> None:
    agreed(person, cast, "swd")
    form = sending("swd")
    first = send_referral(person=person, sending=form, by=cast.actor(OFFICER))
    with pytest.raises(AlreadySent) as again:
        send_referral(person=person, sending=form, by=cast.actor(OFFICER))
    assert again.value.referral == first
    with pytest.raises(Refused, match="other entries"):
        send_referral(person=person, sending=dataclasses.replace(form, to_party="ld"), by=cast.actor(OFFICER))
    assert Referral.objects.count() == Disclosure.objects.count() == 1


def test_the_same_person_to_the_same_party_is_sent_again_only_knowingly(referral: Referral, person: Person, cast: Any) -> None:
    with pytest.raises(LooksSent) as found:
        send_referral(person=person, sending=sending("swd"), by=cast.actor("second_officer"))
    assert found.value.alike == [referral]
    send_referral(person=person, sending=sending("swd"), knowing=True, by=cast.actor("second_officer"))
    assert Referral.objects.count() == 2


def test_a_referral_that_has_ended_is_no_reason_to_warn(referral: Referral, person: Person, cast: Any) -> None:
    take(referral, "revoked", cast.actor(OFFICER))
    send_referral(person=person, sending=sending("swd"), by=cast.actor(OFFICER))


def test_the_same_phone_under_another_name_is_noticed(referral: Referral, cast: Any) -> None:
    other = an_identified_person(cast, dataclasses.replace(MARIA, name="M. E.", document="")).person
    agreed(other, cast, "ld")
    with pytest.raises(LooksSent):
        send_referral(person=other, sending=sending("ld"), by=cast.actor(OFFICER))


def test_a_referral_between_others_is_not_given_away_by_a_warning(person: Person, cast: Any) -> None:
    a_partner(cast)
    put_forward(cast, phone="9123 4567", to_party="hkpf")
    agreed(person, cast, "swd")
    send_referral(person=person, sending=sending("swd"), by=cast.actor(OFFICER))


def test_a_partner_that_left_is_sent_nothing_and_what_runs_can_be_revoked(person: Person, cast: Any) -> None:
    partner = a_partner(cast)
    running = referred(person, cast, partner.party)
    let_partner_go(partner=partner, version=1, by=cast.actor("secretariat"))
    with pytest.raises(Refused, match="not there"):
        send_referral(person=person, sending=sending(partner.party), knowing=True, by=cast.actor(OFFICER))
    assert not referrals_visible_to(cast.actor("partner")).exists()
    assert take(running, "revoked", cast.actor(OFFICER), reason="receiver_gone").state == "revoked"


# --- from a case ------------------------------------------------------------------------------------------------------


def test_every_answer_stands_in_the_file_of_the_case_it_was_sent_from(case: Case, person: Person, cast: Any) -> None:
    sent = referred(person, cast, "ld", by="case_worker", case=case)
    assert sent.case == case
    with writing("a case worker of the receiving agency, for a test"):
        cast.analyst.role, cast.analyst.agency = "case_worker", "ld"
        cast.analyst.save()
    taken(sent, "received", "accepted", "answered", "done", cast=cast, by="analyst")
    told = {each.kind: each.words for each in case.entries.filter(section="referral")}
    assert told["referral:sent"] == "A place to sleep tonight."
    assert told["referral:answered"] == "We are looking."
    assert told["referral:done"] == "She has a place."


def test_nobody_is_referred_from_a_closed_case_or_one_they_have_no_part_in(case: Case, person: Person, cast: Any) -> None:
    stranger = an_identified_person(cast, dataclasses.replace(MARIA, name="Ana", document="X1", phone="9000 0000"))
    other = opened_case(stranger, cast)
    agreed(person, cast, "ld")
    with pytest.raises(Refused, match="no part"):
        send_referral(person=person, sending=sending("ld"), case=other, by=cast.actor("case_worker"))
    with writing("a closed case for a test"):
        Case.objects.filter(pk=case.pk).update(closed_at=case.opened_at, closed_by=cast.case_worker, closing_reason="died")
    with pytest.raises(Refused, match="closed"):
        send_referral(person=person, sending=sending("ld"), case=case, by=cast.actor("case_worker"))


# --- answering --------------------------------------------------------------------------------------------------------


def test_a_referral_is_received_accepted_answered_and_done(referral: Referral, cast: Any) -> None:
    done = taken(referral, "received", "answered", "accepted", "answered", "done", cast=cast)
    steps = [each.event for each in now(done).steps.all()]
    assert steps == ["sent", "received", "answered", "accepted", "answered", "done"]
    assert (done.state, done.version, done.due_on, done.answered_on) == ("done", 6, None, today())


def test_a_refusal_has_a_reason_of_the_list(referral: Referral, cast: Any) -> None:
    with pytest.raises(Refused, match="why"):
        take(referral, "refused", cast.actor("case_worker"), reason="we do not feel like it")
    assert take(referral, "refused", cast.actor("case_worker")).state == "refused"
    assert now(referral).steps.last().reason == "no_capacity"


@pytest.mark.parametrize("event", ["answered", "done"])
def test_words_that_say_nothing_are_not_sent(referral: Referral, cast: Any, event: str) -> None:
    taken(referral, "accepted", cast=cast)
    with pytest.raises(Refused, match="Write"):
        take(referral, event, cast.actor("case_worker"), words=" ")


@pytest.mark.parametrize(
    ("before", "event"),
    [((), "done"), (("refused",), "accepted"), (("accepted",), "refused"), (("accepted", "done"), "answered")],
)
def test_what_cannot_happen_in_a_state_is_refused(referral: Referral, cast: Any, before: tuple[str, ...], event: str) -> None:
    taken(referral, *before, cast=cast)
    with pytest.raises(Refused, match="in the state"):
        take(referral, event, cast.actor("case_worker"))


@pytest.mark.parametrize("event", ["received", "accepted", "refused", "answered", "done"])
def test_whoever_sent_it_cannot_answer_it(referral: Referral, cast: Any, event: str) -> None:
    with pytest.raises(Refused, match="was sent to"):
        take(referral, event, cast.actor(OFFICER))


def test_whoever_received_it_cannot_revoke_it(referral: Referral, cast: Any) -> None:
    with pytest.raises(Refused, match="sent"):
        take(referral, "revoked", cast.actor("case_worker"))


@pytest.mark.parametrize("key", ["other_officer", "other_supervisor"])
def test_for_anybody_else_there_is_no_such_referral(referral: Referral, cast: Any, key: str) -> None:
    assert not referrals_visible_to(cast.actor(key)).exists()
    with pytest.raises(NotPermitted):
        take(referral, "accepted", cast.actor(key))


def test_a_tab_that_is_behind_changes_nothing(referral: Referral, cast: Any) -> None:
    taken(referral, "received", cast=cast)
    with pytest.raises(Stale):
        take(referral, "accepted", cast.actor("case_worker"), version=1)
    assert now(referral).state == "received"


def test_a_right_that_was_revoked_meanwhile_no_longer_counts(referral: Referral, cast: Any) -> None:
    by = cast.actor("case_worker")
    with writing("another role, for a test"):
        cast.case_worker.agency = "ld"
        cast.case_worker.save()
    with pytest.raises(NotPermitted):
        take(referral, "accepted", actor_for(cast.case_worker))
    assert by.agency == "swd"


@pytest.mark.parametrize("days", [1, -30])
def test_a_step_is_neither_to_come_nor_before_the_one_before_it(referral: Referral, cast: Any, days: int) -> None:
    with pytest.raises(Refused, match="day cannot be"):
        take(referral, "received", cast.actor("case_worker"), on=today() + datetime.timedelta(days=days))


# --- the file ---------------------------------------------------------------------------------------------------------


def reads(cast: Any, person: Person, key: str = "case_worker") -> bool:
    return people_visible_to(cast.actor(key)).filter(pk=person.pk).exists()


def test_accepting_gives_the_file_to_read_until_the_referral_is_done(referral: Referral, person: Person, cast: Any) -> None:
    taken(referral, "received", cast=cast)
    assert not reads(cast, person)
    taken(referral, "accepted", cast=cast)
    assert reads(cast, person)
    taken(referral, "done", cast=cast)
    assert not reads(cast, person)
    assert NamedReader.objects.get(basis=f"referral:{referral.pk}").ended_at is not None


def test_revoking_ends_the_reading_at_once(referral: Referral, person: Person, cast: Any) -> None:
    taken(referral, "accepted", cast=cast)
    take(referral, "revoked", cast.actor(OFFICER))
    assert not reads(cast, person)


def test_a_sharing_that_was_there_before_stays_after_the_referral(case: Case, person: Person, cast: Any) -> None:
    referral = referred(person, cast)
    taken(referral, "accepted", "done", cast=cast)
    assert reads(cast, person)


def test_no_file_is_given_once_the_consent_is_withdrawn(referral: Referral, person: Person, cast: Any) -> None:
    withdrawn(referral.consent, cast.identification_officer)
    assert taken(referral, "accepted", cast=cast).state == "accepted"
    assert not reads(cast, person)


def test_without_consent_to_all_that_a_file_shows_whoever_accepts_reads_what_was_told_only(person: Person, cast: Any) -> None:
    agreed(person, cast, "swd", ("identity", "contact"))
    sent = send_referral(person=person, sending=sending("swd"), by=cast.actor(OFFICER))
    assert taken(sent, "accepted", cast=cast).state == "accepted"
    assert not reads(cast, person)
    assert [each.outlet for each in Disclosure.objects.all()] == ["referral"]


def test_a_file_that_is_given_is_written_down_as_told(referral: Referral, cast: Any) -> None:
    taken(referral, "accepted", cast=cast)
    assert {(each.outlet, tuple(each.fields)) for each in Disclosure.objects.all()} == {
        ("referral", ("contact", "identity")),
        ("page", ("account", "contact", "decision", "identity", "profile")),
    }


def test_whoever_only_reads_a_file_gives_nobody_else_to_read(case: Case, person: Person, cast: Any) -> None:
    sent = referred(person, cast, "hkpf", by="case_worker")
    taken(sent, "accepted", cast=cast, by="other_officer")
    assert not reads(cast, person, "other_officer")


def test_a_file_that_was_given_is_read_until_the_last_day_of_the_consent(person: Person, cast: Any) -> None:
    last = today() + datetime.timedelta(days=1)
    agreed(person, cast, "swd", A_WHOLE_FILE, until_on=last)
    taken(send_referral(person=person, sending=sending("swd"), by=cast.actor(OFFICER)), "accepted", cast=cast)
    assert person.readers.get().until_on == last


@pytest.mark.parametrize("says", [{"fields": ("identity", "contact")}, {"fields": A_WHOLE_FILE}])
def test_a_later_answer_reaches_the_file_that_was_given(person: Person, cast: Any, says: dict[str, Any]) -> None:
    answered(person, cast, fields=A_WHOLE_FILE)
    sent = taken(send_referral(person=person, sending=sending("swd"), by=cast.actor(OFFICER)), "accepted", cast=cast)
    last = today() + datetime.timedelta(days=1)
    answered(person, cast, until_on=last, **says)
    goes_on = says["fields"] == A_WHOLE_FILE
    assert reads(cast, person) is goes_on
    assert now(sent).state == "accepted"
    reader = person.readers.get()
    assert (reader.basis, reader.until_on) == (f"referral:{sent.pk}", last if goes_on else None)


@pytest.mark.parametrize("over", [{"until_on": datetime.date(2026, 11, 1)}, {"agency": "ld"}])
def test_a_file_is_given_anew_after_a_sharing_that_ran_out_or_lapsed(
    case: Case, referral: Referral, person: Person, cast: Any, over: dict[str, Any]
) -> None:
    with writing("a sharing that is over, for a test"):
        person.readers.update(**over)
    assert not reads(cast, person)
    taken(referral, "accepted", cast=cast)
    assert reads(cast, person)
    assert person.readers.filter(ended_at__isnull=True).count() == 1


def test_a_withdrawal_revokes_for_the_party_that_sent_and_in_its_file(case: Case, person: Person, cast: Any) -> None:
    consent = answered(person, cast, recipient="ld")
    sent = send_referral(person=person, sending=sending("ld"), case=case, by=cast.actor("case_worker"))
    consent_withdrawn(consent, cast)
    assert (now(sent).state, now(sent).steps.last().party) == ("revoked", "swd")
    assert case.entries.filter(kind="referral:revoked", about=sent.pk).exists()
    told = [each for each in entries_about(person, cast.actor(OFFICER)) if each.kind.name == "referral:revoked"]
    assert [each.content["reason"] for each in told] == ["consent_withdrawn"]


def test_a_partner_who_accepts_reads_what_was_told_and_no_file(person: Person, cast: Any) -> None:
    sent = referred(person, cast, a_partner(cast).party)
    taken(sent, "accepted", cast=cast, by="partner")
    assert not person.readers.filter(member=cast.partner).exists()


# --- the pages of sending ---------------------------------------------------------------------------------------------


def test_whoever_accepts_can_go_on_to_open_a_case(referral: Referral, as_member: Callable[[str], Any], cast: Any) -> None:
    client, page = as_member("case_worker"), f"/cases/referrals/{referral.pk}/"
    assert "Open a case" not in client.get(page).content.decode()
    taken(referral, "accepted", cast=cast)
    assert "Open a case" in client.get(page).content.decode()
    form = {"role": "victim", "summary": "A place to stay."}
    first = client.post(f"{page}case/", form)
    assert client.post(f"{page}case/", form).url == first.url
    opened = Case.objects.get()
    assert (opened.agency, opened.involvements.get().basis) == ("swd", "referred")
    assert str(opened) in client.get(page).content.decode()


def test_no_case_is_opened_before_a_referral_is_accepted(referral: Referral, as_member: Callable[[str], Any]) -> None:
    answer = as_member("case_worker").post(f"/cases/referrals/{referral.pk}/case/", {"role": "victim", "summary": "A."})
    assert answer.status_code == 404
    assert not Case.objects.exists()
