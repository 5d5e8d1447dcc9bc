"""What may be told of a person: only by a consent or an exception in force that day, and never more than the purpose lets out."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.cases.sharing import Consent, Exempted, in_force, may_share, still_holds
from firmground.errors import NotInForce
from firmground.packs.casework_entries import Told
from firmground.packs.pack import read_pack

RULES = read_pack("hong_kong").casework
FREEPORT = read_pack("freeport").casework
FIELDS = sorted(get_args(Told))
RECIPIENTS = {"services": ("",), "referral": ("swd", "partner:harbour"), "police": ("hkpf",), "aggregate": ("",)}
FIRST = date(2026, 3, 1)
SOME = frozenset({"identity", "contact"})


def day(number):
    return FIRST + timedelta(number)


BEGUN, TODAY = day(5), day(7)


def consent(name="one", *, purpose="referral", recipient="swd", fields=SOME, given=True, from_on=BEGUN, **more):
    return Consent(name, purpose, recipient, frozenset(fields), given, from_on, **more)


def exempted(name="law", *, exception="health", purpose="referral", recipient="swd", fields=SOME, from_on=BEGUN, **more):
    return Exempted(name, exception, purpose, recipient, frozenset(fields), from_on, **more)


def shared(*records, purpose="referral", recipient="swd", fields=SOME, on=TODAY, rules=RULES):
    return may_share(
        rules,
        purpose=purpose,
        recipient=recipient,
        fields=fields,
        consents=[each for each in records if isinstance(each, Consent)],
        exempted=[each for each in records if isinstance(each, Exempted)],
        on=on,
    )


DAYS = st.integers(0, 12).map(day)
NO_DAY_OR_DAY = st.none() | DAYS
PARTS = st.frozensets(st.sampled_from(FIELDS), max_size=4)
ABOUT = st.sampled_from([(purpose, party) for purpose, parties in RECIPIENTS.items() for party in parties])


@st.composite
def histories(draw):
    """Answers in the order in which they were recorded, whatever day they speak of, and lawful exceptions."""
    answers = [
        Consent(f"answer {number}", *draw(ABOUT), draw(PARTS), draw(st.booleans()), draw(DAYS), draw(NO_DAY_OR_DAY), None, number)
        for number in range(draw(st.integers(0, 4)))
    ]
    answers = [replace(each, withdrawn_on=draw(NO_DAY_OR_DAY)) if each.given else each for each in answers]
    grounds = st.sampled_from([each.id for each in RULES.consent.exceptions])
    exceptions = [
        Exempted(f"exception {number}", draw(grounds), *draw(ABOUT), draw(PARTS), draw(DAYS), draw(NO_DAY_OR_DAY))
        for number in range(draw(st.integers(0, 2)))
    ]
    return [*answers, *(replace(each, ended_on=draw(NO_DAY_OR_DAY)) for each in exceptions)]


@st.composite
def questions(draw):
    purpose, recipient = draw(ABOUT)
    let_out = sorted(RULES.purpose(purpose).fields)
    wanted = draw(st.frozensets(st.sampled_from(let_out), min_size=1, max_size=4))
    return {"purpose": purpose, "recipient": recipient, "fields": wanted, "on": draw(DAYS)}


def covers(record, asked):
    """Whether one record by itself stands for all that is asked, on the day."""
    if (record.purpose, record.recipient) != (asked["purpose"], asked["recipient"]):
        return False
    if isinstance(record, Consent):
        return in_force(record, asked["on"]) and asked["fields"] <= record.fields
    ground = RULES.exception(record.exception, on=asked["on"])
    fits = record.purpose in ground.purposes and asked["fields"] <= record.fields & set(ground.fields)
    return fits and still_holds(record, asked["on"])


@settings(max_examples=50)
@given(history=histories(), asked=questions())
def test_nothing_is_told_without_a_consent_or_an_exception_in_force_that_day(history, asked):
    told = shared(*history, **asked)
    if not told.allowed:
        assert told.reasons
        assert told.basis == ""
    elif told.basis == "not_declined":
        assert RULES.purpose(asked["purpose"]).rule == "unless_declined"
    else:
        (basis,) = [each for each in history if each.id == told.basis_id]
        assert covers(basis, asked)
        assert told.fields == asked["fields"]


@settings(max_examples=50)
@given(history=histories(), asked=questions(), which=st.integers(0, 10), withdrawn=DAYS)
def test_a_withdrawal_never_lets_more_out(history, asked, which, withdrawn):
    given_ones = [each for each in history if isinstance(each, Consent) and each.given and each.withdrawn_on is None]
    if not given_ones:
        return
    chosen = given_ones[which % len(given_ones)]
    after = [replace(each, withdrawn_on=withdrawn) if each is chosen else each for each in history]
    assert shared(*after, **asked).fields <= shared(*history, **asked).fields


@settings(max_examples=50)
@given(history=histories(), asked=questions(), given=st.booleans(), fields=PARTS, later=st.integers(0, 3))
def test_a_later_answer_replaces_all_earlier_ones(history, asked, given, fields, later):
    answers = [each for each in history if isinstance(each, Consent) and each.from_on <= asked["on"]]
    last = max([FIRST, *(each.from_on for each in answers)])
    on = max(asked["on"], last + timedelta(later))
    new = consent("new", purpose=asked["purpose"], recipient=asked["recipient"], fields=fields, given=given, order=99, from_on=on)
    assert shared(*answers, new, **{**asked, "on": on}) == shared(new, **{**asked, "on": on})


@settings(max_examples=50)
@given(history=histories(), asked=questions(), beyond=PARTS)
def test_what_may_be_told_is_never_more_than_was_asked_for_or_than_the_purpose_lets_out(history, asked, beyond):
    wanted = asked["fields"] | beyond
    told = shared(*history, **{**asked, "fields": wanted})
    assert told.fields <= wanted & set(RULES.purpose(asked["purpose"]).fields)
    assert told.allowed == (told.fields == wanted)


@settings(max_examples=50)
@given(history=histories(), asked=questions())
def test_the_part_that_may_be_told_may_be_told_when_it_is_asked_for_alone(history, asked):
    part = shared(*history, **asked).fields
    assert not part or shared(*history, **{**asked, "fields": part}).allowed


@settings(max_examples=50)
@given(history=histories(), asked=questions(), fewer=st.data())
def test_who_may_be_told_much_may_be_told_less(history, asked, fewer):
    part = fewer.draw(st.frozensets(st.sampled_from(sorted(asked["fields"]))))
    assert not shared(*history, **asked).allowed or shared(*history, **{**asked, "fields": part}).allowed


@settings(max_examples=50)
@given(history=histories(), asked=questions(), shuffled=st.data())
def test_it_does_not_matter_in_which_order_the_records_are_read(history, asked, shuffled):
    assert shared(*shuffled.draw(st.permutations(history)), **asked) == shared(*history, **asked)


@settings(max_examples=50)
@given(history=histories(), asked=questions())
def test_what_was_said_about_others_changes_nothing(history, asked):
    about = (asked["purpose"], asked["recipient"])
    ours = [each for each in history if (each.purpose, each.recipient) == about]
    assert shared(*history, **asked) == shared(*ours, **asked)


@pytest.mark.parametrize(
    ("on", "reasons"),
    [
        (4, ("not_asked",)),
        (5, ()),
        (10, ()),
        (11, ("expired",)),
    ],
)
def test_a_consent_holds_from_its_first_to_its_last_day(on, reasons):
    given_once = consent(until_on=day(10))
    assert shared(given_once, on=day(on)).reasons == reasons
    assert in_force(given_once, day(on)) == (not reasons)


@pytest.mark.parametrize(("on", "reasons"), [(7, ()), (8, ("withdrawn",)), (11, ("withdrawn",))])
def test_from_the_day_of_a_withdrawal_nothing_is_told(on, reasons):
    withdrawn = consent(until_on=day(10), withdrawn_on=day(8))
    assert shared(withdrawn, on=day(on)).reasons == reasons
    assert in_force(withdrawn, day(on)) == (not reasons)


@pytest.mark.parametrize(("on", "holds"), [(4, False), (5, True), (10, True), (11, False)])
def test_an_exception_holds_from_its_first_to_its_last_day(on, holds):
    recorded = exempted(until_on=day(10))
    assert still_holds(recorded, day(on)) is holds
    assert shared(recorded, on=day(on)).allowed is holds


@pytest.mark.parametrize(("on", "holds"), [(7, True), (8, False)])
def test_an_exception_that_was_ended_no_longer_holds_on_that_day(on, holds):
    assert shared(exempted(ended_on=day(8)), on=day(on)).allowed is holds


@pytest.mark.parametrize(("on", "fields"), [(date(2025, 6, 30), {"identity", "account"}), (date(2025, 7, 1), {"identity"})])
def test_an_exception_lets_out_what_the_law_of_the_day_lets_out(on, fields):
    wanted = frozenset({"identity", "account"})
    about = {"purpose": "wage_claim", "recipient": "harbour_office", "fields": wanted}
    recorded = exempted(exception="judge_asks", from_on=date(2025, 1, 1), **about)
    told = shared(recorded, on=on, rules=FREEPORT, **about)
    assert told.fields == fields
    assert told.allowed == (fields == wanted)


@pytest.mark.parametrize(
    "recorded",
    [
        exempted(exception="no_such_section"),
        exempted(purpose="police", recipient="hkpf"),
        exempted(recipient="partner:harbour"),
        exempted(from_on=day(8)),
    ],
    ids=["no such section", "for another purpose", "for another recipient", "not yet"],
)
def test_an_exception_that_is_about_something_else_lets_out_nothing_at_all(recorded):
    assert shared(recorded) == shared()
    assert shared(recorded, fields=()).reasons == ("not_asked",)


def test_an_exception_whose_section_is_not_for_the_purpose_lets_out_nothing_at_all():
    about = {"purpose": "services", "recipient": "", "fields": {"identity"}}
    assert shared(exempted(exception="crime", **about), **about) == shared(**about)
    assert shared(exempted(exception="health", **about), **about).allowed


@pytest.mark.parametrize(
    "recorded",
    [exempted(fields={"identity"}), exempted(exception="legal_proceedings")],
    ids=["recorded for less", "the section lets out less"],
)
def test_an_exception_that_covers_only_a_part_lets_out_that_part_alone(recorded):
    told = shared(recorded)
    assert (told.allowed, told.fields) == (False, {"identity"})
    assert shared(recorded, fields={"identity"}).basis == "exception"


def test_an_exception_stands_against_a_refusal_and_is_named_as_the_basis():
    told = shared(consent(given=False), exempted())
    assert (told.allowed, told.basis, told.basis_id) == (True, "exception", "law")


def test_of_two_exceptions_that_cover_the_same_one_is_named_whichever_is_read_first():
    first, second = exempted("first"), exempted("second", exception="emergency")
    assert shared(second, first) == shared(first, second)
    assert shared(second, first).basis_id == "first"


def test_consent_goes_before_an_exception():
    told = shared(consent(), exempted())
    assert (told.basis, told.basis_id) == ("consent", "one")


def test_what_two_bases_cover_together_is_asked_for_in_parts():
    records = (consent(fields={"identity", "profile"}), exempted(fields={"health"}))
    both = shared(*records, fields={"identity", "profile", "health"})
    assert (both.reasons, both.fields) == (("not_agreed",), {"identity", "profile"})
    assert shared(*records, fields={"identity", "profile"}).basis == "consent"
    assert shared(*records, fields={"health"}).basis == "exception"


def test_the_most_that_an_exception_covers_is_named_though_all_may_not_be_told():
    told = shared(consent(given=False), exempted(fields={"health"}), fields={"identity", "health"})
    assert (told.allowed, told.reasons, told.fields, told.basis_id) == (False, ("declined",), {"health"}, "one")


def test_nobody_having_asked_is_no_consent_except_where_the_pack_says_unless_declined():
    assert shared().reasons == ("not_asked",)
    counted = {"purpose": "aggregate", "recipient": "", "fields": {"profile"}}
    assert shared(**counted).basis == "not_declined"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"given": False}, "declined"),
        ({"withdrawn_on": day(6)}, "withdrawn"),
        ({"until_on": day(6)}, "expired"),
        ({"fields": {"decision"}}, "not_agreed"),
    ],
)
def test_whoever_does_not_want_to_be_counted_is_not(answer, reason):
    counted = {"purpose": "aggregate", "recipient": "", "fields": {"profile"}}
    assert shared(consent(**{**counted, **answer}), **counted).reasons == (reason,)
    assert shared(consent(**counted), **counted).basis == "consent"


@pytest.mark.parametrize(("purpose", "recipient"), [("aggregate", "swd"), ("services", "swd"), ("referral", ""), ("police", "")])
def test_a_recipient_where_none_is_asked_about_or_none_where_one_is_has_not_been_asked(purpose, recipient):
    about = {"purpose": purpose, "recipient": recipient, "fields": {"profile"}}
    assert shared(consent(**about), **about).reasons == ("not_asked",)


@pytest.mark.parametrize("turned", [False, True])
def test_of_a_yes_and_a_no_at_the_same_time_the_no_counts(turned):
    answers = [consent("yes"), consent("no", given=False)]
    assert shared(*(reversed(answers) if turned else answers)).reasons == ("declined",)


def test_of_two_answers_at_the_same_time_the_narrower_counts():
    assert shared(consent("wide"), consent("narrow", fields={"identity"})).fields == {"identity"}


def test_a_no_that_was_recorded_after_a_consent_that_begins_later_is_not_forgotten():
    announced, no = consent("announced", from_on=day(6), order=1), consent("no", given=False, from_on=day(5), order=2)
    assert shared(announced, no).reasons == ("declined",)
    assert shared(announced, no, consent("anew", from_on=day(7), order=3)).allowed


def test_a_consent_on_paper_that_is_recorded_late_does_not_undo_a_later_no():
    no, paper = consent("no", given=False, from_on=day(6), order=1), consent("paper", from_on=day(5), order=2)
    assert shared(no, paper).reasons == ("declined",)


def test_a_field_that_a_purpose_never_lets_out_is_not_told_whatever_was_agreed():
    everything = consent(fields=FIELDS)
    assert shared(everything, exempted(fields=FIELDS), fields={"identity", "proceedings"}).reasons == ("not_for_this",)


def test_where_somebody_stays_and_how_to_reach_them_safely_cannot_even_be_asked_for():
    known = {"identity", "contact", "profile", "needs", "services", "decision", "account", "health", "proceedings"}
    assert set(get_args(Told)) == known


def test_a_purpose_that_the_pack_does_not_have_is_refused_with_those_it_has():
    with pytest.raises(NotInForce, match="recontact") as caught:
        shared(purpose="curiosity")
    assert caught.value.where == "cases/consent.toml"


def test_an_exception_that_the_pack_does_not_have_on_a_day_is_refused_with_the_days():
    assert FREEPORT.exception("judge_asks", on=date(2025, 7, 1)).fields == ("identity", "decision")
    with pytest.raises(NotInForce, match="exception crime"):
        FREEPORT.exception("crime", on=date(2025, 7, 1))
