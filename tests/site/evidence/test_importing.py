"""Importing a report, deciding on its parts, and who may publish it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from evidence.telling import SAYS, TEXT, claim_told, decided, imported, parts_of, published, report_told

from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.evidence.actions.deciding import confirm_claim, cut_in_two, join_with_next, leave_out
from firmground_site.evidence.actions.importing import import_report, publish_report, withdraw_import
from firmground_site.evidence.models import ImportedReport
from firmground_site.evidence.queries import next_open, progress_of
from firmground_site.evidence.reading import read_pasted
from firmground_site.evidence.register import find_report, graded

pytestmark = pytest.mark.django_db
LAW_FIRM = {"publisher": "us_state_department", "publisher_name": ""}


def quoted(report: ImportedReport) -> list[str]:
    return [each.quoted for each in parts_of(report)]


def test_a_report_is_imported_in_parts_with_the_digest_of_what_was_sent(cast: Any) -> None:
    report = imported(cast)
    assert quoted(report) == ["A heading", "We sent 14 people.", "Three were never asked.", "Interpreters should stay."]
    assert report.digest == read_pasted(TEXT).digest
    assert (progress_of(report).to_decide, progress_of(report).is_whole) == (4, False)
    assert find_report(report.register_id) is None


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"publisher": "us_state_department"}, "not both"),
        ({"publisher_name": ""}, "Choose a publisher"),
        ({"publisher": "nobody", "publisher_name": ""}, "Choose a publisher"),
        ({"title": " "}, "title of the report"),
        ({"published_on": report_told().published_on.replace(year=2999)}, "in the future"),
        ({"rating": "tier_9"}, "rating of the list"),
        ({"answers": "us_1999"}, "report of the register"),
        ({"answers": "us_2025"}, "published later"),
        ({"address": "javascript:alert(1)"}, "begins with https://"),
        ({"read_as": "memory"}, "own text"),
        ({"title": "A\u202eB"}, "cannot be seen"),
    ],
)
def test_what_is_wrong_with_a_report_is_said_and_nothing_is_stored(changes: dict[str, Any], fault: str, cast: Any) -> None:
    with pytest.raises(Refused, match=fault):
        imported(cast, **changes)
    assert not ImportedReport.objects.exists()


def test_the_same_document_is_not_imported_twice_while_it_stands(cast: Any) -> None:
    first = imported(cast)
    with pytest.raises(Refused, match="imported already"):
        imported(cast, by="second_analyst")
    withdraw_import(report=first, reason="The wrong year.", by=cast.actor("analyst"))
    assert imported(cast).state == "split"


@pytest.mark.parametrize("by", ["secretariat", "partner", "statistician", "officer_immd", "administrator"])
def test_only_an_analyst_imports_and_decides(by: str, cast: Any) -> None:
    part = parts_of(imported(cast))[0]
    with pytest.raises(NotPermitted):
        import_report(told=report_told(), document=read_pasted("One. Two."), by=cast.actor(by))
    with pytest.raises(NotPermitted):
        confirm_claim(part=part, version=1, told=claim_told(), by=cast.actor(by))


def test_two_parts_are_joined_and_one_is_cut(cast: Any) -> None:
    report, by = imported(cast), cast.actor("analyst")
    sent, asked = parts_of(report)[1:3]
    joined = join_with_next(part=sent, version=1, by=by)
    assert joined.quoted == "We sent 14 people. Three were never asked."
    second = cut_in_two(part=joined, version=joined.version, after="sent 14", by=by)
    assert quoted(report) == ["A heading", "We sent 14", "people. Three were never asked.", "Interpreters should stay."]
    assert second.quoted.startswith("people")
    with pytest.raises(Stale):
        confirm_claim(part=asked, version=1, told=claim_told(), by=by)


def test_what_cannot_be_joined_or_cut_is_refused(cast: Any) -> None:
    report, by = imported(cast), cast.actor("analyst")
    heading, sent, *_, last = parts_of(report)
    with pytest.raises(Refused, match="last part"):
        join_with_next(part=last, version=1, by=by)
    with pytest.raises(Refused, match="not in this part"):
        cut_in_two(part=last, version=1, after="nowhere", by=by)
    leave_out(part=sent, version=1, reason="Said again below.", by=by)
    with pytest.raises(Refused, match="nobody decided"):
        join_with_next(part=heading, version=1, by=by)
    with pytest.raises(Refused, match="nobody decided"):
        cut_in_two(part=sent, version=2, after="We", by=by)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"says": " "}, "own words"),
        ({"kind": "rumour"}, "kind of claim"),
        ({"holds": "feeling"}, "fact or a position"),
        ({"rests_on": "hearsay"}, "names as its source"),
        ({"case_details": "some"}, "cases or figures"),
        ({"says": "x" * 2_001}, "longer than"),
        ({"says": "A\u200bB"}, "cannot be seen"),
    ],
)
def test_a_claim_that_is_not_whole_is_refused(changes: dict[str, str], fault: str, cast: Any) -> None:
    part = parts_of(imported(cast))[1]
    with pytest.raises(Refused, match=fault):
        confirm_claim(part=part, version=1, told=claim_told(**changes), by=cast.actor("analyst"))
    part.refresh_from_db()
    assert part.state == "open"


def test_a_part_is_left_out_only_with_a_reason_and_may_be_decided_otherwise(cast: Any) -> None:
    report, by = imported(cast), cast.actor("analyst")
    part = parts_of(report)[1]
    with pytest.raises(Refused, match="left out"):
        leave_out(part=part, version=1, reason=" ", by=by)
    leave_out(part=part, version=1, reason="Said again.", by=by)
    now = confirm_claim(part=part, version=2, told=claim_told(), by=by)
    assert (now.state, now.reason, now.says) == ("confirmed", "", SAYS)


def test_whoever_is_too_late_is_told_what_is_recorded_now(cast: Any) -> None:
    part = parts_of(imported(cast))[1]
    confirm_claim(part=part, version=1, told=claim_told(says="The first."), by=cast.actor("second_analyst"))
    with pytest.raises(Stale) as stale:
        leave_out(part=part, version=1, reason="A heading.", by=cast.actor("analyst"))
    assert stale.value.current.says == "The first."


def test_a_report_is_published_by_somebody_who_decided_on_nothing_in_it(cast: Any) -> None:
    report = decided(cast)
    with pytest.raises(Refused, match="Somebody else must publish it"):
        publish_report(report=report, version=report.version, by=cast.actor("analyst"))
    part = parts_of(report)[1]
    confirm_claim(part=part, version=part.version, told=claim_told(says="Fourteen were sent."), by=cast.actor("second_analyst"))
    report.refresh_from_db()
    with pytest.raises(Refused, match="Somebody else must publish it"):
        publish_report(report=report, version=report.version, by=cast.actor("second_analyst"))
    publish_report(report=report, version=report.version, by=cast.actor("secretariat"))
    assert [each.claim.id for each in graded(report.register_id).claims] == ["c1", "c2", "c3"]


def test_a_report_is_not_published_while_a_part_is_open_or_none_is_a_claim(cast: Any) -> None:
    report, by = imported(cast), cast.actor("analyst")
    for part in parts_of(report)[:-1]:
        leave_out(part=part, version=1, reason="A heading.", by=by)
    assert next_open(report) == parts_of(report)[-1]
    for _ in range(2):
        report.refresh_from_db()
        with pytest.raises(Refused, match="Not every part"):
            publish_report(report=report, version=report.version, by=cast.actor("secretariat"))
        if next_open(report):
            leave_out(part=parts_of(report)[-1], version=1, reason="A heading.", by=by)


def test_a_report_that_changed_since_it_was_read_is_not_published(cast: Any) -> None:
    report = decided(cast)
    read, part = report.version, parts_of(report)[1]
    confirm_claim(part=part, version=part.version, told=claim_told(says="Something else."), by=cast.actor("second_analyst"))
    with pytest.raises(Stale):
        publish_report(report=report, version=read, by=cast.actor("secretariat"))
    report.refresh_from_db()
    assert report.state == "split"


def test_nothing_of_a_published_report_is_decided_on_again(cast: Any) -> None:
    report = published(cast)
    part = parts_of(report)[1]
    with pytest.raises(Refused, match="was published"):
        confirm_claim(part=part, version=part.version, told=claim_told(says="Another."), by=cast.actor("analyst"))
    with pytest.raises(Refused, match="already published"):
        publish_report(report=report, version=report.version, by=cast.actor("second_analyst"))


def test_a_withdrawn_report_is_in_the_register_no_longer(cast: Any) -> None:
    report = published(cast)
    assert find_report(report.register_id)
    with pytest.raises(Refused, match="why you withdraw"):
        withdraw_import(report=report, reason=" ", by=cast.actor("analyst"))
    withdraw_import(report=report, reason="It was a draft.", by=cast.actor("analyst"))
    assert find_report(report.register_id) is None
    with pytest.raises(Refused, match="already withdrawn"):
        withdraw_import(report=report, reason="Again.", by=cast.actor("analyst"))


def test_every_step_is_in_the_ledger(cast: Any) -> None:
    report = published(cast, **LAW_FIRM)
    names = [each.kind.name for each in entries_about(report, cast.actor("secretariat"))]
    assert names[:2] == ["evidence:report_imported", "evidence:part_left_out"]
    assert names[-2:] == ["evidence:claim_confirmed", "evidence:report_published"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_is_told_that_the_other_was_quicker(cast: Any) -> None:
    part = parts_of(imported(cast))[1]

    def decide(key: str) -> str:
        try:
            confirm_claim(part=part, version=1, told=claim_told(says=f"As {key} says."), by=cast.actor(key))
        except Stale:
            return "late"
        finally:
            connection.close()
        return "first"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(decide, ("analyst", "second_analyst"))) == ["first", "late"]
    part.refresh_from_db()
    assert (part.state, part.version) == ("confirmed", 2)
