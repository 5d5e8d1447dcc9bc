"""A debriefing in which two answered differently is brought together by a person, question by question."""

from typing import Any

import pytest
from devices.phone import Officer, Phone
from devices.test_changes import DEBRIEFER, debriefer, filled, identification, prepared, send
from django.test import Client
from django.urls import reverse

from firmground_site.audit.actions import Refused
from firmground_site.devices.actions.resolving import record_entry
from firmground_site.devices.models import Entry, Prepared
from firmground_site.screening.actions.debriefing import save_answers
from firmground_site.screening.actions.erasing import ASKED, erase_person
from firmground_site.screening.models import Screening

pytestmark = pytest.mark.django_db
__all__ = ["debriefer", "identification", "prepared"]


@pytest.fixture
def conflict(phone: Phone, debriefer: Officer, prepared: Prepared, cast: Any) -> Entry:
    """The phone says no and 30, the record says unsure and 28."""
    plain = filled(phone, debriefer, prepared, act_recruited="no", age_at_event=30)
    debriefing = Screening.objects.get(pk=prepared.debriefing_id)
    meanwhile = {"act_recruited": "unsure", "age_at_event": 28}
    save_answers(screening=debriefing, version=debriefing.version, answers=meanwhile, by=cast.actor(DEBRIEFER))
    assert send(phone, debriefer, plain)["reason"] == "conflict"
    return Entry.objects.get()


def test_for_each_question_one_answer_is_chosen(conflict: Entry, as_member: Any) -> None:
    supervisor: Client = as_member("supervisor")
    supervisor.post(reverse("devices:open_entry", args=[conflict.pk]))
    shown = supervisor.get(reverse("devices:entry", args=[conflict.pk])).context["shown"]
    choices = {name: dict(field.choices) for name, field in shown.choosing.fields.items()}
    assert set(choices) == {"pick_act_recruited", "pick_age_at_event"}
    begins = {"pick_act_recruited": "mine-", "pick_age_at_event": "now-"}
    picked = {name: next(key for key in keys if key.startswith(begins[name])) for name, keys in choices.items()}
    record = reverse("devices:record_entry", args=[conflict.pk])
    assert supervisor.post(record, {"version": 1, "words": "We spoke."}).status_code == 400
    supervisor.post(record, {"version": 1, "words": "We spoke.", **picked})
    conflict.refresh_from_db()
    answers = Screening.objects.get(pk=conflict.screening_id).answers
    assert (answers["act_recruited"], answers["age_at_event"], conflict.state) == ("no", 28, "recorded")


def test_answers_that_nobody_signed_are_not_saved_in_the_officers_name(
    phone: Phone, debriefer: Officer, prepared: Prepared, cast: Any
) -> None:
    phone.send(phone.seal(filled(phone, debriefer, prepared, act_recruited="no")))
    entry = Entry.objects.get()
    was = Screening.objects.get(pk=prepared.debriefing_id).answers
    with pytest.raises(Refused, match="Decline it"):
        record_entry(entry=entry, version=1, content={"act_recruited": "no"}, words="So.", by=cast.actor("supervisor"))
    entry.refresh_from_db()
    assert (entry.reason, entry.state) == ("signature", "held")
    assert Screening.objects.get(pk=prepared.debriefing_id).answers == was


def test_erasing_the_person_takes_the_conflict_and_what_was_prepared_along(
    conflict: Entry, phone: Phone, prepared: Prepared, cast: Any
) -> None:
    from firmground_site.audit.guard import writing
    from firmground_site.screening.models import Identification

    with writing("an identification ends"):
        Identification.objects.update(state="closed")
    erase_person(person=prepared.debriefing.person, reason=ASKED, by=cast.actor("supervisor"))
    conflict.refresh_from_db()
    prepared.refresh_from_db()
    assert (conflict.state, conflict.content, prepared.envelope) == ("erased", {}, None)
    assert phone.pull()["ended"] == [str(prepared.pk)]
