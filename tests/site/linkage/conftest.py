"""People who were met twice and a list on which they are too, compared by a program that looks at papers and phones only."""

from typing import Any

import pytest
from linkage.linking import AGAIN, MARIA, OTHER, compared, found_by_paper_and_phone, imported, met, the_pair

from firmground_site.linkage import comparing
from firmground_site.linkage.models import Pair, PartnerList
from firmground_site.screening.models import Person


@pytest.fixture(autouse=True)
def _the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "proposed_by_the_library", found_by_paper_and_phone)


@pytest.fixture
def maria(cast: Any) -> Person:
    return met(cast, MARIA)


@pytest.fixture
def again(cast: Any) -> Person:
    return met(cast, AGAIN)


@pytest.fixture
def other(cast: Any) -> Person:
    return met(cast, OTHER)


@pytest.fixture
def of_people(maria: Person, again: Person) -> Pair:
    """A pair of two people with the same paper, which waits."""
    compared()
    return the_pair(left_person__in=[maria, again], right_person__in=[maria, again])


@pytest.fixture
def shelter(cast: Any) -> PartnerList:
    return imported(cast)


@pytest.fixture
def with_entry(maria: Person, shelter: PartnerList) -> Pair:
    """A pair of a person and an entry with the same paper, which waits."""
    compared()
    return the_pair(left_person=maria)
