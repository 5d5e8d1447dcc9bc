"""When an identification is closed, or a record erased, its debriefing is over; what is taken back stays in the ledger."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from screening.procedures import current, debriefed, may_open

from firmground_site.audit.actions import Refused, Stale
from firmground_site.audit.models import Entry
from firmground_site.screening.actions.debriefing import begin_break, begin_sitting, end_sitting, finish_debriefing, save_answers
from firmground_site.screening.actions.deciding import close_identification, reopen_identification
from firmground_site.screening.actions.erasing import ASKED, erase_person
from firmground_site.screening.models import Identification, Screening, Sitting
from firmground_site.screening.views import answering
from firmground_site.screening.work import rows_of, work_lists

pytestmark = pytest.mark.django_db
BEGIN = {"alone": "on", "safe": "on", "told_of_breaks": "on", "interpreter": "by_phone", "language": "tagalog"}


@pytest.fixture
def officer(cast: Any) -> Any:
    return cast.actor("identification_officer")


@pytest.fixture
def sitting(screening: Screening, officer: Any) -> Sitting:
    """A first sitting under way, with a break in it and an answer."""
    begun = begin_sitting(identification=screening.identification, version=1, interpreter="", language="", by=officer)
    save_answers(screening=begun.screening, version=1, answers={"act_recruited": "yes"}, by=officer)
    begin_break(sitting=begun, reason="offered", by=officer)
    return begun


def moved(act: Callable[..., Identification], by: Any) -> Identification:
    found = Identification.objects.get()
    return act(identification=found, version=found.version, reasons="She left.", by=by)


def begin(by: Any) -> Sitting:
    found = current(Identification.objects.get())
    return begin_sitting(identification=found, version=found.version, interpreter="", language="", by=by)


def save(by: Any, **answers: Any) -> Screening:
    draft = Identification.objects.get().debriefing
    return save_answers(screening=draft, version=draft.version, answers=answers or {"act_received": "yes"}, by=by)


def address(name: str, *more: str) -> str:
    return reverse(f"screening:{name}", args=[Identification.objects.get().pk, *more])


# --- closed -----------------------------------------------------------------------------------------------------------


def test_closing_ends_the_sitting_and_its_break(sitting: Sitting, officer: Any) -> None:
    moved(close_identification, officer)
    sitting.refresh_from_db()
    assert sitting.ended_at is not None
    assert sitting.breaks.get().ended_at is not None
    kinds = list(Entry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-3:] == ["break:ended", "sitting:ended", "identification:closed"]


def test_nothing_is_added_to_the_debriefing_of_what_was_closed(sitting: Sitting, officer: Any) -> None:
    moved(close_identification, officer)
    for act in (begin, save, lambda by: begin_break(sitting=sitting, reason="offered", by=by)):
        with pytest.raises(Refused):
            act(officer)
    assert Identification.objects.get().debriefing.answers == {"act_recruited": "yes"}
    assert Sitting.objects.count() == 1


def test_its_pages_are_there_to_read_and_say_why_nothing_is_saved(sitting: Sitting, officer: Any, as_member: Any) -> None:
    client = may_open(as_member("identification_officer"), sitting.screening.person)
    assert client.get(address("debriefing_section", "act")).context["debriefing"].may_write
    moved(close_identification, officer)
    assert not client.get(address("debriefing_section", "act")).context["debriefing"].may_write
    text = client.get(address("debriefing")).content.decode()
    assert "You can read this debriefing." in text
    assert address("debriefing_begin") not in text
    late = client.post(address("debriefing_section", "act"), {"seen": "{}", "q_act_received": "yes", "note": "Late."})
    assert late.status_code == 400
    assert "waits for no debriefing now" in late.text
    assert "Late." in late.text
    assert client.post(address("debriefing_begin"), {"version": 9, **BEGIN}).status_code == 404


def test_what_was_left_half_way_goes_on_once_it_is_open_again(sitting: Sitting, officer: Any, cast: Any) -> None:
    drafts = next(each for each in work_lists(officer) if each.key == "drafts")
    assert list(rows_of(drafts, officer)) == [sitting.screening.debriefing_of]
    moved(close_identification, officer)
    assert list(rows_of(drafts, officer)) == []
    moved(reopen_identification, officer)
    with pytest.raises(Refused, match="waits for no debriefing"):
        save(officer)
    begin(officer)
    assert save(officer).answers == {"act_recruited": "yes", "act_received": "yes"}
    found = Identification.objects.get()
    finish_debriefing(identification=found, version=found.version, by=officer)
    assert current(found).state == "waiting_for_decision"


def test_a_sitting_can_still_be_ended_whatever_the_state(sitting: Sitting, officer: Any) -> None:
    end_sitting(sitting=sitting, by=officer)
    assert moved(close_identification, officer).state == "closed"


# --- erased -----------------------------------------------------------------------------------------------------------


def test_a_save_under_way_while_the_record_is_erased_leaves_nothing(
    sitting: Sitting, officer: Any, cast: Any, as_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was read before, and the erasing comes between comparing and writing."""
    client, url = may_open(as_member("identification_officer"), sitting.screening.person), address("debriefing_section", "act")
    seen = client.get(url).context["form"]["seen"].value()

    def overtaken(*, by: Any, **given: Any) -> Screening:
        monkeypatch.setattr(answering, "save_answers", save_answers)
        moved(close_identification, officer)
        erase_person(person=sitting.screening.person, reason=ASKED, by=cast.actor("supervisor"))
        return save_answers(by=by, **given)

    monkeypatch.setattr(answering, "save_answers", overtaken)
    assert client.post(url, {"seen": seen, "q_act_recruited": "yes", "q_act_received": "yes", "note": "N"}).status_code == 404
    left = Screening.objects.get(stage="full")
    assert (left.answers, left.note) == ({}, "")


def test_an_action_on_an_erased_debriefing_is_refused(sitting: Sitting, officer: Any, cast: Any) -> None:
    moved(close_identification, officer)
    draft = Screening.objects.select_related("person").get(stage="full")
    erase_person(person=draft.person, reason=ASKED, by=cast.actor("supervisor"))
    with pytest.raises(Stale):
        save_answers(screening=draft, version=draft.version, answers={"act_received": "yes"}, by=officer)
    with pytest.raises(Refused, match="was erased"):
        save(officer)


# --- what the ledger keeps --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("note", "kept"), [("Second.", ["First.", "Second."]), ("", ["First.", ""]), ("First.", None)])
def test_a_note_that_is_replaced_stays_in_the_ledger(note: str, kept: Any, sitting: Sitting, officer: Any) -> None:
    for each in ("First.", note):
        draft = Identification.objects.get().debriefing
        save_answers(screening=draft, version=draft.version, answers={}, note=each, by=officer)
    said = Entry.objects.filter(kind="debriefing:saved").order_by("pk").last().content.value
    assert said["changed"].get("note") == kept


def test_opening_a_debriefing_again_keeps_what_it_had_come_to(screening: Screening, cast: Any, officer: Any) -> None:
    debriefed(screening.identification, cast)
    begin(officer)
    found, sent = current(Identification.objects.get()), {"outcomes": {"child_route": "no"}}
    finish_debriefing(identification=found, version=found.version, browser_result=sent, by=officer)
    finished = Identification.objects.get().debriefing
    begin(officer)
    entry = Entry.objects.filter(kind="debriefing:reopened").order_by("pk").last()
    said = entry.content.value
    assert (said["browser_result"], said["outcome"]) == (sent, finished.outcome)
    assert said["finished_at"] == str(finished.finished_at)
    assert uuid.UUID(said["screening"]) == finished.pk
    assert Identification.objects.get().debriefing.browser_result is None


# --- too late, with nothing typed -------------------------------------------------------------------------------------


def test_a_sitting_begun_on_what_changed_meanwhile_leads_back_to_look(screening: Screening, as_member: Any) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    client.post(reverse("screening:take_up", args=[screening.identification.pk]), {"version": 1})
    response = client.post(address("debriefing_begin"), {"version": 1, **BEGIN}, follow=True)
    assert "no sitting has begun" in response.text
    assert "kept below" not in response.text
    assert not Sitting.objects.exists()
    version = Identification.objects.get().version
    client.post(address("debriefing_begin"), {"version": version, **BEGIN})
    assert Sitting.objects.exists()
