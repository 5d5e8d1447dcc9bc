"""A debriefing is prepared for a phone, one by one, and goes on there without a signal."""

import re
from collections.abc import Callable
from typing import Any

from databases.screenings import screening as invented
from journeys.phone_page import PhonePage
from playwright.sync_api import Page, expect
from screening.procedures import GIVEN, current

from firmground_site.devices.actions.preparing import prepare_debriefing
from firmground_site.devices.models import DeviceOfficer
from firmground_site.screening.actions.debriefing import begin_sitting, save_answers
from firmground_site.screening.actions.recording import receive_screening
from firmground_site.screening.models import Screening

DEBRIEFER = "identification_officer"


def prepare(cast: Any) -> Screening:
    """A debriefing that is under way, and prepared for the one phone that there is."""
    by = cast.actor(DEBRIEFER)
    found = receive_screening(received=invented(0), by=by).identification
    sitting = begin_sitting(identification=found, version=found.version, interpreter="", language="", by=by)
    save_answers(screening=sitting.screening, version=1, answers=GIVEN, note="As told.", by=by)
    prepare_debriefing(identification=current(found), officer=DeviceOfficer.objects.get(), by=by)
    return sitting.screening


def test_a_prepared_debriefing_goes_on_without_a_signal_and_is_brought_together_later(
    phone: Page, sign_in_as: Callable[[str, Page], Page], cast: Any
) -> None:
    officer = PhonePage(sign_in_as(DEBRIEFER, phone)).open().prepare().ready_without_a_signal()
    debriefing = prepare(cast)
    phone.reload()
    officer.on("who")
    officer.has(1, "debriefings")
    phone.context.set_offline(True)
    officer.unlock()
    officer.on("home")
    officer.press("1 prepared debriefing")
    officer.on("debriefings")
    phone.get_by_role("button", name=re.compile("until")).click()
    officer.on("questions")
    for question, given in GIVEN.items():
        if isinstance(given, str):
            expect(phone.locator(f"input[name=q-{question}][value={given}]")).to_be_checked()
    officer.answer("pay_misrepresented", "unsure")
    officer.finish()
    officer.press("Done for now")
    officer.waits(1)
    assert phone.get_by_text("prepared debriefing").count() == 0
    phone.context.set_offline(False)
    officer.waits(0)
    assert [each["state"] for each in officer.kept()["receipts"]] == ["recorded"]
    assert Screening.objects.get(pk=debriefing.pk).answers == GIVEN | {"pay_misrepresented": "unsure"}
