"""What became of people is counted from the records as the library counts it, and of whoever asked to be left out, nothing is."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from firmground.cases.demo_course import demo_courses, demo_tables
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import OF_CASES
from firmground_site.access.actors import the_system
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused
from firmground_site.cases.actions.loading import load_courses
from firmground_site.cases.models import Case, Charge, Consent, MeasureAgainst, Partner, Referral
from firmground_site.figures.dashboard import dashboard_for
from firmground_site.figures.queries import days_of
from firmground_site.figures.tables import tables_for
from firmground_site.packs.queries import active_pack, casework
from firmground_site.screening.actions.loading import AlreadyThere, load_year

SYSTEM = the_system("load_demo")
YEAR = {"year": 2019, "persons": 7_512, "seed": 1}
KEYS = ("person", "defendant", "case")


@pytest.fixture(scope="module")
def whole_year() -> dict[str, Any]:
    """The library's own tables of the invented year, with what became of people."""
    tables = demo_year(active_pack(), **YEAR)
    return tables | demo_tables(active_pack(), tables, year=2019, seed=1)


def counted(table: Any) -> list[tuple[Any, ...]]:
    """The rows of a table without who they are of, in order."""
    names = [name for name in table.column_names if name not in KEYS]
    return sorted(tuple(str(row[name]) for name in names) for row in table.to_pylist())


def loaded_tables() -> Any:
    return tables_for(SYSTEM, Permission.FIGURES_READ, active_pack(), days_of(active_pack(), 2019), with_answers=False)


@pytest.mark.once
@pytest.mark.django_db
def test_the_tables_of_the_site_are_those_of_the_library_for_the_same_invented_year(cast, settings, whole_year):
    settings.DEMO = True
    load_year(**YEAR, by=SYSTEM)
    courses = demo_courses(active_pack(), whole_year, seed=1)
    assert load_courses(**YEAR, by=SYSTEM) == sum(each.opened_on is not None for each in courses)
    tables = loaded_tables().tables
    for name in OF_CASES:
        assert counted(tables[name]) == counted(whole_year[name]), name
    assert Case.objects.count() == 3 + 3
    with pytest.raises(AlreadyThere, match="there already"):
        load_courses(**YEAR, by=SYSTEM)
