"""A count lasts for its own stretch of time: no shorter because it is long, and no longer because somebody goes on."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import timezone

from firmground_site.access.counting import counted

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BEGINNING = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)  # a stretch of each length begins with it


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let it be so many seconds after the beginning, for whoever counts and for the cache."""
    cache.clear()
    now = [BEGINNING]

    def since_1970() -> float:
        return now[0].timestamp()

    monkeypatch.setattr(timezone, "now", lambda: now[0])
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: now[0])
    monkeypatch.setattr("django.core.cache.backends.base.time", SimpleNamespace(time=since_1970))

    def move(seconds: int) -> None:
        now[0] = BEGINNING + datetime.timedelta(seconds=seconds)

    return move


def test_within_an_hour_everything_counts_however_long_ago(at: Callable[[int], None]) -> None:
    often = []
    for seconds in (0, 60, 1000, 3500):
        at(seconds)
        often.append(counted("trying", "somebody", 3600))
    assert often == [1, 2, 3, 4]


def test_a_new_stretch_begins_anew_although_somebody_went_on_all_the_time(at: Callable[[int], None]) -> None:
    often = []
    for seconds in (0, 30, 59, 60, 90, 120):
        at(seconds)
        often.append(counted("calling", "somebody", 60))
    assert often == [1, 2, 3, 1, 2, 1]


def test_what_one_does_is_not_counted_for_another_or_for_something_else(at: Callable[[int], None]) -> None:
    at(0)
    counted("calling", "somebody", 60)
    assert counted("calling", "another", 60) == counted("trying", "somebody", 60) == 1


def test_more_are_counted_at_once_than_the_cache_holds_by_default(at: Callable[[int], None]) -> None:
    at(0)
    for number in range(310):
        counted("trying", number, 3600)
    assert {counted("trying", number, 3600) for number in range(310)} == {2}
