"""Reports: who makes them, who answers them, and what they do to the status."""

from typing import Any

import pytest
from plan.telling import ANOTHER_DIGEST, DAY, MEASURE, NOT_PUBLIC, NUMBER, confirmed, reported, told

from firmground.plan.status import Status
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.reach import Scope
from firmground_site.access.roles import ROLES
from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.plan.actions.reporting import confirm_report, report_progress, return_report, withdraw_report
from firmground_site.plan.as_evidence import evidence_of, whose, whose_item
from firmground_site.plan.measures import measures_of
from firmground_site.plan.models import ProgressReport
from firmground_site.plan.queries import evidence_of_reports, reports_visible_to, statuses

pytestmark = pytest.mark.django_db


def status_of(measure: str = MEASURE) -> Status:
    return next(each.status for each in statuses(DAY) if each.measure.id == measure)


# --- reporting --------------------------------------------------------------------------------------------------------


def test_a_report_counts_only_once_somebody_else_has_confirmed_it(cast: Any) -> None:
    before, report = status_of(), reported(cast)
    assert status_of() is before is Status.EVIDENCE_MISSING
    confirm_report(report=report, by=cast.actor("second_owner"))
    assert status_of() is Status.DONE
    assert [each.id for each in evidence_of_reports()] == [f"r{report.pk.hex}"]


def test_what_is_known_only_later_does_not_count_before(cast: Any) -> None:
    confirmed(cast)
    found = {each.measure.id: each.status for each in statuses(DAY, told().happened_to)}
    assert found[MEASURE] is Status.EVIDENCE_MISSING


def test_every_step_is_in_the_ledger(cast: Any) -> None:
    report = confirmed(cast)
    withdraw_report(report=report, reason="The circular was replaced.", by=cast.actor("measure_owner"))
    names = [each.kind.name for each in entries_about(report, cast.actor("rater"))]
    assert names == ["plan:progress_reported", "plan:report_confirmed", "plan:report_withdrawn"]


@pytest.mark.parametrize(
    ("measure", "by", "words"),
    [
        (NUMBER, "measure_owner", "another agency"),
        (NOT_PUBLIC, "secretariat", "not public"),
        (NOT_PUBLIC, "measure_owner", "another agency"),
        ("n99", "secretariat", "no such measure"),
    ],
)
def test_only_a_public_measure_of_ones_own_agency_can_be_reported_on(measure: str, by: str, words: str, cast: Any) -> None:
    with pytest.raises(Refused, match=words):
        reported(cast, measure, by=by)
    assert not ProgressReport.objects.exists()


def test_the_secretariat_reports_on_any_measure_and_somebody_else_confirms(cast: Any) -> None:
    report = reported(cast, NUMBER, by="secretariat", shows="value", value=24, happened_from=None)
    with pytest.raises(Refused, match="You made this report"):
        confirm_report(report=report, by=cast.actor("secretariat"))


def test_what_is_wrong_with_a_report_is_said_in_sentences(cast: Any) -> None:
    with pytest.raises(Refused) as refused:
        reported(cast, shows="value", value=3, digest="none")
    assert len(refused.value.reasons) == 2


@pytest.mark.parametrize("by", ["rater", "partner", "statistician", "case_worker"])
def test_nobody_else_reports(by: str, cast: Any) -> None:
    with pytest.raises(NotPermitted):
        report_progress(measure=MEASURE, told=told(), by=cast.actor(by))


def test_the_same_of_the_same_document_is_not_reported_twice(cast: Any) -> None:
    reported(cast)
    with pytest.raises(Refused, match="waits to be confirmed. Open that report"):
        reported(cast, says="In other words.")
    with pytest.raises(Refused, match="waits to be confirmed"):
        reported(cast, by="secretariat")
    reported(cast, shows="begun")
    reported(cast, digest=ANOTHER_DIGEST)
    assert ProgressReport.objects.count() == 3


def test_what_counts_is_reported_again_only_once_it_was_withdrawn(cast: Any) -> None:
    report = confirmed(cast)
    with pytest.raises(Refused, match="Withdraw that report first"):
        reported(cast)
    withdraw_report(report=report, reason="The circular was replaced.", by=cast.actor("measure_owner"))
    again = reported(cast)
    return_report(report=again, reason="Two teams are missing.", by=cast.actor("second_owner"))
    assert reported(cast).state == "waiting"


def test_whoever_reports_on_every_measure_does_so_for_no_agency(cast: Any) -> None:
    assert cast.secretariat.agency
    assert reported(cast, by="secretariat").agency == ""
    assert reported(cast, digest=ANOTHER_DIGEST).agency == cast.measure_owner.agency


@pytest.mark.parametrize(("agency", "whose_it_is"), [("ld", "owner"), ("", "secretariat"), ("immd", "another")])
def test_a_report_is_the_owners_only_when_it_was_made_for_the_owner(agency: str, whose_it_is: str) -> None:
    report = ProgressReport(measure=MEASURE, agency=agency, **vars(told()))
    assert whose(report) == whose_item(evidence_of(report)) == whose_it_is


def test_nothing_in_a_title_ends_its_quotation_marks() -> None:
    report = ProgressReport(measure=MEASURE, agency="ld", **vars(told(document='A” (GAZETTE) and "B"')))
    assert evidence_of(report).document == "“A’ (GAZETTE) and ’B’”"


# --- answering --------------------------------------------------------------------------------------------------------


def test_nobody_confirms_or_returns_their_own_report(cast: Any) -> None:
    report = reported(cast)
    for answer in (
        lambda: confirm_report(report=report, by=cast.actor("measure_owner")),
        lambda: return_report(report=report, reason="Wrong.", by=cast.actor("measure_owner")),
    ):
        with pytest.raises(Refused, match="You made this report"):
            answer()


def test_a_returned_report_says_why_and_never_counts(cast: Any) -> None:
    report, by = reported(cast), cast.actor("second_owner")
    with pytest.raises(Refused, match="Write why"):
        return_report(report=report, reason="  ", by=by)
    return_report(report=report, reason="The circular is of 2020.", by=by)
    report.refresh_from_db()
    assert (report.state, report.return_reason) == ("returned", "The circular is of 2020.")
    assert evidence_of_reports() == ()


def test_a_report_is_answered_once(cast: Any) -> None:
    report, by = reported(cast), cast.actor("second_owner")
    confirm_report(report=report, by=by)
    for answer in (
        lambda: confirm_report(report=report, by=cast.actor("secretariat")),
        lambda: return_report(report=report, reason="Wrong.", by=by),
    ):
        with pytest.raises(Refused, match="already answered"):
            answer()


def test_a_report_of_another_agency_is_not_answered(cast: Any) -> None:
    report = reported(cast, NUMBER, by="secretariat", shows="value", value=24, happened_from=None)
    with pytest.raises(Refused, match="another agency"):
        confirm_report(report=report, by=cast.actor("measure_owner"))


# --- withdrawing ------------------------------------------------------------------------------------------------------


def test_withdrawing_a_confirmed_report_changes_the_status_back(cast: Any) -> None:
    report = confirmed(cast)
    assert status_of() is Status.DONE
    withdraw_report(report=report, reason="The circular was replaced.", by=cast.actor("measure_owner"))
    assert status_of() is Status.EVIDENCE_MISSING
    assert ProgressReport.objects.count() == 1, "it stays to be read"


def test_only_what_counts_can_be_withdrawn_once_and_with_a_reason(cast: Any) -> None:
    report, by = reported(cast), cast.actor("measure_owner")
    with pytest.raises(Refused, match="no evidence"):
        withdraw_report(report=report, reason="Wrong.", by=by)
    confirm_report(report=report, by=cast.actor("second_owner"))
    with pytest.raises(Refused, match="Write why"):
        withdraw_report(report=report, reason=" ", by=by)
    withdraw_report(report=report, reason="Wrong.", by=cast.actor("secretariat"))
    with pytest.raises(Refused, match="already withdrawn"):
        withdraw_report(report=report, reason="Wrong.", by=by)


def test_a_report_on_a_measure_of_another_agency_is_not_withdrawn(cast: Any) -> None:
    report = reported(cast, NUMBER, by="secretariat", shows="value", value=24, happened_from=None)
    with pytest.raises(Refused, match="another agency"):
        withdraw_report(report=report, reason="Wrong.", by=cast.actor("measure_owner"))


# --- who sees what ----------------------------------------------------------------------------------------------------


def test_an_agency_sees_reports_on_its_measures_and_no_others(cast: Any) -> None:
    own = reported(cast, by="secretariat")
    reported(cast, NUMBER, by="secretariat", shows="value", value=24, happened_from=None)
    assert list(reports_visible_to(cast.actor("second_owner"))) == [own]
    assert reports_visible_to(cast.actor("rater")).count() == 2
    assert not reports_visible_to(cast.actor("partner")).exists()


def test_a_member_without_an_agency_owns_no_measure(cast: Any) -> None:
    nowhere = Actor("member:x", "X", ROLES["measure_owner"])
    assert measures_of(nowhere) == []
    assert not reports_visible_to(nowhere).exists()
    assert {each.owner for each in measures_of(cast.actor("measure_owner"))} == {cast.measure_owner.agency}
    assert cast.actor("measure_owner").scope(Permission.PLAN_REPORT) is Scope.AGENCY
