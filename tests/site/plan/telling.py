"""Reports and proposals as the tests make them: through the actions, as members do."""

import datetime
import functools
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from firmground_site.audit.guard import writing
from firmground_site.packs import queries
from firmground_site.packs.queries import active_pack, today
from firmground_site.plan.actions.proposing import make_proposal
from firmground_site.plan.actions.reporting import confirm_report, report_progress
from firmground_site.plan.models import ProgressReport, Proposal
from firmground_site.plan.told import Told

DIGEST, ANOTHER_DIGEST = "sha256:" + "4f1c" * 16, "sha256:" + "7ab0" * 16
MEASURE, NUMBER, NOT_PUBLIC = "n5", "n2", "n13"  # the owner's and not shown done; a number, the police's; text not public
DAY = datetime.date(2019, 12, 31)
SAYS = "The circular names the teams."


def told(**changes: Any) -> Told:
    """What a circular of May 2019 shows."""
    said: dict[str, Any] = {
        "shows": "done",
        "value": None,
        "happened_from": datetime.date(2019, 5, 1),
        "happened_to": datetime.date(2019, 5, 2),
        "document": "Circular 12 of 2019",
        "address": "https://circulars.example/2019/12",
        "dated": datetime.date(2019, 5, 3),
        "digest": DIGEST,
        "says": SAYS,
        "own_rating": "done",
    }
    return Told(**(said | changes))


def reported(cast: Any, measure: str = MEASURE, *, by: str = "measure_owner", **changes: Any) -> ProgressReport:
    return report_progress(measure=measure, told=told(**changes), by=cast.actor(by))


def confirmed(cast: Any, measure: str = MEASURE, *, by: str = "measure_owner", **changes: Any) -> ProgressReport:
    report = reported(cast, measure, by=by, **changes)
    return confirm_report(report=report, by=cast.actor("second_owner" if measure == MEASURE else "secretariat"))


def proposed(cast: Any, by: str = "partner", **changes: Any) -> Proposal:
    said = {"title": "A leaflet in Burmese", "text": "Callers cannot read the number.", "organisation": "Harbour Sisters"}
    return make_proposal(by=cast.actor(by), **({**said, "measure": "n8"} | changes))


def typed(**changes: Any) -> dict[str, Any]:
    """The same report as a browser sends it."""
    said = {
        "shows": "done",
        "document": "Circular 12 of 2019",
        "address": "https://circulars.example/2019/12",
        "digest": DIGEST,
        "says": SAYS,
        "own_rating": "done",
        **day_typed("happened_from", datetime.date(2019, 5, 1)),
        **day_typed("happened_to", datetime.date(2019, 5, 2)),
        **day_typed("dated", datetime.date(2019, 5, 3)),
    }
    return said | changes


def day_typed(name: str, day: datetime.date | None) -> dict[str, str]:
    parts = (day.day, day.month, day.year) if day else ("", "", "")
    return {f"{name}_{part}": str(value) for part, value in zip(("day", "month", "year"), parts, strict=True)}


def later(days: int) -> datetime.date:
    return today() + datetime.timedelta(days=days)


def as_if_reported(report: ProgressReport, days_ago: int) -> None:
    _put_back(report, "reported_at", days_ago)


def as_if_confirmed(report: ProgressReport, days_ago: int) -> None:
    _put_back(report, "confirmed_at", days_ago)


def as_if_withdrawn(report: ProgressReport, days_ago: int) -> None:
    _put_back(report, "withdrawn_at", days_ago)


def without_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The territory's pack, had it no plan."""
    pack = replace(active_pack(), plan=None)
    monkeypatch.setattr(queries, "_pack", functools.cache(lambda name: pack))


def _put_back(report: ProgressReport, name: str, days_ago: int) -> None:
    """Put what was done to a report back in time; there is no action for that."""
    at = timezone.now() - datetime.timedelta(days=days_ago)
    with writing("a report of earlier"), connection.cursor() as cursor:
        table = ProgressReport._meta.db_table
        cursor.execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", [at, _key(report)])


def _key(report: ProgressReport) -> Any:
    return ProgressReport._meta.pk.get_db_prep_value(report.pk, connection)
