"""What a person answered, how it is recorded, and that a no, a withdrawal and the end of an exception reach every outlet."""

import dataclasses
import datetime
from typing import Any

import pytest
from cases.casework import a_screening
from cases.consenting import OFFICER, an_answer, answered, every_field, excepted, withdrawn
from django.db import IntegrityError, transaction
from django.utils import timezone

from firmground_site.accounts.models import Member
from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.acknowledging import acknowledge_notice
from firmground_site.cases.actions.consenting import record_answer
from firmground_site.cases.actions.excepting import Ground, end_exemption, record_exemption
from firmground_site.cases.actions.sharing_files import let_read, purposes_of_sharing
from firmground_site.cases.answered import answers_of, standing, standings
from firmground_site.cases.childhood import is_child
from firmground_site.cases.forms.telling import SharingForm
from firmground_site.cases.models import Case, Consent, FileEntry, Referral, WithdrawalNotice
from firmground_site.cases.sharing import SHOWN_BY_A_FILE, what_may_be_told
from firmground_site.packs.queries import casework, today
from firmground_site.screening.models import NamedReader, Person
from firmground_site.screening.queries import people_visible_to

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def person(cast: Any) -> Person:
    """A person of thirty whom an officer of the first agency screened."""
    found: Person = a_screening(cast).person
    return found


@pytest.fixture
def child(person: Person) -> Person:
    """The same person, recorded as fifteen years old."""
    with writing("a child"):
        person.age = 15
        person.save()
    return person


def stands(person: Person, purpose: str = "referral", recipient: str = "swd") -> str:
    return standing(person, purpose, recipient).stands


def may_tell(person: Person, *fields: str, purpose: str = "referral", recipient: str = "swd") -> bool:
    return what_may_be_told(person, purpose=purpose, recipient=recipient, fields=fields or every_field(purpose)).allowed


def a_referral(person: Person, consent: Consent, member: Member, to: str = "swd", **changed: Any) -> Referral:
    now, day = timezone.now(), today()
    sent = {"purpose": consent.purpose, "fields": consent.fields, "state": "received", "sent_on": day, "sent_at": now}
    given = {"person": person, "consent": consent, "from_party": "immd", "to_party": to, "sent_by": member, "changed_at": now}
    with writing("a referral"):
        return Referral.objects.create(**{**sent, **given, **changed})


def shared(person: Person, cast: Any, key: str = "case_worker", purpose: str = "referral") -> NamedReader:
    return let_read(person=person, member=getattr(cast, key), purpose=purpose, words="A bed.", by=cast.actor(OFFICER))


def reads(person: Person, cast: Any, key: str = "case_worker") -> bool:
    return people_visible_to(cast.actor(key)).filter(pk=person.pk).exists()


# --- answers ----------------------------------------------------------------------------------------------------------


def test_nobody_having_asked_is_neither_a_yes_nor_a_no(person: Person) -> None:
    found = {each.purpose.id: each.stands for each in standings(person)}
    assert set(found.values()) == {"not_asked"}
    assert found.keys() == {each.id for each in casework().consent.purposes}
    assert not may_tell(person)


@pytest.mark.parametrize(("given", "expected"), [(True, "agreed"), (False, "declined")])
def test_an_answer_stands_and_is_in_the_file_of_the_case(given: bool, expected: str, case: Case, cast: Any) -> None:
    person = case.opened_from.person
    answered(person, cast, given=given)
    assert stands(person) == expected
    assert may_tell(person) is given
    assert FileEntry.objects.get(case=case, kind="consent:recorded").words == "Signed the sheet."


def test_what_was_not_agreed_to_is_not_told(person: Person, cast: Any) -> None:
    answered(person, cast, fields=("identity", "contact"))
    assert may_tell(person, "identity")
    assert not may_tell(person, "identity", "health")
    assert not may_tell(person, "identity", recipient="hkpf")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"purpose": "advertising"}, "no such purpose"),
        ({"recipient": "atlantis"}, "who would be told"),
        ({"purpose": "services", "recipient": "swd", "fields": ("needs",)}, "Nobody is named"),
        ({"fields": ()}, "Choose what the person agreed to"),
        ({"fields": ("proceedings",)}, "never told for this purpose"),
        ({"purpose": "aggregate", "recipient": "", "fields": ("profile",)}, "as a whole"),
        ({"from_on": datetime.date(2999, 1, 1)}, "cannot be to come"),
        ({"until_on": datetime.date(2000, 1, 1)}, "before the first"),
        ({"evidence": " "}, "how the person answered"),
        ({"language": "klingon"}, "language"),
        ({"interpreter": "parrot"}, "interpreter"),
        ({"guardian": "An aunt"}, "An adult answers for themselves"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_says_why(changed: dict[str, Any], words: str, person: Person, cast: Any) -> None:
    answer = dataclasses.replace(an_answer(), **changed)
    with pytest.raises(Refused, match=words):
        record_answer(person=person, version=answers_of(person).version, answer=answer, by=cast.actor(OFFICER))
    assert not Consent.objects.exists()


def test_an_answer_cannot_be_older_than_the_last_one_or_than_a_withdrawal(person: Person, cast: Any) -> None:
    consent = answered(person, cast, from_on=today() - 3 * DAY)
    withdrawn(consent, cast, on=today() - DAY)
    with pytest.raises(Refused, match="cannot be older"):
        answered(person, cast, from_on=today() - 2 * DAY)
    assert not may_tell(person), "what was taken back is not given again by an older day"
    answered(person, cast, from_on=today() - DAY)
    assert may_tell(person)


def test_an_answer_on_what_somebody_else_recorded_meanwhile_is_not_kept(person: Person, cast: Any) -> None:
    version = answers_of(person).version
    answered(person, cast, given=False)
    with pytest.raises(Stale):
        record_answer(person=person, version=version, answer=an_answer(), by=cast.actor(OFFICER))
    assert stands(person) == "declined"


@pytest.mark.parametrize("key", ["other_officer", "supervisor", "partner"])
def test_an_answer_is_not_for_another_agency_or_another_role_to_record(key: str, person: Person, cast: Any) -> None:
    with pytest.raises(NotPermitted):
        record_answer(person=person, version=1, answer=an_answer(), by=cast.actor(key))


# --- children ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "days_ago", "expected"),
    [(None, 0, None), (15, 0, True), (15, 400, True), (17, 0, True), (17, 30, None), (17, 400, False), (18, 0, False)],
)
def test_whether_somebody_is_a_child_is_known_or_asked(age: int | None, days_ago: int, expected: bool | None) -> None:
    met = timezone.now() - days_ago * DAY
    assert is_child(Person(age=age, met_at=met), on=today()) is expected


GUARDIAN = {"guardian": "Her mother", "guardian_basis": "parent"}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "what the child answered"),
        ({"assent": True}, "together with a guardian"),
        ({"assent": True, "guardian": "Her mother"}, "together with a guardian"),
        ({"assent": True, **GUARDIAN, "guardian_basis": "neighbour"}, "on what the guardian"),
    ],
)
def test_nobody_agrees_for_a_child_without_the_child_and_a_guardian(
    said: dict[str, Any], words: str, child: Person, cast: Any
) -> None:
    with pytest.raises(Refused, match=words):
        answered(child, cast, **said)
    assert not may_tell(child)


def test_a_child_who_agrees_with_a_guardian_agrees(child: Person, cast: Any) -> None:
    answered(child, cast, assent=True, **GUARDIAN)
    assert may_tell(child)


@pytest.mark.parametrize("guardian", [{}, GUARDIAN])
def test_a_child_who_says_no_is_a_no_whoever_agrees(guardian: dict[str, str], child: Person, cast: Any) -> None:
    answered(child, cast, assent=False, **guardian)
    assert stands(child) == "declined"
    assert not may_tell(child)


def test_an_age_that_is_not_known_is_asked_for(person: Person, cast: Any) -> None:
    with writing("an age that nobody knows"):
        Person.objects.update(age=None)
    person.refresh_from_db()
    with pytest.raises(Refused, match="Ask whether they are a child"):
        answered(person, cast)
    answered(person, cast, said_to_be_a_child=False)
    with pytest.raises(Refused, match="what the child answered"):
        answered(person, cast, said_to_be_a_child=True)


@pytest.mark.parametrize(
    "changed", [{"assent": False, **GUARDIAN}, {"assent": True}, GUARDIAN], ids=["against", "alone", "without a word"]
)
def test_the_database_keeps_no_yes_against_a_child(changed: dict[str, Any], person: Person, cast: Any) -> None:
    consent = answered(person, cast)
    for name, value in changed.items():
        setattr(consent, name, value)
    with writing("a yes that cannot be"), pytest.raises(IntegrityError), transaction.atomic():
        consent.save()


# --- sharing a file ---------------------------------------------------------------------------------------------------


def test_a_file_is_shared_beyond_the_agency_only_with_consent_for_all_that_it_shows(person: Person, cast: Any) -> None:
    with pytest.raises(Refused):
        shared(person, cast)
    answered(person, cast, fields=("identity", "contact"))
    with pytest.raises(Refused):
        shared(person, cast)
    assert not reads(person, cast)
    answered(person, cast)
    reader = shared(person, cast)
    told = person.disclosures.get()
    assert reads(person, cast)
    assert (told.recipient, told.outlet, reader.basis) == ("swd", "page", f"consent:{told.consent_id}")


def test_within_the_agency_no_consent_is_needed(person: Person, cast: Any) -> None:
    with writing("a case worker of the same agency"):
        Member.objects.filter(pk=cast.case_worker.pk).update(agency="immd")
    cast.case_worker.refresh_from_db()
    assert shared(person, cast).basis == ""
    assert reads(person, cast)
    assert not person.disclosures.exists()
    said = {each.kind.name for each in entries_about(person, cast.actor(OFFICER))}
    assert "person:file_shared_within" in said
    assert "person:told" not in said


def test_consent_for_one_agency_or_purpose_shares_with_no_other(person: Person, cast: Any) -> None:
    answered(person, cast)
    with pytest.raises(Refused):
        shared(person, cast, "investigator")
    with pytest.raises(Refused):
        shared(person, cast, purpose="police")
    with pytest.raises(Refused, match="Choose for what purpose"):
        shared(person, cast, purpose="aggregate")


def test_a_file_is_not_shared_for_less_than_its_reader_sees(person: Person, cast: Any) -> None:
    answered(person, cast, "police", "hkpf")
    with pytest.raises(Refused):
        shared(person, cast, "investigator", "police")
    answered(person, cast, recipient="hkpf", fields=SHOWN_BY_A_FILE)
    with pytest.raises(Refused, match="did not agree"):
        shared(person, cast, "investigator")
    answered(person, cast, recipient="hkpf", fields=(*SHOWN_BY_A_FILE, "health"))
    shared(person, cast, "investigator")
    assert "health" in person.disclosures.get().fields
    answered(person, cast, fields=SHOWN_BY_A_FILE)
    shared(person, cast)  # a case worker reads no screenings


def test_only_purposes_that_let_out_a_whole_file_are_offered_for_sharing() -> None:
    for each in purposes_of_sharing():
        assert set(SHOWN_BY_A_FILE) <= set(every_field(each))
    assert "research" not in purposes_of_sharing()


def test_where_no_purpose_lets_out_a_whole_file_it_is_shared_within_the_agency_only(
    person: Person, cast: Any, monkeypatch: Any
) -> None:
    plain = casework()
    narrow = plain.purpose("referral").model_copy(update={"fields": ("identity", "contact")})
    rules = plain.model_copy(update={"consent": plain.consent.model_copy(update={"purposes": (narrow,)})})
    for module in ("actions.sharing_files", "sharing"):
        monkeypatch.setattr(f"firmground_site.cases.{module}.casework", lambda: rules)
    answered(person, cast, fields=("identity", "contact"))
    with pytest.raises(Refused, match="never told for this purpose"):
        shared(person, cast)
    with writing("a case worker of the same agency"):
        Member.objects.filter(pk=cast.case_worker.pk).update(agency="immd")
    cast.case_worker.refresh_from_db()
    assert shared(person, cast).basis == ""


def test_a_lawful_exception_lets_a_file_be_shared_until_it_ends(person: Person, cast: Any) -> None:
    exemption = excepted(person, cast)
    reader = shared(person, cast)
    assert reader.basis == f"exception:{exemption.pk}"
    end_exemption(exemption=exemption, by=cast.actor(OFFICER))
    assert not reads(person, cast)
    assert not may_tell(person, "identity")


def test_a_sharing_ends_by_itself_with_the_last_day_of_its_consent(person: Person, cast: Any, monkeypatch: Any) -> None:
    answered(person, cast, until_on=today() + DAY)
    assert shared(person, cast).until_on == today() + DAY
    assert reads(person, cast)
    later = today() + 2 * DAY
    monkeypatch.setattr("firmground_site.screening.queries.today", lambda: later)
    assert not reads(person, cast)


def test_a_sharing_that_ran_out_can_be_made_anew(person: Person, cast: Any) -> None:
    answered(person, cast)
    first = shared(person, cast)
    with writing("it ran out"):
        NamedReader.objects.update(until_on=today() - DAY)
    assert not reads(person, cast)
    assert shared(person, cast) != first
    assert reads(person, cast)


def test_a_sharing_that_lapsed_can_be_made_anew(person: Person, cast: Any) -> None:
    answered(person, cast)
    first = shared(person, cast)
    with writing("they came from another agency"):
        NamedReader.objects.update(agency="ld")
    assert cast.case_worker in SharingForm(person=person).fields["member"].queryset
    second = shared(person, cast)
    first.refresh_from_db()
    assert first.ended_at is not None
    assert reads(person, cast)
    assert cast.case_worker not in SharingForm(person=person).fields["member"].queryset
    assert second.agency == "swd"


# --- closing ----------------------------------------------------------------------------------------------------------


def test_a_withdrawal_reaches_the_reader_the_referral_and_the_recipient(person: Person, cast: Any) -> None:
    consent = answered(person, cast)
    shared(person, cast)
    referral = a_referral(person, consent, cast.identification_officer)
    done = a_referral(person, consent, cast.identification_officer, state="done")
    assert reads(person, cast)
    withdrawn(consent, cast)
    referral.refresh_from_db()
    done.refresh_from_db()
    assert not reads(person, cast)
    assert (referral.state, referral.steps.get().reason, done.state) == ("revoked", "consent_withdrawn", "done")
    assert WithdrawalNotice.objects.get().recipient == "swd"
    said = entries_about(person, cast.actor(OFFICER))[-1].content
    assert len(said["sharings_ended"]) == len(said["referrals_revoked"]) == len(said["notices_to"]) == 1


def test_a_withdrawal_leaves_what_rests_on_another_basis(person: Person, cast: Any) -> None:
    consent, other = answered(person, cast), answered(person, cast, recipient="hkpf")
    exemption = excepted(person, cast)
    shared(person, cast)
    shared(person, cast, "investigator")
    referral = a_referral(person, other, cast.identification_officer, to="hkpf")
    withdrawn(consent, cast)
    referral.refresh_from_db()
    assert reads(person, cast), "the exception still holds"
    assert NamedReader.objects.get(member=cast.case_worker).basis == f"exception:{exemption.pk}"
    assert reads(person, cast, "investigator")
    assert referral.state == "received"


@pytest.mark.parametrize("fields", [None, ("identity",)], ids=["a no", "a yes to less"])
def test_a_later_answer_closes_what_it_no_longer_carries(fields: Any, person: Person, cast: Any) -> None:
    consent = answered(person, cast)
    shared(person, cast)
    referral = a_referral(person, consent, cast.identification_officer)
    answered(person, cast, **({"fields": fields} if fields else {"given": False}))
    referral.refresh_from_db()
    assert not reads(person, cast)
    assert (referral.state, referral.steps.get().reason) == ("revoked", "person_changed_mind")
    assert WithdrawalNotice.objects.get().recipient == "swd"


def test_whoever_was_told_more_than_a_later_yes_hears_of_it_and_then_of_the_rest(person: Person, cast: Any) -> None:
    answered(person, cast)
    shared(person, cast)
    less = answered(person, cast, fields=("identity",))
    notice = WithdrawalNotice.objects.get()
    acknowledge_notice(notice=notice, done_with_it="The rest is deleted.", by=cast.actor("case_worker"))
    same = answered(person, cast, fields=("identity",))
    assert (notice.consent, WithdrawalNotice.objects.count()) == (less, 1)
    withdrawn(same, cast)
    assert [each.acknowledged_at is None for each in WithdrawalNotice.objects.order_by("sent_at")] == [False, True]


def test_a_notice_of_a_part_is_sent_anew_when_the_rest_of_the_same_yes_is_withdrawn(person: Person, cast: Any) -> None:
    answered(person, cast)
    shared(person, cast)
    less = answered(person, cast, fields=("identity",))
    acknowledge_notice(notice=WithdrawalNotice.objects.get(), done_with_it="Deleted.", by=cast.actor("case_worker"))
    withdrawn(less, cast)
    assert WithdrawalNotice.objects.get().acknowledged_at is None


def test_whoever_was_told_no_more_than_a_later_yes_hears_nothing(person: Person, cast: Any) -> None:
    answered(person, cast)
    shared(person, cast)
    answered(person, cast, fields=SHOWN_BY_A_FILE)
    assert not WithdrawalNotice.objects.exists()


def test_a_later_yes_carries_on_what_rests_on_the_earlier_one(person: Person, cast: Any) -> None:
    answered(person, cast)
    reader = shared(person, cast)
    later = answered(person, cast, until_on=today() + DAY)
    reader.refresh_from_db()
    assert (reader.basis, reader.until_on, reader.ended_at) == (f"consent:{later.pk}", today() + DAY, None)
    withdrawn(later, cast)
    assert not reads(person, cast)


def test_whoever_was_told_nothing_hears_of_no_withdrawal_and_nobody_hears_twice(person: Person, cast: Any) -> None:
    withdrawn(answered(person, cast), cast)
    assert not WithdrawalNotice.objects.exists()
    answered(person, cast)
    shared(person, cast)
    for _ in range(2):
        withdrawn(answered(person, cast), cast)
    assert WithdrawalNotice.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"on": datetime.date(2999, 1, 1)}, "cannot be to come"),
        ({"on": datetime.date(2000, 1, 1)}, "before the person agreed"),
        ({"words": " "}, "what the person said"),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused_and_closes_nothing(
    said: dict[str, Any], words: str, person: Person, cast: Any
) -> None:
    consent = answered(person, cast)
    shared(person, cast)
    with pytest.raises(Refused, match=words):
        withdrawn(consent, cast, **said)
    assert reads(person, cast)
    assert may_tell(person)


def test_a_no_or_what_was_replaced_or_withdrawn_cannot_be_withdrawn(person: Person, cast: Any) -> None:
    first = answered(person, cast)
    second = answered(person, cast)
    with pytest.raises(Refused, match="last agreed to"):
        withdrawn(first, cast)
    withdrawn(second, cast)
    with pytest.raises(Refused, match="already"):
        withdrawn(second, cast)
    with pytest.raises(Refused, match="last agreed to"):
        withdrawn(answered(person, cast, given=False), cast)


def test_a_no_to_a_recipient_that_has_left_can_be_recorded(person: Person, cast: Any, monkeypatch: Any) -> None:
    answered(person, cast)
    monkeypatch.setattr("firmground_site.cases.answers.is_there", lambda _: False)
    with pytest.raises(Refused, match="who would be told"):
        answered(person, cast)
    answered(person, cast, given=False)
    assert stands(person) == "declined"


# --- exceptions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"exception": "curiosity"}, "no such exception"),
        ({"purpose": "research"}, "not for this purpose"),
        ({"purpose": "services"}, "Nobody is named"),
        ({"recipient": "atlantis"}, "who would be told"),
        ({"fields": ("health",)}, "what the exception lets out"),
        ({"fields": ()}, "what must be told"),
        ({"reasons": " "}, "why the law"),
        ({"from_on": datetime.date(2999, 1, 1)}, "cannot be to come"),
        ({"until_on": datetime.date(2000, 1, 1)}, "before the first"),
    ],
)
def test_an_exception_that_the_law_does_not_make_is_refused(
    changed: dict[str, Any], words: str, person: Person, cast: Any
) -> None:
    ground = Ground("crime", "referral", "swd", ("identity",), "A raid is planned.", today())
    wrong, by = dataclasses.replace(ground, **changed), cast.actor(OFFICER)
    with pytest.raises(Refused, match=words):
        record_exemption(person=person, version=1, ground=wrong, by=by)
    assert not person.exemptions.exists()


def test_an_exception_is_ended_once_and_not_by_another_agency(person: Person, cast: Any) -> None:
    exemption = excepted(person, cast)
    with pytest.raises(NotPermitted):
        end_exemption(exemption=exemption, by=cast.actor("other_officer"))
    end_exemption(exemption=exemption, by=cast.actor(OFFICER))
    with pytest.raises(Refused, match="already"):
        end_exemption(exemption=exemption, by=cast.actor(OFFICER))
