"""Administrators change what members are; never themselves, and never so that no administrator is left."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from firmground_site.access.actors import Actor, the_system
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.members import actions
from firmground_site.members.demo import PASSWORD
from firmground_site.members.queries import agency_choices, invitations_visible_to, members_visible_to

pytestmark = pytest.mark.django_db
WHY = "As their office asked in writing."
WITH_REASON = {
    "deactivate": actions.deactivate_member,
    "reactivate": actions.reactivate_member,
    "reset_second_factor": actions.reset_second_factor,
}


@pytest.fixture
def administrator(cast: Any) -> Actor:
    return cast.actor("administrator")


def test_a_role_and_agency_are_changed_and_the_ledger_knows_what_they_were(cast: Any, administrator: Actor, noted: Any) -> None:
    member, agency = cast.supervisor, agency_choices()[-1][0]
    before = member.agency
    actions.change_role(member=member, role="investigator", agency=agency, by=administrator)
    member.refresh_from_db()
    assert (member.role, member.agency) == ("investigator", agency)
    content = noted(contents=True)[-1]
    assert (content["role_before"], content["agency_before"]) == ("supervising_officer", before)


def test_a_change_that_changes_nothing_is_refused(cast: Any, administrator: Actor) -> None:
    with pytest.raises(Refused, match="already"):
        actions.change_role(member=cast.supervisor, role="supervising_officer", agency=cast.supervisor.agency, by=administrator)


def test_a_deactivated_member_is_signed_out_everywhere_and_stays_out(cast: Any, administrator: Actor, signed_in: Any) -> None:
    client, other = signed_in("supervisor"), signed_in("auditor")
    assert client.get(reverse("members:you")).status_code == 200
    actions.deactivate_member(member=cast.supervisor, reason=WHY, by=administrator)
    assert client.get(reverse("members:you")).status_code == 302
    actions.reactivate_member(member=cast.supervisor, reason=WHY, by=administrator)
    assert client.get(reverse("members:you")).status_code == 302, "an old session came back to life"
    assert other.get(reverse("members:you")).status_code == 200


def test_a_lost_second_factor_is_removed_with_everything_that_stood_in_for_it(
    cast: Any, administrator: Actor, noted: Any
) -> None:
    Authenticator.objects.create(user=cast.supervisor, type="recovery_codes", data={})
    actions.reset_second_factor(member=cast.supervisor, reason=WHY, by=administrator)
    assert not Authenticator.objects.filter(user=cast.supervisor).exists()
    assert noted(contents=True)[-1]["kinds"] == ["recovery_codes", "totp"]
    with pytest.raises(Refused, match="no second factor"):
        actions.reset_second_factor(member=cast.supervisor, reason=WHY, by=administrator)


@pytest.mark.parametrize("act", WITH_REASON.values(), ids=WITH_REASON)
def test_nothing_is_done_to_a_member_without_a_reason(act: Callable[..., None], cast: Any, administrator: Actor) -> None:
    with pytest.raises(Refused, match="Say why"):
        act(member=cast.supervisor, reason="  ", by=administrator)


@pytest.mark.parametrize("key", ["supervisor", "identification_officer", "auditor", "statistician", "outsider"])
@pytest.mark.parametrize("act", WITH_REASON.values(), ids=WITH_REASON)
def test_only_an_administrator_does_it(key: str, act: Callable[..., None], cast: Any) -> None:
    with pytest.raises(NotPermitted):
        act(member=cast.case_worker, reason=WHY, by=cast.actor(key))


def test_administrators_cannot_change_themselves(cast: Any, administrator: Actor) -> None:
    me = cast.administrator
    with pytest.raises(Refused, match="your own role"):
        actions.change_role(member=me, role="supervising_officer", agency=me.agency, by=administrator)
    with pytest.raises(Refused, match="deactivate yourself"):
        actions.deactivate_member(member=me, reason=WHY, by=administrator)
    with pytest.raises(Refused, match="your own second factor"):
        actions.reset_second_factor(member=me, reason=WHY, by=administrator)


def test_the_last_administrator_stays_whoever_asks(cast: Any) -> None:
    command = the_system("a_command")
    last = "last active administrator"
    with pytest.raises(Refused, match=last):
        actions.deactivate_member(member=cast.administrator, reason=WHY, by=command)
    with pytest.raises(Refused, match=last):
        actions.change_role(member=cast.administrator, role="auditor", agency=agency_choices()[0][0], by=command)
    with writing("a test"):
        Member.objects.create(email="second@demo.example", name="S", role="administrator")
    actions.deactivate_member(member=cast.administrator, reason=WHY, by=command)


@pytest.mark.parametrize("active", [True, False])
def test_a_state_is_not_set_twice(active: bool, cast: Any, administrator: Actor) -> None:
    if not active:
        actions.deactivate_member(member=cast.supervisor, reason=WHY, by=administrator)
    again = actions.reactivate_member if active else actions.deactivate_member
    with pytest.raises(Refused, match="already"):
        again(member=cast.supervisor, reason=WHY, by=administrator)


def test_others_see_themselves_alone(cast: Any, administrator: Actor) -> None:
    assert set(members_visible_to(cast.actor("supervisor"))) == {cast.supervisor}
    assert members_visible_to(administrator).count() == Member.objects.count()
    assert not invitations_visible_to(cast.actor("supervisor")).exists()


@pytest.mark.parametrize("key", ["supervisor", "auditor", "plan_secretariat", "outsider"])
@pytest.mark.parametrize("page", ["members", "invite", "invited", "member", "change", *WITH_REASON])
def test_the_pages_do_not_exist_for_others(key: str, page: str, cast: Any, as_member: Callable[[str], Client]) -> None:
    someone = "secretariat" if key == "plan_secretariat" else key
    arguments = [cast.case_worker.pk] if page in {"member", "change", *WITH_REASON} else []
    assert as_member(someone).get(reverse(f"members:{page}", args=arguments)).status_code == 404


def test_an_administrator_finds_members_by_role_and_state(cast: Any, as_member: Callable[[str], Client]) -> None:
    client = as_member("administrator")
    address = reverse("members:members")
    page = client.get(address, {"role": "auditor"}).content.decode()
    assert cast.auditor.email in page
    assert cast.supervisor.email not in page
    assert cast.auditor.email not in client.get(address, {"state": "inactive"}).content.decode()
    assert cast.auditor.email in client.get(address, {"role": "nonsense"}).content.decode()


def test_an_administrator_works_on_the_pages(cast: Any, administering: Client) -> None:
    client, member = administering, cast.case_worker
    done = client.post(
        reverse("members:change", args=[member.pk]), {"role": "prosecutor", "agency": member.agency}, follow=True
    ).content.decode()
    assert "were changed" in done
    assert "Prosecutor" in done
    for page, word in (("reset_second_factor", "has no second factor now"), ("deactivate", "was deactivated")):
        assert word in client.post(reverse(f"members:{page}", args=[member.pk]), {"reason": WHY}, follow=True).content.decode()
    refused = client.post(reverse("members:deactivate", args=[member.pk]), {"reason": WHY})
    assert "inactive already" in refused.content.decode()


@pytest.mark.parametrize("page", ["invite", "change", *WITH_REASON])
def test_who_makes_or_changes_a_member_shows_first_that_it_is_them(page: str, cast: Any, as_member: Any, noted: Any) -> None:
    client, member = as_member("administrator"), cast.case_worker
    address = reverse(f"members:{page}", args=[] if page == "invite" else [member.pk])
    sent = {"name": "P", "email": "p@agency.example", "role": "auditor", "agency": member.agency, "reason": WHY}
    again = f"{reverse('account_reauthenticate')}?{urlencode({'next': address})}"
    assert client.get(address)["Location"] == again
    assert client.post(address, sent)["Location"] == address
    assert noted() == []
    assert "Nothing was changed" in client.get(again).content.decode()
    assert client.post(again, {"password": PASSWORD})["Location"] == address
    assert client.get(address).status_code == 200
    if page == "reactivate":
        client.post(reverse("members:deactivate", args=[member.pk]), {"reason": WHY})
    assert client.post(address, sent).status_code == 302
    assert len(noted()) == (2 if page == "reactivate" else 1)


def test_who_has_just_signed_in_is_not_asked_once_more(signed_in: Any, noted: Any) -> None:
    client, sent = signed_in("administrator"), {"name": "P", "email": "p@agency.example", "role": "auditor", "agency": "sb"}
    noted()
    assert client.get(reverse("members:invite")).status_code == 200
    assert client.post(reverse("members:invite"), sent)["Location"] == reverse("members:invited")
    assert [kind for kind, _ in noted()] == ["member:invited"]


def test_what_a_message_says_of_a_member_is_in_no_cookie(cast: Any, administering: Client) -> None:
    answer = administering.post(reverse("members:deactivate", args=[cast.case_worker.pk]), {"reason": WHY})
    assert "messages" not in answer.cookies
    assert f"{cast.case_worker.name} was deactivated" in administering.get(answer["Location"]).content.decode()


def test_a_member_sees_their_own_account_and_signs_out_elsewhere(cast: Any, signed_in: Any, noted: Any) -> None:
    first, second = signed_in("supervisor"), signed_in("supervisor")
    page = first.get(reverse("members:you")).content.decode()
    assert "Supervising officer" in page
    assert page.count("A browser") == 2
    noted()
    assert "1 other place" in first.post(reverse("members:elsewhere"), follow=True).content.decode()
    assert second.get(reverse("members:you")).status_code == 302
    assert noted() == [("member:signed_out_elsewhere", f"member:{cast.supervisor.pk}")]


def test_nobody_signs_another_out_as_if_they_were_them(cast: Any) -> None:
    with pytest.raises(Refused, match="themselves"):
        actions.sign_out_elsewhere(member=cast.supervisor, keeping="", by=cast.actor("auditor"))
