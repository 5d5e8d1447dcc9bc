"""A case with thousands of lines in its file opens with as many queries as one with a few."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import may_open
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from firmground_site.audit.guard import writing
from firmground_site.cases.models import Case, FileEntry

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGES = ("case", "file", "care")


def with_entries(case: Case, cast: Any, number: int) -> None:
    """Many lines, each of its own day, half of them about the person."""
    person, now = case.involvements.get().person, timezone.now()
    day = datetime.date(2026, 11, 2)
    with writing("many lines in a file, in a test"):
        FileEntry.objects.bulk_create(
            FileEntry(
                case=case, person=person if each % 2 else None, section="case", kind="case:noted", words=f"Line {each}.",
                happened_on=day - datetime.timedelta(days=each), recorded_at=now, recorded_by=cast.case_worker,
            )
            for each in range(number)
        )  # fmt: skip


def queries_of(client: Client, case: Case) -> dict[str, int]:
    found = {}
    for page in PAGES:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(f"cases:{page}", args=[case.pk])).status_code == 200
        found[page] = len(asked)
    return found


def test_pages_of_a_case_ask_as_often_for_two_thousand_lines_as_for_a_few(
    case: Case, cast: Any, as_member: Callable[[str], Client]
) -> None:
    client = may_open(as_member("case_worker"), case)
    with_entries(case, cast, 4)
    few = queries_of(client, case)
    with_entries(case, cast, 2_000)
    assert queries_of(client, case) == few
    assert max(few.values()) <= 25, few
    assert "Line 5." in client.get(reverse("cases:file", args=[case.pk])).content.decode()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("cases:list")).status_code == 200
    assert len(asked) <= 12
