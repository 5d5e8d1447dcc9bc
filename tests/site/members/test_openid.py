"""The staff sign-in lets active members in whose verified address it vouches for, and makes nobody a member."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from members.openid_server import CLIENT, SECRET, OpenIdServer, running

from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused
from firmground_site.audit.guard import writing
from firmground_site.members.actions import link_openid

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def one_server() -> Iterator[OpenIdServer]:
    with running() as server:
        yield server


@pytest.fixture
def server(one_server: OpenIdServer, settings: Any) -> OpenIdServer:
    """The server, and the settings that name it."""
    app = {"provider_id": "staff", "name": "Government sign-in", "client_id": CLIENT, "secret": SECRET}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": one_server.url}}]}
    }
    one_server.refuses = False
    one_server.claims = {"sub": "s-1", "email": "supervisor@demo.example", "email_verified": True, "name": "Mrs Chan"}
    return one_server


class Stay(HTTPRedirectHandler):
    """Gives the answer that redirects, instead of following it."""

    def http_error_302(self, request: Any, answer: Any, *_: Any) -> Any:
        return answer

    def redirect_request(self, *_: Any) -> None:
        return None


@pytest.fixture
def go(server: OpenIdServer) -> Callable[..., tuple[Client, Any]]:
    """A browser's way to the server and back."""

    def through(client: Client | None = None, **query: str) -> tuple[Client, Any]:
        client = client or Client()
        away = client.get(reverse("openid_connect_login", args=["staff"]), query)
        with build_opener(Stay).open(away["Location"]) as answer:
            back = urlsplit(answer.headers["Location"])
        return client, client.get(f"{back.path}?{back.query}")

    return through


def is_in(client: Client) -> bool:
    return client.get(reverse("members:you")).status_code == 200


def test_a_member_is_linked_at_first_use_and_signs_in_without_another_factor(go: Any, cast: Any, noted: Any) -> None:
    cast.supervisor.authenticator_set.all().delete()
    client, answer = go(next="/members/you/")
    assert answer["Location"] == "/members/you/"
    assert is_in(client)
    member = f"member:{cast.supervisor.pk}"
    assert noted() == [("member:linked", member), ("member:signed_in", member)]
    again, _ = go()
    assert is_in(again)
    assert noted(contents=True)[-1]["ways"] == ["socialaccount"]
    assert SocialAccount.objects.get().user == cast.supervisor


def test_a_link_holds_when_the_address_changes_over_there(go: Any, cast: Any, server: OpenIdServer) -> None:
    cast.supervisor.authenticator_set.all().delete()
    go()
    server.claims["email"] = "auditor@demo.example"
    client, _ = go()
    assert client.get(reverse("members:you")).context["member"] == cast.supervisor


def test_a_member_who_has_a_second_factor_here_shows_it_all_the_same(go: Any, cast: Any) -> None:
    client, answer = go()
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "who@nowhere.example"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"email": "outsider@demo.example"},
    ],
    ids=["unknown address", "unverified", "verified as a text", "verified unsaid", "no address", "no role"],
)
def test_nobody_else_gets_in_and_nobody_becomes_a_member(
    claims: dict[str, Any], go: Any, cast: Any, server: Any, noted: Any
) -> None:
    server.claims |= claims
    before = Member.objects.count()
    client, answer = go()
    assert answer.status_code == 403
    assert "You cannot sign in" in answer.content.decode()
    assert not is_in(client)
    assert Member.objects.count() == before
    assert not SocialAccount.objects.exists()
    assert noted(contents=True)[-1]["why"] == "openid"


@pytest.mark.parametrize("linked", [True, False])
def test_an_inactive_member_stays_out_linked_or_not(linked: bool, go: Any, cast: Any) -> None:
    if linked:
        go()
    with writing("a test"):
        Member.objects.filter(pk=cast.supervisor.pk).update(is_active=False)
    client, answer = go()
    assert answer.status_code == (302 if linked else 403)
    assert not is_in(client)


def test_a_second_account_over_there_is_not_linked_to_the_same_member(go: Any, cast: Any, server: OpenIdServer) -> None:
    go()
    server.claims["sub"] = "s-2"
    _, answer = go()
    assert answer.status_code == 403
    assert "linked to another account" in answer.content.decode()
    with pytest.raises(Refused, match="themselves"):
        link_openid(member=cast.supervisor, provider="staff", uid="s-3", by=cast.actor("auditor"))


def test_a_refusal_over_there_is_a_page_here(go: Any, cast: Any, server: OpenIdServer) -> None:
    server.refuses = True
    client, answer = go()
    assert client.get(answer["Location"]).status_code == 200
    assert not is_in(client)


def test_an_answer_that_nobody_here_asked_for_is_refused(go: Any, cast: Any) -> None:
    answer = Client().get(reverse("openid_connect_callback", args=["staff"]), {"code": "code-0", "state": "made-up"})
    assert answer.status_code == 401
    assert "did not work" in answer.content.decode()


def test_the_button_is_there_when_configured_and_only_then(server: OpenIdServer, settings: Any, db: None) -> None:
    assert "Government sign-in" in Client().get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Government sign-in" not in Client().get(reverse("account_login")).content.decode()
    assert Client().get(reverse("openid_connect_login", args=["staff"])).status_code == 404
