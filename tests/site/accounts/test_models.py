"""What the database itself holds about members and invitations, whoever writes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from firmground_site.accounts.models import Invitation, Member
from firmground_site.audit.guard import WrittenOutsideAction, writing

pytestmark = pytest.mark.django_db


def invitation(**other: Any) -> Invitation:
    now = timezone.now()
    dates = {"invited_at": now, "expires_at": now + timedelta(days=1)}
    given = {"email": "a@b.example", "name": "A", "role": "auditor", "token_digest": "1" * 64} | dates
    return Invitation(**(given | other))


@pytest.mark.parametrize(
    "second",
    [
        lambda member: Member(email="AUDITOR@demo.example", name="B", role="auditor"),
        lambda member: invitation(email="A@b.example", token_digest="2" * 64),
        lambda member: invitation(accepted_at=timezone.now(), email="c@b.example", token_digest="2" * 64),
        lambda member: invitation(withdrawn_by=member, email="c@b.example", token_digest="2" * 64),
        lambda member: invitation(email="c@b.example"),
    ],
    ids=["same address", "same address invited", "accepted by nobody", "withdrawn never", "same token"],
)
def test_the_database_refuses_what_must_never_be(second: Callable[[Member], Any], cast: Any) -> None:
    with writing("a test"):
        invitation().save()
        with pytest.raises(IntegrityError), transaction.atomic():
            second(cast.auditor).save()


def test_an_address_may_be_invited_again_after_a_withdrawal(cast: Any) -> None:
    with writing("a test"):
        invitation(withdrawn_at=timezone.now(), withdrawn_by=cast.administrator).save()
        invitation(token_digest="2" * 64).save()
    assert Invitation.objects.count() == 2


def test_a_member_is_found_by_their_address_whatever_its_case(cast: Any) -> None:
    assert Member.objects.get_by_natural_key("Auditor@Demo.Example") == cast.auditor


def test_checking_a_password_writes_nothing(cast: Any, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    assert cast.auditor.check_password("firm-ground-2019")
    assert not cast.auditor.check_password("another")
    with pytest.raises(WrittenOutsideAction):
        cast.auditor.save()
