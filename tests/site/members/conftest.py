"""Real authenticators, signing in by hand, and what the ledger says of members."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from firmground_site.accounts.models import Member
from firmground_site.audit.models import Entry
from firmground_site.members.demo import PASSWORD


@pytest.fixture(autouse=True)
def _in_earnest(settings: Any) -> None:
    """No code for every member; nothing counted before the test."""
    settings.MFA_TOTP_INSECURE_BYPASS_CODE = None
    if settings.CACHES["default"]["BACKEND"].endswith("LocMemCache"):
        cache.clear()


def code_of(secret: str, *, later: int = 0) -> str:
    """The six digits that an authenticator shows now, or some steps of 30 seconds later."""
    return totp.format_hotp_value(totp.hotp_value(secret, list(totp.yield_hotp_counters_from_time())[1] + later))


def new_authenticator(member: Member) -> str:
    """Give a member a real authenticator in the place of what they had; gives its secret."""
    member.authenticator_set.all().delete()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(member, secret)
    return secret


def first_step(client: Client, member: Member, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("account_login"), {"login": member.email, "password": password, **more})


def second_step(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


@pytest.fixture
def signed_in(cast: Any) -> Callable[[str], Client]:
    """A client that signed in through the pages, with a real authenticator."""

    def sign_in(key: str) -> Client:
        client, member = Client(), getattr(cast, key)
        secret = new_authenticator(member)
        first_step(client, member)
        assert second_step(client, code_of(secret)).status_code == 302
        return client

    return sign_in


@pytest.fixture
def administering(as_member: Callable[[str], Client]) -> Client:
    """The administrator's client, who has just given their password once more."""
    client = as_member("administrator")
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def noted(db: None) -> Callable[..., list[tuple[str, str]]]:
    """What the ledger has noted of members since the last time one asked: kinds and subjects, or contents."""
    seen = 0

    def since(*, contents: bool = False) -> list[Any]:
        nonlocal seen
        entries = list(Entry.objects.filter(stream="members", id__gt=seen).order_by("id"))
        seen = entries[-1].id if entries else seen
        return [each.content.value if contents else (each.kind, each.subject) for each in entries]

    return since
