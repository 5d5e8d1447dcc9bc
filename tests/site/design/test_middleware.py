"""What is too large is refused before it is read, no file is kept, and a lost database is told in words wherever it is lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from firmground_site.access.middleware import ActorOfRequest
from firmground_site.design.middleware import TooLarge

pytestmark = pytest.mark.once

LIMIT = 500_000
TELL = "The records cannot be reached"


@pytest.fixture
def sign_in(db: None) -> str:
    return reverse("account_login")


@pytest.mark.parametrize("planted", ["field", "file"])
def test_more_than_any_form_holds_is_refused_before_it_is_read(planted: str, sign_in: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest._load_post_and_files", lambda request: pytest.fail("it was read"))
    large = "x" * 600_000 if planted == "field" else SimpleUploadedFile("large.txt", b"x" * 600_000)
    answer = Client(enforce_csrf_checks=True).post(sign_in, {"login": large})
    assert answer.status_code == 413
    assert "This is too large" in answer.content.decode()
    assert answer["Content-Security-Policy"]


def test_a_long_form_is_taken(sign_in: str) -> None:
    answer = Client().post(sign_in, {"login": "x" * 400_000, "password": "x"})
    assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)


def test_a_small_file_is_not_kept_and_the_fields_beside_it_are_read(sign_in: str) -> None:
    small = SimpleUploadedFile("small.txt", b"x" * 1_000)
    answer = Client().post(sign_in, {"login": "who@nowhere.example", "password": "x", "file": small})
    assert answer.status_code == 200
    assert (answer.wsgi_request.POST["login"], dict(answer.wsgi_request.FILES)) == ("who@nowhere.example", {})


@pytest.mark.parametrize(
    ("length", "status"),
    [("", 200), ("0", 200), ("many", 200), (str(LIMIT), 200), (str(LIMIT + 1), 413), (f"{LIMIT}_0", 413), (f"+{LIMIT}0", 413)],
)
def test_a_length_is_read_as_django_reads_it(length: str, status: int) -> None:
    request = RequestFactory().post("/", CONTENT_LENGTH=length)
    assert TooLarge(lambda _: HttpResponse())(request).status_code == status


def test_a_program_is_refused_in_json_so_that_it_knows_who_has_answered() -> None:
    request = RequestFactory().post("/", CONTENT_LENGTH=str(LIMIT + 1), content_type="application/json")
    answer = TooLarge(lambda _: HttpResponse())(request)
    assert (answer.status_code, answer.content) == (413, b'{"refused": "too_large", "reasons": []}')


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (InterfaceError, 503), (ValueError, 500)], ids=str)
def test_a_database_that_is_lost_outside_of_a_view_is_told_in_words_and_other_faults_are_faults(
    error: type[Exception], status: int, sign_in: str, monkeypatch: Any
) -> None:
    def fail(self: ActorOfRequest, request: HttpRequest) -> HttpResponse:
        raise error("planted")

    monkeypatch.setattr(ActorOfRequest, "__call__", fail)
    answer = Client(raise_request_exception=False).get(sign_in)
    assert answer.status_code == status
    assert (TELL in answer.content.decode(), answer.get("Retry-After")) == ((True, "30") if status == 503 else (False, None))
    assert "planted" not in answer.content.decode()
