"""The demonstration's members exist where DEMO is on, and nowhere else."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from members.conftest import first_step, second_step

from firmground_site.access.actors import the_system
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES, SYSTEM
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.members.actions import load_members
from firmground_site.members.demo import CODE, PASSWORD, demo_members
from firmground_site.members.words import MAY, REACHES, what_a_role_may
from firmground_site.packs.queries import active_pack

pytestmark = pytest.mark.django_db
COMMAND = the_system("load_demo")


@pytest.fixture
def demo(settings: Any) -> Any:
    settings.DEBUG, settings.MFA_TOTP_INSECURE_BYPASS_CODE = True, CODE
    return settings


def test_everyone_in_the_demonstration_signs_in_with_the_public_password_and_code(demo: Any, noted: Any) -> None:
    made = load_members(members=demo_members(active_pack()), by=COMMAND)
    assert {each.role for each in made} == set(ROLES)
    assert noted() == [("member:loaded", f"member:{each.pk}") for each in made]
    for member in made:
        client = Client()
        first_step(client, member)
        assert second_step(client, CODE).status_code == 302
        assert client.get(reverse("members:you")).status_code == 200


def test_loading_twice_is_refused_and_changes_nothing(demo: Any) -> None:
    made = load_members(members=demo_members(active_pack()), by=COMMAND)
    with pytest.raises(Refused, match="are there already"):
        load_members(members=demo_members(active_pack()), by=COMMAND)
    assert Member.objects.count() == len(made)


@pytest.mark.parametrize("setting", ["DEMO", "DEBUG"])
def test_public_passwords_are_refused_in_earnest(setting: str, demo: Any) -> None:
    setattr(demo, setting, False)
    with pytest.raises(Refused, match="passwords are public"):
        load_members(members=demo_members(active_pack()), by=COMMAND)
    assert not Member.objects.exists()


def test_an_administrator_cannot_load_the_demonstration(demo: Any, cast: Any) -> None:
    with pytest.raises(NotPermitted):
        load_members(members=(), by=cast.actor("administrator"))


def test_the_public_code_does_not_work_with_debug_off(demo: Any) -> None:
    made = load_members(members=demo_members(active_pack()), by=COMMAND)
    demo.DEBUG, client = False, Client()
    first_step(client, made[0])
    with pytest.raises(ImproperlyConfigured):
        second_step(client, CODE)


def test_the_sign_in_page_tells_the_sign_ins_of_a_demonstration_only(demo: Any) -> None:
    page = Client().get(reverse("account_login")).content.decode()
    assert PASSWORD in page
    assert all(str(role.sentence) in page for role in ROLES.values())
    demo.DEMO = False
    assert PASSWORD not in Client().get(reverse("account_login")).content.decode()


def test_every_permission_and_reach_has_words() -> None:
    assert set(MAY) == set(Permission)
    assert all(what_a_role_may(role) for role in (*ROLES.values(), SYSTEM))
    assert len(REACHES) == 4
