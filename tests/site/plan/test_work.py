"""What is due, who is reminded of it, and the pages on which reports are made and answered."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from plan.telling import (
    DIGEST,
    MEASURE,
    NOT_PUBLIC,
    NUMBER,
    as_if_reported,
    confirmed,
    day_typed,
    later,
    reported,
    typed,
    without_a_plan,
)

from firmground.plan.status import statuses_on
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Entry
from firmground_site.packs.queries import today
from firmground_site.plan import measures, reminded, reminders
from firmground_site.plan.actions import reminding
from firmground_site.plan.actions.reminding import note_unsent_letters, remind_owners, send_reminders
from firmground_site.plan.actions.reporting import return_report, withdraw_report
from firmground_site.plan.due import Due, due_on
from firmground_site.plan.measures import find_measure, the_plan
from firmground_site.plan.models import ProgressReport
from firmground_site.plan.views import reports

pytestmark = pytest.mark.django_db
WORK = "/plan/work/"


def due(measure: str = MEASURE) -> Due:
    return next(each for each in due_on(today(), the_plan().measures) if each.measure.id == measure)


def one(report: ProgressReport) -> str:
    return reverse("plan:one_report", args=[report.pk])


@pytest.fixture
def nothing_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "due_on", lambda day, of: [])


# --- what is due ------------------------------------------------------------------------------------------------------


def test_a_report_is_due_so_many_months_after_the_last_confirmed_one(cast: Any) -> None:
    assert due().is_overdue, "there was never one"
    report = confirmed(cast, shows="begun")
    assert due().report_on > today()
    as_if_reported(report, 70)
    assert due().is_soon
    as_if_reported(report, 100)
    assert due().is_overdue
    assert due().asks_for_something


def test_a_report_that_waits_or_was_withdrawn_does_not_put_the_next_one_off(cast: Any) -> None:
    reported(cast)
    assert due().is_overdue
    assert due().waiting == 1
    withdraw_report(report=confirmed(cast, shows="begun"), reason="Wrong.", by=cast.actor("measure_owner"))
    assert due().is_overdue


def test_a_new_measure_shown_as_done_needs_no_report_and_an_ongoing_one_always_does(cast: Any) -> None:
    confirmed(cast)
    assert due().report_on is None
    found = {each.measure.id: each for each in due_on(today(), the_plan().measures)}
    assert found["n8"].report_on is None
    assert found["o16"].report_on is not None
    assert NOT_PUBLIC not in found


def test_a_deadline_that_comes_near_is_noticed_until_it_is_met(cast: Any) -> None:
    measure = find_measure(MEASURE)
    indicator = measure.indicator.model_copy(update={"deadline": later(30)})
    near = measure.model_copy(update={"indicator": indicator})
    status = next(each for each in statuses_on(the_plan(), today()) if each.measure.id == MEASURE)
    found = Due(replace(status, measure=near), today(), None, None, 0)
    assert found.near_deadline == later(30)
    assert found.asks_for_something
    assert Due(replace(status, measure=near), later(-1), None, None, 0).near_deadline is None


# --- reminders --------------------------------------------------------------------------------------------------------


def test_each_owner_gets_one_letter_and_the_ledger_says_of_which_measures(cast: Any, as_member: Any) -> None:
    client = as_member("secretariat")
    answer = client.post(reverse("plan:remind"), follow=True).content.decode()
    assert "Reminded: Labour Department." in answer
    assert "Not reminded, since no measure owner can sign in: Hong Kong Police Force" in answer
    [letter] = mail.outbox
    assert sorted(letter.to) == sorted([cast.measure_owner.email, cast.second_owner.email])
    assert f"- measure {MEASURE}, since 21 June 2018" in letter.body
    assert f"- 措施{MEASURE}，自2018年6月21日起" in letter.body
    assert "http://testserver/plan/work/" in letter.body
    assert Entry.objects.filter(kind="plan:owners_reminded", subject="plan:action_plan").count() == 1
    assert f"by {cast.secretariat.name}" in client.get(WORK).content.decode()


def test_with_nothing_due_nobody_is_reminded_and_nothing_is_written(nothing_due: None, cast: Any, as_member: Any) -> None:
    answer = as_member("secretariat").post(reverse("plan:remind"), follow=True).content.decode()
    assert "Nothing is due" in answer
    assert mail.outbox == []
    assert not Entry.objects.filter(kind="plan:owners_reminded").exists()


def test_when_no_owner_can_sign_in_that_is_said_and_nothing_is_written(cast: Any) -> None:
    with writing("owners who left"):
        Member.objects.filter(role="measure_owner").update(is_active=False)
    with pytest.raises(Refused, match="no measure owner"):
        remind_owners(by=cast.actor("secretariat"))
    assert not Entry.objects.filter(kind="plan:owners_reminded").exists()


def test_a_letter_that_cannot_be_sent_is_told_without_its_address(
    cast: Any, as_member: Any, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "localhost", 1, False
    answer = as_member("secretariat").post(reverse("plan:remind"), follow=True).content.decode()
    assert "The letter could not be sent" in answer
    assert cast.measure_owner.email not in caplog.text


def test_which_letters_could_not_be_sent_stays_to_be_read(cast: Any, as_member: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "send_reminder", lambda reminder, link: False)
    client = as_member("secretariat")
    client.post(reverse("plan:remind"))
    assert Entry.objects.filter(kind="plan:letters_not_sent", subject="plan:action_plan").count() == 1
    text = client.get(WORK).content.decode()
    assert "Last tried on" in text
    assert "The letter could not be sent to: Labour Department." in text
    monkeypatch.undo()
    assert "Reminded: Labour Department." in client.post(reverse("plan:remind"), follow=True).content.decode()
    assert "could not be sent to" not in client.get(WORK).content.decode()


def test_that_no_letter_failed_is_not_written(cast: Any) -> None:
    send_reminders(link="", by=cast.actor("secretariat"))
    assert not Entry.objects.filter(kind="plan:letters_not_sent").exists()
    with pytest.raises(Refused, match="Name the bodies"):
        note_unsent_letters(bodies=[], by=cast.actor("secretariat"))


def test_nobody_is_reminded_again_within_a_day(cast: Any, as_member: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = as_member("secretariat")
    client.post(reverse("plan:remind"))
    again = client.post(reverse("plan:remind"), follow=True).content.decode()
    assert "Remind them again tomorrow." in again
    with pytest.raises(CommandError, match="Remind them again tomorrow"):
        call_command("remind_owners")
    assert len(mail.outbox) == 1
    assert Entry.objects.filter(kind="plan:owners_reminded").count() == 1
    monkeypatch.setattr(reminded, "AGAIN_AFTER", timedelta(0))
    call_command("remind_owners", stdout=StringIO())
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("by", ["measure_owner", "rater", "partner"])
def test_nobody_else_reminds(by: str, cast: Any, as_member: Any) -> None:
    with pytest.raises(NotPermitted):
        send_reminders(link="", by=cast.actor(by))
    assert as_member(by).post(reverse("plan:remind")).status_code == 404
    assert as_member("secretariat").get(reverse("plan:remind")).status_code == 405


def test_the_command_reminds_and_says_whom(cast: Any) -> None:
    out = StringIO()
    call_command("remind_owners", dry_run=True, stdout=out)
    assert mail.outbox == []
    assert "Labour Department: " in out.getvalue()
    call_command("remind_owners", site="https://site.example/", stdout=out)
    assert "written to" in out.getvalue()
    assert "nobody to write to" in out.getvalue()
    assert "https://site.example/plan/work/" in mail.outbox[0].body


def test_the_command_ends_with_a_sentence_when_nobody_can_be_reminded(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing("owners who left"):
        Member.objects.filter(role="measure_owner").update(is_active=False)
    with pytest.raises(CommandError, match="no measure owner of these bodies can sign in"):
        call_command("remind_owners")
    without_a_plan(monkeypatch)
    for options in ({}, {"dry_run": True}):
        with pytest.raises(CommandError, match="no action plan"):
            call_command("remind_owners", **options)


def test_the_command_says_when_nothing_is_due(nothing_due: None, cast: Any) -> None:
    out = StringIO()
    call_command("remind_owners", stdout=out)
    assert "Nothing is due" in out.getvalue()


# --- the lists --------------------------------------------------------------------------------------------------------


def test_an_owner_sees_their_agencys_measures_and_whose_answer_a_report_waits_for(cast: Any, as_member: Any) -> None:
    reported(cast)
    own, colleague = (as_member(key).get(WORK).content.decode() for key in ("measure_owner", "second_owner"))
    assert "Your reports that somebody else has still to confirm" in own
    assert "No report waits for you." in own
    assert "No report waits for you." not in colleague
    assert f"Report on {MEASURE}" in own
    assert f"Report on {NUMBER}" not in own


def test_a_returned_report_is_listed_until_another_is_made(cast: Any, as_member: Any) -> None:
    return_report(report=reported(cast), reason="The circular is of 2020.", by=cast.actor("second_owner"))
    assert "Reports that were returned" in as_member("measure_owner").get(WORK).content.decode()
    reported(cast)
    assert "Reports that were returned" not in as_member("measure_owner").get(WORK).content.decode()


def test_a_rater_sees_what_to_rate_and_the_secretariat_sees_all(cast: Any, as_member: Any) -> None:
    assert f"Rate {NUMBER}" in as_member("rater").get(WORK).content.decode()
    secretariat = as_member("secretariat").get(WORK).content.decode()
    assert "Report on n4" in secretariat
    assert "Send reminders" in secretariat
    assert as_member("partner").get(WORK).status_code == 404


# --- the page of reporting --------------------------------------------------------------------------------------------


def test_an_owner_reports_and_what_is_wrong_is_told_beside_its_field(cast: Any, as_member: Any) -> None:
    client, url = as_member("measure_owner"), reverse("plan:report", args=[MEASURE])
    future = client.post(url, typed(**day_typed("dated", later(1))))
    assert future.status_code == 400
    assert "The document cannot be dated in the future." in future.content.decode()
    assert "Circular 12 of 2019" in future.content.decode(), "what was typed is kept"
    made = client.post(url, typed(digest=DIGEST.removeprefix("sha256:").upper()))
    report = ProgressReport.objects.get()
    assert made["Location"] == one(report)
    assert (report.digest, report.agency, report.reported_by) == (DIGEST, "ld", cast.measure_owner)


def test_an_answer_of_several_lines_is_kept_as_lines(as_member: Any) -> None:
    sent = typed(says="A circular.\r\nIt names the teams.")
    assert as_member("measure_owner").post(reverse("plan:report", args=[MEASURE]), sent).status_code == 302
    assert ProgressReport.objects.get().says == "A circular.\nIt names the teams."


def test_the_same_report_sent_again_is_refused_and_kept_on_the_page(cast: Any, as_member: Any) -> None:
    client, url = as_member("measure_owner"), reverse("plan:report", args=[MEASURE])
    client.post(url, typed())
    again = client.post(url, typed(says="Once more."))
    assert again.status_code == 400
    assert "waits to be confirmed" in again.content.decode()
    assert "Once more." in again.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"document": "Circular \u202e12"},
        {"address": "https://a@circulars.example"},
        {"shows": "value"},
        {"shows": ""},
        {"digest": "x" * 64},
        {"address": "javascript:alert(1)"},
        {"says": ""},
        {"dated_day": "30", "dated_month": "2"},
        {"dated_year": "99999"},
        {"happened_from_day": "", "happened_to_day": "x"},
        {"document": "x" * 5_000},
        {"says": "\x00"},
    ],
)
def test_bad_input_is_refused_in_words_and_nothing_is_kept(changes: dict[str, str], as_member: Any) -> None:
    answer = as_member("measure_owner").post(reverse("plan:report", args=[MEASURE]), typed(**changes))
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize("value", ["", "See description", "12.5", "9" * 30, "N/A"])
def test_a_number_asks_for_a_whole_number_and_takes_no_remark(value: str, as_member: Any) -> None:
    url = reverse("plan:report", args=[NUMBER])
    sent = typed(shows="value", value=value)
    assert as_member("secretariat").post(url, sent).status_code == 400
    assert as_member("secretariat").post(url, sent | {"value": "24"}).status_code == 302


@pytest.mark.parametrize(("key", "measure"), [("measure_owner", NUMBER), ("rater", MEASURE), ("secretariat", "n99")])
def test_a_measure_that_is_not_theirs_to_report_on_is_not_there(key: str, measure: str, as_member: Any) -> None:
    assert as_member(key).get(reverse("plan:report", args=[measure])).status_code == 404


def test_nothing_is_asked_about_a_measure_whose_text_is_not_public(as_member: Any) -> None:
    answer = as_member("secretariat").get(reverse("plan:report", args=[NOT_PUBLIC]), follow=True)
    assert "nothing can be reported on it" in answer.content.decode()


# --- the page of a report ---------------------------------------------------------------------------------------------


def test_a_colleague_confirms_on_the_page(cast: Any, as_member: Any) -> None:
    report = reported(cast)
    own = as_member("measure_owner").get(one(report)).content.decode()
    assert "You made this report." in own
    assert "Send my answer" not in own
    done = as_member("second_owner").post(one(report), {"step": "answer", "confirms": "yes", "reason": ""}, follow=True)
    assert "It counts as evidence now." in done.content.decode()
    assert f"by {cast.second_owner.name}" in done.content.decode()


def test_returning_needs_a_reason(cast: Any, as_member: Any) -> None:
    report, client = reported(cast), as_member("second_owner")
    missing = client.post(one(report), {"step": "answer", "confirms": "no", "reason": ""})
    assert missing.status_code == 400
    assert "Write why you return it." in missing.content.decode()
    client.post(one(report), {"step": "answer", "confirms": "no", "reason": "It is of 2020."})
    text = as_member("measure_owner").get(one(report)).content.decode()
    assert "It is of 2020." in text
    assert "Make another report" in text


def test_an_answer_that_came_too_late_is_kept_and_refused(cast: Any, as_member: Any) -> None:
    report = confirmed(cast)
    late = as_member("secretariat").post(one(report), {"step": "answer", "confirms": "no", "reason": "It is of 2020."})
    assert late.status_code == 400
    assert "already answered" in late.content.decode()
    assert "It is of 2020." in late.content.decode()


def test_an_owner_withdraws_on_the_page_with_a_reason(cast: Any, as_member: Any) -> None:
    report, client = confirmed(cast), as_member("measure_owner")
    assert client.post(one(report), {"step": "withdraw", "reason": " "}).status_code == 400
    client.post(one(report), {"step": "withdraw", "reason": "It was replaced."})
    report.refresh_from_db()
    assert report.state == "withdrawn"
    assert "Withdraw the report" not in client.get(one(report)).content.decode()


def test_a_rater_reads_a_report_and_can_do_nothing_to_it(cast: Any, as_member: Any) -> None:
    report, client = reported(cast), as_member("rater")
    assert "Send my answer" not in client.get(one(report)).content.decode()
    assert client.post(one(report), {"step": "answer", "confirms": "yes", "reason": ""}).status_code == 404
    assert client.post(one(report), {"step": "erase"}).status_code == 400


def test_a_report_on_a_measure_that_the_pack_lost_can_still_be_read(cast: Any, as_member: Any, monkeypatch: Any) -> None:
    report = reported(cast)
    monkeypatch.setattr(reports, "find_measure", lambda name: None)
    monkeypatch.setattr(measures, "find_measure", lambda name: None)
    assert "The measure, with all evidence" not in as_member("secretariat").get(one(report)).content.decode()
