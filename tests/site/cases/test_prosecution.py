"""Charges with their time limits, how they end, sentences and appeals; and the days that cannot be."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import may_open
from cases.prosecuting import LIMITED, SINCE, TRADER, a_charge, a_suspect, ended, laid
from django.test import Client
from django.urls import reverse

from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.casework import close_case
from firmground_site.cases.actions.prosecuting import end_charge, lay_charge, lay_nothing
from firmground_site.cases.actions.sentencing import end_appeal, lodge_appeal, pass_sentence
from firmground_site.cases.actions.suspecting import clear_suspect
from firmground_site.cases.limits import charges_visible_to, limit_in_words, running_out
from firmground_site.cases.models import Appeal, Case, Charge, SentencePassed, Suspect
from firmground_site.cases.queries import entries_visible_to
from firmground_site.cases.telling import told_of
from firmground_site.packs.queries import today
from firmground_site.screening.actions.reading import share_file

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def suspect(investigated: Case, cast: Any) -> Suspect:
    return a_suspect(investigated, cast)


def on_page(client: Client, case: Case, name: str, *args: Any) -> str:
    return may_open(client, case).get(reverse(f"cases:{name}", args=[case.pk, *args])).content.decode()


# --- considering and laying -------------------------------------------------------------------------------------------


def test_a_charge_without_a_limit_has_no_last_day_and_says_so(cast: Any, suspect: Suspect) -> None:
    charge = a_charge(suspect, cast)
    assert (charge.last_day, charge.limit_is_known) == (None, True)
    assert limit_in_words(charge) == "no limit (verify)"


def test_the_last_day_is_reckoned_from_the_conduct_and_kept(cast: Any, suspect: Suspect) -> None:
    charge = a_charge(suspect, cast, provision=LIMITED, conduct_on=datetime.date(2026, 2, 28))
    assert charge.last_day == datetime.date(2027, 2, 28)
    assert limit_in_words(charge) == "1 year: last day 28 February 2027"


def test_the_limit_of_the_day_of_the_conduct_counts(cast: Any, suspect: Suspect) -> None:
    before = a_charge(suspect, cast, provision=LIMITED, conduct_on=datetime.date(2018, 2, 8))
    after = a_charge(suspect, cast, provision=LIMITED, conduct_on=datetime.date(2018, 2, 9))
    assert (before.last_day, after.last_day) == (datetime.date(2018, 8, 8), datetime.date(2019, 2, 9))


def test_an_offence_in_free_words_is_told_to_nobody_in_these_words(cast: Any, suspect: Suspect) -> None:
    laid(a_charge(suspect, cast, provision="", offence="Holding the passport of Maria"), cast)
    person = suspect.case.involvements.get().person
    [(label, said)] = told_of(person, ["proceedings"])["proceedings"]
    assert (label, said.split(",")[0]) == ("Charge", "another offence")


def test_of_an_offence_in_free_words_no_limit_is_known(cast: Any, suspect: Suspect) -> None:
    charge = a_charge(suspect, cast, provision="", offence="Holding a passport")
    assert (charge.last_day, charge.limit_is_known) == (None, False)
    assert limit_in_words(charge) == "Not known: look it up"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"provision": "", "offence": " "}, "Choose a provision, or write the offence"),
        ({"provision": "no_such"}, "Choose a provision of the register"),
        ({"conduct_on": today() + 7 * ONE_DAY}, "cannot be to come"),
        ({"conduct_on": datetime.date(1066, 10, 14)}, "cannot be before 1900"),
    ],
)
def test_a_charge_that_cannot_be_is_refused_in_words(cast: Any, suspect: Suspect, given: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        a_charge(suspect, cast, **given)


def test_nobody_who_was_cleared_is_charged(cast: Any, suspect: Suspect) -> None:
    clear_suspect(suspect=suspect, version=1, words="Was abroad.", by=cast.actor("investigator"))
    with pytest.raises(Refused, match="was cleared"):
        a_charge(suspect, cast)  # as it was read before


def test_a_charge_is_laid_after_the_conduct_and_not_in_the_future(cast: Any, suspect: Suspect) -> None:
    charge = a_charge(suspect, cast)
    with pytest.raises(Refused, match="A charge is laid after the conduct"):
        laid(charge, cast, on=SINCE - ONE_DAY)
    with pytest.raises(Refused, match="cannot be to come"):
        laid(charge, cast, on=today() + ONE_DAY)
    assert laid(charge, cast, on=SINCE).laid_on == SINCE
    with pytest.raises(Refused, match="laid or ended already"):
        laid(Charge.objects.get(), cast)


def test_a_charge_laid_after_its_last_day_is_recorded_and_marked(
    as_member: Callable[[str], Client], cast: Any, investigated: Case, suspect: Suspect
) -> None:
    laid(a_charge(suspect, cast, provision=LIMITED, conduct_on=datetime.date(2018, 2, 9)), cast)
    assert "After its last day" in on_page(as_member("prosecutor"), investigated, "prosecution")


@pytest.mark.parametrize(
    ("agency", "key", "why"),
    [("hkpf", "investigator", "A charge that was laid has no outcome"), ("swd", "case_worker", "cannot read has not ended")],
)
def test_a_case_is_not_closed_while_a_charge_that_was_laid_has_no_outcome(
    cast: Any, investigated: Case, suspect: Suspect, agency: str, key: str, why: str
) -> None:
    a_charge(suspect, cast)
    charge = laid(a_charge(suspect, cast), cast)
    with writing("another agency has the case, in a test"):
        Case.objects.update(agency=agency)
    version = Case.objects.get(pk=investigated.pk).version
    given = {"case": investigated, "version": version, "reason": "needs_met", "words": "Done.", "by": cast.actor(key)}
    with pytest.raises(Refused, match=why):
        close_case(**given)
    with writing("it ended, in a test"):
        Charge.objects.filter(pk=charge.pk).update(outcome="pleaded_guilty", ended_on=today())
    assert close_case(**given).is_closed, "one that is only considered holds up nothing"


def test_a_charge_that_somebody_laid_meanwhile_is_stale(cast: Any, suspect: Suspect) -> None:
    charge = a_charge(suspect, cast)
    laid(charge, cast)
    with pytest.raises(Stale):
        lay_charge(charge=charge, version=1, laid_on=today(), court="", by=cast.actor("prosecutor"))


# --- ends -------------------------------------------------------------------------------------------------------------


def test_a_charge_ends_with_an_outcome_a_date_and_words(cast: Any, suspect: Suspect) -> None:
    charge = ended(laid(a_charge(suspect, cast), cast), cast)
    assert (charge.outcome, charge.ended_on, charge.outcome_words) == ("pleaded_guilty", today(), "The court said so.")
    with pytest.raises(Refused, match="recorded already"):
        ended(charge, cast)


@pytest.mark.parametrize(
    ("is_laid", "outcome", "why"),
    [(False, "acquitted", "Record first that it was laid"), (True, "not_laid", "ends before the court"), (True, "x", "Choose")],
)
def test_what_was_never_laid_ends_as_not_laid_and_what_was_ends_in_court(
    cast: Any, suspect: Suspect, is_laid: bool, outcome: str, why: str
) -> None:
    charge = a_charge(suspect, cast)
    with pytest.raises(Refused, match=why):
        ended(laid(charge, cast) if is_laid else charge, cast, outcome)


def test_a_charge_does_not_end_before_it_was_laid(cast: Any, suspect: Suspect) -> None:
    with pytest.raises(Refused, match="A charge ends after it began"):
        ended(laid(a_charge(suspect, cast), cast), cast, on=SINCE - ONE_DAY)


def nothing(case: Case, cast: Any, words: str = "The evidence is not enough.") -> Case:
    now = Case.objects.get(pk=case.pk)
    return lay_nothing(case=now, version=now.version, ended_on=today(), words=words, by=cast.actor("prosecutor"))


def test_a_case_in_which_nothing_is_charged_ends_with_reasons(cast: Any, investigated: Case, suspect: Suspect) -> None:
    a_charge(suspect, cast)
    a_charge(suspect, cast, provision=LIMITED)
    nothing(investigated, cast)
    assert [(each.outcome, each.outcome_words) for each in Charge.objects.all()] == [
        ("not_laid", "The evidence is not enough.")
    ] * 2


def test_also_where_nothing_was_considered_it_is_recorded_for_each_suspect(
    cast: Any, investigated: Case, suspect: Suspect
) -> None:
    nothing(investigated, cast)
    assert Charge.objects.get().suspect == suspect
    assert Charge.objects.get().outcome == "not_laid"


def test_nothing_is_charged_only_with_reasons_with_a_suspect_and_with_nothing_before_the_court(
    cast: Any, investigated: Case
) -> None:
    with pytest.raises(Refused, match="Nobody is recorded as a suspect"):
        nothing(investigated, cast)
    suspect = a_suspect(investigated, cast)
    with pytest.raises(Refused, match="Write why nothing is charged"):
        nothing(investigated, cast, words=" ")
    laid(a_charge(suspect, cast), cast)
    with pytest.raises(Refused, match="before the court"):
        nothing(investigated, cast)


def test_who_has_a_charge_before_the_court_is_not_cleared(cast: Any, suspect: Suspect) -> None:
    laid(a_charge(suspect, cast), cast)
    with pytest.raises(Refused, match="before the court"):
        clear_suspect(suspect=suspect, version=1, words="Was abroad.", by=cast.actor("investigator"))


# --- sentences and appeals --------------------------------------------------------------------------------------------


def sentenced(charge: Charge, cast: Any, kind: str = "imprisonment", amount: int | None = 30, **given: Any) -> SentencePassed:
    values = {"key": uuid.uuid4(), "suspended": False, "on": today(), **given}
    return pass_sentence(charge=charge, kind=kind, amount=amount, by=cast.actor("prosecutor"), **values)


@pytest.fixture
def convicted(cast: Any, suspect: Suspect) -> Charge:
    return ended(laid(a_charge(suspect, cast), cast), cast)


@pytest.mark.parametrize(
    ("kind", "amount", "why"),
    [
        ("imprisonment", None, "measured in months"),
        ("fine", 0, "measured in money"),
        ("discharged", 3, "has no amount"),
        ("exile", 3, "Choose the kind"),
    ],
)
def test_a_sentence_has_the_amount_that_its_kind_asks_for(
    cast: Any, convicted: Charge, kind: str, amount: int | None, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        sentenced(convicted, cast, kind, amount)


def test_sentences_are_shown_in_the_pack_s_units(
    as_member: Callable[[str], Client], cast: Any, investigated: Case, convicted: Charge
) -> None:
    sentenced(convicted, cast, suspended=True)
    sentenced(convicted, cast, "fine", 20_000)
    sentenced(convicted, cast, "discharged", None)
    told = on_page(as_member("prosecutor"), investigated, "prosecution")
    assert "Imprisonment: 30 months, suspended" in told
    assert "Fine: HK$20,000" in told or "Fine: $20,000" in told


def test_only_a_conviction_is_sentenced_and_not_before_it(cast: Any, convicted: Charge, suspect: Suspect) -> None:
    with pytest.raises(Refused, match="passed after the charge ended"):
        sentenced(convicted, cast, on=today() - ONE_DAY)
    acquitted = ended(laid(a_charge(suspect, cast, provision=LIMITED), cast), cast, "acquitted")
    with pytest.raises(Refused, match="follows a conviction"):
        sentenced(acquitted, cast)


def appealed(charge: Charge, cast: Any, on: datetime.date | None = None) -> Appeal:
    return lodge_appeal(charge=charge, key=uuid.uuid4(), by_whom="defence", lodged_on=on or today(), by=cast.actor("prosecutor"))


def end(appeal: Appeal, cast: Any, outcome: str = "allowed", replaced_by: str = "", **given: Any) -> Appeal:
    values = {"version": appeal.version, "ended_on": today(), "words": "The plea was forced.", **given}
    return end_appeal(appeal=appeal, outcome=outcome, replaced_by=replaced_by, by=cast.actor("prosecutor"), **values)


def test_an_appeal_that_is_allowed_replaces_the_outcome_and_the_earlier_one_stays_in_the_file(
    cast: Any, investigated: Case, convicted: Charge
) -> None:
    end(appealed(convicted, cast), cast, replaced_by="acquitted")
    assert Charge.objects.get().outcome == "acquitted"
    told = [each.words for each in entries_visible_to(cast.actor("prosecutor"), investigated)]
    assert any(words.startswith("Pleaded guilty") and "became: Acquitted" in words for words in told)
    assert any("The court said so." in words for words in told)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"outcome": "dismissed", "replaced_by": "acquitted"}, "Only an appeal that was allowed"),
        ({"replaced_by": "not_laid"}, "cannot end as not laid"),
        ({"outcome": "won"}, "Choose how the appeal ended"),
        ({"ended_on": today() - ONE_DAY}, "ends after it was lodged"),
    ],
)
def test_an_appeal_that_cannot_end_so_is_refused(cast: Any, convicted: Charge, given: dict[str, Any], why: str) -> None:
    appeal = appealed(convicted, cast)
    with pytest.raises(Refused, match=why):
        end(appeal, cast, **given)
    assert Charge.objects.get().outcome == "pleaded_guilty"


def test_an_appeal_comes_after_the_end_and_once_for_each_side(cast: Any, convicted: Charge, suspect: Suspect) -> None:
    with pytest.raises(Refused, match="comes after the charge ended"):
        appealed(convicted, cast, on=today() - ONE_DAY)
    appealed(convicted, cast)
    with pytest.raises(Refused, match="open already"):
        appealed(convicted, cast)
    with pytest.raises(Refused, match="Nobody can appeal"):
        appealed(laid(a_charge(suspect, cast, provision=LIMITED), cast), cast)


# --- time limits ------------------------------------------------------------------------------------------------------


def test_time_limits_that_run_out_within_60_days_or_are_over_are_listed_the_most_urgent_first(
    as_member: Callable[[str], Client], cast: Any, investigated: Case, suspect: Suspect
) -> None:
    year = today().replace(year=today().year - 1)
    for days in (59, -1, 61):
        a_charge(suspect, cast, provision=LIMITED, conduct_on=year + datetime.timedelta(days=days))
    a_charge(suspect, cast)  # without a limit
    found = running_out(cast.actor("prosecutor"))
    assert [each.in_words for each in found] == ["Ran out 1 day ago", "59 days left"]
    told = as_member("prosecutor").get(reverse("cases:time_limits")).content.decode()
    assert investigated.reference in told
    assert "59 days left" in told
    assert "Ran out 1 day ago" in told


def test_what_was_laid_or_ended_runs_out_no_more_and_others_are_told_nothing(
    as_member: Callable[[str], Client], cast: Any, investigated: Case, suspect: Suspect
) -> None:
    charge = a_charge(suspect, cast, provision=LIMITED, conduct_on=datetime.date(2018, 2, 9))
    assert running_out(cast.actor("prosecutor"), investigated)
    assert "time limit" in on_page(as_member("prosecutor"), investigated, "case")
    for key in ("case_worker", "other_officer", "supervisor"):
        assert not running_out(cast.actor(key))
        assert not charges_visible_to(cast.actor(key)).exists()
    assert "time limit" not in on_page(as_member("case_worker"), investigated, "case")
    laid(charge, cast)
    assert not running_out(cast.actor("prosecutor"))


# --- pages ------------------------------------------------------------------------------------------------------------


def day(name: str, on: datetime.date) -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_charge_goes_through_its_pages_from_considered_to_the_end_of_an_appeal(
    as_member: Callable[[str], Client], cast: Any, investigated: Case, suspect: Suspect
) -> None:
    client = may_open(as_member("prosecutor"), investigated)

    def post(name: str, *args: Any, **entries: Any) -> list[int]:
        address = reverse(f"cases:{name}", args=[investigated.pk, *args])
        sent = {"key": uuid.uuid4(), **entries}
        return [client.post(address, sent).status_code for _ in range(2)]

    considered = {"suspect": suspect.pk, "provision": "crimes_129", **day("conduct_on", SINCE)}
    assert post("consider_charge", **considered) == [302, 302]
    charge = Charge.objects.get()
    assert post("lay_charge", charge.pk, version=1, court="High Court", **day("laid_on", SINCE)) == [302, 302]
    outcome = {"version": 2, "outcome": "convicted_after_trial", "words": "Guilty.", **day("ended_on", SINCE)}
    assert post("end_charge", charge.pk, **outcome) == [302, 302]
    assert post("pass_sentence", charge.pk, kind="imprisonment", amount=24, **day("on", SINCE)) == [302, 302]
    assert post("lodge_appeal", charge.pk, by_whom="defence", **day("lodged_on", SINCE)) == [302, 302]
    appeal = Appeal.objects.get()
    ends = {"version": 1, "outcome": "allowed", "replaced_by": "acquitted", "words": "", **day("ended_on", today())}
    assert post("end_appeal", appeal.pk, **ends) == [302, 302]
    assert (Charge.objects.get().outcome, SentencePassed.objects.count()) == ("acquitted", 1)
    assert client.post(reverse("cases:end_charge", args=[investigated.pk, charge.pk]), outcome).status_code == 409


def test_provisions_that_the_recorded_facts_suggest_come_with_penalties_then_and_now(
    as_member: Callable[[str], Client], cast: Any, investigated: Case, suspect: Suspect
) -> None:
    person = investigated.involvements.get().person
    assert "suggest no provision" in on_page(as_member("prosecutor"), investigated, "consider_charge")  # reads no answers
    share_file(person=person, member=cast.prosecutor, purpose="Charges", by=cast.actor("identification_officer"))
    told = on_page(as_member("prosecutor"), investigated, "consider_charge")
    assert "Suggested by what was recorded" in told
    assert "Maximum then" in told
    assert "This is an aid and no advice" in told


@pytest.mark.parametrize("who", ["case_worker", "investigator", "supervisor"])
def test_who_does_not_prosecute_gets_no_form(
    as_member: Callable[[str], Client], cast: Any, investigated: Case, suspect: Suspect, who: str
) -> None:
    charge, client = a_charge(suspect, cast), may_open(as_member(who), investigated)
    for name, args in (("consider_charge", []), ("lay_nothing", []), ("lay_charge", [charge.pk])):
        assert client.get(reverse(f"cases:{name}", args=[investigated.pk, *args])).status_code == 404


def test_a_prosecutor_who_left_the_team_changes_nothing(cast: Any, investigated: Case, suspect: Suspect) -> None:
    charge = a_charge(suspect, cast)
    with writing("somebody leaves, in a test"):
        investigated.team.filter(member=cast.prosecutor).delete()
    with pytest.raises(NotPermitted):
        end_charge(
            charge=charge,
            version=1,
            outcome="not_laid",
            ended_on=today(),
            words="No.",
            by=cast.actor("prosecutor"),
        )


def test_case_workers_read_nothing_of_the_prosecution_in_the_file(cast: Any, investigated: Case, suspect: Suspect) -> None:
    laid(a_charge(suspect, cast), cast)
    kinds = set(entries_visible_to(cast.actor("case_worker"), investigated).values_list("section", flat=True))
    assert kinds <= {"case", "care", "shelter", "referral"}
    assert TRADER.name not in " ".join(each.words for each in entries_visible_to(cast.actor("case_worker"), investigated))
