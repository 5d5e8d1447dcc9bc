"""Which provisions some facts suggest: who may ask, what is answered, and that nothing of it stays."""

import datetime
import html
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.law.candidates import LIMITS, State, candidates
from firmground.law.provision import Provision
from firmground.packs.law_entries import TimeLimit
from firmground.packs.pack import Pack
from firmground.values import Confidence
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.audit.models import Entry
from firmground_site.law.suggested import suggestions_for

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADDRESS = "/law/candidates/"
NOT_PUNISHED = (
    "International standards say that trafficked people should not be punished for what they were made to do (OHCHR, "
    "Recommended Principles and Guidelines on Human Rights and Human Trafficking, 2002, principle 7). Look at that first."
)
DAY = {"on_day": "1", "on_month": "2", "on_year": "2017"}
FACTS = {
    "number_age": "17",
    "yes_recorded": ["hurt", "deceived", "sexual_gain", "recruited", "transported"],
    "yes_other": ["prostitution", "border_crossed", "overstayed"],
}


def words_of(answer: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_whoever_applies_the_law_asks_and_is_answered_on_the_same_page(as_member: Any) -> None:
    answer = as_member("prosecutor").post(ADDRESS, DAY | FACTS)
    assert answer.status_code == 200
    text = words_of(answer)
    assert "Conduct on 1 February 2017" in text
    assert "Crimes Ordinance (Cap. 200) s. 129" in text
    assert "This is not legal advice" in text
    assert all(limit[1:] in text for limit in LIMITS)
    assert NOT_PUNISHED in text
    assert re.search(r'value="hurt"[^>]*checked', answer.content.decode()), "what was ticked is still ticked"


def test_nobody_else_finds_the_page(cast: Any, as_member: Any, client: Client) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/account/login/")
    by_role = {member.role: key for key, member in vars(cast).items()}
    for role in ROLES.values():
        status = 200 if Permission.LAW_APPLY in role.grants else 404
        assert as_member(by_role[role.key]).get(ADDRESS).status_code == status, role.key


def test_the_link_is_there_for_those_who_may_follow_it_only(as_member: Any, client: Client) -> None:
    assert ADDRESS in as_member("prosecutor").get("/law/").content.decode()
    assert ADDRESS not in as_member("statistician").get("/law/").content.decode()
    assert ADDRESS not in client.get("/law/").content.decode()


def test_nothing_of_the_facts_is_kept_and_none_is_read_from_an_address(as_member: Any, caplog: pytest.LogCaptureFixture) -> None:
    client, before = as_member("prosecutor"), Entry.objects.count()
    answer = client.post(ADDRESS, DAY | FACTS)
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.count() == before
    assert "prostitution" not in caplog.text
    assert not {"facts", "law"} & set(client.session.keys())
    asked = client.get(ADDRESS, DAY | FACTS)
    assert "Conduct on" not in asked.content.decode()
    assert "checked" not in asked.content.decode()
    assert 'method="post"' in asked.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Enter the day of the conduct."),
        ({"on_day": "31", "on_month": "2", "on_year": "2017"}, "The date must be a real one"),
        ({"on_day": "1", "on_month": "2", "on_year": "2090"}, "Choose a day up to today."),
        ({"on_day": "1", "on_month": "2", "on_year": "1066"}, "The register says nothing of days before 1 January 2015."),
        (DAY | {"number_age": "121"}, "less than or equal to 120"),
        (DAY | {"number_age": "seven"}, "whole number"),
        (DAY | {"yes_recorded": "no_such_fact"}, "is not one of the available choices"),
        (DAY | {"yes_recorded": "hurt", "no_recorded": "hurt"}, "is ticked as having happened too"),
    ],
)
def test_a_form_that_cannot_be_used_says_why_and_keeps_what_was_entered(as_member: Any, sent: Any, said: str) -> None:
    answer = as_member("investigator").post(ADDRESS, {"yes_other": ["border_crossed"], **sent})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert said in html.unescape(text)
    assert re.search(r'value="border_crossed"[^>]*checked', text)
    assert "Conduct on" not in text


def test_what_is_not_ticked_rules_nothing_out_and_what_is_not_so_does(as_member: Any) -> None:
    client = as_member("prosecutor")
    facts = {"yes_recorded": ["hurt_or_threatened"]}
    open_still = words_of(client.post(ADDRESS, DAY | facts))
    assert "Ruled out by a fact" not in open_still
    settled = words_of(client.post(ADDRESS, DAY | facts | {"no_recorded": ["threatened"]}))
    assert "Ruled out by a fact" in settled
    assert re.search(r"s\. 24[^:]*: Criminal intimidation\. Not there: ", settled)


def test_no_fact_at_all_suggests_nothing_and_says_what_that_means(as_member: Any) -> None:
    assert "That is not a finding that none applies" in words_of(as_member("prosecutor").post(ADDRESS, DAY))


def test_the_answer_is_the_librarys(hong_kong: Pack) -> None:
    day, today = datetime.date(2017, 2, 1), datetime.date(2026, 11, 16)
    facts = {"prostitution": "yes", "sexual_gain": "yes", "border_crossed": "yes", "overstayed": "yes", "age": 17}
    shown, found = (each(hong_kong, facts, on=day, today=today) for each in (suggestions_for, candidates))
    assert {each.id for each in shown.all} == {
        each.provision.id for state in (State.COMPLETE, State.OPEN) for each in found.of(state)
    }
    assert {each.id for each in shown.ruled_out} == {each.provision.id for each in found.of(State.RULED_OUT)}
    assert shown.complete == len(found.of(State.COMPLETE))
    assert all(each.falls for each in shown.on_person)
    assert not any(each.falls for each in shown.listed)


def test_what_can_fall_on_the_person_stands_apart_however_it_falls(hong_kong: Pack, as_member: Any) -> None:
    day, today = datetime.date(2017, 2, 1), datetime.date(2026, 11, 16)
    facts = {each.id: "yes" for each in hong_kong.law.facts.facts if each.kind != "number"}
    shown = suggestions_for(hong_kong, facts, on=day, today=today)
    falls = {
        each.provision.id: each.provision.entry.falls_on_person
        for each in candidates(hong_kong, facts, on=day, today=today).listed
    }
    assert {falls[each.id] for each in shown.on_person} == {"possibly", "chiefly"}
    assert {falls[each.id] for each in shown.listed} == {"no"}
    sent = {"yes_recorded": [each.id for each in hong_kong.law.facts.facts if each.kind != "number" and each.recorded_by]}
    sent["yes_other"] = [each.id for each in hong_kong.law.facts.facts if each.kind != "number" and not each.recorded_by]
    text = words_of(as_member("prosecutor").post(ADDRESS, DAY | sent))
    before, _, after = text.partition("These can fall on the trafficked person They are shown")
    assert f"{len(shown.on_person)} of these can fall on the trafficked person. {NOT_PUNISHED}" in before
    assert after.count("Can fall on the trafficked person") + after.count("Falls chiefly on") == len(shown.on_person)
    assert "Can fall on the trafficked person" not in before


def test_each_provision_shows_what_a_reader_should_know_of_its_source(hong_kong: Pack, as_member: Any) -> None:
    day, today = datetime.date(2017, 2, 1), datetime.date(2026, 11, 16)
    facts = {each.id: "yes" for each in hong_kong.law.facts.facts if each.kind != "number"}
    noted = [each for each in suggestions_for(hong_kong, facts, on=day, today=today).all if each.note]
    assert noted
    sent: dict[str, list[str]] = {"yes_recorded": [], "yes_other": []}
    for each in hong_kong.law.facts.facts:
        if each.kind != "number":
            sent["yes_recorded" if each.recorded_by else "yes_other"].append(each.id)
    text = words_of(as_member("prosecutor").post(ADDRESS, DAY | sent))
    assert all(re.sub(r"\s+", " ", each.note) in text for each in noted)


@pytest.mark.parametrize(("confidence", "marked"), [(Confidence.PRIMARY, False), (Confidence.SECONDARY, True)])
def test_that_the_time_is_over_is_to_be_verified_where_its_limit_is(
    confidence: Confidence, marked: bool, hong_kong: Pack, as_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = TimeLimit.model_validate({"months": 6, "cite": {"source": ["NEWS20"], "confidence": confidence}})
    monkeypatch.setattr(Provision, "time_limit_on", lambda self, day: limit)
    text = words_of(as_member("prosecutor").post(ADDRESS, DAY | FACTS))
    assert ("Time is over (verify)" in text) is marked
    assert ("last day 1 August 2017, over (verify)" in text) is marked
    assert bool(re.search(r"For \d+ the time is over \(\d+ to verify\)\.", text)) is marked
    assert "Time is over" in text


def test_a_time_limit_that_has_passed_is_marked(freeport: None, as_member: Any) -> None:
    sent = {"on_day": "1", "on_month": "2", "on_year": "2015"}
    facts = {"yes_recorded": ["brought", "papers_held", "promised_otherwise", "not_let_go", "was_hurt", "made_to_act"]}
    late = words_of(as_member("prosecutor").post(ADDRESS, sent | facts | {"yes_other": ["left_ship", "fee_paid", "lodged"]}))
    assert "Time is over" in late
    assert re.search(r"last day \d+ \w+ \d{4}, over", late)


def test_a_penalty_that_has_changed_since_is_shown_beside_the_one_of_the_day(as_member: Any) -> None:
    sent = {"yes_other": ["worked", "no_right_to_work", "employed"]}
    text = words_of(as_member("prosecutor").post(ADDRESS, DAY | sent))
    assert "Penalty then $350,000 and 3 years (verify)" in text
    assert "Penalty now $500,000 and 10 years (verify)" in text


@pytest.fixture
def prosecutor(as_member: Any) -> Client:
    return as_member("prosecutor")


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_ticks_get_an_answer(prosecutor: Client, hong_kong: Pack, data: st.DataObject) -> None:
    assert hong_kong.law is not None
    ticked = [each for each in hong_kong.law.facts.facts if each.kind != "number"]
    sent: dict[str, Any] = dict(DAY)
    for fact in ticked:
        how = data.draw(st.sampled_from(["", "", "", "yes", "no", "both"]))
        part = "recorded" if fact.recorded_by else "other"
        for answer in {"both": ("yes", "no")}.get(how, (how,) if how else ()):
            sent.setdefault(f"{answer}_{part}", []).append(fact.id)
    sent["number_age"] = data.draw(st.integers(-5, 130).map(str) | st.just(""))
    assert prosecutor.post(ADDRESS, sent).status_code in (200, 400)
