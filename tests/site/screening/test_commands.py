"""What the daily command removes beside records: sessions that ended, and nothing when it only looks."""

import datetime
from collections.abc import Callable
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("options", "left"), [([], 1), (["--dry-run"], 2)])
def test_sessions_that_ended_are_removed_with_what_is_due_and_running_ones_stay(
    options: list[str], left: int, as_member: Callable[[str], Client]
) -> None:
    ended, running = (as_member(key).session.session_key for key in ("auditor", "supervisor"))
    Session.objects.filter(pk=ended).update(expire_date=timezone.now() - datetime.timedelta(days=1))
    call_command("erase_due", *options, stdout=StringIO())
    assert (Session.objects.count(), Session.objects.filter(pk=running).exists()) == (left, True)
