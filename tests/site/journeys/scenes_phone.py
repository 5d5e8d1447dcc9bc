"""The walk on which the phone's page is pictured: prepared by an officer, one person screened without a signal, the outbox.

It takes no picture itself: ``camera.take`` does. The name of the phone and the person are invented.
"""

from typing import Any

from journeys.phone_page import PhonePage


def walk_phone(camera: Any) -> None:
    page = camera.signed_in("officer_immd")  # preparing the phone ends the session
    page.route("**/phone/entries", lambda route: route.abort())  # the page's clock is not the site's, so it would be held
    officer = PhonePage(page).open()
    camera.take(page, "phone-prepare")
    officer.prepare().ready_without_a_signal()
    page.context.set_offline(True)
    officer.begin()
    officer.answer("in_danger_now", "no")
    officer.answer("documents_held", "yes")
    camera.take(page, "phone-questions")
    officer.finish()
    camera.take(page, "phone-accepted")
    officer.press("Done for now")
    officer.on("home")
    camera.take(page, "phone-home")
    officer.press("Outbox and receipts")
    officer.on("outbox")
    camera.take(page, "phone-outbox")
    officer.lock()
    camera.take(page, "phone-locked")
    page.context.set_offline(False)
