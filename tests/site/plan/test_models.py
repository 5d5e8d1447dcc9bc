"""What the database itself keeps, whatever an action might do."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from plan.telling import DIGEST, later, told

from firmground_site.accounts.models import Member
from firmground_site.audit.guard import WrittenOutsideAction, writing
from firmground_site.plan.models import FollowUp, ProgressReport, Proposal, Rating

pytestmark = pytest.mark.django_db


def report(cast: Any, **changes: Any) -> ProgressReport:
    said = vars(told()) | {"measure": "n5", "agency": "ld", "reported_at": timezone.now(), "reported_by": cast.measure_owner}
    with writing("a report for a test"), transaction.atomic():
        return ProgressReport.objects.create(**(said | changes))


def proposal(cast: Any, **changes: Any) -> Proposal:
    said = {"title": "T", "text": "T", "organisation": "O", "proposed_at": timezone.now(), "proposed_by": cast.partner}
    with writing("a proposal for a test"), transaction.atomic():
        return Proposal.objects.create(**(said | changes))


def by(member: Member, name: str) -> dict[str, Any]:
    return {f"{name}_at": timezone.now(), f"{name}_by": member}


def test_a_report_that_was_confirmed_by_another_and_then_withdrawn_is_kept(cast: Any) -> None:
    assert report(cast).state == "waiting"
    confirmed = by(cast.second_owner, "confirmed")
    assert report(cast, **confirmed).state == "confirmed"
    assert report(cast, **confirmed, **by(cast.measure_owner, "withdrawn"), withdrawal_reason="Wrong.").state == "withdrawn"
    assert report(cast, **by(cast.second_owner, "returned"), return_reason="Wrong.").state == "returned"


@pytest.mark.parametrize(
    "broken",
    [
        lambda cast: {"confirmed_at": timezone.now()},
        lambda cast: {"confirmed_by": cast.second_owner},
        lambda cast: by(cast.measure_owner, "confirmed"),
        lambda cast: {**by(cast.second_owner, "confirmed"), **by(cast.second_owner, "returned"), "return_reason": "Wrong."},
        lambda cast: by(cast.second_owner, "returned"),
        lambda cast: {"return_reason": "Wrong."},
        lambda cast: {**by(cast.measure_owner, "withdrawn"), "withdrawal_reason": "Wrong."},
        lambda cast: {**by(cast.second_owner, "confirmed"), **by(cast.measure_owner, "withdrawn")},
        lambda cast: {"shows": "nearly"},
        lambda cast: {"own_rating": "cannot_tell"},
        lambda cast: {"shows": "value"},
        lambda cast: {"value": 3},
        lambda cast: {"happened_from": None, "happened_to": None},
        lambda cast: {"happened_from": later(0), "happened_to": later(-1), "dated": later(0)},
        lambda cast: {"dated": told().happened_from},
        lambda cast: {"happened_to": None, "happened_from": later(1)},
        lambda cast: {"digest": DIGEST[:-1]},
        lambda cast: {"digest": DIGEST.replace("sha256", "md5256")},
        lambda cast: {"address": "javascript:alert(1)"},
    ],
)
def test_a_report_that_cannot_be_is_refused_by_the_database(broken: Any, cast: Any) -> None:
    with pytest.raises(IntegrityError):
        report(cast, **broken(cast))


def test_a_proposal_is_decided_with_reasons_by_somebody_else(cast: Any) -> None:
    decided = {**by(cast.secretariat, "decided"), "decision_reasons": "Because."}
    assert proposal(cast).decided_at is None
    assert proposal(cast, **decided, decision="declined").follow_up_on is None
    assert proposal(cast, **decided, decision="accepted", follow_up_on=later(9)).decision == "accepted"


@pytest.mark.parametrize(
    "broken",
    [
        lambda cast: {"decision": "accepted"},
        lambda cast: {"decision_reasons": "Because."},
        lambda cast: {"follow_up_on": later(9)},
        lambda cast: {**by(cast.secretariat, "decided"), "decision": "declined"},
        lambda cast: {**by(cast.secretariat, "decided"), "decision": "perhaps", "decision_reasons": "Because."},
        lambda cast: {**by(cast.secretariat, "decided"), "decision": "accepted", "decision_reasons": "Because."},
        lambda cast: {**by(cast.partner, "decided"), "decision": "declined", "decision_reasons": "Because."},
        lambda cast: {"decided_at": timezone.now(), "decision": "declined", "decision_reasons": "Because."},
    ],
)
def test_a_proposal_that_cannot_be_is_refused_by_the_database(broken: Any, cast: Any) -> None:
    with pytest.raises(IntegrityError):
        proposal(cast, **broken(cast))


def test_a_rating_is_one_of_the_list(cast: Any) -> None:
    said = {"measure": "n5", "reasons": "R", "computed": "done", "rated_at": timezone.now(), "rated_by": cast.rater}
    with writing("a rating for a test"):
        Rating.objects.create(rating="cannot_tell", **said)
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.create(rating="nearly", **said)


def test_nothing_of_the_plan_is_written_without_an_action(cast: Any) -> None:
    found = proposal(cast)
    for write in (
        lambda: Proposal.objects.update(title="Another"),
        lambda: Rating.objects.all().delete(),
        lambda: FollowUp.objects.create(proposal=found, says="S", followed_up_at=timezone.now(), followed_up_by=cast.secretariat),
        lambda: ProgressReport.objects.update(says="Another"),
    ):
        with pytest.raises(WrittenOutsideAction):
            write()


def test_records_are_called_by_what_they_are_about(cast: Any) -> None:
    found = proposal(cast)
    assert str(report(cast)) == "Report on n5"
    assert (str(found), str(FollowUp(proposal=found))) == ("T", "Follow-up of T")
    assert str(Rating(measure="n5")) == "Rating of n5"
