"""The list of partners: who keeps it, what it says, and who speaks for whom."""

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from cases.referring import HARBOUR, a_partner
from django.test import Client
from django.urls import reverse

from firmground_site.access.actors import actor_for
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.cases.actions import partnering as actions
from firmground_site.cases.agreements import alarm_on, state_on
from firmground_site.cases.models import Agreement, Partner
from firmground_site.cases.parties import is_there, party_name
from firmground_site.cases.queries import parties_of
from firmground_site.packs.queries import today
from firmground_site.plan.actions.proposing import decide_proposal, make_proposal

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = datetime.date(2026, 11, 2)
SignIn = Callable[[str], Client]


@pytest.fixture
def partner(cast: Any) -> Partner:
    return a_partner(cast)


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"cases:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_partner_is_a_party_under_a_key_that_says_its_name(partner: Partner) -> None:
    assert partner.party == "partner:harbour-house"
    assert party_name(partner.party) == "Harbour House"
    assert is_there(partner.party)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": " harbour  HOUSE "}, "of this name"),
        ({"name": " "}, "Write the partner"),
        ({"name": "New", "kind": "friend"}, "what kind"),
        ({"name": "New", "offers": ("money_laundering",)}, "services"),
    ],
)
def test_a_partner_that_makes_no_sense_is_not_added(partner: Partner, cast: Any, given: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.add_partner(described=dataclasses.replace(HARBOUR, **given), by=cast.actor("secretariat"))
    assert Partner.objects.count() == 1


def test_names_that_leave_no_key_get_one_all_the_same(cast: Any) -> None:
    kept = actions.add_partner(described=dataclasses.replace(HARBOUR, name="港灣之家"), by=cast.actor("secretariat"))
    assert len(kept.key) == 8


def test_a_change_keeps_the_key_and_counts_the_version(partner: Partner, cast: Any) -> None:
    by, new = cast.actor("secretariat"), dataclasses.replace(HARBOUR, name="Harbour Home")
    kept = actions.change_partner(partner=partner, version=1, described=new, by=by)
    assert (kept.key, kept.name, kept.version) == ("harbour-house", "Harbour Home", 2)
    with pytest.raises(Stale):
        actions.change_partner(partner=partner, version=1, described=HARBOUR, by=by)
    with pytest.raises(Refused, match="Nothing"):
        actions.change_partner(partner=partner, version=2, described=new, by=by)


def test_a_partner_that_left_is_no_party_until_it_comes_back(partner: Partner, cast: Any) -> None:
    by = cast.actor("secretariat")
    actions.let_partner_go(partner=partner, version=1, by=by)
    assert not is_there(partner.party)
    assert parties_of(cast.actor("partner")) == frozenset()
    with pytest.raises(Refused, match="already"):
        actions.let_partner_go(partner=partner, version=2, by=by)
    with pytest.raises(Refused, match="has left"):
        actions.name_speaker(partner=partner, member=cast.case_worker, by=by)
    actions.take_partner_back(partner=partner, version=2, by=by)
    assert parties_of(cast.actor("partner")) == {partner.party}
    with pytest.raises(Refused, match="not left"):
        actions.take_partner_back(partner=partner, version=3, by=by)


@pytest.mark.parametrize("key", ["case_worker", "partner", "administrator"])
def test_nobody_but_the_secretariat_keeps_the_list(partner: Partner, cast: Any, key: str) -> None:
    with pytest.raises(NotPermitted):
        actions.let_partner_go(partner=partner, version=1, by=cast.actor(key))


# --- who speaks for it ------------------------------------------------------------------------------------------------


def test_a_member_speaks_for_a_partner_until_it_ends(partner: Partner, cast: Any) -> None:
    speaker, by = partner.members.get(), cast.actor("secretariat")
    with pytest.raises(Refused, match="already"):
        actions.name_speaker(partner=partner, member=cast.partner, by=by)
    actions.end_speaker(speaker=speaker, by=by)
    assert parties_of(cast.actor("partner")) == frozenset()
    with pytest.raises(Refused, match="already"):
        actions.end_speaker(speaker=speaker, by=by)


@pytest.mark.parametrize("key", ["administrator", "identification_officer", "outsider"])
def test_a_member_whose_role_does_not_speak_is_not_named(partner: Partner, cast: Any, key: str) -> None:
    with pytest.raises(Refused, match="does not speak"):
        actions.name_speaker(partner=partner, member=getattr(cast, key), by=cast.actor("secretariat"))


def test_whoever_changes_roles_speaks_for_it_no_more_until_named_again(partner: Partner, cast: Any) -> None:
    with writing("another role, for a test"):
        cast.partner.role = "case_worker"
        cast.partner.save()
    assert partner.party not in parties_of(actor_for(cast.partner))
    actions.name_speaker(partner=partner, member=cast.partner, by=cast.actor("secretariat"))
    assert partner.party in parties_of(actor_for(cast.partner))
    assert partner.members.filter(ended_at__isnull=True).count() == 1


# --- agreements -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (None, "In force"),
        (61, "In force"),
        (60, "Runs out in 60 days"),
        (1, "Runs out in 1 day"),
        (0, "Runs out today"),
        (-1, "Run out"),
    ],
)
def test_an_agreement_is_marked_within_sixty_days_of_its_end(until: int | None, words: str) -> None:
    last = None if until is None else DAY + datetime.timedelta(days=until)
    agreement = Agreement(title="A", from_on=datetime.date(2026, 1, 1), until_on=last)
    assert state_on(agreement, DAY)["text"] == words
    alarm = alarm_on([agreement], DAY)
    assert (alarm is not None) == words.startswith("Runs out")
    assert alarm_on([agreement, Agreement(title="B", from_on=DAY)], DAY) is None


def test_an_agreement_ends_after_it_begins_and_is_recorded_once(partner: Partner, cast: Any) -> None:
    given = {"partner": partner, "title": "Beds", "covers": "", "from_on": DAY, "by": cast.actor("secretariat")}
    with pytest.raises(Refused, match="before it begins"):
        actions.record_agreement(**given, until_on=DAY - datetime.timedelta(days=1))
    actions.record_agreement(**given, until_on=DAY)
    with pytest.raises(Refused, match="already"):
        actions.record_agreement(**given, until_on=None)


# --- the pages --------------------------------------------------------------------------------------------------------


def test_the_list_warns_of_an_agreement_that_runs_out(partner: Partner, cast: Any, as_member: SignIn) -> None:
    soon = today() + datetime.timedelta(days=9)
    actions.record_agreement(
        partner=partner, title="Beds", covers="Six beds", from_on=DAY, until_on=soon, by=cast.actor("secretariat")
    )
    assert "Runs out in 9 days" in page(as_member("case_worker"), "partners")
    shown = page(as_member("case_worker"), "partner", partner.pk)
    assert "Six beds" in shown
    assert "Sister Lucia" in shown
    assert "2345 6789" in shown


@pytest.mark.parametrize("key", ["partner", "statistician", "prosecutor"])
def test_whoever_may_not_read_the_list_finds_neither_it_nor_a_partner(partner: Partner, as_member: SignIn, key: str) -> None:
    client = as_member(key)
    assert client.get(reverse("cases:partners")).status_code == 404
    assert client.get(reverse("cases:partner", args=[partner.pk])).status_code == 404


def test_the_page_says_what_became_of_what_its_members_proposed(partner: Partner, cast: Any, as_member: SignIn) -> None:
    made = make_proposal(title="A night bus", text="T", organisation="O", measure="", by=cast.actor("partner"))
    make_proposal(title="Of others", text="T", organisation="O", measure="", by=cast.actor("case_worker"))
    decide_proposal(proposal=made, decision="declined", reasons="No money.", follow_up_on=None, by=cast.actor("secretariat"))
    shown = page(as_member("secretariat"), "partner", partner.pk)
    assert "A night bus</a>: declined" in shown
    assert "Of others" not in shown


def test_the_secretariat_keeps_a_partner_on_its_pages(cast: Any, as_member: SignIn) -> None:
    client = as_member("secretariat")
    form = {"name": "Harbour House", "kind": "ngo", "offers": ["shelter"], "contact": "", "languages": ""}
    kept = client.post(reverse("cases:add_partner"), form).url
    partner = Partner.objects.get()
    assert kept == reverse("cases:partner", args=[partner.pk])
    assert client.post(reverse("cases:add_partner"), form).status_code == 400
    for name, given in (
        ("change_partner", {**form, "version": 1, "languages": "Thai"}),
        ("add_agreement", {"title": "Beds", "from_on_day": "2", "from_on_month": "11", "from_on_year": "2026"}),
        ("name_speaker", {"member": str(cast.partner.pk)}),
        ("let_partner_go", {"version": 2}),
        ("take_partner_back", {"version": 3}),
    ):
        address = reverse(f"cases:{name}", args=[partner.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, given).url == kept, name
    stale = client.post(reverse("cases:let_partner_go", args=[partner.pk]), {"version": 1})
    assert stale.status_code == 409
    speaker = partner.members.get()
    assert client.post(reverse("cases:end_speaker", args=[partner.pk, speaker.pk])).url == kept
