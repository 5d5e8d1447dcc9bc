"""A phone that an officer prepared."""

from collections.abc import Callable
from typing import Any

import pytest
from devices.phone import Officer, Phone
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def _nobody_called_before_and_no_minute_ends(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr("firmground_site.devices.limits.WINDOW", 10**9)  # calls of one test are never in two stretches


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def officer(phone: Phone, cast: Any, as_member: Callable[[str], Client]) -> Officer:
    """The screening officer, with keys on the phone."""
    return phone.enrol(as_member("officer_immd"), cast.officer_immd)
