"""What the database itself keeps, whatever an action might do."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from evidence.telling import reply_told, report_told

from firmground_site.accounts.models import Member
from firmground_site.audit.guard import WrittenOutsideAction, writing
from firmground_site.evidence.models import ClaimReply, ImportedReport, ReportPart

pytestmark = pytest.mark.django_db
DIGEST = "sha256:" + "4f1c" * 16
CLAIM = {"state": "confirmed", "says": "S", "kind": "credit", "holds": "fact", "rests_on": "named_body"}


def by(member: Member, name: str) -> dict[str, Any]:
    return {f"{name}_at": timezone.now(), f"{name}_by": member}


def made(model: Any, said: dict[str, Any]) -> Any:
    with writing("a record for a test"), transaction.atomic():
        return model.objects.create(**said)


def report(cast: Any, **changes: Any) -> ImportedReport:
    said = vars(report_told()) | {"document": "D", "digest": DIGEST, "text": "One. Two."} | by(cast.analyst, "imported")
    return made(ImportedReport, said | changes)


def part(cast: Any, **changes: Any) -> ReportPart:
    of = ImportedReport.objects.first() or report(cast)
    return made(ReportPart, {"report": of, "begins": 0, "ends": 4} | changes)


def reply(cast: Any, **changes: Any) -> ClaimReply:
    said = vars(reply_told()) | {"to": "us_2020.p5", "by_claims": ["s1"]} | by(cast.analyst, "recorded")
    return made(ClaimReply, said | changes)


@pytest.mark.parametrize(
    "broken",
    [
        lambda cast: by(cast.analyst, "published"),
        lambda cast: {"published_at": timezone.now()},
        lambda cast: by(cast.analyst, "withdrawn"),
        lambda cast: {"withdrawal_reason": "Why"},
        lambda cast: {"publisher": "us_state_department"},
        lambda cast: {"publisher_name": ""},
        lambda cast: {"title": ""},
        lambda cast: {"text": ""},
        lambda cast: {"digest": "4f1c"},
        lambda cast: {"address": "javascript:alert(1)"},
        lambda cast: {"read_as": "memory"},
    ],
)
def test_a_report_that_cannot_be_is_refused_by_the_database(broken: Any, cast: Any) -> None:
    with pytest.raises(IntegrityError):
        report(cast, **broken(cast))


def test_a_document_stands_once(cast: Any) -> None:
    report(cast, **by(cast.analyst, "withdrawn"), withdrawal_reason="Wrong.")
    report(cast)
    with pytest.raises(IntegrityError):
        report(cast)


@pytest.mark.parametrize(
    "broken",
    [
        lambda cast: {"begins": 4},
        lambda cast: {"state": "perhaps", **by(cast.analyst, "decided")},
        lambda cast: CLAIM,
        lambda cast: by(cast.analyst, "decided"),
        lambda cast: {**CLAIM, "says": "", **by(cast.analyst, "decided")},
        lambda cast: {**CLAIM, "rests_on": "", **by(cast.analyst, "decided")},
        lambda cast: {**CLAIM, "kind": "rumour", **by(cast.analyst, "decided")},
        lambda cast: {**CLAIM, "state": "left_out", "reason": "R", **by(cast.analyst, "decided")},
        lambda cast: {"state": "left_out", **by(cast.analyst, "decided")},
        lambda cast: {"says": "S"},
        lambda cast: {"reason": "R"},
    ],
)
def test_a_part_that_cannot_be_is_refused_by_the_database(broken: Any, cast: Any) -> None:
    with pytest.raises(IntegrityError):
        part(cast, **broken(cast))


def test_two_parts_begin_at_one_place_only_when_one_was_joined(cast: Any) -> None:
    part(cast, state="joined", **by(cast.analyst, "decided"))
    assert part(cast, **CLAIM, **by(cast.analyst, "decided")).state == "confirmed"
    with pytest.raises(IntegrityError):
        part(cast)


@pytest.mark.parametrize(
    "broken",
    [
        lambda cast: by(cast.analyst, "confirmed"),
        lambda cast: {"confirmed_by": cast.secretariat},
        lambda cast: {**by(cast.secretariat, "confirmed"), **by(cast.secretariat, "returned"), "return_reason": "R"},
        lambda cast: by(cast.secretariat, "returned"),
        lambda cast: by(cast.analyst, "withdrawn"),
        lambda cast: {"return_reason": "R"},
        lambda cast: {"stance": "silence"},
        lambda cast: {"reasons": ""},
        lambda cast: {"address": "https://gov.example/"},
        lambda cast: {"document": "D", "address": "ftp://gov.example/"},
    ],
)
def test_an_answer_that_cannot_be_is_refused_by_the_database(broken: Any, cast: Any) -> None:
    with pytest.raises(IntegrityError):
        reply(cast, **broken(cast))


def test_one_answer_of_a_report_to_a_claim_stands(cast: Any) -> None:
    reply(cast, **by(cast.secretariat, "returned"), return_reason="R")
    reply(cast, **by(cast.analyst, "withdrawn"), withdrawal_reason="R")
    reply(cast)
    with pytest.raises(IntegrityError):
        reply(cast)


def test_nothing_of_the_register_is_written_without_an_action(cast: Any) -> None:
    for write in (
        lambda: ImportedReport.objects.update(title="Another"),
        lambda: ReportPart.objects.all().delete(),
        lambda: ClaimReply.objects.update(reasons="Another"),
    ):
        with pytest.raises(WrittenOutsideAction):
            write()


def test_records_are_called_by_what_they_are_about(cast: Any) -> None:
    assert [str(report(cast)), str(part(cast)), str(reply(cast))] == [
        "Letter on screening",
        "Part of Letter on screening",
        "Answer to us_2020.p5",
    ]
