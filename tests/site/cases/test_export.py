"""The file about a person for one recipient: encrypted, with a passphrase shown once, and never with where somebody stays."""

import base64
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import an_identified_person, opened_case
from cases.consenting import answered, may_read
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.exporting import export_person
from firmground_site.cases.export_paper import export_paper, passphrase
from firmground_site.cases.models import Case, Disclosure, SafePlace, Service
from firmground_site.cases.telling import FIELDS, told_of
from firmground_site.members.demo import PASSWORD
from firmground_site.packs.queries import today
from firmground_site.screening.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SECRET, WORKER = "abcd-efgh", "case_worker"
PLACE = "12 Hidden Lane"


@pytest.fixture
def case(cast: Any) -> Case:
    """A case of an identified person with a safe place and two services."""
    found, now = opened_case(an_identified_person(cast), cast), timezone.now()
    person = found.opened_from.person
    began = {"case": found, "person": person, "began_on": today(), "began_at": now, "began_by": cast.case_worker}
    with writing("a place and services"):
        SafePlace.objects.create(
            case=found, person=person, address=PLACE, safe_contact="Call after nine", changed_at=now, changed_by=cast.case_worker
        )
        Service.objects.create(service="shelter", reached="delivered", **began)
        Service.objects.create(service="legal_aid", reached="asked", **began)
    return found


@pytest.fixture
def person(case: Case) -> Person:
    """The person of the case."""
    found: Person = case.opened_from.person
    return found


def made(person: Person, cast: Any, *fields: str, key: str = WORKER, **changed: Any) -> bytes:
    asked = {"purpose": "referral", "recipient": "hkpf", "fields": fields, **changed}
    return export_person(person=person, secret=SECRET, by=cast.actor(key), **asked)


def words_in(paper: bytes, secret: str = SECRET) -> str:
    return " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(paper), password=secret).pages).split())


def test_a_file_tells_what_was_chosen_and_agreed_to_and_is_written_down(person: Person, cast: Any) -> None:
    answered(person, cast, recipient="hkpf")
    words = words_in(made(person, cast, "identity", "needs", "services", "decision"))
    for each in ("Maria Example", "Legal aid", "Shelter or temporary lodging, since", "Hong Kong Police", "Identified"):
        assert each in words, words
    told = Disclosure.objects.get()
    assert (told.outlet, told.recipient) == ("export", "hkpf")
    assert told.fields == ["decision", "identity", "needs", "services"]


def test_a_file_opens_only_with_its_passphrase(person: Person, cast: Any) -> None:
    answered(person, cast, recipient="hkpf")
    paper = made(person, cast, "identity")
    reader = PdfReader(io.BytesIO(paper))
    assert reader.is_encrypted
    assert reader.decrypt("another") == 0
    assert b"Maria" not in paper
    assert b"/AESV3" in paper, "AES with 256 bits"


def test_passphrases_are_long_and_never_the_same() -> None:
    made = {passphrase() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"(?:[a-z2-9]{4}-){4}[a-z2-9]{4}", each) for each in made)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"fields": ()}, "Choose what is told"),
        ({"fields": ("address",)}, "Choose what is told"),
        ({"fields": ("safe_place",)}, "Choose what is told"),
        ({"fields": ("proceedings",), "purpose": "police"}, "may read yourself"),
        ({"purpose": "services"}, "Choose the purpose"),
        ({"recipient": "atlantis"}, "Choose the purpose"),
        ({"recipient": "swd"}, "your own agency"),
        ({"recipient": "immd"}, "asked"),
    ],
)
def test_a_file_that_may_not_be_is_refused_in_words(changed: dict[str, Any], words: str, person: Person, cast: Any) -> None:
    answered(person, cast, recipient="hkpf")
    with pytest.raises(Refused, match=words):
        made(person, cast, **{"fields": ("identity",), **changed})
    assert not Disclosure.objects.exists()


def test_neither_another_agency_nor_another_role_makes_a_file(person: Person, cast: Any) -> None:
    with pytest.raises(NotPermitted):
        made(person, cast, "identity", key="identification_officer")


def test_where_somebody_stays_is_told_by_no_field(person: Person) -> None:
    told = str(told_of(person, FIELDS))
    assert "Maria Example" in told
    assert PLACE not in told
    assert "Call after nine" not in told


def test_what_is_not_known_is_left_out_and_what_was_not_asked_for_too(person: Person) -> None:
    assert told_of(person, ["health", "proceedings"]) == {}
    assert told_of(person, ["contact"]) == {"contact": [("Phone", "9123 4567")]}
    assert [label for label, _ in told_of(person, ["account"])["account"]] == ["Reasons", "Reasons about forced labour"]


def test_the_same_file_can_be_set_with_words_that_look_like_markup() -> None:
    rows = [{"label": "Name", "words": '#panic("x") *not bold* <b>'}]
    content = {"title": "T", "footer": "F", "about": rows, "parts": [{"title": "P", "rows": rows}], "note": "N"}
    assert '#panic("x") *not bold* <b>' in words_in(export_paper(content, secret=SECRET))


def test_the_page_asks_who_is_there_and_shows_the_passphrase_once(
    person: Person, cast: Any, as_member: Callable[[str], Client]
) -> None:
    answered(person, cast, recipient="hkpf")
    client, url = may_read(as_member(WORKER), person), reverse("cases:export", args=[person.pk])
    asked = {"for_purpose": "referral", "recipient": "hkpf", "fields_told": ["identity"]}
    assert client.post(url, asked).status_code == 302
    assert not Disclosure.objects.exists()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "Charges and court" not in client.get(url).content.decode()
    answer = client.post(url, asked)
    page = answer.content.decode()
    secret, file = re.findall(r"<code>(.+?)</code>", page)[0], re.findall(r'base64,([^"]+)"', page)[0]
    assert "Maria Example" in words_in(base64.b64decode(file), secret)
    assert "no-store" in answer["Cache-Control"]
    assert secret not in client.get(url).content.decode()
    assert secret not in str(dict(client.session))
    assert client.post(url, {**asked, "recipient": "immd"}).status_code == 400
    assert Disclosure.objects.count() == 1
