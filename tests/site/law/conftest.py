"""The register of law on a day that does not change, and the fictional territory."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from firmground_site.packs.queries import clear

NOON = datetime.datetime(2026, 11, 16, 4, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon of 16 November 2026 in Hong Kong."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def freeport(settings: Any) -> Iterator[None]:
    """The site is that of the fictional territory."""
    settings.PACK = "freeport"
    clear()
    yield
    clear()
