"""The part of the walk on which the pictures of phones are taken: what came from one that had no signal, and a printed sheet.

A phone is prepared and sends what it sealed, all of it invented. It takes no picture itself: ``camera.take`` does.
"""

from typing import Any

from devices.phone import Phone
from django.test import Client
from django.utils import timezone
from journeys.scenes import follow, go, press

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ASKED = {"documents_held": "perhaps", "wages_withheld": "yes"}
PERSON = {"alias": "Kartika", "sex": "female", "nationality": "indonesia", "language": "indonesian"}


def walk_devices(camera: Any) -> None:
    sent = a_phone_that_sent()
    page = camera.page_of("supervisor")
    camera.take(go(page, "devices:devices"), "phones")
    camera.take(go(page, "devices:device", sent.id), "phone-one")
    camera.take(go(page, "devices:held"), "entries-held")
    follow(page, page.locator("main table a").first)
    camera.take(page, "entry-closed")
    press(page, "Open this entry")
    camera.take(page, "entry-held")
    camera.take(go(camera.page_of("officer_immd"), "screening:paper", query="?sign="), "sheet")


def a_phone_that_sent() -> Phone:
    """A phone of the supervisor's agency: one entry was recorded, one has an answer that is not taken."""
    from firmground_site.accounts.models import Member

    member, client = Member.objects.get(email="officer.immd@demo.example"), Client(SERVER_NAME="localhost")
    client.force_login(member, backend=BACKEND)
    phone = Phone()
    phone.client = Client(SERVER_NAME="localhost")
    officer = phone.enrol(client, member, label="Phone of the harbour post")
    place = {"group": "domestic_helpers", "trigger": "came_forward", "place": "", "interpreter": "", "note": ""}
    for answers in ({}, ASKED):
        plain = phone.screening(officer, answers=answers, person=PERSON, parties=[], accepted_at=timezone.now().isoformat())
        plain["encounter"] = {**place, "screened_on": plain["screened_on"]}
        phone.send(phone.seal(officer.signed(plain)))
    return phone
